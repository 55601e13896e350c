// The agenda: filters without a new page, refresh, keys.
// @ts-check
import { attach as drags, isDragging } from './agenda-drag.js';
import { attach as walks, focus, holdsFocus, isMoving, leave } from './agenda-cursor.js';
import { board, page } from './agenda-grid.js';
import { load, signIn } from './frag.js';
import { isWriting } from './keys.js';

const filters = /** @type {HTMLFormElement} */ (document.querySelector('[data-agenda-filters]'));
const search = /** @type {HTMLInputElement} */ (filters.elements.namedItem('q'));
const [PAUSE, REFRESH, SCROLL] = [150, 60_000, 'agenda:'];

/** @type {AbortController | undefined} */
let asking;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;
/** @type {string | null} */
let etag = null;
let refreshed = performance.now();

const main = () => /** @type {HTMLElement} */ (document.getElementById('agenda'));
const address = () => main().dataset.url ?? '/agenda';

/** What the ticked boxes of a name say; nothing where they say everything. @param {string} name */
function ticked(name) {
  const all = /** @type {HTMLInputElement[]} */ (Array.from(filters.querySelectorAll(`input[name="${name}"]`)));
  const on = all.filter((box) => box.checked);
  // Nobody at all would be an agenda of nothing.
  if (!on.length) all.forEach((box) => (box.checked = true));
  return on.length && on.length < all.length ? on.map((box) => box.value).join(',') : '';
}

/** The address of the view that the filters say. */
function wanted() {
  const to = new URL(address(), location.href);
  for (const [name, value] of [['artists', ticked('artists')], ['status', ticked('status')], ['q', search.value.trim()]]) {
    if (value) to.searchParams.set(name, value);
    else to.searchParams.delete(name);
  }
  to.searchParams.delete('cursor');
  return to.pathname + to.search;
}

/** The days of the small calendar, in their order. */
const days = () => /** @type {HTMLAnchorElement[]} */ (Array.from(document.querySelectorAll('#mini tbody a')));

/** One day of the small calendar is reached by Tab, the others from there by arrows. @param {HTMLAnchorElement} [one] */
function reach(one) {
  const all = days();
  const stop = one ?? all.find((day) => day.hasAttribute('aria-current')) ?? all.find((day) => day.classList.contains('today')) ?? all[0];
  for (const day of all) day.tabIndex = day === stop ? 0 : -1;
}

/** What belongs to an agenda that has just come. */
function settle() {
  reach();
  const place = board();
  if (!place) return;
  drags(place);
  walks(place);
  place.addEventListener('scroll', spot, { passive: true });
  spot();
}

/** On a small screen: whose column is seen. */
function spot() {
  const place = board();
  const links = /** @type {HTMLAnchorElement[]} */ (Array.from(document.querySelectorAll('.switch a')));
  if (!place || !links.length) return;
  const left = place.getBoundingClientRect().left + 53;
  const seen = links.findLast((link) => {
    const col = document.getElementById(link.hash.slice(1));
    return col && col.getBoundingClientRect().left <= left + 40;
  }) ?? links[0];
  for (const link of links) {
    if (link === seen) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

/**
 * Puts a new agenda in the place of the old one; whoever stands on something stays there.
 * @param {Document} fresh
 */
function swap(fresh) {
  const old = board();
  const at = old && { x: old.scrollLeft, y: old.scrollTop };
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  const id = focused.closest('.ev')?.getAttribute('data-id');
  const col = focused.closest('.col')?.id;
  const onBoard = focused === old;
  const link = focused.closest('#mini, #agenda') && focused instanceof HTMLAnchorElement ? focused.getAttribute('href') : null;
  const cursor = holdsFocus();
  for (const name of ['mini', 'agenda']) {
    const part = fresh.getElementById(name);
    if (part) document.getElementById(name)?.replaceWith(document.adoptNode(part));
  }
  settle();
  const place = board();
  if (place && at) place.scrollTo({ left: at.x, top: at.y, behavior: 'instant' });
  const again = id
    ? (col && document.getElementById(col)?.querySelector(`.ev[data-id="${id}"]`)) || document.querySelector(`.ev[data-id="${id}"]`)
    : onBoard ? place : link ? document.querySelector(`#mini a[href="${CSS.escape(link)}"], #agenda a[href="${CSS.escape(link)}"]`) : null;
  if (cursor) focus();
  else /** @type {HTMLElement | null} */ (again)?.focus({ preventScroll: true });
}

/** Shows the view of the filters. */
async function show() {
  asking?.abort();
  asking = new AbortController();
  leave();
  const url = wanted();
  try {
    const answer = await load(url, 'agenda', { signal: asking.signal });
    if (answer.status === 401) return signIn();
    if (!answer.page) return location.assign(url);
    etag = answer.etag;
    history.replaceState(history.state, '', url);
    swap(answer.page);
    refreshed = performance.now();
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
  }
}

/** Whether somebody is doing something that must not be pulled away. */
const busy = () => document.querySelector('[data-bulk] input[name="id"]:checked, details[open]') !== null || isDragging() || isMoving() || document.querySelector('dialog[open]') !== null || !(getSelection()?.isCollapsed ?? true);

async function refresh() {
  if (document.visibilityState !== 'visible' || busy()) return;
  refreshed = performance.now();
  const url = address();
  const answer = await load(url, 'agenda', { etag, byItself: true });
  if (!answer.page || busy() || url !== address()) return;
  etag = answer.etag;
  swap(answer.page);
}

filters.addEventListener('input', (event) => {
  if (event.target !== search) return;
  clearTimeout(pause);
  pause = setTimeout(show, PAUSE);
});
filters.addEventListener('change', (event) => {
  if (event.target !== search) show();
});
filters.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(pause);
  show();
});
document.addEventListener('click', (event) => {
  const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest('.switch a'));
  if (!link) return;
  event.preventDefault();
  const col = document.getElementById(link.hash.slice(1));
  const place = board();
  if (col && place) place.scrollTo({ left: col.offsetLeft - 52, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' });
});

/** @param {string} css */
const follow = (css) => /** @type {HTMLElement | null} */ (document.querySelector(css))?.click();

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event)) return;
  const key = event.key.toLowerCase();
  if (key === '/') {
    event.preventDefault();
    const rail = /** @type {HTMLElement} */ (document.getElementById('rail'));
    if (!rail.checkVisibility()) rail.showPopover();
    search.focus();
    search.select();
    return;
  }
  if (event.shiftKey) return;
  const css = { t: '[data-today]', n: '[data-new]', p: '.steps [rel="prev"]', f: '.steps [rel="next"]' }[key];
  if (css) follow(css);
  else if (['d', 'w', 'm', 'l'].includes(key)) follow(`.views [data-key="${key}"]`);
});

document.addEventListener('focusin', (event) => {
  const day = /** @type {HTMLElement} */ (event.target).closest('#mini tbody a');
  if (day) reach(/** @type {HTMLAnchorElement} */ (day));
});
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const all = days();
  const at = all.indexOf(/** @type {HTMLAnchorElement} */ (event.target));
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
  if (at < 0 || by === undefined) return;
  event.preventDefault();
  all[at + by]?.focus();
});

// Ticks of the list: all of them at once, and how many there are.
document.addEventListener('change', (event) => {
  const box = /** @type {HTMLInputElement} */ (event.target);
  const form = /** @type {HTMLFormElement | null} */ (box.closest('[data-bulk]'));
  if (!form) return;
  const all = /** @type {HTMLInputElement[]} */ (Array.from(form.querySelectorAll('input[name="id"]')));
  if (box.hasAttribute('data-all')) all.forEach((one) => (one.checked = box.checked));
  const words = /** @type {HTMLElement | null} */ (form.querySelector('[data-picked]'));
  if (words) words.textContent = `${words.dataset.picked} ${all.filter((one) => one.checked).length}`;
});
document.addEventListener('click', (event) => {
  if (/** @type {Element} */ (event.target).closest('[data-print-agenda]')) print();
});

// The line of now moves on by itself.
setInterval(() => {
  const place = board();
  const line = place?.querySelector('.gutter .now');
  if (!place || !line) return;
  const came = performance.timeOrigin + performance.now();
  const from = Number(place.dataset.from ?? 0);
  const minute = (came - from) / 60_000;
  if (from && minute >= 0 && minute < Number(place.dataset.rows) * 5 && Math.abs(came - Date.now()) < 5_000) {
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll('.now'))) one.style.top = `calc(var(--slot) * ${minute / 5})`;
  }
}, 30_000);
setInterval(refresh, REFRESH);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && performance.now() - refreshed > 1000) refresh();
});
// Whoever comes back from a form sees what it did.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) refresh();
});

// A day that follows another begins where that one stood.
window.addEventListener('pagehide', () => {
  const place = board();
  if (place) sessionStorage.setItem(SCROLL + place.dataset.board, JSON.stringify([place.scrollLeft, place.scrollTop]));
});
settle();
const place = board();
if (place) {
  const kept = sessionStorage.getItem(SCROLL + place.dataset.board);
  const line = /** @type {HTMLElement | null} */ (place.querySelector('.gutter .now'));
  const own = /** @type {HTMLElement | null} */ (place.querySelector('[data-mine], .col:has(.ev)'));
  if (kept) {
    const [left, top] = JSON.parse(kept);
    place.scrollTo({ left, top, behavior: 'instant' });
  } else {
    if (line) place.scrollTop = Math.max(0, line.offsetTop - place.clientHeight / 3);
    // After the columns have their widths.
    if (own) requestAnimationFrame(() => matchMedia('(max-width: 640px)').matches && place.scrollTo({ left: own.offsetLeft - 52, behavior: 'instant' }));
  }
  spot();
}
page.dataset.ready = '1';

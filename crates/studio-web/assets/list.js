// The client list: search as you type, endless scroll, refresh, the menu of a row.
// @ts-check
import { load, signIn } from './frag.js';
import { rowMenu } from './menu.js';

const form = /** @type {HTMLFormElement} */ (document.querySelector('[data-live="clients"]'));
const list = /** @type {HTMLElement} */ (document.getElementById('list'));
const table = /** @type {HTMLTableElement} */ (list.querySelector('table'));
const more = /** @type {HTMLAnchorElement} */ (document.getElementById('more'));
const empty = /** @type {HTMLElement} */ (document.getElementById('empty'));
const found = /** @type {HTMLElement} */ (document.getElementById('found'));
const search = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'));

const PAUSE = 120;
const REFRESH = 60_000;
const KEPT = 'clients:';

/** @type {AbortController | undefined} */
let asking;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;
let growing = false;
let refreshed = performance.now();

/** @type {WeakMap<Element, string>} */
const etags = new WeakMap();

/** Every part of the list that is loaded, in order. */
const parts = () => Array.from(table.tBodies);

/** The address of the view that the form says. */
function address() {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value) said.append(name, value);
  const query = said.toString();
  return query ? `/clients?${query}` : '/clients';
}

/** @param {Document} page */
function rows(page) {
  return /** @type {HTMLTableSectionElement} */ (page.querySelector('tbody'));
}

/** Brings what surrounds the rows up to date with them. */
function settle() {
  const all = parts();
  const last = all[all.length - 1];
  const next = last.dataset.next ?? '';
  more.hidden = !next;
  more.href = next || '/clients';
  const count = all.reduce((sum, part) => sum + part.rows.length, 0);
  // In a search a part may be empty although more follow.
  empty.hidden = count > 0 || Boolean(next);
  if (!count && next) grow();
}

/** Says to a screen reader what came. */
function tell() {
  const first = parts()[0];
  found.textContent = first.dataset.said ?? '';
}

/** Head links and the offer of a new client belong to the view of this moment. */
function carry() {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (table.querySelectorAll('thead a'))) {
    const to = new URL(link.href);
    for (const name of ['q', 'status', 'artist', 'upcoming']) {
      const value = new FormData(form).get(name);
      if (value) to.searchParams.set(name, String(value));
      else to.searchParams.delete(name);
    }
    link.href = to.href;
  }
  const out = /** @type {HTMLAnchorElement | null} */ (document.querySelector('[data-export]'));
  if (out) out.href = address().replace('/clients', '/clients/export');
  const narrowed = ['q', 'status', 'artist', 'upcoming'].some((name) => new FormData(form).get(name));
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (empty.querySelectorAll('[data-when]'))) {
    one.hidden = (one.dataset.when === 'narrowed') !== narrowed;
  }
  const fresh = /** @type {HTMLAnchorElement | null} */ (empty.querySelector('[data-new]'));
  const typed = search.value.trim();
  if (fresh) {
    const field = /\p{L}/u.test(typed) && !typed.includes('@') ? 'name' : 'phone';
    fresh.href = typed ? '/clients/new?' + new URLSearchParams({ [field]: typed }) : '/clients/new';
  }
}

/** Shows the view of the form. */
async function show() {
  asking?.abort();
  asking = new AbortController();
  const url = address();
  list.setAttribute('aria-busy', 'true');
  try {
    const { status, etag, page } = await load(url, 'rows', { signal: asking.signal });
    if (status === 401) return signIn();
    if (!page) return location.assign(url);
    const fresh = document.adoptNode(rows(page));
    if (etag) etags.set(fresh, etag);
    parts().forEach((part, at) => (at ? part.remove() : part.replaceWith(fresh)));
    history.replaceState(history.state, '', url);
    settle();
    tell();
    carry();
    refreshed = performance.now();
    list.setAttribute('aria-busy', 'false');
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    list.setAttribute('aria-busy', 'false');
    throw error;
  }
}

/** Loads the next part. */
async function grow() {
  const last = parts().at(-1);
  const url = last?.dataset.next;
  if (!last || !url || growing) return;
  growing = true;
  list.setAttribute('aria-busy', 'true');
  try {
    const { status, etag, page } = await load(url, 'rows');
    if (status === 401) return signIn();
    // Somebody searched meanwhile: these rows belong to another view.
    if (!page || !last.isConnected) return;
    const fresh = document.adoptNode(rows(page));
    if (etag) etags.set(fresh, etag);
    last.after(fresh);
  } finally {
    growing = false;
    list.setAttribute('aria-busy', 'false');
  }
  settle();
}

/** Whether somebody is doing something with the rows. */
function busy() {
  const selection = getSelection();
  const selects = selection && !selection.isCollapsed && list.contains(selection.anchorNode);
  return Boolean(selects || growing || list.getAttribute('aria-busy') === 'true' || document.querySelector('.popmenu:popover-open'));
}

/** Asks for each part again, in order: a part that changed may end elsewhere, and the next one begins there. */
async function refresh() {
  if (document.visibilityState !== 'visible' || busy()) return;
  refreshed = performance.now();
  let url = parts()[0].dataset.url ?? address();
  for (const part of parts()) {
    const same = part.dataset.url === url;
    const answer = await load(url, 'rows', { etag: same ? etags.get(part) : null, byItself: true });
    if (busy() || !part.isConnected) return;
    if (answer.status !== 304) {
      if (!answer.page) return;
      const fresh = document.adoptNode(rows(answer.page));
      if (answer.etag) etags.set(fresh, answer.etag);
      if (fresh.innerHTML !== part.innerHTML || fresh.dataset.next !== part.dataset.next) swap(part, fresh);
      else if (answer.etag) etags.set(part, answer.etag);
    }
    const now = parts().find((one) => one.dataset.url === url) ?? part;
    url = now.dataset.next ?? '';
    if (!url) break;
  }
  const all = parts();
  const end = all.findIndex((part) => !part.dataset.next);
  if (end >= 0) all.slice(end + 1).forEach((part) => part.remove());
  settle();
}

/**
 * Puts new rows in the place of old ones; whoever stands on one stays there.
 * @param {HTMLTableSectionElement} old
 * @param {HTMLTableSectionElement} fresh
 */
function swap(old, fresh) {
  const focused = document.activeElement;
  const row = focused && old.contains(focused) ? focused.closest('tr') : null;
  const control = row ? Array.from(row.querySelectorAll('a, button')).indexOf(/** @type {Element} */ (focused)) : -1;
  const y = window.scrollY;
  old.replaceWith(fresh);
  if (row) {
    const again = fresh.querySelector(`tr[data-id="${row.dataset.id}"]`)?.querySelectorAll('a, button')[control];
    /** @type {HTMLElement | undefined} */ (again)?.focus({ preventScroll: true });
  }
  window.scrollTo({ top: y, behavior: 'instant' });
}

search.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(show, PAUSE);
});
form.addEventListener('change', (event) => {
  if (event.target !== search) show();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(pause);
  // Enter opens the only one that is left.
  const links = table.querySelectorAll('tbody .who a');
  show().then(() => {
    const now = /** @type {NodeListOf<HTMLAnchorElement>} */ (table.querySelectorAll('tbody .who a'));
    if (search.value && now.length === 1 && links.length <= 1) now[0].click();
  });
});
more.addEventListener('click', (event) => {
  event.preventDefault();
  grow();
});
new IntersectionObserver((seen) => {
  if (seen.some((one) => one.isIntersecting)) grow();
}, { rootMargin: '600px' }).observe(more);

// From the search box down into the rows, and up again.
document.addEventListener('keydown', (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const writing = target.matches('input, select, textarea') || document.querySelector('dialog[open]');
  if (event.key === '/' && !writing) {
    event.preventDefault();
    search.focus();
    search.select();
    return;
  }
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = /** @type {HTMLElement[]} */ (Array.from(table.querySelectorAll('tbody .who a')));
  const at = links.indexOf(/** @type {HTMLElement} */ (target.closest('tr')?.querySelector('.who a') ?? target));
  if (target !== search && at < 0) return;
  event.preventDefault();
  const to = event.key === 'ArrowDown' ? at + 1 : at - 1;
  if (to < 0) search.focus();
  else links[to]?.focus();
});

setInterval(refresh, REFRESH);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && performance.now() - refreshed > 1000) refresh();
});

// Whoever comes back finds the list as long, and where it was.
window.addEventListener('pagehide', () => {
  sessionStorage.setItem(KEPT + address(), JSON.stringify({ parts: parts().length, y: window.scrollY }));
});
const came = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType('navigation')[0]);
const kept = sessionStorage.getItem(KEPT + location.pathname + location.search);
if (kept && came && came.type !== 'navigate') {
  const { parts: count, y } = JSON.parse(kept);
  (async () => {
    while (parts().length < count && parts().at(-1)?.dataset.next) {
      const before = parts().length;
      await grow();
      if (parts().length === before) break;
    }
    window.scrollTo({ top: y, behavior: 'instant' });
  })();
}

settle();
rowMenu(list);

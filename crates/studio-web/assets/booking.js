// The booking form: people are found while one types, a service fills the rest, end and length follow each other, and what a booking would be
// told is told before it is sent.
// @ts-check
import { load } from './frag.js';
import { people } from './people.js';

const form = /** @type {HTMLFormElement} */ (document.querySelector('form[data-booking]'));

/**
 * @param {string} name
 * @returns {HTMLInputElement | null}
 */
const field = (name) => form.querySelector(`[name="${name}"]:not([type="hidden"])`);

/** Lets drafts and checks know, as if it had been typed. */
const changed = () => form.dispatchEvent(new Event('input', { bubbles: true }));

// ---- end and length

/** @param {string} time */
const minutesOf = (time) => {
  const [hours, minutes] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** @param {number} minutes */
const timeOf = (minutes) => {
  const day = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(day / 60)).padStart(2, '0')}:${String(day % 60).padStart(2, '0')}`;
};

function byLength() {
  const [start, end, length] = [field('starts_at'), field('ends_at'), field('minutes')];
  if (!start?.value || !end || !length?.value || field('end_date')) return;
  const until = minutesOf(start.value) + Number(length.value);
  // What ends on another day has its date beside it, which only the server can add.
  end.value = until < 1440 ? timeOf(until) : '';
}

function byEnd() {
  const [start, end, length] = [field('starts_at'), field('ends_at'), field('minutes')];
  if (!start?.value || !end?.value || !length || field('end_date')) return;
  const minutes = minutesOf(end.value) - minutesOf(start.value);
  length.value = minutes > 0 ? String(minutes) : '';
}

field('starts_at')?.addEventListener('input', byLength);
field('minutes')?.addEventListener('input', byLength);
field('ends_at')?.addEventListener('input', byEnd);

// ---- services

/** What the last service filled in, so that another one may replace it. */
/** @type {Record<string, string>} */
const filled = {};
const services = /** @type {HTMLSelectElement | null} */ (form.querySelector('[data-services]'));
services?.addEventListener('change', () => {
  const { name, minutes, price, deposit } = services.selectedOptions[0].dataset;
  for (const [to, value] of Object.entries({ service: name, minutes, price, deposit })) {
    const input = field(to);
    if (!input || (input.value && input.value !== filled[to])) continue;
    input.value = value ?? '';
    filled[to] = input.value;
  }
  byLength();
  changed();
});

// ---- the client

const q = /** @type {HTMLInputElement | null} */ (form.querySelector('[data-people]'));
const id = /** @type {HTMLInputElement | null} */ (form.querySelector('[data-client-id]'));
const list = /** @type {HTMLElement | null} */ (document.getElementById('people'));
if (q && id && list) people(q, id, list, { taken: take, makes: true });
// Whoever types on means somebody else.
q?.addEventListener('input', () => offer(null));

/** @param {HTMLElement} option */
function take(option) {
  if (!q || !id) return;
  const made = option.dataset.new;
  if (made !== undefined) {
    const details = /** @type {HTMLDetailsElement | null} */ (document.getElementById('new-client'));
    if (details) details.open = true;
    id.value = '';
    q.value = '';
    const digits = made.replace(/\D/g, '').length >= 6 && !/\p{L}/u.test(made);
    const input = field(digits ? 'new_phone' : 'new_name');
    if (input) input.value = made;
    field(digits ? 'new_name' : 'new_phone')?.focus();
  } else {
    id.value = option.dataset.client ?? '';
    q.value = option.dataset.name ?? '';
    for (const name of ['new_name', 'new_phone', 'new_email']) {
      const input = field(name);
      if (input) input.value = '';
    }
  }
  form.querySelector('[data-chosen]')?.replaceChildren();
  // Sessions are those of another client; the next answer brings the new one's.
  offer(null);
  changed();
}

// ---- sessions to continue

/**
 * Offers the sessions of a client that came before the time that is typed. What was chosen stays while it is among them; for another client
 * nothing is.
 * @param {HTMLSelectElement | null} given
 */
function offer(given) {
  const place = /** @type {HTMLElement | null} */ (form.querySelector('[data-sessions]'));
  const select = place?.querySelector('select');
  if (!place || !select) return;
  const of = given?.dataset.client ?? '';
  const chosen = (place.dataset.of ?? '') === of ? select.value : '';
  place.dataset.of = of;
  // A draft that came back names a session before there are any to choose from.
  const wanted = select.dataset.wanted ?? chosen;
  if (given) {
    delete select.dataset.wanted;
    select.replaceChildren(...given.children);
  }
  // Options that are moved one by one leave the last one selected.
  select.value = wanted;
  if (select.selectedIndex < 0) select.value = '';
  place.hidden = select.length < 2 || !given;
}

// ---- what it would be told

const place = /** @type {HTMLElement | null} */ (form.querySelector('[data-check]'));
const ASKED = ['client_id', 'artist_id', 'date', 'starts_at', 'starts_which', 'ends_at', 'ends_which', 'end_date', 'minutes', 'service_id', 'continues_id'];
/** @type {AbortController | undefined} */
let checking;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let soon;
let asked = '';

async function check() {
  if (!place) return;
  const query = new URLSearchParams();
  for (const name of ASKED) {
    const value = field(name)?.value;
    if (value) query.set(name, value);
  }
  const own = /** @type {HTMLInputElement | null} */ (document.getElementById('booking-id'));
  if (own) query.set('appointment', own.value);
  if (query.toString() === asked) return;
  asked = query.toString();
  checking?.abort();
  checking = new AbortController();
  try {
    const { status, page } = await load('/agenda/check?' + query, 'people', { signal: checking.signal });
    // Whoever is signed out keeps what was typed: sending the form asks to sign in and carries on.
    if (status === 401 || !page) return;
    const told = page.querySelector('#check');
    if (told) place.replaceChildren(told);
    const who = page.querySelector('#chosen');
    if (who && !own) form.querySelector('[data-chosen]')?.replaceChildren(...who.childNodes);
    const sessions = /** @type {HTMLSelectElement | null} */ (page.querySelector('#sessions'));
    if (sessions && !own) offer(sessions);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError') && !(error instanceof TypeError)) throw error;
  }
}

form.addEventListener('input', () => {
  clearTimeout(soon);
  soon = setTimeout(check, 200);
});
// A draft that came back has told nobody yet.
if (form.querySelector('.banner[data-said]')) check();

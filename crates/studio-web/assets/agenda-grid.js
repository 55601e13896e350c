// Where things stand on the board of the agenda, and which moments that means.
// @ts-check

/** @typedef {{col: HTMLElement, from: number, to: number}} Span a column, and minutes from its start */

/** Minutes of a row. */
export const ROW = 5;

export const page = /** @type {HTMLElement} */ (document.querySelector('[data-agenda]'));
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: page.dataset.zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export const board = () => /** @type {HTMLElement | null} */ (document.querySelector('[data-board]'));
export const columns = () => /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll('[data-board] .col')));

/** @param {HTMLElement} col */
export const slots = (col) => /** @type {HTMLElement} */ (col.querySelector('.slots'));

/** Steps in minutes. */
export const grid = () => Number(board()?.dataset.grid ?? 30);

/** Minutes that the board shows. */
export const length = () => Number(board()?.dataset.rows ?? 0) * ROW;

/**
 * Pixels of a minute.
 * @param {HTMLElement} col
 */
export const scale = (col) => slots(col).clientHeight / length();

/** @param {HTMLElement} col */
const shift = (col) => (col.dataset.shift ?? '').split(',').map(Number);

/**
 * The moment of a minute of a column. In a week the clock on the wall counts, which on some days is put forward or back.
 * @param {HTMLElement} col
 * @param {number} minute
 */
export function moment(col, minute) {
  const start = Number(col.dataset.from ?? board()?.dataset.from);
  const [row, by] = shift(col);
  return start + (minute + (by && minute >= row * ROW ? by : 0)) * 60_000;
}

/**
 * The times of a span, as the wall shows them.
 * @param {Span} span
 */
export const times = ({ col, from, to }) => `${clock.format(moment(col, from))}–${clock.format(moment(col, to))}`;

/**
 * What an appointment takes.
 * @param {HTMLElement} entry
 * @returns {Span}
 */
export function spanOf(entry) {
  const col = /** @type {HTMLElement} */ (entry.closest('.col'));
  const [row, by] = shift(col);
  const wall = (/** @type {number} */ minute) => (by && minute >= row * ROW + by ? minute - by : minute);
  const [from, to] = (entry.dataset.at ?? '0,0').split(',').map(Number);
  return { col, from: wall(from), to: wall(to) };
}

/**
 * Puts an element into a span of the board.
 * @param {HTMLElement} element
 * @param {Span} span
 */
export function put(element, { col, from, to }) {
  const pixels = scale(col);
  element.style.top = `${from * pixels}px`;
  element.style.height = `${Math.max(to - from, ROW) * pixels}px`;
  if (element.parentElement !== slots(col)) slots(col).append(element);
}

/** @param {number} at */
const text = (at) => new Date(at).toISOString().replace('.000Z', 'Z');

/** @param {Span} span @param {boolean} ends whether the end was chosen as well */
export function book({ col, from, to }, ends) {
  const asked = new URLSearchParams({ start: text(moment(col, from)) });
  if (ends) asked.set('end', text(moment(col, to)));
  if (col.dataset.artist) asked.set('artist', col.dataset.artist);
  location.assign(`/agenda/new?${asked}`);
}

/** @param {HTMLElement} entry @param {Span} span */
export function change(entry, { col, from, to }) {
  const asked = new URLSearchParams({ start: text(moment(col, from)), end: text(moment(col, to)) });
  if (col.dataset.artist) asked.set('artist', col.dataset.artist);
  location.assign(`/appointments/${entry.dataset.id}/edit?${asked}`);
}

/**
 * Keeps a span on the board, as long as it is.
 * @param {Span} span
 * @returns {Span}
 */
export function inside({ col, from, to }) {
  const start = Math.max(0, Math.min(from, length() - (to - from)));
  return { col, from: start, to: start + (to - from) };
}

/** @param {string} words */
export function say(words) {
  const said = document.getElementById('agenda-said');
  if (said) said.textContent = words;
}

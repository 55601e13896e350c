// Making, moving and resizing by mouse, pen and finger. It always ends in the form: nothing is saved here.
// @ts-check
import { board, book, change, columns, grid, inside, length, put, scale, slots, spanOf, times } from './agenda-grid.js';

/** @typedef {import('./agenda-grid.js').Span} Span */
/** @typedef {{how: 'book' | 'move' | 'start' | 'end', entry: HTMLElement | null, was: Span, now: Span, grabbed: number, x: number, y: number, pointer: number, touch: boolean, on: boolean, ghost: HTMLElement}} Drag */

/** Pixels that are no movement yet; how long a finger stays before it takes hold; how near to an edge is the edge. */
const [SLACK, HOLD, EDGE] = [5, 420, 8];

/** @type {Drag | null} */
let drag = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let hold;
let scrolling = 0;

export const isDragging = () => drag !== null;

/** @param {HTMLElement} col @param {number} y */
const minuteAt = (col, y) => (y - slots(col).getBoundingClientRect().top) / scale(col);
const snap = (/** @type {number} */ minute) => Math.round(minute / grid()) * grid();
const floor = (/** @type {number} */ minute) => Math.floor(minute / grid()) * grid();

/** @param {PointerEvent} event */
function down(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const col = /** @type {HTMLElement | null} */ (target.closest('.col'));
  if (event.button !== 0 || !event.isPrimary || drag || !col || !target.closest('.slots')) return;
  const entry = /** @type {HTMLElement | null} */ (target.closest('.ev'));
  if (entry ? !entry.hasAttribute('data-moves') : target.closest('a, button, .block') || !col.hasAttribute('data-books')) return;
  const at = minuteAt(col, event.clientY);
  const was = entry ? spanOf(entry) : { col, from: floor(at), to: floor(at) + grid() };
  /** @type {Drag['how']} */
  let how = entry ? 'move' : 'book';
  if (entry) {
    const box = entry.getBoundingClientRect();
    if (box.bottom - event.clientY <= EDGE) how = 'end';
    else if (event.clientY - box.top <= EDGE / 2 && box.height > 32) how = 'start';
  }
  const ghost = document.createElement('div');
  ghost.className = 'ghost';
  drag = { how, entry, was, now: was, grabbed: at - was.from, x: event.clientX, y: event.clientY, pointer: event.pointerId, touch: event.pointerType === 'touch', on: false, ghost };
  if (drag.touch) hold = setTimeout(begin, HOLD);
}

function begin() {
  if (!drag) return;
  drag.on = true;
  drag.entry?.classList.add('moving');
  board()?.classList.add('dragging');
  board()?.setPointerCapture(drag.pointer);
  show();
}

function show() {
  if (!drag) return;
  put(drag.ghost, drag.now);
  const name = drag.entry?.querySelector('b')?.textContent ?? '';
  drag.ghost.textContent = `${times(drag.now)} ${name}`;
}

/** @param {PointerEvent} event */
function move(event) {
  if (!drag || event.pointerId !== drag.pointer) return;
  const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y);
  if (!drag.on) {
    if (far < SLACK) return;
    // A finger that moves before it has taken hold scrolls.
    if (drag.touch) return stop();
    begin();
  }
  follow(event.clientX, event.clientY);
  creep(event.clientX, event.clientY);
}

/** @param {number} x @param {number} y */
function follow(x, y) {
  if (!drag) return;
  const { how, was, grabbed } = drag;
  const over = columns().find((col) => {
    const box = col.getBoundingClientRect();
    return box.left <= x && x < box.right;
  });
  if (how === 'move') {
    const col = over && (over.hasAttribute('data-books') || over === was.col) ? over : drag.now.col;
    const from = was.from + snap(minuteAt(col, y) - grabbed - was.from);
    drag.now = inside({ col, from, to: from + (was.to - was.from) });
  } else {
    const at = minuteAt(was.col, y);
    const first = how === 'start' ? was.to : was.from;
    const other = how === 'book' && at >= was.from ? floor(at) + grid() : snap(at);
    const [low, high] = other < first ? [other, first] : [first, Math.max(other, first + grid())];
    if (how === 'start') drag.now = { col: was.col, from: Math.max(0, Math.min(other, was.to - 5)), to: was.to };
    else if (how === 'end') drag.now = { col: was.col, from: was.from, to: Math.min(length(), Math.max(other, was.from + 5)) };
    else drag.now = { col: was.col, from: Math.max(0, low), to: Math.min(length(), low < first ? was.to : high) };
  }
  show();
}

/** Near the edge of the board it scrolls along. @param {number} x @param {number} y */
function creep(x, y) {
  cancelAnimationFrame(scrolling);
  const place = board();
  if (!place || !drag?.on) return;
  const box = place.getBoundingClientRect();
  const by = (/** @type {number} */ at, /** @type {number} */ low, /** @type {number} */ high) => (at < low + 48 ? -10 : at > high - 32 ? 10 : 0);
  const [right, lower] = [drag.how === 'move' ? by(x, box.left + 52, box.right) : 0, by(y, box.top, box.bottom)];
  if (!right && !lower) return;
  scrolling = requestAnimationFrame(() => {
    const before = [place.scrollLeft, place.scrollTop];
    place.scrollBy({ left: right, top: lower, behavior: 'instant' });
    if (before[0] === place.scrollLeft && before[1] === place.scrollTop) return;
    follow(x, y);
    creep(x, y);
  });
}

/** @param {PointerEvent} event */
function up(event) {
  if (!drag || event.pointerId !== drag.pointer) return;
  const { how, entry, was, now, on, touch } = drag;
  const same = was.col === now.col && was.from === now.from && was.to === now.to;
  if (on) {
    // The click that ends a drag opens nothing.
    const eat = (/** @type {Event} */ click) => { click.preventDefault(); click.stopPropagation(); };
    addEventListener('click', eat, { capture: true });
    setTimeout(() => removeEventListener('click', eat, { capture: true }), 0);
  }
  stop();
  if (how === 'book') {
    if (on || !touch) book(now, on && !same);
  } else if (entry && on && !same) {
    change(entry, now);
  }
}

export function stop() {
  clearTimeout(hold);
  cancelAnimationFrame(scrolling);
  if (!drag) return;
  drag.ghost.remove();
  drag.entry?.classList.remove('moving');
  board()?.classList.remove('dragging');
  drag = null;
}

/** Takes hold of a board. @param {HTMLElement} place */
export function attach(place) {
  place.addEventListener('pointerdown', down);
  place.addEventListener('dragstart', (event) => event.preventDefault());
  // Once a finger has taken hold, the page stays where it is.
  place.addEventListener('touchmove', (event) => { if (drag?.on) event.preventDefault(); }, { passive: false });
  place.addEventListener('contextmenu', (event) => { if (drag?.touch) event.preventDefault(); });
}

document.addEventListener('pointermove', move);
document.addEventListener('pointerup', up);
document.addEventListener('pointercancel', stop);
window.addEventListener('pagehide', stop);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && drag) {
    event.preventDefault();
    event.stopImmediatePropagation();
    stop();
  }
}, { capture: true });

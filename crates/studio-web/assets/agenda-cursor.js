// The agenda by keys: a cursor that walks over appointments and free time, and moves what it stands on.
// @ts-check
import { board, book, change, columns, grid, inside, length, page, put, say, slots, spanOf, times } from './agenda-grid.js';

/** @typedef {import('./agenda-grid.js').Span} Span */

/** Free time that is chosen, and where it stands. @type {{span: Span, id: string} | null} */
let free = null;
/** What is being moved, and to where. @type {{entry: HTMLElement, span: Span, ghost: HTMLElement} | null} */
let moving = null;

const button = document.createElement('button');
button.type = 'button';
button.className = 'cursor';
button.addEventListener('click', () => free && book(free.span, free.span.to - free.span.from > grid()));

export const isMoving = () => moving !== null;

/** @param {HTMLElement} col */
const entries = (col) => /** @type {HTMLElement[]} */ (Array.from(col.querySelectorAll('.ev')));
/** @param {HTMLElement} col */
const name = (col) => col.dataset.name ?? '';

/** @param {HTMLElement} entry */
function go(entry) {
  free = null;
  button.remove();
  entry.focus({ preventScroll: true });
  entry.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** @param {Span} span */
function choose(span) {
  const kept = inside(span);
  free = { span: kept, id: kept.col.id };
  put(button, kept);
  button.textContent = times(kept);
  button.setAttribute('aria-label', `${page.dataset.slot}: ${name(kept.col)}, ${times(kept)}`);
  button.focus({ preventScroll: true });
  button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Goes to whatever stands at a minute of a column. @param {HTMLElement} col @param {number} minute */
function stand(col, minute) {
  const at = Math.max(0, Math.min(minute, length() - grid()));
  const there = entries(col).find((entry) => {
    const { from, to } = spanOf(entry);
    return from <= at && at < Math.max(to, from + 5);
  });
  if (there) go(there);
  else choose({ col, from: at, to: at + grid() });
}

/** @param {HTMLElement} entry @param {number} by */
function along(entry, by) {
  const { col, from, to } = spanOf(entry);
  const all = entries(col);
  const next = all[all.indexOf(entry) + by];
  const beside = next && (by > 0 ? spanOf(next).from < to : spanOf(next).to > from);
  if (next && beside) return go(next);
  const step = grid();
  stand(col, by > 0 ? Math.ceil(to / step) * step : Math.ceil(from / step) * step - step);
}

/** @param {HTMLElement} col @param {number} by */
function neighbour(col, by) {
  const all = columns();
  return all[all.indexOf(col) + by];
}

/** @param {HTMLElement} entry @param {string} key @param {boolean} resize */
function shove(entry, key, resize) {
  const span = moving?.entry === entry ? moving.span : spanOf(entry);
  const step = grid() * (key === 'ArrowUp' ? -1 : 1);
  let { col, from, to } = span;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const beside = neighbour(col, key === 'ArrowLeft' ? -1 : 1);
    if (resize || !beside?.hasAttribute('data-books')) return;
    col = beside;
  } else if (resize) {
    to = Math.min(length(), Math.max(from + 5, to + step));
  } else {
    from += step;
    to += step;
  }
  const ghost = moving?.ghost ?? document.createElement('div');
  ghost.className = 'ghost';
  const kept = resize ? { col, from, to } : inside({ col, from, to });
  moving = { entry, span: kept, ghost };
  entry.classList.add('moving');
  put(ghost, kept);
  const client = entry.querySelector('b')?.textContent ?? '';
  ghost.textContent = `${times(kept)} ${client}`;
  ghost.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  say(`${client}, ${name(kept.col)}, ${times(kept)}. ${page.dataset.move}`);
}

/** @param {boolean} told */
export function leave(told = false) {
  if (!moving) return;
  moving.ghost.remove();
  moving.entry.classList.remove('moving');
  moving = null;
  if (told) say(page.dataset.left ?? '');
}

const ARROWS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

/** @param {KeyboardEvent} event */
function press(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const entry = /** @type {HTMLElement | null} */ (target.closest('.ev'));
  const place = board();
  // Arrows walk from wherever nothing else has the focus, too.
  const nowhere = target === document.body && ARROWS.includes(event.key) && !event.altKey && !event.shiftKey && !document.querySelector('dialog[open]');
  if (!place || !(entry || target === button || target === place || nowhere)) return;
  if (event.key === 'Escape') {
    if (moving) {
      event.preventDefault();
      leave(true);
    } else if (free) {
      event.preventDefault();
      free = null;
      button.remove();
      place.focus({ preventScroll: true });
    }
    return;
  }
  if (event.key === 'Enter' && moving && moving.entry === entry) {
    event.preventDefault();
    return change(moving.entry, moving.span);
  }
  if (!ARROWS.includes(event.key) || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (event.altKey) {
    if (entry?.hasAttribute('data-moves')) shove(entry, event.key, event.shiftKey);
    return;
  }
  leave();
  if (event.shiftKey && free && target === button) {
    const { col, from, to } = free.span;
    const end = to + (event.key === 'ArrowDown' ? grid() : event.key === 'ArrowUp' ? -grid() : 0);
    const kept = { col, from, to: Math.min(length(), Math.max(from + grid(), end)) };
    return choose(kept);
  }
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (nowhere && free) {
    choose(free.span);
  } else if (target === place || nowhere) {
    const col = columns().find((one) => one.hasAttribute('data-mine')) ?? columns()[0];
    const now = col?.querySelector('.now') ?? document.querySelector('.gutter .now');
    const row = Number(/\bf(\d+)/.exec(now?.className ?? '')?.[1] ?? 0);
    if (col) stand(col, Math.floor((row * 5) / grid()) * grid());
  } else if (entry) {
    const { col, from } = spanOf(entry);
    if (!sideways) return along(entry, event.key === 'ArrowDown' ? 1 : -1);
    const beside = neighbour(col, sideways);
    if (beside) stand(beside, Math.floor(from / grid()) * grid());
  } else if (free) {
    const { col, from, to } = free.span;
    if (!sideways) return stand(col, event.key === 'ArrowDown' ? to : from - grid());
    const beside = neighbour(col, sideways);
    if (beside) stand(beside, from);
  }
}

/** Takes a board that has just come: appointments are reached by arrows, and what was chosen is so again. @param {HTMLElement} place */
export function attach(place) {
  for (const link of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll('.ev, a.block'))) link.tabIndex = -1;
  if (!free) return;
  const col = document.getElementById(free.id);
  if (!col || !slots(col)) {
    free = null;
    return;
  }
  free.span.col = col;
  put(button, free.span);
}

/** Whether the cursor has the focus, so that it gets it back. */
export const holdsFocus = () => document.activeElement === button;
export const focus = () => button.focus({ preventScroll: true });

document.addEventListener('keydown', press);

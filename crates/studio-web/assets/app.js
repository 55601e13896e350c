// What every page does. The rest is loaded where a page needs it.
// @ts-check
import './counter.js';
import './dialogs.js';
import './forms.js';
import './frame.js';
import './keys.js';
import './palette.js';

/** What a page may have, and what serves it then. */
/** @type {[string, () => Promise<unknown>][]} */
const PARTS = [
  ['[data-prompts]', () => import('./notes.js')],
  ['form[data-photo]', () => import('./photo.js')],
  ['[data-agenda]', () => import('./agenda.js')],
  ['[data-live="clients"]', () => import('./list.js')],
  ['[data-sign]', () => import('./sign.js')],
  ['[data-print]', () => import('./print.js')],
  ['form[data-download], form[data-import]', () => import('./exchange.js')],
  ['form[data-booking]', () => import('./booking.js')],
  ['select[data-pick]', () => import('./pick.js')],
  ['form[data-setup]', () => import('./setup.js')],
  ['form[data-arrange]', () => import('./portfolio.js')],
  ['input[data-most]', () => import('./file-size.js')],
  ['form[data-subject]', () => import('./subject.js')],
  ['form[data-pictures]', () => import('./pictures.js')],
  ['#lightbox', () => import('./lightbox.js')],
];

await Promise.all(PARTS.filter(([has]) => document.querySelector(has)).map(([, load]) => load()));
// From here on every key and click is heard; whoever drives the page waits for it.
document.documentElement.dataset.ready = '';

// What every page does. The rest is loaded where a page needs it.
// @ts-check
import './counter.js';
import './dialogs.js';
import './forms.js';
import './frame.js';
import './keys.js';
import './palette.js';

if (document.querySelector('[data-prompts]')) import('./notes.js');
if (document.querySelector('form[data-photo]')) import('./photo.js');
if (document.querySelector('[data-agenda]')) import('./agenda.js');
if (document.querySelector('[data-live="clients"]')) import('./list.js');
if (document.querySelector('[data-sign]')) import('./sign.js');
if (document.querySelector('[data-print]')) import('./print.js');
if (document.querySelector('form[data-download], form[data-import]')) import('./exchange.js');
if (document.querySelector('form[data-booking]')) import('./booking.js');
if (document.querySelector('select[data-pick]')) import('./pick.js');
if (document.querySelector('form[data-setup]')) import('./setup.js');
if (document.querySelector('form[data-arrange]')) import('./portfolio.js');
if (document.querySelector('input[data-most]')) import('./file-size.js');
if (document.querySelector('form[data-subject]')) import('./subject.js');
if (document.querySelector('form[data-pictures]')) import('./pictures.js');
if (document.getElementById('lightbox')) import('./lightbox.js');

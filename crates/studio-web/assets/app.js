// What every page does. The rest is loaded where a page needs it.
// @ts-check
import './dialogs.js';
import './forms.js';
import './frame.js';
import './palette.js';

if (document.querySelector('[data-live="clients"]')) import('./list.js');
if (document.querySelector('form[data-setup]')) import('./setup.js');

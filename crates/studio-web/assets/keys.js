// The sheet of keys, by `?` on every page.
// @ts-check

const sheet = /** @type {HTMLDialogElement | null} */ (document.getElementById('keys'));

/**
 * Whether a key that was pressed is meant for something that takes text, or stands in a dialog.
 * @param {KeyboardEvent} event
 */
export function isWriting(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  return target.matches('input:not([type="checkbox"]), select, textarea, [contenteditable]') || document.querySelector('dialog[open]') !== null;
}

document.addEventListener('keydown', (event) => {
  if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || isWriting(event)) return;
  event.preventDefault();
  sheet?.showModal();
});

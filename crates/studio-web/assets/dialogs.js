// Dialogs: shown as such, closed by their buttons; the code is asked for where it is needed.
// @ts-check

for (const dialog of /** @type {NodeListOf<HTMLDialogElement>} */ (document.querySelectorAll('dialog[data-modal]'))) {
  // It came open, for whoever has no script.
  dialog.close();
  dialog.showModal();
}

document.addEventListener('click', (event) => {
  const target = /** @type {Element} */ (event.target);
  target.closest('[data-close]')?.closest('dialog')?.close();
  const opener = target.closest('[data-elevate]');
  const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById('elevate'));
  if (opener && dialog) {
    event.preventDefault();
    dialog.showModal();
  }
});

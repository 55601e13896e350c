// Dialogs: shown as such, closed by their buttons; the code is asked for where it is needed.
// @ts-check

for (const dialog of /** @type {NodeListOf<HTMLDialogElement>} */ (document.querySelectorAll('dialog[data-modal]'))) {
  // It came open, for whoever has no script.
  dialog.close();
  dialog.showModal();
}

/** @type {HTMLFormElement | null} */
let waiting = null;

/**
 * Says in the dialog what takes the code, or what it does at all.
 * @param {string | undefined} what
 */
function explain(what) {
  const why = /** @type {HTMLElement | null} */ (document.querySelector('#elevate form > p'));
  if (!why) return;
  why.dataset.usual ??= why.textContent ?? '';
  why.textContent = what || why.dataset.usual;
}

// What takes the code asks for it first, and is then sent with it.
document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById('elevate'));
  if (!dialog) return;
  if (form.hasAttribute('data-locked')) {
    event.preventDefault();
    waiting = form;
    explain(form.dataset.locked);
    dialog.showModal();
  } else if (waiting && dialog.contains(form)) {
    event.preventDefault();
    const code = /** @type {HTMLInputElement} */ (form.elements.namedItem('master_code'));
    code.setAttribute('form', (waiting.id ||= 'waiting'));
    waiting.dataset.code = waiting.dataset.locked;
    waiting.removeAttribute('data-locked');
    waiting.requestSubmit();
  }
});
document.getElementById('elevate')?.addEventListener('close', () => {
  waiting = null;
});

document.addEventListener('click', (event) => {
  const target = /** @type {Element} */ (event.target);
  target.closest('[data-close]')?.closest('dialog')?.close();
  const opener = target.closest('[data-elevate]');
  const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById('elevate'));
  if (opener && dialog) {
    event.preventDefault();
    explain(undefined);
    dialog.showModal();
  }
});

// Sends a photo with its progress, and tells what is wrong with a file while it is still chosen.
// @ts-check

/** @typedef {{ title?: string, detail?: string, code?: string }} Problem */

// What another try of the code can help.
const ABOUT_THE_CODE = ['needs_elevation', 'wrong_code', 'code_locked', 'no_code'];

/** @param {HTMLFormElement} form */
function send(form) {
  const told = /** @type {HTMLElement} */ (form.querySelector('[data-told]'));
  const progress = /** @type {HTMLProgressElement} */ (form.querySelector('progress'));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));

  /** @param {string[]} words */
  function say(words) {
    told.textContent = words.filter(Boolean).join('. ');
    told.hidden = false;
    progress.hidden = true;
    button.disabled = false;
  }

  /** Gives the field for the code back to its dialog, which asks again. */
  function askAgain() {
    const code = /** @type {HTMLInputElement | null} */ (document.querySelector('#elevate [name="master_code"]'));
    if (!code) return;
    code.removeAttribute('form');
    code.value = '';
    form.dataset.locked = form.dataset.code ?? '';
  }

  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.setRequestHeader('X-Fragment', 'photo');
  request.upload.addEventListener('progress', (event) => {
    if (event.lengthComputable) progress.value = (event.loaded / event.total) * 100;
  });
  request.addEventListener('error', () => say([form.dataset.failed ?? '']));
  request.addEventListener('timeout', () => say([form.dataset.failed ?? '']));
  request.addEventListener('load', () => {
    if (request.status === 204) {
      location.assign(form.dataset.done ?? location.href);
      return;
    }
    try {
      const problem = /** @type {Problem} */ (JSON.parse(request.responseText));
      say([problem.title ?? '', problem.detail ?? '']);
      if (ABOUT_THE_CODE.includes(problem.code ?? '')) askAgain();
    } catch {
      say([form.dataset.failed ?? '']);
    }
  });
  told.hidden = true;
  progress.value = 0;
  progress.hidden = false;
  button.disabled = true;
  request.send(new FormData(form));
}

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[data-photo]'))) {
  form.addEventListener('submit', (event) => {
    // The code is asked for first; then it comes here again.
    if (form.hasAttribute('data-locked')) return;
    event.preventDefault();
    /** @type {HTMLDialogElement | null} */ (document.getElementById('elevate'))?.close();
    send(form);
  });
}

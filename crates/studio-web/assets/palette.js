// The command box: Ctrl+K, a few letters, Enter.
// @ts-check
import { load, signIn } from './frag.js';

const found = /** @type {HTMLDialogElement | null} */ (document.getElementById('palette'));
if (found) begin(found);

/** @param {HTMLDialogElement} dialog */
function begin(dialog) {
  const input = /** @type {HTMLInputElement} */ (dialog.querySelector('input'));
  const list = /** @type {HTMLElement} */ (dialog.querySelector('[role="listbox"]'));
  /** @type {AbortController | undefined} */
  let asking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  const options = () => /** @type {HTMLElement[]} */ (Array.from(list.querySelectorAll('[role="option"]')));
  const chosen = () => options().findIndex((option) => option.getAttribute('aria-selected') === 'true');

  /** @param {number} place */
  function choose(place) {
    const all = options();
    all.forEach((option, at) => {
      option.id = `palette-${at}`;
      option.setAttribute('aria-selected', String(at === place));
    });
    const option = all[place];
    option?.scrollIntoView({ block: 'nearest' });
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  }

  async function find() {
    asking?.abort();
    asking = new AbortController();
    try {
      const { status, page } = await load('/find?' + new URLSearchParams({ q: input.value }), 'people', { signal: asking.signal });
      if (status === 401) return signIn();
      const items = page ? Array.from(/** @type {HTMLElement} */ (page.body.firstElementChild).children) : [];
      if (items.length === 0) {
        const nothing = document.createElement('span');
        nothing.role = 'option';
        nothing.ariaDisabled = 'true';
        nothing.className = 'quiet';
        nothing.textContent = dialog.dataset.nothing ?? '';
        items.push(nothing);
      }
      list.replaceChildren(...items);
      choose(0);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    }
  }

  function open() {
    if (dialog.open) return;
    dialog.showModal();
    input.focus();
    input.select();
    find();
  }

  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest('[data-palette]')) {
      event.preventDefault();
      open();
    }
    // A click on the backdrop is one on the dialog itself.
    if (target === dialog) dialog.close();
  });
  input.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(find, 120);
  });
  dialog.addEventListener('keydown', (event) => {
    const count = options().length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (count) choose((chosen() + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
    }
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      event.preventDefault();
      if (count) choose(event.key === 'PageDown' ? Math.min(chosen() + 5, count - 1) : Math.max(chosen() - 5, 0));
    }
    if (event.key === 'Enter') {
      const option = options()[chosen()];
      if (option instanceof HTMLAnchorElement) {
        event.preventDefault();
        option.click();
      }
    }
  });
}

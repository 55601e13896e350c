// Finding a client while one types: a list under the field, by pointer or keys. What is taken is up to whoever asks.
// @ts-check
import { load, signIn } from './frag.js';

/**
 * @param {HTMLInputElement} q
 * @param {HTMLInputElement} id
 * @param {HTMLElement} list
 * @param {{ taken: (option: HTMLElement) => void, makes: boolean }} how `makes`: whether somebody who is not there can be made
 */
export function people(q, id, list, { taken, makes }) {
  q.setAttribute('role', 'combobox');
  q.setAttribute('aria-expanded', 'false');
  q.setAttribute('aria-controls', list.id);
  q.setAttribute('aria-autocomplete', 'list');
  /** @type {AbortController | undefined} */
  let asking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  const options = () => /** @type {HTMLElement[]} */ (Array.from(list.querySelectorAll('[role="option"]:not([aria-disabled])')));
  const at = () => options().findIndex((option) => option.getAttribute('aria-selected') === 'true');

  /** @param {number} place */
  function choose(place) {
    options().forEach((option, here) => {
      option.id = `person-${here}`;
      option.setAttribute('aria-selected', String(here === place));
    });
    const option = options()[place];
    option?.scrollIntoView({ block: 'nearest' });
    if (option) q.setAttribute('aria-activedescendant', option.id);
    else q.removeAttribute('aria-activedescendant');
  }

  function close() {
    asking?.abort();
    clearTimeout(pause);
    list.hidden = true;
    q.setAttribute('aria-expanded', 'false');
    q.removeAttribute('aria-activedescendant');
  }

  async function find() {
    asking?.abort();
    if (!q.value.trim()) return close();
    asking = new AbortController();
    try {
      const { status, page } = await load('/agenda/people?' + new URLSearchParams({ q: q.value }), 'people', { signal: asking.signal });
      if (status === 401) return signIn();
      list.replaceChildren(...(page ? page.querySelectorAll(makes ? 'li' : 'li:not([data-new])') : []));
      list.hidden = list.childElementCount === 0;
      q.setAttribute('aria-expanded', String(!list.hidden));
      choose(0);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    }
  }

  /** @param {HTMLElement} option */
  function take(option) {
    close();
    taken(option);
  }

  q.addEventListener('input', () => {
    // Whoever types on means somebody else.
    id.value = '';
    clearTimeout(pause);
    pause = setTimeout(find, 120);
  });
  q.addEventListener('keydown', (event) => {
    const count = options().length;
    if (event.key === 'ArrowDown' && list.hidden) {
      event.preventDefault();
      find();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count) {
      event.preventDefault();
      choose((at() + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Enter' && !list.hidden) {
      event.preventDefault();
      const option = options()[at()];
      if (option) take(option);
    } else if (event.key === 'Enter' && !id.value && q.value) {
      event.preventDefault();
      find();
    } else if (event.key === 'Tab') close();
  });
  // Before the field loses the focus.
  list.addEventListener('pointerdown', (event) => {
    const option = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[role="option"]:not([aria-disabled])'));
    if (!option) return;
    event.preventDefault();
    take(option);
  });
  q.addEventListener('blur', () => setTimeout(close, 100));
}

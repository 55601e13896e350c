// Finding a client while one types. What is taken is up to whoever asks.
// @ts-check
import { combo } from './combo.js';
import { load, signIn } from './frag.js';

/**
 * @param {HTMLInputElement} q
 * @param {HTMLInputElement} id
 * @param {HTMLElement} list
 * @param {{ taken: (option: HTMLElement) => void, makes: boolean }} how `makes`: whether somebody who is not there can be made
 */
export function people(q, id, list, { taken, makes }) {
  // Whoever types on means somebody else.
  q.addEventListener('input', () => {
    id.value = '';
  });
  combo(q, list, {
    async find(text, signal) {
      const { status, page } = await load('/agenda/people?' + new URLSearchParams({ q: text }), 'people', { signal });
      if (status === 401) signIn();
      return page ? Array.from(page.querySelectorAll(makes ? 'li' : 'li:not([data-new])')) : [];
    },
    taken,
    settled: () => Boolean(id.value),
    all: false,
  });
}

// A text field that finds something in a list under it, by pointer or keys. What is found and what becomes of it is up to whoever asks.
// @ts-check

/**
 * @param {HTMLInputElement} q
 * @param {HTMLElement} list
 * @param {{
 *   find: (text: string, signal: AbortSignal) => Promise<Element[]>,
 *   taken: (option: HTMLElement) => void,
 *   settled: () => boolean,
 *   all: boolean,
 * }} how `settled`: whether what stands there is chosen already; `all`: whether there is a list before anything is typed
 */
export function combo(q, list, { find, taken, settled, all }) {
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
      option.id = `${list.id}-${here}`;
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

  async function open() {
    asking?.abort();
    if (!all && !q.value.trim()) return close();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const found = await find(q.value, signal);
      if (signal.aborted) return;
      list.replaceChildren(...found);
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
    clearTimeout(pause);
    pause = setTimeout(open, 120);
  });
  q.addEventListener('keydown', (event) => {
    const count = options().length;
    if (event.key === 'ArrowDown' && list.hidden) {
      event.preventDefault();
      open();
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
    } else if (event.key === 'Enter' && q.value && !settled()) {
      event.preventDefault();
      open();
    } else if (event.key === 'Tab') close();
  });
  if (all) q.addEventListener('click', () => list.hidden && open());
  // Before the field loses the focus.
  list.addEventListener('pointerdown', (event) => {
    const option = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[role="option"]:not([aria-disabled])'));
    if (!option) return;
    event.preventDefault();
    take(option);
  });
  q.addEventListener('blur', () => setTimeout(close, 100));
}

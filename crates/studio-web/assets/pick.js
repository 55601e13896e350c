// One of many names is found by typing: a text field stands in for a list to choose from, which stays what is sent, kept and checked.
// @ts-check
import { combo } from './combo.js';

/**
 * Case and accents do not count.
 * @param {string} text
 */
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** @param {HTMLSelectElement} select */
function begin(select) {
  const q = document.createElement('input');
  q.type = 'text';
  q.autocomplete = 'off';
  q.spellcheck = false;
  q.placeholder = select.options[0].text;
  for (const name of ['aria-invalid', 'aria-describedby']) {
    const value = select.getAttribute(name);
    if (value) q.setAttribute(name, value);
  }
  const list = document.createElement('div');
  list.id = `${select.id}-found`;
  list.className = 'combo-list';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', select.labels[0]?.firstChild?.textContent?.trim() ?? '');
  // What leads to the list leads to the field.
  q.id = select.id;
  select.removeAttribute('id');
  select.hidden = true;
  select.after(q, list);
  select.parentElement?.classList.add('combo');

  const name = () => (select.value ? select.selectedOptions[0].text : '');
  const show = () => {
    if (document.activeElement !== q) q.value = name();
  };
  /** @param {string} text */
  const matching = (text) => {
    // Who is chosen already narrows nothing.
    const words = text === name() ? [] : fold(text).split(/\s+/).filter(Boolean);
    // Nobody at all can be chosen again, once somebody is.
    const nobody = words.length === 0 && Boolean(select.value);
    return Array.from(select.options).filter((option) => (option.value ? words.every((word) => fold(option.text).includes(word)) : nobody));
  };

  /** @param {string} value */
  function choose(value) {
    const other = select.value !== value;
    select.value = value;
    q.value = name();
    if (!other) return;
    for (const kind of ['input', 'change']) select.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  combo(q, list, {
    async find(text) {
      const rows = matching(text).map((option) => {
        const row = document.createElement('li');
        row.setAttribute('role', 'option');
        row.dataset.value = option.value;
        row.textContent = option.text;
        return row;
      });
      if (rows.length) return rows;
      const nothing = document.createElement('li');
      nothing.className = 'quiet';
      nothing.setAttribute('role', 'option');
      nothing.setAttribute('aria-disabled', 'true');
      nothing.textContent = select.dataset.pick ?? '';
      return [nothing];
    },
    taken: (option) => choose(option.dataset.value ?? ''),
    settled: () => q.value === name(),
    all: true,
  });
  q.addEventListener('focus', () => q.select());
  // Whoever goes on has said enough if only one is meant; else what was chosen stays.
  q.addEventListener('blur', () => {
    if (q.value === name()) return;
    const meant = matching(q.value);
    if (!q.value.trim()) choose('');
    else if (meant.length === 1) choose(meant[0].value);
    else q.value = name();
  });
  // A draft that is taken back, or a page that comes back.
  select.form?.addEventListener('click', show);
  window.addEventListener('pageshow', show);
  show();
}

for (const select of document.querySelectorAll('select[data-pick]')) begin(/** @type {HTMLSelectElement} */ (select));

// Whom a piece shows: the client is found while one types, and a session says client and day.
// @ts-check
import { people } from './people.js';

const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-subject]'));

/** @param {HTMLFormElement} form */
function begin(form) {
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.querySelector(`[name="${name}"]`));
  const [q, id, was, day] = [field('client_q'), field('client_id'), field('client_was'), field('made_on')];
  const sessions = /** @type {HTMLSelectElement} */ (form.querySelector('[name="appointment_id"]'));
  const list = /** @type {HTMLElement} */ (form.querySelector('.combo-list'));
  /** The day that the last session filled in, so that another one may replace it. */
  let filled = '';

  /** Offers the sessions of the client who is named, or all. */
  function offer() {
    for (const option of sessions.options) {
      option.hidden = Boolean(option.value && id.value && option.dataset.client && option.dataset.client !== id.value);
      if (option.hidden && option.selected) sessions.value = '';
    }
  }

  /**
   * @param {string} client
   * @param {string} name
   */
  function settle(client, name) {
    id.value = client;
    q.value = name;
    was.value = name;
    offer();
    form.dispatchEvent(new Event('input', { bubbles: true }));
  }

  people(q, id, list, { taken: (option) => settle(option.dataset.client ?? '', option.dataset.name ?? ''), makes: false });
  q.addEventListener('input', () => {
    // Whoever types means somebody else than the session's client.
    was.value = '';
    sessions.value = '';
    offer();
  });
  sessions.addEventListener('change', () => {
    const { client, name, day: on } = sessions.selectedOptions[0].dataset;
    if (!client) return;
    if (on && (!day.value || day.value === filled)) {
      day.value = on;
      filled = on;
    }
    settle(client, name ?? '');
  });
  offer();
}

if (form) begin(form);

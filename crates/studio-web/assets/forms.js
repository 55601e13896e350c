// Forms: nothing is sent twice, nothing typed is lost.
// @ts-check

/** @typedef {{fields: [string, string][], sent: boolean}} Draft */

const DRAFT = 'draft:';

for (const form of document.querySelectorAll('form[data-auto]')) {
  form.addEventListener('change', () => /** @type {HTMLFormElement} */ (form).requestSubmit());
}

document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.method !== 'post') return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = '1';
});

// Coming back by the browser's own cache: the form may be sent again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) /** @type {HTMLElement} */ (form).removeAttribute('data-sent');
});

/** @param {HTMLFormElement} form */
function fields(form) {
  /** @type {[string, string][]} */
  const all = [];
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && name !== 'master_code' && name !== 'version') all.push([name, value]);
  }
  return all;
}

/**
 * @param {HTMLFormElement} form
 * @param {[string, string][]} typed
 */
function fill(form, typed) {
  for (const element of form.elements) {
    const field = /** @type {HTMLInputElement} */ (element);
    if (!field.name || field.type === 'hidden' || field.name === 'master_code') continue;
    const values = typed.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === 'checkbox') field.checked = values.includes(field.value);
    else if (values.length) field.value = values[values.length - 1];
  }
}

/** @param {HTMLFormElement} form */
function guard(form) {
  const key = DRAFT + new URL(form.action).pathname;
  const before = JSON.stringify(fields(form));
  const refused = Boolean(document.querySelector('[data-summary], dialog[data-modal]'));
  const kept = sessionStorage.getItem(key);
  if (kept && !refused) fill(form, /** @type {Draft} */ (JSON.parse(kept)).fields);
  let leaving = false;
  const dirty = () => refused || JSON.stringify(fields(form)) !== before;
  const keep = (/** @type {boolean} */ sent) => {
    if (dirty()) sessionStorage.setItem(key, JSON.stringify({ fields: fields(form), sent }));
    else sessionStorage.removeItem(key);
  };
  form.addEventListener('input', () => keep(false));
  form.addEventListener('submit', () => {
    leaving = true;
    keep(true);
  });
  for (const way of form.querySelectorAll('a.button')) {
    // Cancelling is an answer too.
    way.addEventListener('click', () => {
      leaving = true;
      sessionStorage.removeItem(key);
    });
  }
  window.addEventListener('beforeunload', (event) => {
    if (!leaving && dirty()) event.preventDefault();
  });
}

if (document.body.classList.contains('outside')) {
  // Nobody is signed in: what was typed belongs to somebody else.
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(DRAFT)) sessionStorage.removeItem(key);
} else {
  const guarded = /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[data-guard]'));
  const here = new Set(Array.from(guarded, (form) => DRAFT + new URL(form.action).pathname));
  for (const key of Object.keys(sessionStorage)) {
    // What was sent and brought us to another page has arrived.
    if (!key.startsWith(DRAFT) || (here.has(key) && !document.querySelector('[data-toast]'))) continue;
    if (/** @type {Draft} */ (JSON.parse(sessionStorage.getItem(key) ?? '{}')).sent) sessionStorage.removeItem(key);
  }
  guarded.forEach(guard);
}

// Forms: nothing is sent twice, nothing typed is lost.
// @ts-check

/** @typedef {{fields: [string, string[]][], sent: boolean}} Draft */

const DRAFT = 'draft:';

for (const form of document.querySelectorAll('form[data-auto]')) {
  form.addEventListener('change', () => /** @type {HTMLFormElement} */ (form).requestSubmit());
}

document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.method !== 'post' || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = '1';
  if (!form.hasAttribute('data-guard')) return;
  // A form that can't arrive stays where it is, instead of giving way to the browser's own error page.
  event.preventDefault();
  const by = /** @type {HTMLButtonElement | null} */ (event.submitter);
  fetch('/healthz', { cache: 'no-store' }).then(
    () => {
      if (by?.name) {
        const meant = document.createElement('input');
        meant.type = 'hidden';
        meant.name = by.name;
        meant.value = by.value;
        form.append(meant);
      }
      form.submit();
    },
    () => {
      delete form.dataset.sent;
      form.dispatchEvent(new Event('stays'));
      say(form, document.body.dataset.offline ?? '');
    },
  );
});

/**
 * Says something above a form.
 * @param {HTMLFormElement} form
 * @param {string} words
 * @param {HTMLElement} [act]
 */
function say(form, words, act) {
  form.querySelector('.banner[data-said]')?.remove();
  const banner = document.createElement('div');
  banner.className = 'banner warn';
  banner.dataset.said = '1';
  banner.role = 'alert';
  banner.tabIndex = -1;
  const text = document.createElement('span');
  text.textContent = words;
  banner.append(text);
  if (act) banner.append(act);
  form.prepend(banner);
  banner.scrollIntoView({ block: 'nearest' });
}

// Coming back by the browser's own cache: the form may be sent again. What arrived before stands there no longer: the page is as it is now.
window.addEventListener('pageshow', (event) => {
  if (event.persisted && document.querySelector('form[data-guard][data-sent]')) {
    location.reload();
    return;
  }
  for (const form of document.querySelectorAll('form[data-sent]')) /** @type {HTMLElement} */ (form).removeAttribute('data-sent');
});

/**
 * What a form says, by field.
 * @param {HTMLFormElement} form
 * @returns {Record<string, string[]>}
 */
function fields(form) {
  /** @type {Record<string, string[]>} */
  const all = {};
  for (const element of form.elements) {
    const { name, type } = /** @type {HTMLInputElement} */ (element);
    if (name && type !== 'hidden' && name !== 'master_code') all[name] = [];
  }
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && name in all && value) all[name].push(value);
  return all;
}

/**
 * What differs from how the form was: somebody else's changes of the rest are not taken back by a draft.
 * @param {HTMLFormElement} form
 * @param {Record<string, string[]>} before
 */
function changes(form, before) {
  return Object.entries(fields(form)).filter(([name, values]) => JSON.stringify(values) !== JSON.stringify(before[name]));
}

/**
 * What may stay in the browser: answers about health never do.
 * @param {HTMLFormElement} form
 * @param {[string, string[]][]} typed
 */
function storable(form, typed) {
  const closed = new Set(Array.from(form.querySelectorAll('[data-private] [name]'), (field) => /** @type {HTMLInputElement} */ (field).name));
  return typed.filter(([name]) => !closed.has(name));
}

/**
 * @param {HTMLFormElement} form
 * @param {[string, string[]][]} typed
 */
function fill(form, typed) {
  for (const [name, values] of typed) {
    for (const element of form.elements) {
      const field = /** @type {HTMLInputElement} */ (element);
      if (field.name !== name || field.type === 'hidden') continue;
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = values.includes(field.value);
      else field.value = values[values.length - 1] ?? '';
      // What is offered only later is chosen when it is there.
      if (field.type === 'select-one' && values.length && field.value !== values[values.length - 1]) field.dataset.wanted = values[values.length - 1];
    }
  }
}

/**
 * Under which its draft is kept: what the form says, else where it goes.
 * @param {HTMLFormElement} form
 */
function keyOf(form) {
  return DRAFT + (form.dataset.guard || new URL(form.action).pathname);
}

/** @param {HTMLFormElement} form */
function guard(form) {
  const key = keyOf(form);
  const before = fields(form);
  const asks = form.id && document.querySelector(`dialog[data-modal] [form="${form.id}"]`);
  const refused = Boolean(form.querySelector('[data-summary]') ?? asks);
  const kept = sessionStorage.getItem(key);
  if (kept && !refused) {
    fill(form, /** @type {Draft} */ (JSON.parse(kept)).fields);
    const discard = document.createElement('button');
    discard.type = 'button';
    discard.className = 'button';
    discard.textContent = document.body.dataset.discard ?? '';
    discard.addEventListener('click', () => {
      fill(form, Object.entries(before));
      sessionStorage.removeItem(key);
      form.querySelector('.banner[data-said]')?.remove();
      /** @type {HTMLElement | null} */ (form.querySelector('input:not([type="hidden"]), textarea'))?.focus();
    });
    if (changes(form, before).length) {
      form.closest('details')?.setAttribute('open', '');
      say(form, document.body.dataset.restored ?? '', discard);
    }
  }
  // The answer to a form is no page to come back to: its address becomes that of the form, which finds what was typed.
  if (refused && form.dataset.page) history.replaceState(history.state, '', form.dataset.page);
  let leaving = false;
  const dirty = () => refused || changes(form, before).length > 0;
  const keep = (/** @type {boolean} */ sent) => {
    const typed = storable(form, refused ? Object.entries(fields(form)) : changes(form, before));
    if (dirty() && typed.length) sessionStorage.setItem(key, JSON.stringify({ fields: typed, sent }));
    else sessionStorage.removeItem(key);
  };
  if (refused) keep(false);
  form.addEventListener('input', () => keep(false));
  form.addEventListener('submit', () => {
    leaving = true;
    keep(true);
  });
  form.addEventListener('stays', () => {
    leaving = false;
    keep(false);
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
  const here = new Set(Array.from(guarded, keyOf));
  for (const key of Object.keys(sessionStorage)) {
    // What was sent and brought us to another page has arrived.
    if (!key.startsWith(DRAFT) || (here.has(key) && !document.querySelector('[data-toast]'))) continue;
    if (/** @type {Draft} */ (JSON.parse(sessionStorage.getItem(key) ?? '{}')).sent) sessionStorage.removeItem(key);
  }
  guarded.forEach(guard);
}

// A file that is taken out, or a file that is brought in: how far it is, and a way to stop.
// @ts-check
import { parse } from './frag.js';

const form = /** @type {HTMLFormElement} */ (document.querySelector('form[data-download], form[data-import]'));
const line = /** @type {HTMLElement} */ (form.querySelector('[data-progress]'));
const stop = /** @type {HTMLButtonElement | null} */ (form.querySelector('[data-stop]'));
const go = /** @type {HTMLButtonElement} */ (form.querySelector('.button.primary'));

/** @param {string} words */
function say(words) {
  line.hidden = !words;
  line.textContent = words;
}

/** @param {number} number */
const written = (number) => number.toLocaleString(document.documentElement.lang);

/** What the form sends; the code goes with it once. */
function fields() {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') said.append(name, value);
  const code = /** @type {HTMLInputElement | null} */ (document.querySelector('#elevate [name="master_code"]'));
  if (code) {
    code.value = '';
    code.removeAttribute('form');
  }
  /** @type {HTMLDialogElement | null} */ (document.getElementById('elevate'))?.close();
  return said;
}

/**
 * An answer that is a page instead of what was asked for: the code is wrong or has run out, or nobody is signed in any more.
 * @param {Response} answer
 */
async function refused(answer) {
  const page = parse(await answer.text());
  const wrong = page.querySelector('.banner.bad');
  if (answer.status === 403 && page.querySelector('[name="master_code"]')) {
    form.dataset.locked = form.dataset.code ?? '';
    if (wrong) say(wrong.textContent?.trim() ?? '');
    else form.requestSubmit();
    return;
  }
  if (answer.status === 401) return form.submit();
  say((wrong ?? page.querySelector('h1'))?.textContent?.trim() ?? form.dataset.broken ?? '');
}

/** @param {AbortSignal} signal */
async function download(signal) {
  const answer = await fetch(form.action, { method: 'POST', body: fields(), signal, headers: { Accept: 'text/html' } });
  const named = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '');
  if (!answer.ok || !answer.body || !named) return refused(answer);
  const text = (answer.headers.get('Content-Type') ?? '').startsWith('text/csv');
  const reader = answer.body.getReader();
  /** @type {Uint8Array[]} */
  const parts = [];
  let [bytes, rows] = [0, -1];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    bytes += value.length;
    if (text) for (const byte of value) if (byte === 10) rows++;
    say((form.dataset.running ?? '').replace('#', text ? `${written(Math.max(0, rows))} · ${written(Math.ceil(bytes / 1024))} KB` : `${written(Math.ceil(bytes / 1024))} KB`));
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(/** @type {any} */ (parts), { type: answer.headers.get('Content-Type') ?? '' }));
  link.download = named[1];
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  say((form.dataset.saved ?? '').replace('#', named[1]));
}

/** @param {AbortSignal} signal */
async function bring(signal) {
  const headers = { Accept: 'text/html', 'X-Progress': '1' };
  const answer = await fetch(form.action, { method: 'POST', body: fields(), signal, headers });
  if (!answer.body || !(answer.headers.get('Content-Type') ?? '').includes('ndjson')) return refused(answer);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    rest += value ?? '';
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const one of lines) {
      const said = JSON.parse(one);
      if (said.page === undefined) say((form.dataset.running ?? '').replace('#', `${written(said.done)} / ${written(said.total)}`));
      else return arrive(said.page);
    }
    if (done) throw new Error('the answer ended early');
  }
}

/** @param {string} html */
function arrive(html) {
  const page = parse(html);
  const fresh = page.querySelector('main');
  if (!fresh) return location.reload();
  document.title = page.title;
  document.querySelector('main')?.replaceWith(document.adoptNode(fresh));
  /** @type {HTMLElement | null} */ (document.querySelector('[data-done], .banner.bad, main'))?.focus();
  window.scrollTo({ top: 0, behavior: 'instant' });
}

form.addEventListener('submit', async (event) => {
  const by = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (by?.formMethod === 'get') {
    // Looking again needs no code, and is no work for a progress line.
    event.stopPropagation();
    return;
  }
  if (form.hasAttribute('data-locked')) return;
  event.preventDefault();
  if (go.disabled) return;
  go.disabled = true;
  const control = new AbortController();
  if (stop) {
    stop.hidden = false;
    stop.onclick = () => control.abort();
  }
  say((form.dataset.running ?? '').replace('#', '…'));
  try {
    await (form.hasAttribute('data-download') ? download(control.signal) : bring(control.signal));
  } catch (error) {
    say(control.signal.aborted ? form.dataset.stopped ?? '' : form.dataset.broken ?? '');
  } finally {
    go.disabled = false;
    if (stop) stop.hidden = true;
  }
});

// Another column or another choice: what would become of the rows is asked for again. What a column is chosen for, no other one is any more;
// only a name may stand in several.
const columns = /** @type {NodeListOf<HTMLSelectElement>} */ (form.querySelectorAll('select[data-column]'));
for (const one of form.querySelectorAll('[data-column]')) {
  one.addEventListener('change', () => {
    const { value } = /** @type {HTMLSelectElement} */ (one);
    for (const other of columns) if (other !== one && value && value !== 'name' && other.value === value) other.value = '';
    form.requestSubmit(/** @type {HTMLElement} */ (form.querySelector('[data-look]')));
  });
}

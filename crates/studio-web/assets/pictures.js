// Sends pictures one by one, each with its progress; what is wrong with one does not keep the others back.
// @ts-check

/** @typedef {{ title?: string, detail?: string }} Problem */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-pictures]'));

/** @param {HTMLFormElement} form */
function begin(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector('input[type="file"]'));
  const drop = /** @type {HTMLElement} */ (form.querySelector('.drop'));
  const list = /** @type {HTMLElement} */ (form.querySelector('[data-sending]'));
  const finished = /** @type {HTMLElement} */ (form.querySelector('[data-finished]'));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('button.primary'));
  let bad = 0;

  drop.addEventListener('dragover', (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    if (event.dataTransfer?.files.length) input.files = event.dataTransfer.files;
  });

  /** @param {File} file */
  function line(file) {
    const item = document.createElement('li');
    const picture = document.createElement('img');
    picture.alt = '';
    const text = document.createElement('div');
    const name = document.createElement('div');
    name.textContent = file.name;
    const said = document.createElement('div');
    said.className = 'quiet small';
    said.textContent = form.dataset.waiting ?? '';
    const progress = document.createElement('progress');
    progress.max = 100;
    progress.value = 0;
    text.append(name, progress, said);
    item.append(picture, text);
    list.append(item);
    return { picture, name, progress, said };
  }

  /**
   * @param {File} file
   * @param {ReturnType<typeof line>} row
   * @returns {Promise<void>}
   */
  function send(file, row) {
    return new Promise((done) => {
      const fields = new FormData(form);
      fields.delete('file');
      fields.append('file', file);
      const request = new XMLHttpRequest();
      const failed = (/** @type {string} */ words) => {
        bad += 1;
        row.said.textContent = words;
        row.said.className = 'bad small';
        row.progress.remove();
        done();
      };
      request.open('POST', form.action);
      request.setRequestHeader('X-Fragment', 'pictures');
      request.upload.addEventListener('progress', (event) => {
        if (event.lengthComputable) row.progress.value = (event.loaded / event.total) * 100;
      });
      request.addEventListener('error', () => failed(form.dataset.failed ?? ''));
      request.addEventListener('timeout', () => failed(form.dataset.failed ?? ''));
      request.addEventListener('load', () => {
        try {
          const answer = JSON.parse(request.responseText);
          if (request.status !== 201) {
            const problem = /** @type {Problem} */ (answer);
            failed([problem.title, problem.detail].filter(Boolean).join('. '));
            return;
          }
          row.picture.src = answer.small;
          const link = document.createElement('a');
          link.href = answer.url;
          link.textContent = file.name;
          row.name.replaceChildren(link);
          row.progress.remove();
          row.said.textContent = form.dataset.there ?? '';
          done();
        } catch {
          failed(form.dataset.failed ?? '');
        }
      });
      request.send(fields);
    });
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const files = Array.from(input.files ?? []);
    button.disabled = true;
    bad = 0;
    list.replaceChildren();
    const rows = files.map((file) => line(file));
    for (const [at, file] of files.entries()) await send(file, rows[at]);
    input.value = '';
    button.disabled = false;
    delete form.dataset.sent;
    finished.hidden = false;
    if (!bad && files.length) location.assign((form.dataset.done ?? '/portfolio') + '&done=itemsadded');
  });
}

if (form) begin(form);

// Sends pictures one by one, each with its progress; what is wrong with one does not keep the others back. What was chosen is listed first.
// @ts-check

/** @typedef {{ title?: string, detail?: string, errors?: { field: string, message: string }[] }} Problem */
/** @typedef {{ item: HTMLElement, name: HTMLElement, progress: HTMLProgressElement, said: HTMLElement, drop: HTMLButtonElement }} Row */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-pictures]'));

/** @param {HTMLFormElement} form */
function begin(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector('input[type="file"]'));
  const drop = /** @type {HTMLElement} */ (form.querySelector('.drop'));
  const list = /** @type {HTMLElement} */ (form.querySelector('[data-sending]'));
  const finished = /** @type {HTMLElement} */ (form.querySelector('[data-finished]'));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('button.primary'));
  const words = form.dataset;

  /** @param {Iterable<File>} files */
  function choose(files) {
    const all = new DataTransfer();
    for (const file of files) all.items.add(file);
    input.files = all.files;
  }

  drop.addEventListener('dragover', (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    if (!event.dataTransfer?.files.length || button.disabled) return;
    choose([...(input.files ?? []), ...event.dataTransfer.files]);
    show();
  });
  input.addEventListener('change', show);

  /** Lists what is chosen; each can be taken out again. */
  function show() {
    list.replaceChildren();
    return Array.from(input.files ?? []).map((file) => line(file));
  }

  /**
   * @param {File} file
   * @returns {Row}
   */
  function line(file) {
    const item = document.createElement('li');
    const thumb = document.createElement('span');
    thumb.className = 'thumb';
    const text = document.createElement('div');
    const name = document.createElement('div');
    name.textContent = file.name;
    const said = document.createElement('div');
    said.className = 'quiet small';
    said.textContent = words.waiting ?? '';
    const progress = document.createElement('progress');
    progress.max = 100;
    progress.value = 0;
    progress.hidden = true;
    const out = document.createElement('button');
    out.type = 'button';
    out.className = 'plain';
    out.textContent = '×';
    out.ariaLabel = `${words.drop ?? ''}: ${file.name}`;
    out.addEventListener('click', () => {
      choose(Array.from(input.files ?? []).filter((other) => other !== file));
      show();
      (list.querySelector('button') ?? input).focus();
    });
    text.append(name, progress, said);
    item.append(thumb, text, out);
    list.append(item);
    return { item, name, progress, said, drop: out };
  }

  /**
   * Marks the field that is meant, where it is one of ours.
   * @param {{ field: string, message: string }} wrong
   */
  function mark(wrong) {
    const field = /** @type {HTMLElement | null} */ (form.querySelector(`[name="${CSS.escape(wrong.field)}"]`));
    if (!field || field === input) return '';
    const about = field.closest('details');
    if (about) about.open = true;
    field.setAttribute('aria-invalid', 'true');
    field.closest('.field')?.classList.add('wrong');
    field.addEventListener('input', () => {
      field.removeAttribute('aria-invalid');
      field.closest('.field')?.classList.remove('wrong');
    }, { once: true });
    field.focus();
    const label = form.querySelector(`label[for="${CSS.escape(field.id)}"]`)?.textContent?.trim() ?? wrong.field;
    return `${label}: ${wrong.message}`;
  }

  /**
   * @param {File} file
   * @param {Row} row
   * @returns {Promise<'there' | 'refused' | 'again' | 'stop'>}
   */
  function send(file, row) {
    return new Promise((done) => {
      const fields = new FormData(form);
      fields.delete('file');
      fields.append('file', file);
      const request = new XMLHttpRequest();
      /**
       * @param {string} what
       * @param {'refused' | 'again' | 'stop'} then
       */
      const failed = (what, then) => {
        row.said.textContent = what;
        row.said.className = 'bad small';
        row.progress.hidden = true;
        done(then);
      };
      row.said.textContent = words.working ?? '';
      row.progress.hidden = false;
      request.open('POST', form.action);
      request.setRequestHeader('X-Fragment', 'pictures');
      request.upload.addEventListener('progress', (event) => {
        if (event.lengthComputable) row.progress.value = (event.loaded / event.total) * 100;
      });
      // What was sent in whole is being worked on, for nobody knows how long.
      request.upload.addEventListener('load', () => row.progress.removeAttribute('value'));
      request.addEventListener('error', () => failed(words.failed ?? '', 'again'));
      request.addEventListener('timeout', () => failed(words.failed ?? '', 'again'));
      request.addEventListener('load', () => {
        try {
          const answer = JSON.parse(request.responseText);
          if (request.status !== 201) {
            const problem = /** @type {Problem} */ (answer);
            const field = problem.errors?.map(mark).find(Boolean);
            const said = field ?? [problem.title, problem.detail].filter(Boolean).join('. ');
            failed(said, field || request.status === 401 ? 'stop' : request.status === 503 ? 'again' : 'refused');
            if (request.status === 401) {
              // In another window: what is typed and chosen here stays.
              const link = document.createElement('a');
              link.href = '/sign-in';
              link.target = '_blank';
              link.textContent = words.signIn ?? '';
              row.said.append(' ', link);
            }
            return;
          }
          if (answer.small) {
            const picture = document.createElement('img');
            picture.alt = '';
            picture.src = answer.small;
            row.item.firstElementChild?.replaceWith(picture);
          }
          const link = document.createElement('a');
          link.href = answer.url;
          link.textContent = file.name;
          row.name.replaceChildren(link);
          row.progress.hidden = true;
          row.said.textContent = words.there ?? '';
          done('there');
        } catch {
          failed(words.failed ?? '', 'again');
        }
      });
      request.send(fields);
    });
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    const files = Array.from(input.files ?? []);
    button.disabled = true;
    const rows = show();
    for (const row of rows) row.drop.hidden = true;
    /** @type {File[]} */
    const left = [];
    let [bad, stopped] = [0, false];
    for (const [at, file] of files.entries()) {
      const became = stopped ? 'again' : await send(file, rows[at]);
      if (became === 'stop') stopped = true;
      if (became !== 'there') bad += 1;
      if (became === 'there' || became === 'refused') continue;
      left.push(file);
      rows[at].drop.hidden = false;
    }
    // What could go well the next time stays chosen.
    choose(left);
    button.disabled = false;
    delete form.dataset.sent;
    finished.hidden = bad === files.length;
    if (!bad && files.length) location.assign((words.done ?? '/portfolio') + '&done=itemsadded');
  });
}

if (form) begin(form);

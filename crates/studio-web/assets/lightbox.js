// A picture over the page: the next and the one before by key, button or swipe. Escape closes, and the focus goes back to where it was.
// @ts-check

const box = /** @type {HTMLDialogElement | null} */ (document.getElementById('lightbox'));
const SWIPE = 48;

/** Every picture on the page, in order. */
const pictures = () => /** @type {HTMLAnchorElement[]} */ (Array.from(document.querySelectorAll('[data-lightbox] a[data-large]')));

/** @param {HTMLDialogElement} box */
function begin(box) {
  const image = /** @type {HTMLImageElement} */ (box.querySelector('[data-shown]'));
  const words = /** @type {HTMLElement} */ (box.querySelector('[data-words]'));
  const line = /** @type {HTMLElement} */ (box.querySelector('[data-line]'));
  const open = /** @type {HTMLAnchorElement | null} */ (box.querySelector('[data-open]'));
  const before = /** @type {HTMLButtonElement} */ (box.querySelector('[data-previous]'));
  const after = /** @type {HTMLButtonElement} */ (box.querySelector('[data-next]'));
  let at = 0;

  /** @param {number} to */
  function show(to) {
    const all = pictures();
    if (to < 0 || to >= all.length) return;
    at = to;
    const link = all[at];
    image.src = link.dataset.large ?? link.href;
    image.alt = link.dataset.words ?? '';
    words.textContent = link.dataset.words ?? '';
    line.textContent = link.dataset.line ?? '';
    if (open) open.href = link.href;
    before.disabled = at === 0;
    after.disabled = at === all.length - 1;
    // The next one is there before it is asked for.
    const next = all[at + 1]?.dataset.large;
    if (next) new Image().src = next;
  }

  document.addEventListener('click', (event) => {
    const link = /** @type {Element} */ (event.target).closest('[data-lightbox] a[data-large]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(pictures().indexOf(/** @type {HTMLAnchorElement} */ (link)));
    // Going back closes it, as on telephones everything that covers the page.
    history.pushState({ lightbox: true }, '');
    box.showModal();
  });
  before.addEventListener('click', () => show(at - 1));
  after.addEventListener('click', () => show(at + 1));
  box.querySelector('[data-close]')?.addEventListener('click', () => box.close());
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowLeft') show(at - 1);
    else if (event.key === 'ArrowRight') show(at + 1);
    else if (event.key === 'Home') show(0);
    else if (event.key === 'End') show(pictures().length - 1);
    else return;
    event.preventDefault();
  });
  addEventListener('popstate', () => {
    if (box.open) box.close();
  });
  box.addEventListener('close', () => {
    if (history.state?.lightbox) history.back();
    // Of a piece whose further pictures are not on the page by themselves, the first one.
    const all = pictures();
    let back = at;
    while (back > 0 && !all[back].checkVisibility()) back -= 1;
    all[back]?.focus();
    image.removeAttribute('src');
  });
  /** @type {{x: number, y: number} | null} */
  let from = null;
  box.addEventListener('pointerdown', (event) => {
    from = event.pointerType === 'mouse' ? null : { x: event.clientX, y: event.clientY };
  });
  box.addEventListener('pointerup', (event) => {
    if (!from) return;
    const across = event.clientX - from.x;
    const down = event.clientY - from.y;
    from = null;
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) show(across < 0 ? at + 1 : at - 1);
  });
  box.addEventListener('pointercancel', () => {
    from = null;
  });
}

if (box) begin(box);

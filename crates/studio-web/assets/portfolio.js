// The wall: pictures are put into order by dragging, or by Alt and an arrow key. What stands there is sent as soon as it stands.
// @ts-check

const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-arrange]'));

/** @param {HTMLFormElement} form */
function arrange(form) {
  const wall = /** @type {HTMLElement} */ (form.querySelector('.wall'));
  const tiles = () => /** @type {HTMLElement[]} */ (Array.from(wall.querySelectorAll('.tile')));
  const ids = () => tiles().map((tile) => tile.dataset.id ?? '');
  let kept = ids();
  /** @type {HTMLElement | null} */
  let dragged = null;

  /** Sends the stretch that has changed; takes it back where that fails. */
  async function keep() {
    const now = ids();
    const first = now.findIndex((id, at) => id !== kept[at]);
    if (first < 0) return;
    let last = now.length - 1;
    while (now[last] === kept[last]) last -= 1;
    const body = new URLSearchParams({ order: now.slice(first, last + 1).join(',') });
    const before = kept;
    kept = now;
    try {
      const answer = await fetch(form.dataset.order ?? '', { method: 'POST', body, headers: { 'X-Fragment': 'order' }, credentials: 'same-origin' });
      if (answer.ok) return;
    } catch {
      // Said below.
    }
    kept = before;
    for (const id of before) wall.append(/** @type {HTMLElement} */ (wall.querySelector(`.tile[data-id="${id}"]`)));
    const banner = document.createElement('p');
    banner.className = 'banner bad';
    banner.role = 'alert';
    banner.textContent = form.dataset.failed ?? '';
    form.before(banner);
  }

  /**
   * Moves a picture by one place, and keeps that. Featured ones stay before the others.
   * @param {HTMLElement} tile
   * @param {boolean} forward
   */
  function step(tile, forward) {
    const other = /** @type {HTMLElement | null} */ (forward ? tile.previousElementSibling : tile.nextElementSibling);
    if (!other || other.hasAttribute('data-featured') !== tile.hasAttribute('data-featured')) return;
    if (forward) other.before(tile);
    else other.after(tile);
    keep();
  }

  for (const tile of tiles()) tile.draggable = true;
  // What the buttons send is where things stood when the page came: with a script they do the same as the keys.
  wall.addEventListener('click', (event) => {
    const button = /** @type {HTMLButtonElement | null} */ (/** @type {Element} */ (event.target).closest('.tile-move button'));
    const tile = /** @type {HTMLElement | null} */ (button?.closest('.tile'));
    if (!button || !tile) return;
    event.preventDefault();
    step(tile, button.dataset.step === '-1');
    button.focus();
  });
  wall.addEventListener('dragstart', (event) => {
    dragged = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('.tile'));
    dragged?.classList.add('dragged');
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
  });
  /**
   * Lets the picture that is dragged take the place of another one. Featured ones stay before the others.
   * @param {Element | null} place
   */
  function take(place) {
    const over = /** @type {HTMLElement | null} */ (place?.closest('.tile') ?? null);
    if (!dragged || !over || over === dragged || !wall.contains(over)) return;
    if (over.hasAttribute('data-featured') !== dragged.hasAttribute('data-featured')) return;
    const all = tiles();
    if (all.indexOf(dragged) < all.indexOf(over)) over.after(dragged);
    else over.before(dragged);
  }

  wall.addEventListener('dragover', (event) => {
    if (!dragged) return;
    event.preventDefault();
    take(/** @type {Element} */ (event.target));
  });
  wall.addEventListener('drop', (event) => event.preventDefault());
  wall.addEventListener('dragend', () => {
    dragged?.classList.remove('dragged');
    dragged = null;
    keep();
  });
  // Touch has no dragging of its own: a finger on the grip moves the picture, anywhere else it scrolls.
  for (const grip of /** @type {NodeListOf<HTMLElement>} */ (wall.querySelectorAll('[data-grip]'))) grip.hidden = false;
  wall.addEventListener('pointerdown', (event) => {
    const grip = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[data-grip]'));
    if (!grip || event.pointerType === 'mouse') return;
    dragged = /** @type {HTMLElement | null} */ (grip.closest('.tile'));
    dragged?.classList.add('dragged');
    // The grip moves with its picture, so the wall listens.
    wall.setPointerCapture(event.pointerId);
  });
  wall.addEventListener('pointermove', (event) => {
    if (!dragged || event.pointerType === 'mouse') return;
    take(document.elementFromPoint(event.clientX, event.clientY));
    const edge = 72;
    if (event.clientY < edge) scrollBy(0, -12);
    else if (event.clientY > innerHeight - 2 * edge) scrollBy(0, 12);
  });
  for (const end of ['pointerup', 'pointercancel']) {
    wall.addEventListener(end, (event) => {
      if (!dragged || /** @type {PointerEvent} */ (event).pointerType === 'mouse') return;
      dragged.classList.remove('dragged');
      dragged = null;
      keep();
    });
  }
  wall.addEventListener('keydown', (event) => {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    const tile = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('.tile'));
    event.preventDefault();
    if (!tile) return;
    const focus = /** @type {HTMLElement | null} */ (document.activeElement);
    step(tile, event.key === 'ArrowLeft');
    focus?.focus();
  });
}

if (form) arrange(form);

// The menu of a row: by the right button, the menu key, or its own button.
// @ts-check

/** @param {HTMLElement} list */
export function rowMenu(list) {
  const menu = /** @type {HTMLElement} */ (document.getElementById('row-menu'));
  const items = /** @type {HTMLElement[]} */ (Array.from(menu.children));
  /** @type {HTMLElement | null} */
  let from = null;
  /** @type {HTMLElement | null} */
  let row = null;

  const shown = () => items.filter((item) => !item.hidden);

  /**
   * @param {HTMLElement} of
   * @param {HTMLElement} opener
   * @param {number} x
   * @param {number} y
   */
  function open(of, opener, x, y) {
    row = of;
    from = opener;
    const { id, phone, email, instagram } = of.dataset;
    const archived = of.querySelector('.badge.archived');
    for (const item of items) {
      const act = item.dataset.do;
      item.hidden = (act === 'book' && Boolean(archived)) || (act === 'copy-phone' && !phone) || (act === 'copy-email' && !email) || (act === 'instagram' && !instagram);
      if (act === 'open') /** @type {HTMLAnchorElement} */ (item).href = of.querySelector('a')?.href ?? '';
      if (act === 'book') /** @type {HTMLAnchorElement} */ (item).href = `/agenda/new?client=${id}&from=client`;
      if (act === 'instagram') /** @type {HTMLAnchorElement} */ (item).href = `https://www.instagram.com/${instagram}/`;
      item.tabIndex = -1;
    }
    list.querySelector('tr.open')?.classList.remove('open');
    of.classList.add('open');
    // What has the focus now gets it back when the menu closes.
    opener.focus({ preventScroll: true });
    menu.showPopover();
    menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
    menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`;
    shown()[0]?.focus();
  }

  list.addEventListener('contextmenu', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const of = /** @type {HTMLElement | null} */ (target.closest('tbody tr'));
    // With Shift the browser's own menu comes.
    if (!of || event.shiftKey && event.button === 2) return;
    event.preventDefault();
    const focused = /** @type {HTMLElement} */ (document.activeElement);
    const opener = of.contains(focused) ? focused : /** @type {HTMLElement} */ (of.querySelector('.who a'));
    const byKey = event.button !== 2;
    const box = opener.getBoundingClientRect();
    open(of, opener, byKey ? box.left + 44 : event.clientX, byKey ? box.bottom : event.clientY);
  });
  list.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[data-menu]'));
    const of = /** @type {HTMLElement | null} */ (button?.closest('tr') ?? null);
    if (!button || !of) return;
    const box = button.getBoundingClientRect();
    open(of, button, box.right - 200, box.bottom + 4);
  });
  menu.addEventListener('keydown', (event) => {
    const all = shown();
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[to % all.length].focus();
    }
    if (event.key === 'Tab') menu.hidePopover();
  });
  let inside = false;
  menu.addEventListener('beforetoggle', () => {
    inside = menu.contains(document.activeElement);
  });
  menu.addEventListener('toggle', (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== 'closed') return;
    row?.classList.remove('open');
    // A click elsewhere leaves it with the page, where the row is meant. This event comes late: whoever has gone elsewhere meanwhile
    // stays there.
    if (inside && document.activeElement === document.body) from?.focus();
  });
  menu.addEventListener('click', (event) => {
    const item = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[data-do]'));
    if (!item || !row) return;
    const text = { 'copy-phone': row.dataset.phone, 'copy-email': row.dataset.email }[item.dataset.do ?? ''];
    menu.hidePopover();
    from?.focus();
    if (text) copy(text).then(() => say(item.dataset.copied ?? ''));
  });
}

/**
 * Copies; over plain HTTP in the studio's network browsers have no clipboard, so a selection does it.
 * @param {string} text
 */
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'sr';
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

/** @param {string} words */
function say(words) {
  document.querySelector('.toast.short')?.remove();
  const toast = document.createElement('div');
  toast.className = 'toast short';
  toast.role = 'status';
  document.body.append(toast);
  // Said after it stands there, so that a screen reader hears it.
  requestAnimationFrame(() => (toast.textContent = words));
  setTimeout(() => toast.remove(), 2500);
}

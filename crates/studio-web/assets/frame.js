// The side bar, the elevation's countdown, what was just done.
// @ts-check

document.querySelector('[data-fold]')?.addEventListener('click', () => {
  const folded = document.documentElement.classList.toggle('folded');
  document.cookie = `folded=${folded ? 1 : 0}; Path=/; Max-Age=31536000; SameSite=Lax`;
});

const chip = /** @type {HTMLElement | null} */ (document.querySelector('[data-until]'));
if (chip) {
  // Counted from the server's clock: a tablet's may be wrong.
  const ends = performance.now() + Number(chip.dataset.until) - Number(chip.dataset.now);
  const left = /** @type {HTMLElement} */ (chip.querySelector('.left'));
  const show = () => {
    const seconds = Math.ceil((ends - performance.now()) / 1000);
    if (seconds <= 0) {
      chip.closest('form')?.remove();
      return;
    }
    left.textContent = `${left.dataset.words} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    setTimeout(show, 1000);
  };
  show();
}

const toast = document.querySelector('[data-toast]');
if (toast) {
  const address = new URL(location.href);
  address.searchParams.delete('done');
  history.replaceState(history.state, '', address);
  setTimeout(() => toast.remove(), 6000);
}

/** @type {HTMLElement | null} */ (document.querySelector('[data-summary]'))?.focus();

// A menu closes when something else is clicked, and by Escape.
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(/** @type {Node} */ (event.target))) menu.removeAttribute('open');
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const menu = document.querySelector('details.menu[open]');
  menu?.removeAttribute('open');
  menu?.querySelector('summary')?.focus();
});

// Pages below a place lead back to it as it was seen there, filters and all.
const PLACE = 'place';
const places = /^\/(agenda(\/(find|remind))?|clients(\/\d+)?)?$/;
const outside = document.body.classList.contains('outside');
if (outside) sessionStorage.removeItem(PLACE);
const kept = sessionStorage.getItem(PLACE);
if (kept) {
  const [address, words] = /** @type {[string, string]} */ (JSON.parse(kept));
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('a[data-from]'))) {
    link.href = address;
    if (link.closest('.back')) link.textContent = words;
  }
}
window.addEventListener('pagehide', () => {
  if (outside || !places.test(location.pathname)) return;
  const named = document.querySelector(location.pathname === '/' ? '.side [aria-current]' : 'h1');
  const words = named?.textContent?.trim();
  if (words) sessionStorage.setItem(PLACE, JSON.stringify([location.pathname + location.search, words]));
});

// The first start: what the browser knows by itself is proposed, and codes get their names in the language of the page.
// @ts-check

const form = /** @type {HTMLFormElement} */ (document.querySelector('form[data-setup]'));
const zone = /** @type {HTMLSelectElement} */ (form.elements.namedItem('time_zone'));
const country = /** @type {HTMLSelectElement} */ (form.elements.namedItem('country'));
const currency = /** @type {HTMLSelectElement} */ (form.elements.namedItem('currency'));
const { lang } = document.documentElement;

/**
 * Puts names behind codes.
 * @param {HTMLSelectElement} select
 * @param {'currency' | 'region'} type
 */
function name(select, type) {
  const names = new Intl.DisplayNames(lang, { type, fallback: 'none' });
  for (const option of select.options) {
    const known = option.value && names.of(option.value);
    if (known) option.text = type === 'region' ? known : `${option.value} – ${known}`;
  }
}

name(currency, 'currency');
name(country, 'region');
// The first one stands for none.
const countries = Array.from(country.options).slice(1);
country.append(...countries.sort((a, b) => a.text.localeCompare(b.text, lang)));

if (!zone.value) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (Array.from(zone.options).some((option) => option.value === here)) zone.value = here;
}

// The country follows the zone, and the currency the country, as long as nobody chooses another.
const follow = () => {
  if (!country.dataset.chosen) country.value = zone.selectedOptions[0]?.dataset.country ?? '';
  if (!currency.dataset.chosen) currency.value = country.selectedOptions[0]?.dataset.currency ?? '';
};
for (const select of [country, currency]) {
  if (select.value) select.dataset.chosen = '1';
  select.addEventListener('change', () => (select.dataset.chosen = '1'));
}
for (const select of [zone, country]) select.addEventListener('change', follow);
follow();

// A file that is too large is told before it is sent in vain.
// @ts-check

for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('input[type="file"][data-most]'))) {
  field.addEventListener('change', () => {
    const over = Array.from(field.files ?? []).some((file) => file.size > Number(field.dataset.most));
    const words = over ? field.dataset.over ?? '' : '';
    field.setCustomValidity(words);
    field.setAttribute('aria-invalid', String(over));
    const told = document.getElementById(`e-${field.name}`);
    if (!told) return;
    told.textContent = words;
    told.hidden = !over;
  });
}

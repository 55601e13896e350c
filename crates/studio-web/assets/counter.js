// How much a field takes, said near its end. Nothing is cut off: what is too long is sent, and told beside the field.
// @ts-check

/** @param {HTMLInputElement | HTMLTextAreaElement} field */
function count(field) {
  const most = Number(field.dataset.max);
  // As the server counts: characters, not the halves of some of them.
  const length = Array.from(field.value).length;
  const near = length > most || (length >= most * 0.9 && most >= 50);
  let said = /** @type {HTMLElement | null} */ (field.nextElementSibling);
  if (!said?.matches('.counter')) {
    if (!near) return;
    said = document.createElement('p');
    said.className = 'counter small';
    said.setAttribute('role', 'status');
    field.after(said);
  }
  said.hidden = !near;
  said.classList.toggle('over', length > most);
  said.textContent = near ? `${length} / ${most}` : '';
}

document.addEventListener('input', (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (field.dataset.max && field.type !== 'date' && field.type !== 'time') count(field);
});

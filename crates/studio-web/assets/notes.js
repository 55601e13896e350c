// The note about a session: each button puts a line into the text, ready to be filled.
// @ts-check

for (const group of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-prompts]'))) {
  const field = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(group.dataset.prompts ?? ''));
  if (!field) continue;
  group.hidden = false;
  group.addEventListener('click', (event) => {
    const line = /** @type {HTMLElement} */ (event.target).closest('button')?.dataset.line;
    if (!line) return;
    const before = field.value.trimEnd();
    field.value = `${before}${before ? '\n' : ''}${line}: `;
    field.rows = Math.max(field.rows, Math.min(12, field.value.split('\n').length + 1));
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    // The draft is kept as if it had been typed.
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

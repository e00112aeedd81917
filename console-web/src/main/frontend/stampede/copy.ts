// Puts an element's data-copy on the clipboard when it is clicked, and says so for a moment.
document.addEventListener('click', (event) => {
  const source = (event.target as Element).closest?.<HTMLElement>('[data-copy]');
  if (!source) return;
  void navigator.clipboard?.writeText(source.dataset.copy ?? '');
  source.setAttribute('data-copied', '');
  window.setTimeout(() => source.removeAttribute('data-copied'), 1200);
});

// Before anything is painted: the colours that were chosen in this browser, so that no page begins in others. A file of its
// own, because the page runs nothing inline, and no module, because modules wait. Kept by browsers for good: what is
// changed here gets another name.
try {
  const chosen = localStorage.getItem('mantine-color-scheme-value');
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.mantineColorScheme = chosen;
} catch {
  // A browser that keeps nothing has chosen nothing.
}

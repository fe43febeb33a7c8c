// Language and theme are settled before the first paint, so that nothing flashes.

/** What this browser keeps under that name; null where it keeps nothing. */
function readKept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Sets both on the root of the page: what the address asks for, else what was chosen here, else what the browser prefers. */
function settleAppearance() {
  const root = document.documentElement;
  const theme = readKept('butaca.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const asked = new URLSearchParams(location.search).get('lang');
  const language = asked ?? readKept('butaca.language') ?? (navigator.language.startsWith('en') ? 'en' : 'es');
  root.lang = language === 'en' ? 'en' : 'es';
}

settleAppearance();

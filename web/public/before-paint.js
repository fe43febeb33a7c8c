// Language and theme are settled before the first paint, so that nothing flashes.
(() => {
  const root = document.documentElement;
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const theme = kept('butaca.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const asked = new URLSearchParams(location.search).get('lang');
  const language = asked ?? kept('butaca.language') ?? (navigator.language.startsWith('en') ? 'en' : 'es');
  root.lang = language === 'en' ? 'en' : 'es';
})();

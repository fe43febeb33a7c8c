import { useCallback, useState } from 'react';

/** `auto` follows the system. */
export type Theme = 'auto' | 'light' | 'dark';

const KEPT_AS = 'butaca.theme';

/** The theme in force and how to change it; kept in this browser. */
export function useTheme(): readonly [theme: Theme, choose: (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(
    () => (document.documentElement.dataset.theme as Theme | undefined) ?? 'auto',
  );
  const choose = useCallback((chosen: Theme) => {
    if (chosen === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    try {
      if (chosen === 'auto') localStorage.removeItem(KEPT_AS);
      else localStorage.setItem(KEPT_AS, chosen);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    setTheme(chosen);
  }, []);
  return [theme, choose];
}

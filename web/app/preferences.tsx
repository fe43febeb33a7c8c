import type { ReactNode } from 'react';
import { type Language, useLanguage, useWords } from '../shared/language.tsx';
import { type Theme, useTheme } from '../shared/theme.ts';
import { Segmented } from '../shared/ui/segmented.tsx';
import styles from './shell.module.css';
import { appWords } from './words.ts';

/** Language and appearance. */
export function Preferences(): ReactNode {
  const words = useWords(appWords);
  const { language, choose } = useLanguage();
  const [theme, chooseTheme] = useTheme();
  return (
    <div className={styles.preferences}>
      <Segmented<Language>
        label={words.language}
        value={language}
        onChange={choose}
        options={[
          { value: 'es', text: 'Español', language: 'es' },
          { value: 'en', text: 'English', language: 'en' },
        ]}
      />
      <Segmented<Theme>
        label={words.theme}
        value={theme}
        onChange={chooseTheme}
        options={[
          { value: 'auto', text: words.auto },
          { value: 'light', text: words.light },
          { value: 'dark', text: words.dark },
        ]}
      />
    </div>
  );
}

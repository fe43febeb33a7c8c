import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

export type Language = 'es' | 'en';

/** The same texts in both languages; `en` cannot lack what `es` has. */
export interface Words<T> {
  readonly es: T;
  readonly en: T;
}

interface LanguageChoice {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const KEPT_AS = 'butaca.language';

const LanguageContext = createContext<LanguageChoice>({ language: 'es', choose: () => undefined });

/** Gives the language to everything inside; begins with what was settled before the first paint. */
export function LanguageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState<Language>(() => (document.documentElement.lang === 'en' ? 'en' : 'es'));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      choose: (chosen: Language) => {
        try {
          localStorage.setItem(KEPT_AS, chosen);
        } catch {
          // Without storage the choice lasts as long as the page.
        }
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

/** The language in force and how to change it. */
export const useLanguage = (): LanguageChoice => useContext(LanguageContext);

/** The texts of the language in force. */
export const useWords = <T,>(words: Words<T>): T => words[useLanguage().language];

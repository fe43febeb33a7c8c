import { en, type Wording } from './wording/en.ts';
import { es } from './wording/es.ts';

export type Language = 'es' | 'en';

const isLanguage = (text: string | undefined): text is Language => text === 'es' || text === 'en';

/** The language to speak: `--lang` among the arguments, else LC_ALL, LC_MESSAGES or LANG (`es…` is Spanish), else English. */
export function chooseLanguage(argv: readonly string[], environment: NodeJS.ProcessEnv): Language {
  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at];
    if (argument === '--') break;
    const value = argument === '--lang' ? argv[at + 1] : /^--lang=(.*)$/.exec(argument)?.[1];
    if (isLanguage(value)) return value;
  }
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return /^es([_.@-]|$)/i.test(locale) ? 'es' : 'en';
}

/** Everything the command line says, in that language. */
export const wordingOf = (language: Language): Wording => (language === 'es' ? es : en);

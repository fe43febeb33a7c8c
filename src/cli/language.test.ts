import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './language.ts';

describe('chooseLanguage', () => {
  it.each([
    [[], {}, 'en'],
    [[], { LANG: 'C' }, 'en'],
    [[], { LANG: 'es' }, 'es'],
    [[], { LANG: 'es_AR.UTF-8' }, 'es'],
    [[], { LANG: 'es@euro' }, 'es'],
    [[], { LANG: 'est_EE' }, 'en'],
    [[], { LC_ALL: 'en_GB', LANG: 'es_ES' }, 'en'],
    [[], { LC_ALL: '', LANG: 'es_ES' }, 'es'],
    [['train', '--lang', 'es'], {}, 'es'],
    [['--lang=en'], { LANG: 'es' }, 'en'],
    [['--', '--lang', 'es'], {}, 'en'],
    [['--lang', 'fr'], { LANG: 'es' }, 'es'],
  ])('of %j with %j is %s', (argv, environment, language) => {
    expect(chooseLanguage(argv, environment)).toBe(language);
  });
});

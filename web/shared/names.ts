import type { Language } from './language.tsx';

const SPANISH_GENRES: Readonly<Record<string, string>> = {
  action: 'Acción',
  'action & adventure': 'Acción y aventuras',
  adventure: 'Aventuras',
  animals: 'Animales',
  animation: 'Animación',
  anime: 'Anime',
  arts: 'Artes',
  'british tv shows': 'Series británicas',
  children: 'Infantil',
  'children & family movies': 'Infantil y familiar',
  comedies: 'Comedias',
  comedy: 'Comedia',
  'coming of age': 'Paso a la madurez',
  crime: 'Crimen',
  'crime tv shows': 'Series de crimen',
  documentaries: 'Documentales',
  documentary: 'Documental',
  docuseries: 'Series documentales',
  dramas: 'Dramas',
  entertainment: 'Entretenimiento',
  faith: 'Fe',
  'faith & spirituality': 'Fe y espiritualidad',
  family: 'Familiar',
  fantasy: 'Fantasía',
  'film-noir': 'Cine negro',
  foreign: 'Extranjera',
  historical: 'Históricas',
  history: 'Historia',
  horror: 'Terror',
  'horror movies': 'Cine de terror',
  'independent movies': 'Cine independiente',
  international: 'Internacional',
  'international movies': 'Cine internacional',
  'international tv shows': 'Series internacionales',
  kids: 'Niños',
  "kids' tv": 'Series para niños',
  'korean tv shows': 'Series coreanas',
  music: 'Música',
  'music & musicals': 'Música y musicales',
  mystery: 'Misterio',
  'reality tv': 'Telerrealidad',
  'romantic movies': 'Cine romántico',
  'romantic tv shows': 'Series románticas',
  'sci-fi': 'Ciencia ficción',
  'sci-fi & fantasy': 'Ciencia ficción y fantasía',
  'science fiction': 'Ciencia ficción',
  short: 'Cortometraje',
  'special interest': 'Temas especiales',
  sport: 'Deporte',
  sports: 'Deportes',
  'sports movies': 'Cine de deporte',
  'stand-up comedy': 'Monólogos',
  suspense: 'Suspense',
  thriller: 'Suspense',
  thrillers: 'Cine de suspense',
  'tv comedies': 'Series de comedia',
  'tv dramas': 'Series dramáticas',
  'tv movie': 'Telefilme',
  unscripted: 'Sin guion',
  war: 'Bélica',
  'young adult audience': 'Público joven',
};

const PLATFORMS: Readonly<Record<string, string>> = {
  amazon: 'Prime Video',
  disney: 'Disney+',
  hulu: 'Hulu',
  netflix: 'Netflix',
};

/** The platforms that titles can be watched on, with their names. */
export const PLATFORM_NAMES: readonly (readonly [id: string, name: string])[] = Object.entries(PLATFORMS);

/** Every word with a capital at its beginning: for sources that write everything small. */
export const capitalised = (text: string): string =>
  text.replace(/(^|[\s([¿¡"-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());

/** A genre as people read it. */
export const genreName = (genre: string, language: Language): string =>
  (language === 'es' ? SPANISH_GENRES[genre.toLowerCase()] : genre === 'Science Fiction' ? 'Sci-Fi' : undefined) ??
  genre.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** A platform by the name on its door. */
export const platformName = (platform: string): string => PLATFORMS[platform] ?? platform;

const OTHER_NAMES: Readonly<Record<string, string>> = {
  'united states of america': 'US',
  'czech republic': 'CZ',
  'hong kong': 'HK',
  turkey: 'TR',
};
let codes: ReadonlyMap<string, string> | undefined;

/** Codes of countries by their English names in lower case, from what the browser knows. */
function codeOf(name: string): string | undefined {
  if (codes === undefined) {
    const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
    codes = new Map(
      letters.flatMap((first) =>
        letters.flatMap((second): [string, string][] => {
          const known = english.of(first + second);
          return known === undefined ? [] : [[known.toLowerCase(), first + second]];
        }),
      ),
    );
  }
  return OTHER_NAMES[name.toLowerCase()] ?? codes.get(name.toLowerCase());
}

/** A country by its code or its English name. */
export function countryName(country: string, language: Language): string {
  const code = /^[A-Z]{2}$/.test(country) ? country : codeOf(country);
  if (code === undefined) return capitalised(country);
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? country;
}

/** A language by its code, in lower case as sentences have it. */
export function languageName(code: string, language: Language): string {
  // TMDB's own code for Cantonese.
  const known = code === 'cn' ? 'yue' : code;
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(known) ?? code;
  } catch {
    return code;
  }
}

import type { catalogueSchema } from '../../../src/api/contract/catalogue.ts';
import type { z } from 'zod';
import { type Language, useLanguage, useWords } from '../../shared/language.tsx';
import { titlesWords } from './words.ts';

export type CatalogueAnswer = z.output<typeof catalogueSchema>;
export type BrowsedTitle = CatalogueAnswer['titles'][number];
export type Facet = keyof CatalogueAnswer['facets'];

/** Facets in the order in which they are shown. */
export const FACETS: readonly Facet[] = [
  'catalogue',
  'type',
  'platform',
  'genre',
  'decade',
  'audience',
  'country',
  'language',
];

/** The parameter of the API, and of the address, for each facet. */
export const parameterOf = (facet: Facet): string => (facet === 'language' ? 'spoken' : facet);

const SPANISH_GENRES: Readonly<Record<string, string>> = {
  Action: 'Acción',
  Adventure: 'Aventuras',
  Animation: 'Animación',
  Children: 'Infantil',
  Comedy: 'Comedia',
  Crime: 'Crimen',
  Documentary: 'Documental',
  Family: 'Familiar',
  Fantasy: 'Fantasía',
  'Film-Noir': 'Cine negro',
  Foreign: 'Extranjera',
  History: 'Historia',
  Horror: 'Terror',
  Music: 'Música',
  Mystery: 'Misterio',
  'Sci-Fi': 'Ciencia ficción',
  'Science Fiction': 'Ciencia ficción',
  Short: 'Cortometraje',
  Sport: 'Deporte',
  Thriller: 'Suspense',
  'TV Movie': 'Telefilme',
  War: 'Bélica',
};

/** A genre as people read it. */
export const genreName = (genre: string, language: Language): string =>
  (language === 'es' ? SPANISH_GENRES[genre] : genre === 'Science Fiction' ? 'Sci-Fi' : undefined) ??
  genre.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

const PLATFORMS: Readonly<Record<string, string>> = {
  amazon: 'Prime Video',
  disney: 'Disney+',
  hulu: 'Hulu',
  netflix: 'Netflix',
};

/** A platform by the name on its door. */
export const platformName = (platform: string): string => PLATFORMS[platform] ?? platform;

const capitalised = (text: string): string =>
  text.replace(/(^|[\s([¿¡"-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());

/** A country by its code, or as its catalogue names it. */
export function countryName(country: string, language: Language): string {
  if (!/^[A-Z]{2}$/.test(country)) return capitalised(country);
  return new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;
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

/** A name as it is shown: the platforms' catalogue is in lower case throughout. */
export const shownName = ({ title, titleId, tmdbId }: Pick<BrowsedTitle, 'title' | 'titleId' | 'tmdbId'>): string =>
  titleId === null && tmdbId === null ? capitalised(title) : title;

/** Where the page of a title stands: its own, else its film's, else that of its first platform. */
export function pageOf({
  titleId,
  tmdbId,
  platformIds,
}: Pick<BrowsedTitle, 'titleId' | 'tmdbId' | 'platformIds'>): string {
  if (titleId !== null) return `/titles/${encodeURIComponent(titleId)}`;
  if (tmdbId !== null) return `/titles/film/${tmdbId}`;
  return `/titles/platform/${encodeURIComponent(platformIds[0] ?? '')}`;
}

/** How a value of a facet is called, in the language in force. */
export function useValueName(): (facet: Facet, value: string) => string {
  const words = useWords(titlesWords);
  const { language } = useLanguage();
  return (facet, value) => {
    switch (facet) {
      case 'catalogue':
        return words.catalogues[value as keyof typeof words.catalogues] ?? value;
      case 'type':
        return words.types[value as keyof typeof words.types] ?? value;
      case 'audience':
        return words.audiences[value as keyof typeof words.audiences] ?? value;
      case 'platform':
        return platformName(value);
      case 'genre':
        return genreName(value, language);
      case 'decade':
        return words.decade(value);
      case 'country':
        return countryName(value, language);
      default:
        return capitalised(languageName(value, language));
    }
  };
}

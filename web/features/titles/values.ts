import type { catalogueSchema } from '../../../src/api/contract/catalogue.ts';
import type { z } from 'zod';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { capitalised, countryName, genreName, languageName, platformName } from '../../shared/names.ts';
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

import { ButacaError } from '../../base/errors.ts';
import { decodeColumns, encodeColumns, rowsOf } from './column-file.ts';
import type { FilmsCatalogue } from './contract.ts';

const FORMAT = 'butaca-films-1';

const KINDS = {
  ids: 'i32',
  titles: 'strings',
  releaseDates: 'i32',
  releaseYears: 'i32',
  budgets: 'f64',
  revenues: 'f64',
  returns: 'f64',
  voteCounts: 'i32',
  voteAverages: 'f64',
  popularities: 'f64',
  runtimes: 'f64',
  originalLanguages: 'strings',
  overviews: 'strings',
  collections: 'lists',
  genres: 'lists',
  companies: 'lists',
  countries: 'lists',
  spokenLanguages: 'lists',
  keywords: 'lists',
  cast: 'lists',
  directors: 'lists',
} as const;

/** Returns the bytes of `films.safetensors`; equal catalogues give equal bytes. */
export const encodeFilms = (films: FilmsCatalogue): Buffer => encodeColumns(KINDS, films, FORMAT);

/** Returns the films catalogue as views on the bytes. Throws UNSUPPORTED_ARTIFACT when they are something else. */
export function decodeFilms(bytes: Uint8Array): FilmsCatalogue {
  const columns = decodeColumns(KINDS, bytes, FORMAT);
  const size = columns.ids.length;
  const odd = Object.entries(columns).find(([, column]) => rowsOf(column) !== size);
  if (odd !== undefined) {
    throw new ButacaError('UNSUPPORTED_ARTIFACT', `unsupported artifact: ${FORMAT}: ${odd[0]} has not ${size} rows`);
  }
  return { size, ...columns };
}

import { type ListColumn, packLists, packStrings, StringColumn } from '../../base/string-column.ts';
import type { Catalogue } from '../catalogue.ts';

/** A column of strings on its way between threads, which do not carry methods over. */
interface Strings {
  readonly bytes: Uint8Array;
  readonly offsets: Int32Array;
}

/** The titles that lists are made of, as far as searching all catalogues needs them; each column in order of item num. */
export interface ItemColumns {
  readonly size: number;
  readonly ids: Strings;
  readonly names: Strings;
  /** 0 where unknown. */
  readonly years: Int16Array;
  readonly genres: Omit<ListColumn, 'names'> & { readonly names: Strings };
  readonly viewers: Int32Array;
  /** TMDB id of the film that it is, −1 where none is known. */
  readonly tmdbIds: Int32Array;
  /** Ids of the platforms' titles that it is. */
  readonly platformIds: Omit<ListColumn, 'names'> & { readonly names: Strings };
}

/** Returns the columns of a catalogue; some 60 bytes a title. */
export function readItemColumns({ titles, years, viewers, elsewhere }: Catalogue): ItemColumns {
  return {
    size: titles.length,
    ids: packStrings(titles.map(({ id }) => id)),
    names: packStrings(titles.map(({ name }) => name)),
    years,
    genres: packLists(titles.map(({ genres }) => genres)),
    viewers,
    tmdbIds: Int32Array.from(titles, ({ num }) => elsewhere.film(num)?.tmdbId ?? -1),
    platformIds: packLists(titles.map(({ num }) => elsewhere.available(num).map(({ id }) => id))),
  };
}

/** A column of strings that came from another thread. */
export const stringsOf = ({ bytes, offsets }: Strings): StringColumn => new StringColumn(bytes, offsets);

/** A column of lists that came from another thread. */
export const listsOf = ({ names, indptr, indices }: ItemColumns['genres']): ListColumn => ({
  names: stringsOf(names),
  indptr,
  indices,
});

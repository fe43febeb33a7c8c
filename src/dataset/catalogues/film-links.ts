import { type CatalogueLinks, type FilmsCatalogue, LINK_METHODS, UNKNOWN } from './contract.ts';

/** The part of the links that ties items to films. */
export type FilmLinks = Pick<CatalogueLinks, 'filmOfItem' | 'filmConfidence' | 'filmMethod'>;

/** The row of a TMDB id in the films catalogue, or −1. */
export function filmRow({ ids }: FilmsCatalogue, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle] < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? low : -1;
}

/** Ties each item to the film whose TMDB id its own row or a links table tells (null: none does), with confidence 1. */
export function linkFilmsById(tmdbIds: readonly (string | null)[], films: FilmsCatalogue | null): FilmLinks {
  const filmOfItem = Int32Array.from(tmdbIds, (id) =>
    films === null || id === null ? -1 : filmRow(films, Number(id)),
  );
  return {
    filmOfItem,
    filmConfidence: Float32Array.from(filmOfItem, (row) => (row < 0 ? 0 : 1)),
    filmMethod: Uint8Array.from(filmOfItem, (row) => (row < 0 ? UNKNOWN : LINK_METHODS.indexOf('file'))),
  };
}

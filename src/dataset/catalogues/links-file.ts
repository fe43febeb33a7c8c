import { ButacaError } from '../../base/errors.ts';
import { decodeColumns, encodeColumns } from './column-file.ts';
import type { CatalogueLinks } from './contract.ts';

const FORMAT = 'butaca-links-1';

const KINDS = {
  filmOfItem: 'i32',
  filmConfidence: 'f32',
  filmMethod: 'u8',
  aggregatorIndptr: 'i32',
  aggregatorIndices: 'i32',
  aggregatorConfidence: 'f32',
  sameFilm: 'i32',
  filmOfAggregator: 'i32',
} as const;

/** Returns the bytes of `links.safetensors`; equal links give equal bytes. */
export const encodeLinks = (links: CatalogueLinks): Buffer => encodeColumns(KINDS, links, FORMAT);

/** Returns the links as views on the bytes. Throws UNSUPPORTED_ARTIFACT when they are not those of so many items and aggregator rows. */
export function decodeLinks(bytes: Uint8Array, items: number, aggregatorRows: number): CatalogueLinks {
  const links = decodeColumns(KINDS, bytes, FORMAT);
  const found = links.aggregatorIndices.length;
  const fits =
    [links.filmOfItem, links.filmConfidence, links.filmMethod].every((column) => column.length === items) &&
    [links.sameFilm, links.filmOfAggregator].every((column) => column.length === aggregatorRows) &&
    links.aggregatorIndptr.length === items + 1 &&
    links.aggregatorIndptr.at(-1) === found &&
    links.aggregatorConfidence.length === found;
  if (!fits) {
    throw new ButacaError(
      'UNSUPPORTED_ARTIFACT',
      `unsupported artifact: ${FORMAT}: found links of other tables, expected ${items} items and ${aggregatorRows} titles of platforms`,
    );
  }
  return links;
}

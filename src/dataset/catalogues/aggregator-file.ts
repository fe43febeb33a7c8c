import { ButacaError } from '../../base/errors.ts';
import { decodeColumns, encodeColumns, rowsOf } from './column-file.ts';
import type { AggregatorCatalogue } from './contract.ts';

const FORMAT = 'butaca-aggregator-1';

const KINDS = {
  ids: 'strings',
  platforms: 'u8',
  types: 'u8',
  titles: 'strings',
  releaseYears: 'i32',
  dateAdded: 'i32',
  ratings: 'strings',
  durationInts: 'i32',
  durationTypes: 'u8',
  descriptions: 'strings',
  scores: 'f64',
  scoreCounts: 'i32',
  genres: 'lists',
  directors: 'lists',
  cast: 'lists',
  countries: 'lists',
} as const;

/** Returns the bytes of `aggregator.safetensors`; equal catalogues give equal bytes. */
export const encodeAggregator = (aggregator: AggregatorCatalogue): Buffer => encodeColumns(KINDS, aggregator, FORMAT);

/** Returns the aggregator's catalogue as views on the bytes. Throws UNSUPPORTED_ARTIFACT when they are something else. */
export function decodeAggregator(bytes: Uint8Array): AggregatorCatalogue {
  const columns = decodeColumns(KINDS, bytes, FORMAT);
  const { size } = columns.ids;
  const odd = Object.entries(columns).find(([, column]) => rowsOf(column) !== size);
  if (odd !== undefined) {
    throw new ButacaError('UNSUPPORTED_ARTIFACT', `unsupported artifact: ${FORMAT}: ${odd[0]} has not ${size} rows`);
  }
  return { size, ...columns };
}

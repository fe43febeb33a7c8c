import type { F32Block, Kernels } from '../../kernels/index.ts';
import { tensorData } from '../artifact.ts';
import type { Artifact, Contribution, Query } from '../contract.ts';
import { largestParts } from '../largest-parts.ts';
import { isUsable, openHistoryTaste } from './taste.ts';
import type { TermMatrix } from './term-matrix.ts';
import { dot, shownKind, toldTerms } from './told-terms.ts';

/** Says how titles that nobody has watched suit a history, by what its titles have in common among viewers. */
export interface ColdTaste {
  /**
   * How much better than the catalogue's mean each cold title suits a history, in standard deviations over the catalogue: one
   * number a place. All 0 when nothing of the history is known. Overwritten by the next call.
   */
  measure(query: Query): Float32Array;
  /** Writes the cosines of a cold title's expected vector with those of all titles, 0 for titles too little watched; false for any other item. */
  nearness(item: number, out: F32Block): boolean;
  /** The place of an item among the cold titles; −1 for any other. */
  placeOf(item: number): number;
  /**
   * The parts of a cold title's number, largest first, at most `n`, those above 0 only, each multiplied with `scale`. `history`: what each
   * title added; these sum to the number. Words, tags, genres and people: the same seen from the item's side, for the terms it
   * shares with a liked title of the history, before the catalogue's mean is taken off.
   */
  explain(query: Query, item: number, n: number, scale: number): Contribution[];
}

/** Opens the arrays of `learnColdTaste` over the terms they were learned from; throws UNSUPPORTED_ARTIFACT for an array that is missing. */
export function openColdTaste(artifact: Artifact, matrix: TermMatrix, kernels: Kernels): ColdTaste {
  const { heap } = kernels;
  const coldItems = tensorData(artifact, 'coldItems', Int32Array);
  const covariance = tensorData(artifact, 'covariance', Float32Array);
  const tastes = tensorData(artifact, 'tastes', Float32Array);
  const mean = tensorData(artifact, 'mean', Float32Array);
  const starts = tensorData(artifact, 'starts', Int32Array);
  const entries = tensorData(artifact, 'entries', Int32Array);
  const weights = tensorData(artifact, 'entryWeights', Float32Array);
  const terms = tensorData(artifact, 'terms', Int32Array);
  const vectors = tensorData(artifact, 'termVectors', Float32Array);
  const f = Math.sqrt(covariance.length);
  const cold = coldItems.length;
  const known = tastes.length / f;
  const Y = heap.f32(Math.max(f, tastes.length));
  Y.data.set(tastes);
  const V = heap.f32(Math.max(1, cold) * f);
  V.data.set(tensorData(artifact, 'vectors', Float32Array));
  const C = heap.f32From(covariance);
  const x = heap.f32(f);
  const image = heap.f32(f);
  const products = heap.f32(Math.max(1, cold));
  const history = openHistoryTaste(kernels, Y, known, f);
  const taste = new Float32Array(f);
  const measured = new Float32Array(cold);
  const places = new Int32Array(matrix.rows).fill(-1);
  for (const [place, item] of coldItems.entries()) places[item] = place;

  /** Reads the taste of a query; returns what its products are multiplied with, 0 when nothing is known. */
  const read = (query: Query): number => {
    if (history.sum(taste, query) === 0) return 0;
    for (let k = 0; k < f; k++) x.data[k] = taste[k]!;
    kernels.multiplyVector(image, C, x, f, f);
    let variance = 0;
    for (let k = 0; k < f; k++) variance += taste[k] * image.data[k];
    return variance > 1e-12 ? 1 / Math.sqrt(variance) : 0;
  };

  return {
    measure(query) {
      const scale = cold === 0 ? 0 : read(query);
      if (scale === 0) return measured.fill(0);
      for (let k = 0; k < f; k++) x.data[k] = scale * taste[k];
      kernels.multiplyVector(products, V, x, cold, f);
      for (let place = 0; place < cold; place++) measured[place] = products.data[place]!;
      return measured;
    },

    nearness(item, out) {
      const place = places[item] ?? -1;
      if (place < 0) return false;
      let square = 0;
      for (let k = 0; k < f; k++) {
        x.data[k] = mean[k] + V.data[place * f + k];
        square += x.data[k] * x.data[k];
      }
      const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
      for (let k = 0; k < f; k++) x.data[k] *= scale;
      kernels.multiplyVector(out, Y, x, known, f);
      return true;
    },

    placeOf: (item) => places[item] ?? -1,

    explain(query, item, n, scale) {
      const place = places[item] ?? -1;
      const share = place < 0 || n < 1 ? 0 : scale * read(query);
      if (!(share > 0)) return [];
      const found: Contribution[] = [];
      const held = new Set<number>();
      for (let at = 0; at < query.items.length; at++) {
        if (!isUsable(query, at, known)) continue;
        const other = query.items[at];
        const amount = share * query.weights[at] * dot(Y.data, other * f, V.data, place * f, f);
        if (amount > 0) found.push({ kind: 'history', item: other, amount });
        if (!(query.weights[at] > 0)) continue;
        for (let to = matrix.indptr[other]; to < matrix.indptr[other + 1]; to++) held.add(matrix.indices[to]);
      }
      for (const part of termParts(place, held, share)) found.push(part);
      return largestParts(found, n, isLarger);
    },
  };

  function termParts(place: number, held: ReadonlySet<number>, share: number): readonly Contribution[] {
    const told = toldTerms(matrix);
    for (let at = starts[place]; at < starts[place + 1]; at++) {
      const column = terms[entries[at]];
      const kind = held.has(column) ? shownKind(matrix, column) : null;
      if (kind !== null) told.add(column, kind, share * weights[at] * dot(vectors, entries[at] * f, taste, 0, f));
    }
    return told.found;
  }
}

function isLarger(a: Contribution, b: Contribution): boolean {
  if (a.amount !== b.amount) return a.amount > b.amount;
  return a.item === b.item ? (a.term ?? '') < (b.term ?? '') : (a.item ?? -1) < (b.item ?? -1);
}

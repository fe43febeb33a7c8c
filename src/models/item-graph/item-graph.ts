import type { Tensor } from '../../base/tensors.ts';
import type { Kernels } from '../../kernels/index.ts';
import { tensorData } from '../artifact.ts';
import type { Artifact, Contribution, Scorer } from '../contract.ts';

/** What few titles say about each title: row h of the sparse matrix holds what a watched title h adds to others. */
export interface ItemGraph {
  /** Item num of each column, increasing. */
  readonly items: Int32Array;
  readonly indptr: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Neighbours of one column, and what each of them says about it. */
export interface Neighbourhood {
  readonly columns: Int32Array;
  readonly weights: ArrayLike<number>;
}

/** Returns the graph of neighbourhoods, one for each column: rows are the neighbours. Weights of 0 are left out. */
export function buildItemGraph(items: Int32Array, neighbourhoods: readonly Neighbourhood[]): ItemGraph {
  const n = items.length;
  const indptr = new Int32Array(n + 1);
  for (const { columns, weights } of neighbourhoods) {
    for (let at = 0; at < columns.length; at++) if (weights[at] !== 0) indptr[columns[at] + 1]++;
  }
  for (let row = 0; row < n; row++) indptr[row + 1] += indptr[row];
  const indices = new Int32Array(indptr[n]);
  const values = new Float32Array(indptr[n]);
  const next = indptr.slice();
  for (const [target, { columns, weights }] of neighbourhoods.entries()) {
    for (let at = 0; at < columns.length; at++) {
      if (weights[at] === 0) continue;
      const place = next[columns[at]]++;
      indices[place] = target;
      values[place] = weights[at]!;
    }
  }
  return { items, indptr, indices, values };
}

/** The arrays that `openItemGraph` reads. */
export function itemGraphTensors({ items, indptr, indices, values }: ItemGraph): [string, Tensor][] {
  return [
    ['items', { shape: [items.length], data: items }],
    ['indptr', { shape: [indptr.length], data: indptr }],
    ['indices', { shape: [indices.length], data: indices }],
    ['weights', { shape: [values.length], data: values }],
  ];
}

/**
 * Returns the scorer of a graph: score = Σ_h w_h·weight(h, item) over the titles h of the query, 0 where none of them says anything;
 * NaN for titles without a column and for a query of which nothing is known. Similar titles are those that say most about each other:
 * √(weight(i, j)·weight(j, i)), where both are above 0.
 */
export function openItemGraph(artifact: Artifact, catalogue: number, kernels: Kernels): Scorer {
  const items = tensorData(artifact, 'items', Int32Array);
  const n = items.length;
  const { heap } = kernels;
  const indptr = heap.i32From(tensorData(artifact, 'indptr', Int32Array));
  const indices = heap.i32From(tensorData(artifact, 'indices', Int32Array));
  const values = heap.f32From(tensorData(artifact, 'weights', Float32Array));
  const X = { rows: n, columns: n, indptr, indices, values };
  const columns = new Int32Array(catalogue).fill(-1);
  items.forEach((item, column) => {
    columns[item] = column;
  });
  const rows = heap.i32(Math.max(1, n));
  const rowWeights = heap.f32(Math.max(1, n));
  const sums = heap.f32(Math.max(1, n));

  /** What column h says about another; 0 where it says nothing. Columns of a row increase. */
  const weightOf = (row: number, column: number): number => {
    let low = indptr.data[row];
    let high = indptr.data[row + 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (indices.data[middle] < column) low = middle + 1;
      else high = middle;
    }
    return low < indptr.data[row + 1] && indices.data[low] === column ? values.data[low] : 0;
  };

  return {
    score(query, out) {
      out.fill(Number.NaN);
      let count = 0;
      for (let at = 0; at < query.items.length && count < n; at++) {
        const column = columns[query.items[at]] ?? -1;
        const weight = query.weights[at];
        if (column < 0 || !Number.isFinite(weight) || weight === 0) continue;
        rows.data[count] = column;
        rowWeights.data[count++] = weight;
      }
      if (count === 0) return;
      sums.data.fill(0);
      kernels.addSparseRows(sums, X, rows, rowWeights, count);
      for (let column = 0; column < n; column++) out[items[column]] = sums.data[column]!;
    },

    explain(query, item, most) {
      const column = columns[item] ?? -1;
      if (column < 0) return [];
      const parts: Contribution[] = [];
      for (let at = 0; at < query.items.length; at++) {
        const row = columns[query.items[at]] ?? -1;
        const amount = row < 0 ? 0 : query.weights[at] * weightOf(row, column);
        if (amount > 0) parts.push({ kind: 'history', item: query.items[at], amount });
      }
      return parts.sort((a, b) => b.amount - a.amount || a.item! - b.item!).slice(0, Math.max(0, most));
    },

    similar(item, most) {
      const column = columns[item] ?? -1;
      if (column < 0 || most < 1) return [];
      const found: { item: number; score: number }[] = [];
      for (let at = indptr.data[column]; at < indptr.data[column + 1]; at++) {
        const other = indices.data[at];
        const back = values.data[at] > 0 ? weightOf(other, column) : 0;
        if (back > 0) found.push({ item: items[other], score: Math.sqrt(values.data[at] * back) });
      }
      return found.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, most);
    },

    close: () => kernels.close(),
  };
}

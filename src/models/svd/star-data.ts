import type { TrainingData } from '../contract.ts';
import type { FeatureTable, RatingData } from './rating-table.ts';

/** One row for each title with the given labels, as features: a column a label in the order in which they come, values 1/√n. */
function labelTitles(labels: readonly (readonly string[])[]): FeatureTable {
  const columns = new Map<string, number>();
  const indptr = new Int32Array(labels.length + 1);
  const [indices, values]: [number[], number[]] = [[], []];
  for (const [num, own] of labels.entries()) {
    for (const label of own) {
      const column = columns.get(label) ?? columns.size;
      columns.set(label, column);
      indices.push(column);
      values.push(1 / Math.sqrt(own.length));
    }
    indptr[num + 1] = indices.length;
  }
  return { columns: columns.size, indptr, indices: Int32Array.from(indices), values: Float32Array.from(values) };
}

/** The years of a title's release as one label: five of them together, unknown ones by themselves. */
const periodOf = (year: number | null): readonly string[] => [year === null ? 'unknown' : String(Math.floor(year / 5))];

/** Returns what stars are learnt from: the rated interactions of a snapshot (or of a part of it), genres and years of the titles. */
export function collectStars({ interactions, titles }: Pick<TrainingData, 'interactions' | 'titles'>): RatingData {
  const { users, items, indptr, indices, ratings } = interactions;
  const [userNums, itemNums, stars]: [number[], number[], number[]] = [[], [], []];
  for (let user = 0; user < users; user++) {
    for (let at = indptr[user]; at < indptr[user + 1]; at++) {
      if (Number.isNaN(ratings[at])) continue;
      userNums.push(user);
      itemNums.push(indices[at]);
      stars.push(ratings[at]);
    }
  }
  return {
    ratings: {
      users,
      items,
      userNums: Int32Array.from(userNums),
      itemNums: Int32Array.from(itemNums),
      stars: Float32Array.from(stars),
    },
    itemFeatures: [
      labelTitles(titles.map(({ genres }) => genres)),
      labelTitles(titles.map(({ year }) => periodOf(year))),
    ],
  };
}

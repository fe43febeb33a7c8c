import type { F32Block } from '../../kernels/index.ts';
import type { Title } from '../../dataset/index.ts';

/** What is known of the kept titles, cast as rows beside the users: for each label the columns that bear it, with their entries. */
export interface SideRows {
  readonly columns: readonly Int32Array[];
  readonly entries: readonly Float64Array[];
}

/**
 * Returns one row for each label that two or more of the kept titles bear; a title of L labels has 1/√L in each of them.
 */
export function buildSideRows(labelsOf: (column: number) => readonly string[], columns: number): SideRows {
  const rows = new Map<string, { columns: number[]; entries: number[] }>();
  for (let column = 0; column < columns; column++) {
    const labels = new Set(labelsOf(column));
    for (const label of labels) {
      const row = rows.get(label) ?? { columns: [], entries: [] };
      rows.set(label, row);
      row.columns.push(column);
      row.entries.push(1 / Math.sqrt(labels.size));
    }
  }
  const shared = Array.from(rows.values()).filter((row) => row.columns.length > 1);
  return {
    columns: shared.map((row) => Int32Array.from(row.columns)),
    entries: shared.map((row) => Float64Array.from(row.entries)),
  };
}

/**
 * Lower triangle of G += weight·Λ^½·FᵀF·Λ^½, F being the rows: titles that share labels are held to like neighbours.
 * G: n×ld; `regularization` is Λ's diagonal. Cost: Σ over the rows of the square of their length.
 * Source: Jeunen, Van Balen, Goethals, "Closed-Form Models for Collaborative Filtering with Side-Information", RecSys 2020 (CEASE: rows
 * of side information below those of the users); that they grow with Λ is ours, so that the weight means the same on any data.
 */
export function addSideRows(
  G: F32Block,
  ld: number,
  { columns, entries }: SideRows,
  regularization: Float64Array,
  weight: number,
): void {
  for (const [row, titles] of columns.entries()) {
    const scaled = entries[row].map((entry, at) => entry * Math.sqrt(weight * regularization[titles[at]]));
    for (let i = 0; i < titles.length; i++) {
      const start = titles[i] * ld;
      for (let j = 0; j <= i; j++) G.data[start + titles[j]] += scaled[i] * scaled[j];
    }
  }
}

const DECADE = 10;

const LABELS = {
  genres: ({ genres }: Title) => genres,
  tags: ({ tags }: Title) => tags,
  eras({ year, genres }: Title) {
    if (year === null) return [];
    const decade = String(Math.floor(year / DECADE));
    return [decade, ...genres.map((genre) => `${decade} ${genre}`)];
  },
  names: ({ name }: Title) => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [],
} as const satisfies Record<string, (title: Title) => readonly string[]>;

/** The labels of a kept title, by its column; eras are its decade and each of its genres in that decade, names the words of its name. */
export const labelsBy =
  (titles: readonly Title[], items: Int32Array, kind: keyof typeof LABELS) =>
  (column: number): readonly string[] => {
    const title = titles[items[column]];
    return title === undefined ? [] : LABELS[kind](title);
  };

import type { FeatureTable } from '../models/index.ts';

/** Builds a table from the labels of each row: one column a label, in the order in which they come, values 1/√n of the row's n. */
function labelTable(labels: ReadonlyMap<number, readonly string[]>, rows: number): FeatureTable {
  const columns = new Map<string, number>();
  const indptr = new Int32Array(rows + 1);
  const [indices, values]: [number[], number[]] = [[], []];
  for (let row = 0; row < rows; row++) {
    const own = labels.get(row) ?? [];
    for (const label of own) {
      const column = columns.get(label) ?? columns.size;
      columns.set(label, column);
      indices.push(column);
      values.push(1 / Math.sqrt(own.length));
    }
    indptr[row + 1] = indices.length;
  }
  return { columns: columns.size, indptr, indices: Int32Array.from(indices), values: Float32Array.from(values) };
}

/** Reads lines of fields apart by `|`; `read` gives the labels of each kind of a line, the id being its first field. */
function readLabels(
  text: string,
  rowOf: (id: string) => number,
  rowCount: () => number,
  read: (fields: readonly string[]) => readonly (readonly string[])[],
): FeatureTable[] {
  const kinds: Map<number, readonly string[]>[] = [];
  for (const line of text.split(/\r?\n/)) {
    const fields = line.split('|');
    if (fields.length < 2) continue;
    const row = rowOf(fields[0]);
    for (const [kind, labels] of read(fields).entries()) (kinds[kind] ??= new Map()).set(row, labels);
  }
  return kinds.map((labels) => labelTable(labels, rowCount()));
}

/** Returns decade of age, sex and occupation of `id|age|sex|occupation|zip` lines, one table each. */
export function readUserFeatures(text: string, rowOf: (id: string) => number, rowCount: () => number): FeatureTable[] {
  return readLabels(text, rowOf, rowCount, ([, age, sex, occupation]) => [
    [String(Math.floor(Number(age) / 10))],
    [sex ?? ''],
    [occupation ?? ''],
  ]);
}

/** Returns genres and time of release of `id|title (year)|…|flag|flag…` lines: single years from 1990, five years before. */
export function readItemFeatures(text: string, rowOf: (id: string) => number, rowCount: () => number): FeatureTable[] {
  return readLabels(text, rowOf, rowCount, (fields) => {
    const year = Number(/\((\d{4})\)/.exec(fields[1])?.[1] ?? 0);
    const genres = fields.slice(5).flatMap((flag, genre) => (flag === '1' ? [String(genre)] : []));
    return [genres, [String(year < 1990 ? Math.floor(year / 5) : year)]];
  });
}

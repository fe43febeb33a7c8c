import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { confined } from '../base/durable-file.ts';
import type { Rejection } from '../sources/index.ts';
import { FILES } from './open-snapshot.ts';

/** Which of the rows that an import set aside or changed. */
export interface RejectedQuery {
  /** As the report names it. */
  readonly file?: string | undefined;
  readonly reason?: string | undefined;
  /** Rows left out at the beginning. */
  readonly offset: number;
  readonly n: number;
}

/** Every row that the import of a snapshot set aside or changed, of a file and for a reason if those are given, in the order in which they were met; none where the list is not kept. At most 200,000 rows stand in it. */
export const walkRejectedRows = (
  home: string,
  snapshotId: string,
  query: Pick<RejectedQuery, 'file' | 'reason'>,
): AsyncGenerator<Rejection> => walkRejections(confined(join(home, 'snapshots'), snapshotId, FILES.rejected), query);

/** The same of a list that stands elsewhere. */
export async function* walkRejections(
  path: string,
  { file, reason }: Pick<RejectedQuery, 'file' | 'reason'>,
): AsyncGenerator<Rejection> {
  const marks = [
    ...(file === undefined ? [] : [`"file":${JSON.stringify(file)}`]),
    ...(reason === undefined ? [] : [`"reason":${JSON.stringify(reason)}`]),
  ];
  try {
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
      // Quotes inside a value are escaped: a mark can only be the member itself.
      if (line !== '' && marks.every((mark) => line.includes(mark))) yield JSON.parse(line) as Rejection;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** A page of these rows, and how many there are in all. */
export async function readRejectedRows(
  home: string,
  snapshotId: string,
  query: RejectedQuery,
): Promise<{ rows: Rejection[]; total: number }> {
  const rows: Rejection[] = [];
  let total = 0;
  for await (const row of walkRejectedRows(home, snapshotId, query)) {
    if (total >= query.offset && rows.length < query.n) rows.push(row);
    total++;
  }
  return { rows, total };
}

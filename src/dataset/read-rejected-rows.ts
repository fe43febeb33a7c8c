import { createReadStream } from 'node:fs';
import { join } from 'node:path';
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

const LF = 10;
const CHUNK = 1 << 20;

/** The lines of a file as bytes, those of each part that is read together; none where there is no file. */
async function* readLines(path: string): AsyncGenerator<Buffer[]> {
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
      const bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
      const lines: Buffer[] = [];
      let from = 0;
      for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, from)) {
        if (end > from) lines.push(bytes.subarray(from, end));
        from = end + 1;
      }
      rest = bytes.subarray(from);
      yield lines;
    }
    if (rest.length > 0) yield [rest];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Says of a line whether it is wanted. Quotes inside a value are escaped: what is looked for can only be the member itself. */
function matcherOf({ file, reason }: Pick<RejectedQuery, 'file' | 'reason'>): (line: Buffer) => boolean {
  const marks = [
    ...(file === undefined ? [] : [`"file":${JSON.stringify(file)}`]),
    ...(reason === undefined ? [] : [`"reason":${JSON.stringify(reason)}`]),
  ].map((mark) => Buffer.from(mark));
  return (line) => marks.every((mark) => line.includes(mark));
}

const parseLine = (line: Buffer): Rejection => JSON.parse(line.toString('utf8')) as Rejection;

const listOf = (home: string, snapshotId: string): string =>
  confined(join(home, 'snapshots'), snapshotId, FILES.rejected);

/** Every row that the import of a snapshot set aside or changed, of a file and for a reason if those are given, in the order in which they were met; none where the list is not kept. At most 200,000 rows stand in it. */
export const walkRejectedRows = (
  home: string,
  snapshotId: string,
  query: Pick<RejectedQuery, 'file' | 'reason'>,
): AsyncGenerator<Rejection> => walkRejections(listOf(home, snapshotId), query);

/** The same of a list that stands elsewhere. */
export async function* walkRejections(
  path: string,
  query: Pick<RejectedQuery, 'file' | 'reason'>,
): AsyncGenerator<Rejection> {
  const isWanted = matcherOf(query);
  for await (const lines of readLines(path)) for (const line of lines) if (isWanted(line)) yield parseLine(line);
}

/** A page of these rows, and how many there are in all. */
export async function readRejectedRows(
  home: string,
  snapshotId: string,
  query: RejectedQuery,
): Promise<{ rows: Rejection[]; total: number }> {
  const isWanted = matcherOf(query);
  const rows: Rejection[] = [];
  let total = 0;
  for await (const lines of readLines(listOf(home, snapshotId))) {
    for (const line of lines) {
      if (!isWanted(line)) continue;
      if (total >= query.offset && rows.length < query.n) rows.push(parseLine(line));
      total++;
    }
  }
  return { rows, total };
}

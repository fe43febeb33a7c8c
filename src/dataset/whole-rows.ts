import { statSync } from 'node:fs';
import { clipRow, readRows, type Rejections } from '../sources/index.ts';
import type { ReadFile } from './read-sources.ts';

/** How much of whole rows an import keeps, in characters of JSON: 200,000 rows of interactions, or some 16,000 of films. */
export const WHOLE_ROWS_LIMIT = 16 * 1024 * 1024;

/**
 * Completes the list of rejections with the whole rows, as many as fit. Files that have any are read a second time, as far as the
 * last of these rows: what a row is refused for is often known only when all tables stand side by side. A file that has changed
 * meanwhile is left as it is. Feedback events have no row.
 */
export async function addWholeRows(files: readonly ReadFile[], rejections: Rejections): Promise<void> {
  const rows = new Map<string, Map<number, string>>();
  let room = WHOLE_ROWS_LIMIT;
  const lines = rejections.lines();
  for (const { file, read } of files) {
    const wanted = lines.get(file.name);
    if (wanted === undefined || room <= 0) continue;
    if (statSync(file.path, { throwIfNoEntry: false })?.size !== read.bytes) continue;
    const kept = new Map<number, string>();
    rows.set(file.name, kept);
    await readRows(file, wanted, (line, cells) => {
      const text = JSON.stringify(clipRow(cells));
      room -= text.length;
      if (room >= 0) kept.set(line, text);
      return room > 0;
    });
  }
  await rejections.complete((file, line) => rows.get(file)?.get(line));
}

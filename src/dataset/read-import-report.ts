import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { confined } from '../base/durable-file.ts';
import type { ImportReport } from './import-report.ts';
import { FILES } from './open-snapshot.ts';

/** What the import of a snapshot told of its files; null where that is not kept. The report is for people: it is no part of the snapshot's contents. */
export function readImportReport(home: string, snapshotId: string): ImportReport | null {
  try {
    const path = confined(join(home, 'snapshots'), snapshotId, FILES.report);
    return JSON.parse(readFileSync(path, 'utf8')) as ImportReport;
  } catch {
    return null;
  }
}

import { statSync } from 'node:fs';
import { importSources } from '../dataset/index.ts';
import { openRegistry, type Registry } from '../registry/index.ts';
import { openStore, type StoredEvent } from '../store/index.ts';
import { codeVersion } from './code-version.ts';
import type { ImportAnswer, ImportRequest, JobTools } from './contract.ts';
import { startStopwatch } from './stopwatch.ts';

const PAGE = 10_000;

/** All stored feedback, in order, a page in memory at a time. */
async function* readFeedback({ home, clock }: JobTools): AsyncGenerator<StoredEvent> {
  const store = await openStore({ home, clock });
  try {
    let page: StoredEvent[] = [];
    do {
      page = await store.readEvents(page.at(-1)?.sequence ?? 0, PAGE);
      yield* page;
    } while (page.length === PAGE);
  } finally {
    await store.close();
  }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

async function readTables(request: ImportRequest, tools: JobTools): ReturnType<typeof importSources> {
  const { paths, added = [], dryRun, mapping, feedback, hold = false, mending } = request;
  const { home, clock, progress, threads } = tools;
  return importSources({
    folders: paths.filter((path) => !isFile(path)),
    files: paths.filter(isFile),
    added,
    home,
    clock,
    progress,
    threads,
    dryRun,
    hold,
    mapping,
    ...(mending === undefined ? {} : { mending }),
    ...(feedback ? { feedback: readFeedback(tools) } : {}),
  });
}

/** A dry run leaves no trace, so it is no run of the registry either. */
async function runDry(request: ImportRequest, tools: JobTools): Promise<ImportAnswer> {
  const { report, mending } = await readTables({ ...request, feedback: false }, tools);
  return { runId: null, snapshotId: null, report, mending };
}

async function runRecorded(request: ImportRequest, tools: JobTools, registry: Registry): Promise<ImportAnswer> {
  const { dryRun: _dryRun, hold: _hold, mending: _mending, ...config } = request;
  const run = registry.startRun({ kind: 'import', config, seed: 0, codeVersion: codeVersion() });
  const watch = startStopwatch(tools.clock);
  try {
    const { snapshotId, report, mending } = await readTables(request, tools);
    registry.finishRun(run.id, { snapshotId, timingsMs: watch.timingsMs() });
    return { runId: run.id, snapshotId, report, mending };
  } catch (error) {
    registry.failRun(run.id, error, { timingsMs: watch.timingsMs() });
    throw error;
  }
}

/**
 * Reads tables into a snapshot and returns it with the import report; with `dryRun` only the report. A failed import is recorded
 * as such and leaves the last snapshot as it is.
 */
export async function runImport(request: ImportRequest, tools: JobTools): Promise<ImportAnswer> {
  if (request.dryRun) return runDry(request, tools);
  return runRecorded(request, tools, openRegistry({ home: tools.home, clock: tools.clock }));
}

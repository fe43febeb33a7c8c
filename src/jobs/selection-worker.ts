/** A thread that answers what stands in a choice of titles; it keeps the catalogues of the snapshot last asked for. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ExploredCatalogue, openSelections, type OpenSelections, type Selection } from '../analysis/index.ts';
import { ButacaError, isButacaError } from '../base/errors.ts';
import { openCatalogues, openSnapshot } from '../dataset/index.ts';
import type { SelectionReply, SelectionRequest } from './selections.ts';

const { home } = workerData as { readonly home: string };
const port = parentPort!;

interface Opened {
  readonly id: string;
  readonly of: (catalogue: ExploredCatalogue) => OpenSelections | null;
}

async function open(id: string): Promise<Opened> {
  const snapshot = await openSnapshot(home, id);
  const catalogues = await openCatalogues(home, id);
  const kept = new Map<ExploredCatalogue, OpenSelections | null>();
  return {
    id,
    of(catalogue) {
      let found = kept.get(catalogue);
      if (found === undefined) kept.set(catalogue, (found = openSelections(catalogue, snapshot, catalogues)));
      return found;
    },
  };
}

let opened: Promise<Opened> | null = null;
let openedId = '';

async function answer({ snapshotId, asked }: SelectionRequest): Promise<Selection> {
  if (opened === null || openedId !== snapshotId) {
    openedId = snapshotId;
    opened = open(snapshotId);
    opened.catch(() => (opened = null));
  }
  const selections = (await opened).of(asked.catalogue);
  if (selections === null) {
    const { catalogue } = asked;
    throw new ButacaError('MISSING_CATALOGUE', `missing ${catalogue} catalogue: none was imported.`, {
      details: { catalogue, present: [] },
    });
  }
  return selections.select(asked);
}

const tell = (reply: SelectionReply): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  port.postMessage(reply);
};

port.on('message', (request: SelectionRequest) => {
  const { call } = request;
  answer(request).then(
    (selection) => tell({ call, selection }),
    (error: unknown) => {
      const { code, message, details } = isButacaError(error)
        ? error
        : new ButacaError('INTERNAL', error instanceof Error ? error.message : String(error));
      tell({ call, failure: { code, message, details } });
    },
  );
});

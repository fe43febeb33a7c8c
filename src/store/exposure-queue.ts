import type { Exposure } from './contract.ts';
import type { Value } from './messages.ts';

/** Exposures that may wait; beyond it the oldest is dropped. */
export const EXPOSURE_LIMIT = 20_000;
/** Exposures written in one transaction at most: a few milliseconds, for events wait behind it. */
const BATCH = 500;
const DELAY_MS = 200;

/** Exposures wait in memory and are written a little later, off the path of the answer. */
export interface ExposureQueue {
  add(exposure: Exposure): void;
  /** Lost since the start: more came than could be written, or the disk refused. */
  readonly dropped: number;
  /** Writes everything that waits; resolves when it is written or dropped. */
  flush(): Promise<void>;
}

/** `write` takes flat rows; `onDrop` hears of rows that could not be written. */
export function createExposureQueue(
  write: (rows: readonly Value[]) => Promise<void>,
  onDrop: (count: number, error: unknown) => void,
): ExposureQueue {
  let queue: Exposure[] = [];
  /** Position of the oldest in `queue`; what stands before it is taken or dropped. */
  let head = 0;
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  /** Leaves the oldest out; the array itself is cut only now and then, for that moves all the rest. */
  function pass(count: number): void {
    head += count;
    if (head === queue.length || head >= EXPOSURE_LIMIT) {
      queue = queue.slice(head);
      head = 0;
    }
  }

  function takeBatch(): Exposure[] {
    const batch = queue.slice(head, head + BATCH);
    pass(batch.length);
    return batch;
  }

  async function run(): Promise<void> {
    for (let batch = takeBatch(); batch.length > 0; batch = takeBatch()) {
      const rows = batch.flatMap((exposure): Value[] => [
        exposure.slateId,
        exposure.userId,
        JSON.stringify(exposure.itemIds),
        exposure.versionId,
        exposure.timeMs,
        exposure.context,
      ]);
      try {
        await write(rows);
      } catch (error) {
        dropped += batch.length;
        onDrop(batch.length, error);
      }
    }
    running = undefined;
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    running ??= run();
    return running;
  }

  return {
    add(exposure) {
      if (queue.length - head >= EXPOSURE_LIMIT) {
        pass(1);
        dropped++;
      }
      queue.push(exposure);
      timer ??= setTimeout(() => void flush(), DELAY_MS).unref();
    },
    get dropped() {
      return dropped;
    },
    flush,
  };
}

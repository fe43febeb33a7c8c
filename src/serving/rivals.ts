import type { Clock } from '../base/clock.ts';
import { ButacaError } from '../base/errors.ts';
import type { StoredEvent } from '../store/index.ts';
import type { HostedEngine } from './hosted-engine.ts';

export interface OpenRivalsOptions {
  /** Loads a version in a thread of its own, with the feedback that is on the disk worked in. */
  readonly load: (versionId: string, onCrash: () => void) => Promise<HostedEngine>;
  readonly clock: Clock;
  /** How long one that nobody asks is kept, in milliseconds; defaults to two minutes. */
  readonly idleMs?: number;
  /** How long one that was asked keeps its place against another, in milliseconds; defaults to ten seconds. */
  readonly heldMs?: number;
}

/** Model versions beside the one that serves, for comparing: at most one in memory at a time. */
export interface Rivals {
  /** Asks a version, which is loaded first when it is not there. TOO_MANY_REQUESTS while another one is being asked. */
  ask<T>(versionId: string, question: (engine: HostedEngine) => Promise<T>): Promise<T>;
  addEvents(events: readonly StoredEvent[]): void;
  close(): Promise<void>;
}

interface Rival {
  readonly versionId: string;
  readonly engine: Promise<HostedEngine>;
  /** Once it is loaded. */
  loaded: HostedEngine | null;
  /** Feedback that came while it was being loaded. */
  meanwhile: StoredEvent[];
  askedMs: number;
  asking: number;
}

const IDLE_MS = 120_000;
const HELD_MS = 10_000;

/** Keeps a place for one version beside the champion; nothing is loaded before somebody asks. */
export function openRivals({ load, clock, idleMs = IDLE_MS, heldMs = HELD_MS }: OpenRivalsOptions): Rivals {
  let present: Rival | null = null;
  let closed = false;
  const ending = new Set<Promise<void>>();

  const end = (rival: Rival): void => {
    if (present === rival) present = null;
    const ended = rival.engine
      .then(
        async (engine) => engine.close(),
        () => undefined,
      )
      .finally(() => ending.delete(ended));
    ending.add(ended);
  };

  const begin = (versionId: string): Rival => {
    const rival: Rival = {
      versionId,
      engine: load(versionId, () => end(rival)),
      loaded: null,
      meanwhile: [],
      askedMs: clock.nowMs(),
      asking: 0,
    };
    const settle = async (): Promise<void> => {
      try {
        const engine = await rival.engine;
        if (rival.meanwhile.length > 0) engine.addEvents(rival.meanwhile);
        rival.meanwhile = [];
        rival.loaded = engine;
      } catch {
        // Whoever asked is told; the place is free again.
        end(rival);
      }
    };
    void settle();
    return rival;
  };

  const place = (versionId: string): Rival => {
    if (present?.versionId === versionId) return present;
    if (present !== null) {
      const waitMs = present.askedMs + heldMs - clock.nowMs();
      if (present.asking > 0 || waitMs > 0) {
        throw new ButacaError(
          'TOO_MANY_REQUESTS',
          `too many models: ${present.versionId} is being compared; one more than the serving model fits. Ask again in ${Math.max(1, Math.ceil(waitMs / 1000))} seconds.`,
          { details: { version: present.versionId } },
        );
      }
      end(present);
    }
    present = begin(versionId);
    return present;
  };

  const timer = setInterval(
    () => {
      if (present !== null && present.asking === 0 && clock.nowMs() - present.askedMs >= idleMs) end(present);
    },
    Math.min(idleMs, 5_000),
  ).unref();

  return {
    async ask(versionId, question) {
      if (closed) throw new ButacaError('NOT_READY', 'missing model: the server is stopping.');
      const rival = place(versionId);
      rival.asking++;
      rival.askedMs = clock.nowMs();
      try {
        return await question(await rival.engine);
      } finally {
        rival.asking--;
        rival.askedMs = clock.nowMs();
      }
    },
    addEvents(events) {
      if (present === null) return;
      if (present.loaded === null) present.meanwhile.push(...events);
      else present.loaded.addEvents(events);
    },
    async close() {
      closed = true;
      clearInterval(timer);
      if (present !== null) end(present);
      await Promise.all(ending);
    },
  };
}

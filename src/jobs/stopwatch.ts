import type { Clock } from '../base/clock.ts';

/** Names durations: `lap('train')` says that everything since the last lap was training. */
export interface Stopwatch {
  lap(name: string): void;
  /** Milliseconds by name, and `total`. */
  timingsMs(): Record<string, number>;
}

/** A stopwatch that runs from now on. */
export function startStopwatch(clock: Clock): Stopwatch {
  const startedMs = clock.nowMs();
  const laps: Record<string, number> = {};
  let lastMs = startedMs;
  return {
    lap(name) {
      const nowMs = clock.nowMs();
      laps[name] = (laps[name] ?? 0) + nowMs - lastMs;
      lastMs = nowMs;
    },
    timingsMs: () => ({ ...laps, total: clock.nowMs() - startedMs }),
  };
}

/** The latest durations, at most a thousand of them. */
export interface LatestTimes {
  add(ms: number): void;
  /** How many there are, their median and 95th percentile in milliseconds; null while there is none. */
  read(): { count: number; medianMs: number | null; p95Ms: number | null };
}

const KEPT = 1000;

/** Keeps the latest durations in a ring. */
export function openLatestTimes(): LatestTimes {
  const ring = new Float64Array(KEPT);
  let added = 0;
  return {
    add(ms) {
      ring[added++ % KEPT] = ms;
    },
    read() {
      const count = Math.min(added, KEPT);
      if (count === 0) return { count, medianMs: null, p95Ms: null };
      const sorted = ring.slice(0, count).sort();
      const at = (part: number): number => sorted[Math.min(count - 1, Math.floor(part * count))];
      return { count, medianMs: at(0.5), p95Ms: at(0.95) };
    },
  };
}

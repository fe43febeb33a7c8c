/** Where the time comes from; passed in, so that tests and repeated runs can hold it still. Milliseconds since 1970, UTC. */
export interface Clock {
  nowMs(): number;
}

export const systemClock: Clock = { nowMs: () => Date.now() };

/** `20261120T101112042Z` of a time: the beginning of an id that sorts by time, to the millisecond. */
export const stampOf = (timeMs: number): string => new Date(timeMs).toISOString().replaceAll(/[-:.]/g, '');

/** A clock that stands still at `timeMs`. */
export const fixedClock = (timeMs: number): Clock => ({ nowMs: () => timeMs });

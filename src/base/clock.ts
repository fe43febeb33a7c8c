/** Where the time comes from; passed in, so that tests and repeated runs can hold it still. Milliseconds since 1970, UTC. */
export interface Clock {
  nowMs(): number;
}

export const systemClock: Clock = { nowMs: () => Date.now() };

/** A clock that stands still at `timeMs`. */
export const fixedClock = (timeMs: number): Clock => ({ nowMs: () => timeMs });

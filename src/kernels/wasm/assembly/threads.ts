/**
 * How the threads of one call keep together. The words live in the control block (see ../control-block.ts, which must agree),
 * each on its own cache line, so that spinning on one does not slow writers of another.
 */
const ARRIVED: usize = 1024;
const GENERATION: usize = 1088;
const TICKET: usize = 1152;
const FAILED: usize = 1216;

/** Spins before sleeping: a few tens of microseconds, about what waking a sleeping thread costs. */
const SPINS: i32 = 20000;
/** Sleepers look up now and then, so that a thread that failed is noticed: nanoseconds. */
const NAP: i64 = 100_000_000;

/**
 * Returns when all `threads` have arrived, and sets the tickets back to 0. Traps when another thread has failed, so that
 * nobody waits for the dead.
 */
export function barrier(threads: i32): void {
  if (threads < 2) {
    store<i32>(TICKET, 0);
    return;
  }
  const generation = atomic.load<i32>(GENERATION);
  if (atomic.add<i32>(ARRIVED, 1) + 1 == threads) {
    atomic.store<i32>(ARRIVED, 0);
    atomic.store<i32>(TICKET, 0);
    atomic.store<i32>(GENERATION, generation + 1);
    atomic.notify(GENERATION, threads);
    return;
  }
  for (let spin = 0; spin < SPINS; spin++) if (atomic.load<i32>(GENERATION) != generation) return;
  while (atomic.load<i32>(GENERATION) == generation) {
    if (atomic.load<i32>(FAILED) != 0) unreachable();
    atomic.wait<i32>(GENERATION, generation, NAP);
  }
}

/** Takes the next `step` pieces of work; returns the first. Tickets start at 0 after every barrier and at the start of a call. */
export function takeTicket(step: i32): i32 {
  return atomic.add<i32>(TICKET, step);
}

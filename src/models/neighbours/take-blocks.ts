import { openSearch, type SearchOutput, type SearchPlan } from './search.ts';

/** What a thread is started with; all arrays are shared. */
export interface SearchTask {
  readonly plan: SearchPlan;
  readonly output: SearchOutput;
  /** The first film that nobody has taken yet. */
  readonly next: Int32Array;
  readonly block: number;
}

/** Takes blocks until none is left; `told` hears the films taken so far, by all threads. */
export function takeBlocks({ plan, output, next, block }: SearchTask, told: (taken: number) => void): void {
  const search = openSearch(plan, output);
  for (;;) {
    const from = Atomics.add(next, 0, block);
    if (from >= plan.size) return;
    search(from, Math.min(plan.size, from + block));
    told(Math.min(plan.size, from + block));
  }
}

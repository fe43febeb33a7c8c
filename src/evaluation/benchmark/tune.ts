import type { Range } from './entrants.ts';

export interface Trial {
  readonly settings: Readonly<Record<string, number>>;
  /** The validation part's metric; larger is better. */
  readonly value: number;
}

/**
 * Goes from the start of every range to the neighbour that does better, one setting after the other, until none does or `most`
 * trials are made. Returns all trials, the best (of equals the earliest) first.
 */
export async function climb(
  space: Readonly<Record<string, Range>>,
  measure: (settings: Readonly<Record<string, number>>) => Promise<number>,
  most: number,
): Promise<Trial[]> {
  const names = Object.keys(space);
  const trials = new Map<string, Trial>();
  const settingsAt = (places: readonly number[]): Record<string, number> =>
    Object.fromEntries(names.map((name, at) => [name, space[name].values[places[at]]]));
  const ask = async (places: readonly number[]): Promise<number> => {
    const known = trials.get(places.join());
    if (known !== undefined) return known.value;
    if (trials.size >= most) return Number.NEGATIVE_INFINITY;
    const settings = settingsAt(places);
    const value = await measure(settings);
    trials.set(places.join(), { settings, value });
    return value;
  };
  let places = names.map((name) => space[name].start);
  let best = await ask(places);
  for (let better = names.length > 0; better; ) {
    better = false;
    for (const at of names.keys()) {
      for (const step of [1, -1]) {
        for (;;) {
          const next = places.with(at, places[at] + step);
          if (next[at] < 0 || next[at] >= space[names[at]].values.length) break;
          const value = await ask(next);
          if (!(value > best)) break;
          [places, best, better] = [next, value, true];
        }
      }
    }
  }
  return Array.from(trials.values()).sort((a, b) => b.value - a.value);
}

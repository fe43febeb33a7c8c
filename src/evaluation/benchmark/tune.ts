import { mean } from '../bootstrap.ts';
import type { Range } from './entrants.ts';

export interface Trial {
  readonly settings: Readonly<Record<string, number>>;
  /** The validation part's metric; larger is better. */
  readonly value: number;
}

/** A neighbour has to be better by so many standard errors of the difference, over the same users. */
const SURE = 0.5;

/**
 * Goes from the start of every range to the neighbour that does better, one setting after the other, until none does or `most`
 * trials are made. `measure` returns one number for each case of the validation part, always in the same order; a neighbour is better
 * when the mean of the differences is more than `sure` standard errors above 0, so that a start is not left for what chance has
 * brought. Where the start is no better than `floor`, what popularity gets of the same cases, the values to look around at are tried
 * first and the climb begins at the best of them. Returns all trials, the one where the climb ended first, the others by their value.
 */
export async function climb(
  space: Readonly<Record<string, Range>>,
  measure: (settings: Readonly<Record<string, number>>) => Promise<Float64Array>,
  most: number,
  { sure = SURE, floor }: { readonly sure?: number; readonly floor?: Float64Array } = {},
): Promise<Trial[]> {
  const names = Object.keys(space);
  const trials = new Map<string, Trial & { readonly cases: Float64Array }>();
  const settingsAt = (places: readonly number[]): Record<string, number> =>
    Object.fromEntries(names.map((name, at) => [name, space[name].values[places[at]]]));
  const ask = async (places: readonly number[]) => {
    const known = trials.get(places.join());
    if (known !== undefined || trials.size >= most) return known;
    const settings = settingsAt(places);
    const cases = await measure(settings);
    const trial = { settings, value: mean(cases), cases };
    trials.set(places.join(), trial);
    return trial;
  };
  let places = names.map((name) => space[name].start);
  let best = (await ask(places))!;
  if (floor !== undefined && !isBetter(best.cases, floor, sure)) {
    for (const [at, name] of names.entries()) {
      const { values, lookAround = [] } = space[name];
      for (const value of lookAround) {
        const next = places.with(at, values.indexOf(value));
        const trial = await ask(next);
        if (trial !== undefined && trial.value > best.value) [places, best] = [next, trial];
      }
    }
  }
  for (let better = names.length > 0; better; ) {
    better = false;
    for (const at of names.keys()) {
      for (const step of [1, -1]) {
        for (;;) {
          const next = places.with(at, places[at] + step);
          if (next[at] < 0 || next[at] >= space[names[at]].values.length) break;
          const trial = await ask(next);
          if (trial === undefined || !isBetter(trial.cases, best.cases, sure)) break;
          [places, best, better] = [next, trial, true];
        }
      }
    }
  }
  const others = Array.from(trials.values()).filter((trial) => trial !== best);
  return [best, ...others.sort((a, b) => b.value - a.value)].map(({ settings, value }) => ({ settings, value }));
}

function isBetter(cases: Float64Array, than: Float64Array, sure: number): boolean {
  const differences = Float64Array.from(cases, (value, at) => value - than[at]);
  const average = mean(differences);
  const squares = differences.reduce((sum, one) => sum + (one - average) ** 2, 0);
  const error = Math.sqrt(squares / Math.max(1, differences.length - 1) / differences.length);
  return average > sure * error;
}

import type { BenchmarkSplit } from './contract.ts';
import type { BenchmarkEntrant, ScoreUser } from './entrants.ts';
import { givenTo } from './numbering.ts';

/** Joins a part's name and its setting's. */
const keyOf = (part: string, setting: string): string => `${part}.${setting}`;

/** Settings of a part as settings of the blend. */
export const partSettings = (part: string, settings: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(settings).map(([key, value]) => [keyOf(part, key), value]));

/**
 * Two models whose scores, brought to mean 0 and deviation 1 over the titles the user does not have, are added up:
 * share·first + (1 − share)·second. The share is tuned with the settings that were found for the parts alone.
 */
export function blendOf(name: string, first: BenchmarkEntrant, second: BenchmarkEntrant): BenchmarkEntrant {
  return {
    name,
    parts: [first, second],
    space: { share: { values: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1], start: 5 } },
    bytes: (items) => Math.max(first.bytes(items), second.bytes(items)),
    async train(split, settings, tools) {
      const own = (part: BenchmarkEntrant): Record<string, number> =>
        Object.fromEntries(Object.keys(part.space).map((key) => [key, settings[keyOf(part.name, key)]]));
      const one = standardised(await first.train(split, own(first), tools), split);
      const other = standardised(await second.train(split, own(second), tools), split);
      const beside = new Float32Array(split.items.length);
      return (user, out) => {
        one(user, out);
        other(user, beside);
        for (let item = 0; item < out.length; item++) {
          out[item] = settings['share'] * out[item] + (1 - settings['share']) * beside[item];
        }
      };
    },
  };
}

/** Scores with mean 0 and deviation 1 over the scored titles that the user does not have; all 0 where they are all alike. */
function standardised(score: ScoreUser, split: BenchmarkSplit): ScoreUser {
  return (user, out) => {
    score(user, out);
    const own = new Set(givenTo(split, user));
    let [count, sum, squares] = [0, 0, 0];
    for (let item = 0; item < out.length; item++) {
      const value = out[item];
      if (Number.isNaN(value) || own.has(item)) continue;
      count++;
      sum += value;
      squares += value * value;
    }
    const average = sum / count;
    const deviation = Math.sqrt(Math.max(0, squares / count - average * average)) || 1;
    for (let item = 0; item < out.length; item++) out[item] = (out[item] - average) / deviation;
  };
}

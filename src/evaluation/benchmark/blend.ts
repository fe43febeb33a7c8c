import type { BenchmarkSplit } from './contract.ts';
import type { BenchmarkEntrant, ScoreUser } from './entrants.ts';
import { givenTo } from './numbering.ts';

/** Scores of all parts are kept between trials where they take no more bytes than this. */
const KEPT_BYTES = 1.5e9;
/** So many times as many trials where only weights change and scores are kept. */
const CHEAPER = 5;
/** What parts may weigh; `start` of a part is one of them. */
const WEIGHTS = [0, 0.1, 0.2, 0.35, 0.5, 0.7, 1, 1.4, 2, 3];

/** Joins a part's name and its setting's. */
const keyOf = (part: string, setting: string): string => `${part}.${setting}`;

/** Settings of a part as settings of the blend. */
export const partSettings = (part: string, settings: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(settings).map(([key, value]) => [keyOf(part, key), value]));

/**
 * Models whose scores, brought to mean 0 and deviation 1 over the titles the user does not have, are added up by weight. The weights
 * (`weight.<part>`, beginning at the number beside the part) are tuned with the settings that were found for the parts alone; the
 * parts are trained once for all weights where their scores can be kept (1.5 GB). Parts that do not apply to a split are left out.
 */
export function blendOf(
  name: string,
  all: readonly (readonly [part: BenchmarkEntrant, start: number])[],
): BenchmarkEntrant {
  const partsOn = (split: BenchmarkSplit): BenchmarkEntrant[] =>
    all.map(([part]) => part).filter((part) => part.applies?.(split) !== false);
  let kept: { split: BenchmarkSplit; key: string; scores: ReadonlyMap<number, readonly Float32Array[]> } | null = null;
  return {
    name,
    parts: partsOn,
    space: Object.fromEntries(
      all.map(([part, start]) => [keyOf('weight', part.name), { values: WEIGHTS, start: WEIGHTS.indexOf(start) }]),
    ),
    idle: (split) => all.flatMap(([part]) => (part.applies?.(split) === false ? [keyOf('weight', part.name)] : [])),
    bytes: (items) => Math.max(...all.map(([part]) => part.bytes(items))),
    trials: (split, most) => (bytesOf(split, partsOn(split).length) <= KEPT_BYTES ? CHEAPER * most : most),
    async train(split, settings, tools) {
      const parts = partsOn(split);
      const weights = parts.map((part) => settings[keyOf('weight', part.name)]);
      const own = parts.map((part) =>
        Object.fromEntries(Object.keys(part.space).map((key) => [key, settings[keyOf(part.name, key)]])),
      );
      const key = JSON.stringify([own, tools.seed]);
      if (kept !== null && kept.split === split && kept.key === key)
        return weighed(fromKept(kept.scores, parts.length), weights, split);
      kept = null;
      const scorers: ScoreUser[] = [];
      for (const [at, part] of parts.entries()) {
        scorers.push(standardised(await part.train(split, own[at], tools), split));
      }
      if (bytesOf(split, parts.length) > KEPT_BYTES) return weighed(scorers, weights, split);
      const scores = new Map<number, readonly Float32Array[]>();
      for (const user of askedOf(split)) {
        const columns = scorers.map((score) => {
          const out = new Float32Array(split.items.length);
          score(user, out);
          return out;
        });
        scores.set(user, columns);
      }
      kept = { split, key, scores };
      return weighed(fromKept(scores, parts.length), weights, split);
    },
  };
}

/** Scores that were kept, by part. */
const fromKept = (scores: ReadonlyMap<number, readonly Float32Array[]>, parts: number): ScoreUser[] =>
  Array.from(
    { length: parts },
    (_, part): ScoreUser =>
      (user, out) => {
        const known = scores.get(user)?.[part];
        if (known === undefined) out.fill(Number.NaN);
        else out.set(known);
      },
  );

/** Users with something to be found. */
const askedOf = (split: BenchmarkSplit): number[] =>
  Array.from(split.users.keys()).filter((user) => split.test[user].length > 0);

const bytesOf = (split: BenchmarkSplit, parts: number): number =>
  4 * parts * split.items.length * askedOf(split).length;

/** The weighed sum of scores; a part of weight 0 is not asked. */
function weighed(scorers: readonly ScoreUser[], weights: readonly number[], split: BenchmarkSplit): ScoreUser {
  const beside = new Float32Array(split.items.length);
  return (user, out) => {
    out.fill(0);
    for (const [at, score] of scorers.entries()) {
      if (weights[at] === 0) continue;
      score(user, beside);
      for (let item = 0; item < out.length; item++) out[item] += weights[at] * beside[item];
    }
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

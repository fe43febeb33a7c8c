import type { Random } from '../../base/random.ts';
import type { Choice, SearchRange, SearchSpace } from '../../models/index.ts';
import { placeOf, type Settings, valueAt } from './settings.ts';

/** Settings that were measured; a larger value is better, −∞ for a failure. */
export interface Observed {
  readonly settings: Settings;
  readonly value: number;
}

/** With fewer measured settings than this, new ones are drawn without looking at them. */
export const FEWEST_OBSERVED = 8;
/** Part of the measured settings that counts as good, and how many at least and at most. */
const GOOD = { part: 0.2, least: 3, most: 25 };
/** Draws from the good ones of which the most promising is taken. */
const DRAWS = 24;
/** Part of the settings that is drawn anew when known ones are varied. */
const VARIED = 1 / 3;
/** Part of the proposals, later on, that varies the best: the estimates alone would not leave a good choice for a better one. */
const VARIATIONS = 0.25;

/**
 * Returns settings worth trying. At first, by lot, the start is varied in a third of its settings or all are drawn anew. From eight
 * measured ones on, each setting is drawn where the good fifth lies closer than the rest: the largest of 24 draws by l(x)/g(x),
 * both Parzen estimates over places 0…1; one time in four the best is varied instead.
 * Source: Bergstra et al. 2011 (tree-structured Parzen estimator), widths as in its hyperopt.
 */
export function proposeSettings(
  space: SearchSpace,
  start: Settings,
  observed: readonly Observed[],
  stream: Random,
): Settings {
  if (observed.length < FEWEST_OBSERVED) return vary(space, start, stream.next() < 0.5 ? 1 : VARIED, stream);
  const ranked = observed.toSorted((a, b) => b.value - a.value);
  if (stream.next() < VARIATIONS) return vary(space, ranked[0].settings, VARIED, stream);
  const goods = Math.min(GOOD.most, Math.max(GOOD.least, Math.ceil(GOOD.part * ranked.length)));
  return Object.fromEntries(
    Object.entries(space).map(([name, range]) => {
      const places = ranked.map(({ settings }) => placeOf(range, settings[name]));
      return [name, proposeOne(range, places.slice(0, goods), places.slice(goods), stream)];
    }),
  );
}

/** The settings with a part of them, one at least, drawn anew. */
function vary(space: SearchSpace, known: Settings, part: number, stream: Random): Settings {
  const names = Object.keys(space);
  const certain = stream.below(Math.max(1, names.length));
  return Object.fromEntries(
    names.map((name, at) => {
      const [lot, place] = [stream.next(), stream.next()];
      return [name, at === certain || lot < part ? valueAt(space[name], place) : known[name]];
    }),
  );
}

function proposeOne(range: SearchRange, good: readonly number[], rest: readonly number[], stream: Random): unknown {
  if (range.kind === 'choice') return proposeChoice(range, good, rest, stream);
  const near = estimateDensity(good);
  const far = estimateDensity(rest);
  let best = 0;
  let bestOdds = Number.NEGATIVE_INFINITY;
  for (let draw = 0; draw < DRAWS; draw++) {
    const place = near.draw(stream);
    const odds = Math.log(near.at(place)) - Math.log(far.at(place));
    if (odds > bestOdds) [best, bestOdds] = [place, odds];
  }
  return valueAt(range, best);
}

function proposeChoice({ values }: Choice, good: readonly number[], rest: readonly number[], stream: Random): unknown {
  const share = (places: readonly number[]): number[] => {
    const counts = values.map(() => 1);
    for (const place of places) if (place >= 0) counts[Math.floor(place * values.length)]++;
    return counts.map((count) => count / (places.length + values.length));
  };
  const [near, far] = [share(good), share(rest)];
  let best = 0;
  let bestOdds = Number.NEGATIVE_INFINITY;
  for (let draw = 0; draw < values.length; draw++) {
    let lot = stream.next();
    let at = 0;
    while (at < values.length - 1 && lot >= near[at]) lot -= near[at++];
    const odds = near[at] / far[at];
    if (odds > bestOdds) [best, bestOdds] = [at, odds];
  }
  return values[best];
}

interface Density {
  /** Density at a place 0…1, above 0. */
  at(place: number): number;
  draw(stream: Random): number;
}

/**
 * A mixture of normal kernels cut off at 0 and 1, one at each place and one for what nobody has tried (middle 0.5, deviation 1).
 * A kernel is as wide as the gap to its farther neighbour.
 */
function estimateDensity(places: readonly number[]): Density {
  const middles = [...places.filter((place) => place >= 0), 0.5].sort((a, b) => a - b);
  const prior = middles.indexOf(0.5);
  const narrowest = 1 / (1 + Math.min(100, middles.length));
  const widths = middles.map((middle, at) => {
    if (at === prior) return 1;
    const left = middle - (middles[at - 1] ?? 0);
    const right = (middles[at + 1] ?? 1) - middle;
    return Math.min(1, Math.max(narrowest, left, right));
  });
  const masses = middles.map((middle, at) => normalCdf((1 - middle) / widths[at]) - normalCdf(-middle / widths[at]));
  return {
    at(place) {
      let sum = 0;
      for (let at = 0; at < middles.length; at++) {
        const z = (place - middles[at]) / widths[at];
        sum += Math.exp(-0.5 * z * z) / (widths[at] * masses[at]);
      }
      return sum / (middles.length * Math.sqrt(2 * Math.PI));
    },
    draw(stream) {
      const at = stream.below(middles.length);
      for (;;) {
        const place = middles[at] + widths[at] * stream.normal();
        if (place >= 0 && place <= 1) return place;
      }
    },
  };
}

/** Source: Abramowitz and Stegun 1964, 7.1.26; error below 1.5e-7. */
function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - polynomial * Math.exp(-x * x);
  return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
}

import type { Progress } from '../../base/progress.ts';
import { choleskyInPlace, solveCholesky } from '../als/index.ts';
import { buildArtifact, checkArtifact, tensorData, trainedConfig } from '../artifact.ts';
import type { Artifact } from '../contract.ts';
import { posteriorConfig, type PosteriorConfig } from './config.ts';
import { describeStars, listByRow, type RatingData, type RatingTable } from './rating-table.ts';
import { sampleFactors } from './sample-factors.ts';
import { cutOf, fitCuts, holdOut, middleCuts, partOf, type StarCuts } from './star-cuts.ts';

/** What is believed of one user's stars for one item. */
export interface StarBelief {
  /** Expected stars, within the range of the ratings learnt from. */
  readonly stars: number;
  /** Deviation of a rating around it: the user's own spread and what is not known of user and item. */
  readonly deviation: number;
  /** Probability, 0…1, that the user would give at least so many stars. */
  atLeast(stars: number): number;
  /** Probability, 0…1, that the user's inclination, in unrounded stars, is above a number. */
  above(inclination: number): number;
}

/** Where a belief comes from, in stars: `base` and all parts add up to it, before it is held to the range. */
export interface StarReasons {
  /** What the item itself and the prior of any user bring, as far as the history leaves it. */
  readonly base: number;
  /** What each title of the history moved, largest first whatever the sign: by its stars, and by having been watched at all. */
  readonly parts: readonly { readonly item: number; readonly amount: number }[];
}

/** A history, folded in. */
export interface StarPosterior {
  /** What is believed of an item; null for a number outside of the catalogue. */
  believe(item: number): StarBelief | null;
  /** Why it is believed; null where nothing is. The belief is linear in the stars of the history, so the parts are exact. */
  explain(item: number): StarReasons | null;
}

const MODEL = 'stars';

/** Sweeps of the chain that the cuts are fitted with: enough for probabilities on the whole. */
const CUT_SWEEPS = 120;

/**
 * Learns Bayesian factors and keeps `draws` of them, evenly spread over the sweeps: what folding in a history needs, for no user is
 * stored. The artifact's items are those of the table. Before that, where no cuts are `given`, a tenth of the ratings is held out and
 * predicted by a shorter chain, to learn from which inclination on people give how many stars.
 */
export function trainStars(
  data: RatingData,
  config: PosteriorConfig,
  { seed, progress }: { readonly seed: number; readonly progress: Progress },
  given?: StarCuts,
): Artifact {
  if (given !== undefined) return keepDraws(data, config, given, { seed, progress });
  const middle = middleCuts(data.ratings.stars);
  const parts = holdOut(data.ratings, seed);
  if (parts === null) return keepDraws(data, config, middle, { seed, progress });
  const sweeps = Math.max(config.burnIn + config.draws, Math.min(config.sweeps, CUT_SWEEPS));
  const share = sweeps / (sweeps + config.sweeps);
  const trial = { ...config, sweeps };
  const { kept, held } = parts;
  const artifact = keepDraws({ ...data, ratings: kept }, trial, middle, { seed, progress: partOf(progress, 0, share) });
  const histories = foldUsers(openStars(artifact, kept.items), kept);
  const beliefs = Array.from(held.userNums, (user, at) => histories(user).believe(held.itemNums[at]));
  const cuts = fitCuts(middle, held.stars, (at, cut) => beliefs[at]?.above(cut) ?? 0);
  return keepDraws(data, config, cuts, { seed, progress: partOf(progress, share, 1 - share) });
}

/** Returns the posterior of each user of a table from its ratings there, each folded in once. */
export function foldUsers(stars: Stars, table: RatingTable): (user: number) => StarPosterior {
  const { indptr, positions } = listByRow(table.userNums, table.users);
  const folded = new Map<number, StarPosterior>();
  return (user) => {
    const own = positions.subarray(indptr[user], indptr[user + 1]);
    const ratings = Float32Array.from(own, (at) => table.stars[at]);
    const posterior =
      folded.get(user) ??
      stars.foldIn(
        own.map((at) => table.itemNums[at]),
        ratings,
      );
    folded.set(user, posterior);
    return posterior;
  };
}

/** Samples and keeps what folding in needs. */
function keepDraws(
  data: RatingData,
  config: PosteriorConfig,
  cuts: StarCuts,
  tools: { readonly seed: number; readonly progress: Progress },
): Artifact {
  const { items, stars } = data.ratings;
  const levels = config.factors + 1;
  const size = levels * items;
  const [vectors, implicit] = [new Float32Array(config.draws * size), new Float32Array(config.draws * size)];
  const priors = new Float32Array(config.draws * (2 + 2 * levels));
  const every = (config.sweeps - config.burnIn) / config.draws;
  let [seen, count] = [0, 0];
  sampleFactors(data, config, tools, (draw) => {
    if (++seen < Math.round((count + 1) * every)) return;
    // A user's features are the users themselves and then the items they rated.
    const first = draw.users.groups[1];
    for (let level = 0; level < levels; level++) {
      const [sums, coefficients] = [draw.items.sums[level], draw.users.coefficients[level]];
      for (let item = 0; item < items; item++) {
        vectors[count * size + item * levels + level] = sums[item];
        implicit[count * size + item * levels + level] = coefficients[first + item];
      }
    }
    const own = draw.userPriors.flatMap(({ mean, precision }) => [mean, precision]);
    priors.set([draw.mean, draw.precision, ...own], count * (2 + 2 * levels));
    count++;
  });
  const { low, high } = describeStars(stars);
  return buildArtifact(MODEL, items, config, [
    ['items', { shape: [count, items, levels], data: vectors.subarray(0, count * size) }],
    ['implicit', { shape: [count, items, levels], data: implicit.subarray(0, count * size) }],
    ['priors', { shape: [count, 2 + 2 * levels], data: priors.subarray(0, count * (2 + 2 * levels)) }],
    ['range', { shape: [2], data: Float32Array.of(low, high) }],
    ['values', { shape: [cuts.values.length], data: cuts.values }],
    ['cuts', { shape: [cuts.cuts.length], data: cuts.cuts }],
  ]);
}

/** A history that grows: each title costs the same however long it has become. */
export interface GrowingHistory {
  /** Adds an item with its stars, NaN where it was only watched; one outside of the catalogue is left out. */
  add(item: number, stars: number): void;
  /** What is believed after all that was added so far; what is added later does not change it. */
  fold(): StarPosterior;
}

/** Stars that are known of nobody: an open model, to be asked with histories. */
export interface Stars {
  /** A history without any title yet. */
  begin(): GrowingHistory;
  /**
   * Folds a history in: items with their stars, NaN where it was only watched. The user's bias and vector have an exact normal posterior
   * in every kept draw of the item side; a belief is the mean over the draws. Items outside of the catalogue are left out.
   */
  foldIn(items: ArrayLike<number>, stars: ArrayLike<number>): StarPosterior;
}

/** One draw with a history folded in: the normal posterior of the user's bias and vector. */
interface Folded {
  readonly draw: number;
  readonly centre: Float64Array;
  /** Cholesky factor of the posterior's precision. */
  readonly factor: Float64Array;
}

/** Opens what `trainStars` left; throws UNSUPPORTED_ARTIFACT for anything else. */
export function openStars(artifact: Artifact, items: number): Stars {
  checkArtifact(artifact, MODEL, items);
  const levels = trainedConfig(artifact, posteriorConfig).factors + 1;
  const vectors = tensorData(artifact, 'items', Float32Array);
  const implicit = tensorData(artifact, 'implicit', Float32Array);
  const priors = tensorData(artifact, 'priors', Float32Array);
  const [low, high] = tensorData(artifact, 'range', Float32Array);
  const cuts: StarCuts = {
    values: tensorData(artifact, 'values', Float32Array),
    cuts: tensorData(artifact, 'cuts', Float32Array),
  };
  const width = 2 + 2 * levels;
  const draws = priors.length / width;
  const size = levels * items;
  const known = (item: number): boolean => Number.isInteger(item) && item >= 0 && item < items;

  /** What an item multiplies a user's bias and vector with, into x: 1 and its own vector. Returns mean and bias. */
  const readItem = (draw: number, item: number, x: Float64Array): number => {
    const at = draw * size + item * levels;
    x[0] = 1;
    for (let level = 1; level < levels; level++) x[level] = vectors[at + level];
    return priors[draw * width] + vectors[at];
  };

  /** Work that grows with the history: for each draw the precision of the user's bias and vector, and what stands on the right side. */
  const beginHistory = (): GrowingHistory => {
    const history: (readonly [number, number])[] = [];
    const [matrices, sides, watched] = [
      new Float64Array(draws * levels * levels),
      new Float64Array(draws * levels),
      new Float64Array(draws * levels),
    ];
    const x = new Float64Array(levels);
    for (let draw = 0; draw < draws; draw++) {
      for (let level = 0; level < levels; level++) {
        const [mean, certainty] = priors.subarray(draw * width + 2 + 2 * level, draw * width + 4 + 2 * level);
        matrices[(draw * levels + level) * levels + level] = certainty;
        sides[draw * levels + level] = certainty * mean;
      }
    }
    return {
      add(item, given) {
        if (!known(item)) return;
        history.push([item, given]);
        for (let draw = 0; draw < draws; draw++) {
          const at = draw * levels;
          for (let level = 0; level < levels; level++) {
            watched[at + level] += implicit[draw * size + item * levels + level];
          }
          if (Number.isNaN(given)) continue;
          const precision = priors[draw * width + 1];
          const rest = given - readItem(draw, item, x);
          for (let i = 0; i < levels; i++) {
            const scaled = precision * x[i];
            const row = (at + i) * levels;
            sides[at + i] += rest * scaled;
            for (let j = 0; j <= i; j++) matrices[row + j] += scaled * x[j];
          }
        }
      },
      fold() {
        const folded: Folded[] = [];
        const share = history.length === 0 ? 0 : 1 / Math.sqrt(history.length);
        for (let draw = 0; draw < draws; draw++) {
          const at = draw * levels;
          const factor = matrices.slice(at * levels, (at + levels) * levels);
          const centre = sides.slice(at, at + levels);
          for (let level = 0; level < levels; level++) {
            centre[level] += priors[draw * width + 3 + 2 * level] * share * watched[at + level];
          }
          if (!choleskyInPlace(factor, levels)) continue;
          solveCholesky(factor, centre, levels);
          folded.push({ draw, centre, factor });
        }
        const given = history.slice();
        const answers = (item: number): boolean => known(item) && folded.length > 0;
        return {
          believe: (item) => (answers(item) ? believeIn(folded, item) : null),
          explain: (item) => (answers(item) ? explainIn(folded, given, item) : null),
        };
      },
    };
  };

  const believeIn = (folded: readonly Folded[], item: number): StarBelief => {
    const x = new Float64Array(levels);
    const parts = folded.map(({ draw, centre, factor }) => {
      let mean = readItem(draw, item, x);
      const turned = x.slice();
      solveCholesky(factor, turned, levels);
      let spread = 1 / priors[draw * width + 1];
      for (let level = 0; level < levels; level++) {
        mean += x[level] * centre[level];
        spread += x[level] * turned[level];
      }
      return { mean, spread };
    });
    const average = (value: (part: { mean: number; spread: number }) => number): number =>
      parts.reduce((sum, part) => sum + value(part), 0) / parts.length;
    const stars = average(({ mean }) => mean);
    const variance = average(({ mean, spread }) => spread + (mean - stars) ** 2);
    const above = (inclination: number): number =>
      average(({ mean, spread }) => normalAbove((inclination - mean) / Math.sqrt(spread)));
    return {
      stars: Math.min(high, Math.max(low, stars)),
      deviation: Math.sqrt(variance),
      atLeast: (wanted) => above(cutOf(cuts, wanted)),
      above,
    };
  };

  const explainIn = (
    folded: readonly Folded[],
    history: readonly (readonly [number, number])[],
    item: number,
  ): StarReasons => {
    const amounts = new Float64Array(history.length);
    const x = new Float64Array(levels);
    const share = 1 / Math.sqrt(history.length);
    let base = 0;
    for (const { draw, factor } of folded) {
      base += readItem(draw, item, x) / folded.length;
      // x·A⁻¹: how much the item's stars follow what stands on the right side of the equations.
      const pull = x.slice();
      solveCholesky(factor, pull, levels);
      const prior = priors.subarray(draw * width + 2, (draw + 1) * width);
      for (let level = 0; level < levels; level++) {
        base += (pull[level] * prior[2 * level] * prior[2 * level + 1]) / folded.length;
      }
      for (const [at, [other, given]] of history.entries()) {
        const first = draw * size + other * levels;
        let [watched, rated] = [0, 0];
        const rest = given - readItem(draw, other, x);
        for (let level = 0; level < levels; level++) {
          watched += pull[level] * prior[2 * level + 1] * share * implicit[first + level];
          rated += pull[level] * x[level];
        }
        const byStars = Number.isNaN(given) ? 0 : priors[draw * width + 1] * rated * rest;
        amounts[at] += (watched + byStars) / folded.length;
      }
    }
    const parts = history.map(([other], at) => ({ item: other, amount: amounts[at] }));
    return { base, parts: parts.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || a.item - b.item) };
  };

  return {
    begin: beginHistory,
    foldIn(historyItems, historyStars) {
      const history = beginHistory();
      for (let at = 0; at < historyItems.length; at++) history.add(historyItems[at], historyStars[at]);
      return history.fold();
    },
  };
}

/** Probability that a standard normal deviate is above z. Source: Abramowitz and Stegun 1964, 7.1.26 (error below 2·10⁻⁷). */
function normalAbove(z: number): number {
  if (!Number.isFinite(z)) return z > 0 ? 0 : 1;
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    0.5 *
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return z >= 0 ? tail : 1 - tail;
}

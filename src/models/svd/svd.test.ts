import { describe, expect, it } from 'vitest';
import { silent } from '../../base/progress.ts';
import { random } from '../../base/random.ts';
import { openKernels } from '../../kernels/index.ts';
import { buildArtifact } from '../artifact.ts';
import { arrangeRatings } from './arrange-ratings.ts';
import { trainBaseline } from './baseline.ts';
import { trainBayesian } from './bayesian-factors.ts';
import { trainBiased } from './biased-factors.ts';
import { bayesianConfig, biasedConfig, implicitConfig, posteriorConfig } from './config.ts';
import { trainFolded } from './folded-predictor.ts';
import { drawGamma, drawLevel, openSide } from './gibbs-side.ts';
import { listByRow, type RatingTable } from './rating-table.ts';
import { collectStars } from './star-data.ts';
import { cutOf, fitCuts, middleCuts } from './star-cuts.ts';
import { openStars, trainStars } from './star-posterior.ts';
import { trainImplicit } from './svd-plus-plus.ts';

const USERS = 60;
const ITEMS = 40;

/** Ratings 3 + 1.5·a_u·b_i with signs a and b and a little noise: factors can learn them, biases cannot. */
function drawRatings(share: number, part: 'training' | 'test'): RatingTable {
  const stream = random(7, 'svd-test');
  const [userNums, itemNums, stars]: [number[], number[], number[]] = [[], [], []];
  for (let user = 0; user < USERS - 1; user++) {
    for (let item = 0; item < ITEMS - 1; item++) {
      const value = 3 + 1.5 * (user % 2 === 0 ? 1 : -1) * (item % 3 === 0 ? 1 : -1) + 0.2 * stream.normal();
      if (stream.next() < share !== (part === 'training')) continue;
      userNums.push(user);
      itemNums.push(item);
      stars.push(value);
    }
  }
  return {
    users: USERS,
    items: ITEMS,
    userNums: Int32Array.from(userNums),
    itemNums: Int32Array.from(itemNums),
    stars: Float32Array.from(stars),
  };
}
const training = drawRatings(0.4, 'training');
const test = drawRatings(0.4, 'test');
const nothing: RatingTable = {
  users: 2,
  items: 2,
  userNums: new Int32Array(0),
  itemNums: new Int32Array(0),
  stars: new Float32Array(0),
};

const rmse = (found: Float64Array, wanted: Float32Array): number =>
  Math.sqrt(found.reduce((sum, value, at) => sum + (value - wanted[at]) ** 2, 0) / found.length);
const predictTest = (predictor: ReturnType<typeof trainBaseline>): Float64Array =>
  predictor.predict(test.userNums, test.itemNums);

describe('arrangeRatings', () => {
  it('cuts into blocks of which no two of a round share a row, and loses nothing', () => {
    const stripes = 3;
    const plan = arrangeRatings(training, stripes);
    expect(plan.values.toSorted()).toEqual(training.stars.toSorted());
    const stripesOf = (nums: Int32Array, ofBlock: (block: number) => number): Set<number>[] => {
      const seen = Array.from({ length: plan.rows + plan.columns }, () => new Set<number>());
      for (let block = 0; block < stripes ** 2; block++) {
        for (const row of nums.subarray(plan.bounds[block], plan.bounds[block + 1])) seen[row].add(ofBlock(block));
      }
      return seen;
    };
    expect(stripesOf(plan.users, (block) => Math.floor(block / stripes)).every(({ size }) => size < 2)).toBe(true);
    expect(stripesOf(plan.items, (block) => block % stripes).every(({ size }) => size < 2)).toBe(true);
    expect(new Set(plan.userRows).size).toBe(USERS);
    expect([plan.rows % 16, plan.columns % 16]).toEqual([0, 0]);
  });
});

describe('factors by gradient descent', () => {
  const options = { factors: 8, epochs: 120, learningRate: 0.02, regularization: 0.02 };

  it('learn what biases cannot', async () => {
    const kernels = await openKernels();
    const tools = { kernels, seed: 1, progress: silent };
    const plain = rmse(predictTest(trainBaseline(training)), test.stars);
    const biased = rmse(predictTest(trainBiased(training, biasedConfig.parse(options), tools)), test.stars);
    const implicit = implicitConfig.parse(options);
    const withImplicit = rmse(predictTest(trainImplicit(training, implicit, tools)), test.stars);
    kernels.close();
    expect(plain).toBeGreaterThan(1.2);
    expect(biased).toBeLessThan(0.5);
    expect(withImplicit).toBeLessThan(0.5);
  });

  it('are the same for any number of threads, and the heap is given back', async () => {
    const found: Float64Array[] = [];
    for (const threads of [1, 2, 3]) {
      const kernels = await openKernels({ threads });
      const config = biasedConfig.parse({ factors: 128, epochs: 2 });
      found.push(predictTest(trainBiased(training, config, { kernels, seed: 1, progress: silent })));
      expect(kernels.heap.used).toBe(0);
      kernels.close();
    }
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  it('answer within the stars, for those without ratings too, and for nothing at all', async () => {
    const kernels = await openKernels();
    const tools = { kernels, seed: 1, progress: silent };
    const asked = [Int32Array.of(USERS - 1, 0, USERS - 1), Int32Array.of(ITEMS - 1, ITEMS - 1, 0)] as const;
    for (const predictor of [
      trainBaseline(training),
      trainBiased(training, biasedConfig.parse(options), tools),
      trainImplicit(training, implicitConfig.parse(options), tools),
      trainBayesian({ ratings: training }, bayesianConfig.parse({ factors: 2, sweeps: 20, burnIn: 5 }), tools),
    ]) {
      for (const stars of predictor.predict(...asked)) {
        expect(stars).toBeGreaterThanOrEqual(Math.min(...training.stars));
        expect(stars).toBeLessThanOrEqual(Math.max(...training.stars));
      }
    }
    for (const predictor of [
      trainBaseline(nothing),
      trainBiased(nothing, biasedConfig.parse(options), tools),
      trainImplicit(nothing, implicitConfig.parse(options), tools),
      trainBayesian({ ratings: nothing }, bayesianConfig.parse({}), tools),
    ]) {
      expect([...predictor.predict(Int32Array.of(1), Int32Array.of(0))]).toEqual([0]);
    }
    kernels.close();
  });
});

describe('Bayesian factors', () => {
  const config = bayesianConfig.parse({ factors: 4, sweeps: 80, burnIn: 30 });
  const tools = { seed: 3, progress: silent };

  it('learn what biases cannot, the same bytes from the same seed', () => {
    const found = predictTest(trainBayesian({ ratings: training }, config, tools));
    expect(rmse(found, test.stars)).toBeLessThan(0.35);
    expect(predictTest(trainBayesian({ ratings: training }, config, tools))).toEqual(found);
    expect(predictTest(trainBayesian({ ratings: training }, config, { ...tools, seed: 4 }))).not.toEqual(found);
  });

  it('use side data for an item that nobody has rated', () => {
    // Items of one kind are loved, those of the other are not; the last item has no rating but a kind.
    const kinds = Int32Array.from({ length: ITEMS }, (_, item) => (item === ITEMS - 1 ? 0 : item % 2));
    const features = {
      columns: 2,
      indptr: Int32Array.from({ length: ITEMS + 1 }, (_, at) => at),
      indices: kinds,
      values: new Float32Array(ITEMS).fill(1),
    };
    const ratings = { ...training, stars: training.stars.map((_, at) => (kinds[training.itemNums[at]] === 0 ? 5 : 1)) };
    const [told, untold] = [[features], []].map((itemFeatures) =>
      trainBayesian({ ratings, itemFeatures }, config, tools).predict(Int32Array.of(0), Int32Array.of(ITEMS - 1)),
    );
    expect(told[0]).toBeGreaterThan(4.5);
    expect(untold[0]).toBeLessThan(4);
  });

  it('keep the errors in step with what is drawn', () => {
    const { userNums, itemNums, stars } = training;
    const stream = random(1, 'errors');
    const open = (nums: Int32Array, others: Int32Array, rows: number) => {
      const lists = listByRow(nums, rows);
      return openSide(
        rows,
        lists,
        lists.positions.map((at) => others[at]),
        [],
        2,
        stream,
      );
    };
    const [users, items] = [open(userNums, itemNums, USERS), open(itemNums, userNums, ITEMS)];
    const errorAt = (at: number): number => {
      const [user, item] = [userNums[at], itemNums[at]];
      const [b, p, q] = [users.sums, items.sums, [1, 2]];
      return stars[at] - b[0][user] - p[0][item] - q.reduce((sum, level) => sum + b[level][user] * p[level][item], 0);
    };
    const errors = Float64Array.from(stars, (_, at) => errorAt(at));
    for (let sweep = 0; sweep < 3; sweep++) {
      for (const level of [0, 1, 2]) {
        drawLevel(users, level, level === 0 ? undefined : items.sums[level], errors, 2, stream);
        drawLevel(items, level, level === 0 ? undefined : users.sums[level], errors, 2, stream);
      }
    }
    errors.forEach((error, at) => expect(error).toBeCloseTo(errorAt(at), 9));
  });

  it('draw gamma deviates with the mean and the variance of the distribution', () => {
    const stream = random(1, 'gamma');
    const drawn = Array.from({ length: 20_000 }, () => drawGamma(2.5, stream));
    const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
    const variance = drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / drawn.length;
    expect(mean).toBeCloseTo(2.5, 1);
    expect(variance).toBeGreaterThan(2.3);
    expect(variance).toBeLessThan(2.7);
  });
});

describe('beliefs about stars', () => {
  const config = posteriorConfig.parse({ factors: 4, sweeps: 80, burnIn: 30, draws: 10 });
  const tools = { seed: 3, progress: silent };
  const artifact = trainStars({ ratings: training }, config, tools);

  it('fold a history in as the exact posterior', () => {
    // One draw without vectors: mean 3, noise 4, prior of a user N(0, 1/1); the item has bias 0.5 and moves who rated it by 0.2.
    // Given 5 stars: precision 1 + 4 = 5, centre (1·0.2 + 4·(5 − 3 − 0.5))/5 = 1.24, so 3 + 0.5 + 1.24 = 4.74 with variance ¼ + ⅕.
    const options = posteriorConfig.parse({ factors: 0, draws: 1 });
    const byHand = buildArtifact('stars', 1, options, [
      ['items', { shape: [1, 1, 1], data: Float32Array.of(0.5) }],
      ['implicit', { shape: [1, 1, 1], data: Float32Array.of(0.2) }],
      ['priors', { shape: [1, 4], data: Float32Array.of(3, 4, 0, 1) }],
      ['range', { shape: [2], data: Float32Array.of(1, 5) }],
      ['values', { shape: [3], data: Float32Array.of(1, 4, 5) }],
      ['cuts', { shape: [3], data: Float32Array.of(-Infinity, 3.5, 4.74) }],
    ]);
    const belief = openStars(byHand, 1).foldIn([0], [5]).believe(0)!;
    expect(belief.stars).toBeCloseTo(4.74, 5);
    expect(belief.deviation).toBeCloseTo(Math.sqrt(0.45), 5);
    // At least 2 is at least 4, the next that is given, and begins at 3.5: Φ(1.24/√0.45) = Φ(1.8485) = 0.9677; 5 begins at the middle.
    expect(belief.atLeast(4)).toBeCloseTo(0.9677, 3);
    expect(belief.atLeast(2)).toBe(belief.atLeast(4));
    expect([belief.atLeast(5), belief.atLeast(1), belief.atLeast(5.5)].map((p) => p.toFixed(5))).toEqual([
      '0.50000',
      '1.00000',
      '0.00000',
    ]);
    // Watched and not rated: the prior moved by 0.2, with the prior's variance.
    const watched = openStars(byHand, 1).foldIn([0, 9], [Number.NaN, 5]).believe(0)!;
    expect(watched.stars).toBeCloseTo(3.7, 5);
    expect(watched.deviation).toBeCloseTo(Math.sqrt(0.25 + 1), 5);
  });

  it('predict as well as factors that know the user, and are the same from the same seed', () => {
    expect(rmse(predictTest(trainFolded({ ratings: training }, config, tools)), test.stars)).toBeLessThan(0.4);
    expect(trainStars({ ratings: training }, config, tools)).toEqual(artifact);
  });

  it('are sure of less without a history, and say nothing of items outside of the catalogue', () => {
    const stars = openStars(artifact, ITEMS);
    const items = [0, 3, 6, 9, 1, 2];
    const [known, stranger] = [stars.foldIn(items, [4.5, 4.5, 4.5, 4.5, 1.5, 1.5]), stars.foldIn([], [])];
    expect(known.believe(12)!.stars).toBeGreaterThan(4);
    expect(known.believe(13)!.stars).toBeLessThan(2);
    expect(known.believe(12)!.deviation).toBeLessThan(stranger.believe(12)!.deviation);
    const chances = [1, 2, 3, 4, 5].map((wanted) => stranger.believe(12)!.atLeast(wanted));
    expect(chances).toEqual(chances.toSorted((a, b) => b - a));
    for (const item of [-1, ITEMS, 0.5]) expect(known.believe(item)).toBe(null);
    expect(
      openStars(trainStars({ ratings: nothing }, config, tools), 2)
        .foldIn([], [])
        .believe(0),
    ).toBe(null);
  });

  it('are explained by parts that add up to the stars', () => {
    const folded = openStars(artifact, ITEMS).foldIn([0, 3, 1, 2], [4.5, 4, 1.5, Number.NaN]);
    const { base, parts } = folded.explain(12)!;
    expect(parts.map(({ item }) => item).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
    expect(parts.reduce((sum, { amount }) => sum + amount, base)).toBeCloseTo(folded.believe(12)!.stars, 4);
    const sizes = parts.map(({ amount }) => Math.abs(amount));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(folded.explain(ITEMS)).toBe(null);
    expect(openStars(artifact, ITEMS).foldIn([], []).explain(12)!.parts).toEqual([]);
  });

  it('put the cuts where what is said on the whole is what happened', () => {
    // Inclinations 1.1, 2.2, 3.3 and 4.4 without spread, given 1, 2, 4 and 4: 2 begins between 1.1 and 2.2, 4 between 2.2 and 3.3.
    const middle = middleCuts([4, 1, 2, 4]);
    expect([...middle.values]).toEqual([1, 2, 4]);
    expect([...middle.cuts]).toEqual([-Infinity, 1.5, 3]);
    const inclinations = [1.1, 2.2, 3.3, 4.4];
    const { cuts } = fitCuts(middle, [1, 2, 4, 4], (at, cut) => (inclinations[at] > cut ? 1 : 0));
    expect(cuts[1]).toBeGreaterThanOrEqual(1.1);
    expect(cuts[1]).toBeLessThanOrEqual(2.2);
    expect(cuts[2]).toBeGreaterThanOrEqual(2.2);
    expect(cuts[2]).toBeLessThanOrEqual(3.3);
    expect(cutOf({ values: middle.values, cuts }, 3)).toBe(cuts[2]);
  });

  it('refuse an artifact of something else', () => {
    expect(() => openStars(artifact, ITEMS + 1)).toThrow(/unsupported artifact: items/);
  });
});

describe('collectStars', () => {
  it('takes the rated interactions of a snapshot, with genres and years of the titles', () => {
    const title = { id: '', name: '', year: null, genres: [], tags: [], synopsis: null, cast: [], directors: [] };
    const { ratings, itemFeatures } = collectStars({
      interactions: {
        users: 2,
        items: 3,
        indptr: Int32Array.of(0, 2, 3),
        indices: Int32Array.of(2, 0, 1),
        ratings: Float32Array.of(4.5, Number.NaN, 2),
        fractions: new Float32Array(3),
        times: new Float64Array(3),
      },
      titles: [
        { ...title, num: 0, year: 1994, genres: ['Drama'] },
        { ...title, num: 1, year: 1990, genres: ['Comedy', 'Drama'] },
        { ...title, num: 2 },
      ],
    });
    expect([[...ratings.userNums], [...ratings.itemNums], [...ratings.stars]]).toEqual([
      [0, 1],
      [2, 1],
      [4.5, 2],
    ]);
    const [genres, years] = itemFeatures!;
    expect([...genres.indptr]).toEqual([0, 1, 3, 3]);
    expect([...genres.indices]).toEqual([0, 1, 0]);
    expect([...years.indices]).toEqual([0, 0, 1]);
  });
});

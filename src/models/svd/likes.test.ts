import { describe, expect, it } from 'vitest';
import { silent } from '../../base/progress.ts';
import { random } from '../../base/random.ts';
import { starsConfig } from './config.ts';
import { correctChance, fitCorrection, noCorrection } from './correct-chance.ts';
import { openLikes, trainLikes } from './likes.ts';
import type { RatingTable } from './rating-table.ts';

const odds = (probability: number): number => Math.log(probability / (1 - probability));

describe('fitCorrection', () => {
  it('finds the shift and the slope by which outcomes were drawn, and nothing where all was right', () => {
    const stream = random(5, 'correction');
    const chances = Array.from({ length: 20_000 }, () => ({ said: stream.next(), byUser: 1e9, ofItem: 1e9 }));
    const drawn = chances.map(({ said }) => stream.next() < 1 / (1 + Math.exp(0.5 - 1.5 * odds(said))));
    const [shift, slope] = fitCorrection(chances, drawn);
    expect(shift).toBeCloseTo(-0.5, 1);
    expect(slope).toBeCloseTo(0.5, 1);
    const right = fitCorrection(
      chances,
      chances.map(({ said }) => stream.next() < said),
    );
    for (const weight of right) expect(Math.abs(weight)).toBeLessThan(0.06);
  });

  it('learns that who is new rates otherwise, and leaves those who stayed alone', () => {
    const stream = random(6, 'correction');
    const chances = Array.from({ length: 8_000 }, (_, at) => ({
      said: 0.5,
      byUser: at % 2 === 0 ? 0 : 1e9,
      ofItem: 1e9,
    }));
    const correction = fitCorrection(
      chances,
      chances.map(({ byUser }) => stream.next() < (byUser === 0 ? 0.8 : 0.5)),
    );
    expect(correctChance(correction, { said: 0.5, byUser: 0, ofItem: 1e9 })).toBeCloseTo(0.8, 1);
    expect(correctChance(correction, { said: 0.5, byUser: 1e9, ofItem: 1e9 })).toBeCloseTo(0.5, 1);
  });

  it('counts a case as often as it is told to', () => {
    const [a, b] = [
      { said: 0.3, byUser: 4, ofItem: 9 },
      { said: 0.6, byUser: 50, ofItem: 2 },
    ];
    const weighted = fitCorrection([a, b], [true, false], [3, 1]);
    const repeated = fitCorrection([a, a, a, b], [true, true, true, false]);
    weighted.forEach((weight, at) => expect(weight).toBeCloseTo(repeated[at], 9));
  });

  it('changes little by a few cases, nothing by none, and never turns the order round', () => {
    const one = { said: 0.5, byUser: 5, ofItem: 5 };
    expect(fitCorrection([], [])).toEqual(noCorrection());
    expect(correctChance(noCorrection(), { ...one, said: 0.3 })).toBeCloseTo(0.3, 12);
    // One case with x = (1, 0, 1/1.5, 1/6): the odds z solve z = |x|²·(1 − σ(z)) with |x|² = 1.4722, so z = 0.5414.
    expect(odds(correctChance(fitCorrection([one], [true]), one))).toBeCloseTo(0.5414, 3);
    const upsideDown = Array.from({ length: 400 }, (_, at) => ({ ...one, said: at < 200 ? 0.1 : 0.9 }));
    const correction = fitCorrection(
      upsideDown,
      upsideDown.map(({ said }) => said < 0.5),
    );
    expect(correctChance(correction, { ...one, said: 0.9 })).toBeGreaterThan(
      correctChance(correction, { ...one, said: 0.1 }),
    );
  });
});

describe('likes', () => {
  const USERS = 40;
  const ITEMS = 20;
  /** Even users love even items and hate the others; odd users the other way round. The last item has no rating. */
  const ratings = ((): RatingTable => {
    const pairs = Array.from({ length: USERS * (ITEMS - 1) }, (_, at) => [
      Math.floor(at / (ITEMS - 1)),
      at % (ITEMS - 1),
    ]);
    return {
      users: USERS,
      items: ITEMS,
      userNums: Int32Array.from(pairs, ([user]) => user),
      itemNums: Int32Array.from(pairs, ([, item]) => item),
      stars: Float32Array.from(pairs, ([user, item]) => ((user + item) % 2 === 0 ? 5 : 2)),
    };
  })();
  const config = starsConfig.parse({ factors: 2, sweeps: 60, burnIn: 20, draws: 8 });
  const tools = { seed: 1, progress: silent };
  const artifact = trainLikes({ ratings }, config, tools, {
    itemIds: Array.from({ length: ITEMS }, (_, at) => `i${at}`),
  });
  const likes = openLikes(artifact);

  it('say who will like what, from the history alone', () => {
    const history = likes.begin();
    for (const item of [0, 2, 1, 3]) history.add(item, item % 2 === 0 ? 5 : 2);
    const posterior = history.fold();
    expect(posterior.believe(4)!.probability).toBeGreaterThan(0.9);
    expect(posterior.believe(5)!.probability).toBeLessThan(0.1);
    expect(posterior.believe(ITEMS)).toBeNull();
    history.add(6, 2);
    expect(posterior.believe(4)!.stars).toBeGreaterThan(history.fold().believe(4)!.stars);
  });

  it('carry the ids of their items, how often each was rated, the scale, and what a like without stars means', () => {
    expect([...likes.itemIds].slice(0, 2)).toEqual(['i0', 'i1']);
    expect([likes.counts[0], likes.counts[ITEMS - 1]]).toEqual([USERS, 0]);
    expect(likes.scale).toEqual({ low: 2, high: 5 });
    // All ratings from 4 on are 5, all up to half of 4 are 2.
    expect(likes.meant).toEqual({ like: 5, dislike: 2 });
    expect(likes.measured).toBeNull();
  });

  it('correct what they say by how new user and item are', () => {
    const correction = Float64Array.of(0, 0, 2, 0);
    const corrected = openLikes(trainLikes({ ratings }, config, tools, { correction }));
    const [stranger, regular] = [corrected.begin(), corrected.begin()];
    for (let item = 0; item < 10; item++) regular.add(item, 3.5);
    const first = stranger.fold().believe(12)!;
    // New: 1; after ten ratings half as new, so the odds grow by 2 and by 1.
    expect(odds(first.probability) - odds(first.said)).toBeCloseTo(2, 9);
    const later = regular.fold().believe(12)!;
    expect(odds(later.probability) - odds(later.said)).toBeCloseTo(1, 9);
  });

  it('are the same bytes from the same seed', () => {
    const again = trainLikes({ ratings }, config, tools, { itemIds: likes.itemIds });
    expect(again).toEqual(artifact);
  });
});

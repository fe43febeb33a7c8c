import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silent } from '../base/progress.ts';
import { openKernels } from '../kernels/index.ts';
import { evaluateRatings, summariseFolds } from './ratings.ts';
import { measureCalibration } from './ratings-calibration.ts';
import { readRatingFolds } from './ratings-folds.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-ratings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
};

describe('readRatingFolds', () => {
  it('reads pairs of files whatever stands between the columns, over one numbering', () => {
    write({
      'u1.base': 'a\tx\t5\t88\nb\ty\t1\t89\n',
      'u1.test': 'b\tx\t4\t90\n',
      'u2.train': 'userId,movieId,rating\r\nb,x,4\r\nc,z,2.5\r\n',
      'u2.test': 'a::x::5\n',
      'ua.base': 'a x 1',
      'ua.test': 'a x 1',
      'alone.test': 'a x 1',
    });
    const { folds, userFeatures } = readRatingFolds(folder);
    expect(folds.map(({ name }) => name)).toEqual(['u1', 'u2']);
    expect(folds[1].training).toEqual({
      users: 3,
      items: 3,
      userNums: Int32Array.of(1, 2),
      itemNums: Int32Array.of(0, 2),
      stars: Float32Array.of(4, 2.5),
    });
    expect([...folds[1].test.userNums]).toEqual([0]);
    expect(userFeatures).toEqual([]);
  });

  it('reads side data in the form of MovieLens 100K', () => {
    write({
      'f.base': '1\t1\t5\n2\t2\t3\n',
      'f.test': '1\t2\t4\n',
      'u.user': '1|24|M|technician|85711\n2|53|F|other|94043\n',
      // Genres are the flags from the sixth field on: the first film has the second and third, the second the first.
      'u.item': '1|Toy Story (1995)|01-Jan-1995||url|0|1|1\n2|Fargo (1986)|01-Jan-1986||url|1|0|0\n',
    });
    const { userFeatures, itemFeatures } = readRatingFolds(folder);
    expect(userFeatures.map(({ columns }) => columns)).toEqual([2, 2, 2]);
    const [genres, years] = itemFeatures;
    expect([...genres.indptr]).toEqual([0, 2, 3]);
    expect([...genres.indices]).toEqual([0, 1, 2]);
    expect(genres.values[0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect([...years.indices]).toEqual([0, 1]);
  });

  it('refuses a folder without folds, a line that is no rating, and an empty part', () => {
    expect(() => readRatingFolds(join(folder, 'absent'))).toThrow(/missing folder/);
    expect(() => readRatingFolds(folder)).toThrow(/missing folds/);
    write({ 'u1.base': 'a\tx\t5\n', 'u1.test': 'a\tx\t5\na\tx\tmany\n' });
    expect(() => readRatingFolds(folder)).toThrow(/invalid line 2 of u1\.test/);
    write({ 'u1.test': '\n' });
    expect(() => readRatingFolds(folder)).toThrow(/empty file: u1\.test/);
  });

  it('names the files by what is in them', () => {
    write({ 'u1.base': 'a\tx\t5\n', 'u1.test': 'a\tx\t5\n' });
    const before = readRatingFolds(folder).sha256;
    expect(readRatingFolds(folder).sha256).toBe(before);
    write({ 'u1.test': 'a\tx\t4\n' });
    expect(readRatingFolds(folder).sha256).not.toBe(before);
  });
});

describe('measureCalibration', () => {
  it('tells squared distance, distance by bins and the curve', () => {
    // Bin 0.2…0.3: said 0.2 twice, happened once; bin 0.9…1: said 1 once, happened once.
    // Brier: (0.04 + 0.64 + 0)/3; ECE: (|0.4 − 1| + |1 − 1|)/3 = 0.2.
    const { brier, ece, bins, count } = measureCalibration([0.2, 0.2, 1], [false, true, true]);
    expect(count).toBe(3);
    expect(brier).toBeCloseTo(0.68 / 3, 12);
    expect(ece).toBeCloseTo(0.2, 12);
    expect(bins).toEqual([
      { count: 2, said: 0.2, happened: 0.5 },
      { count: 1, said: 1, happened: 1 },
    ]);
  });
});

describe('summariseFolds', () => {
  it('tells the mean of the folds, and an interval that comes from the users', () => {
    // Fold A: users 0 and 1 with one error of 1 and one of 3: RMSE √5, MAE 2. Fold B: user 0 with errors 0 and 2: √2, 1.
    const folds = [
      { name: 'A', counts: Float64Array.of(1, 1), squares: Float64Array.of(1, 9), sizes: Float64Array.of(1, 3) },
      { name: 'B', counts: Float64Array.of(2, 2), squares: Float64Array.of(4, 4), sizes: Float64Array.of(2, 2) },
    ];
    const { rmse, mae, folds: told } = summariseFolds(folds, 2, 1);
    expect(rmse.value).toBeCloseTo((Math.sqrt(5) + Math.SQRT2) / 2, 12);
    expect(mae.value).toBe(1.5);
    expect(told.map(({ name }) => name)).toEqual(['A', 'B']);
    // Resamples of two users: both the first, one of each, both the second.
    expect(rmse.low).toBeCloseTo((1 + Math.SQRT2) / 2, 12);
    expect(rmse.high).toBeCloseTo((3 + Math.SQRT2) / 2, 12);
  });
});

describe('evaluateRatings', () => {
  it('measures every predictor on what it has not seen, the same figures from the same seed', async () => {
    // Users like one half of the items and not the other, by parity: biases are blind to it.
    const lines = Array.from({ length: 900 }, (_, at) => {
      const [user, item] = [at % 30, Math.floor(at / 30)];
      return `${user}\t${item}\t${(user + item) % 2 === 0 ? 5 : 1}`;
    });
    write({
      'k1.base': lines.filter((_, at) => at % 7 !== 0).join('\n'),
      'k1.test': lines.filter((_, at) => at % 7 === 0).join('\n'),
    });
    const kernels = await openKernels();
    const options = { kernels, seed: 5, progress: silent, predictors: ['biases', 'biased-mf', 'svd++'] };
    const report = await evaluateRatings(readRatingFolds(folder), options);
    const again = await evaluateRatings(readRatingFolds(folder), options);
    expect(again).toEqual(report);
    const [biases, ...others] = report.predictors;
    expect(biases.rmse.value).toBeGreaterThan(1.9);
    for (const { rmse } of others) expect(rmse.value).toBeLessThan(1);
    await expect(evaluateRatings(readRatingFolds(folder), { ...options, predictors: ['oracle'] })).rejects.toThrow(
      /unknown predictor: oracle/,
    );
    const stop = (): Promise<void> => Promise.reject(new Error('stopped'));
    await expect(evaluateRatings(readRatingFolds(folder), { ...options, checkpoint: stop })).rejects.toThrow('stopped');
    kernels.close();
  });
});

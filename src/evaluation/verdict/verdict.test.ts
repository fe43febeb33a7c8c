import { describe, expect, it } from 'vitest';
import { silent } from '../../base/progress.ts';
import { random } from '../../base/random.ts';
import type { Interactions, Title } from '../../dataset/index.ts';
import { starsConfig } from '../../models/index.ts';
import { cutLater, PARTS, trainingOf } from './cut-later.ts';
import { evaluateVerdicts } from './evaluate-verdicts.ts';
import { measureVerdicts, tabulateThresholds } from './measure-verdicts.ts';
import { chooseThreshold, type VerdictReport } from './report.ts';

/** Rows user, item, stars, time; in order of user and time. */
function interactionsOf(
  rows: readonly (readonly [number, number, number, number])[],
  users: number,
  items: number,
): Interactions {
  const indptr = new Int32Array(users + 1);
  for (const [user] of rows) indptr[user + 1]++;
  for (let user = 0; user < users; user++) indptr[user + 1] += indptr[user];
  return {
    users,
    items,
    indptr,
    indices: Int32Array.from(rows, ([, item]) => item),
    ratings: Float32Array.from(rows, ([, , stars]) => stars),
    fractions: new Float32Array(rows.length).fill(Number.NaN),
    times: Float64Array.from(rows, ([, , , time]) => time),
  };
}

const titlesOf = (items: number): Title[] =>
  Array.from({ length: items }, (_, num) => ({
    num,
    id: `i${num}`,
    name: `Film ${num}`,
    year: 2000,
    genres: ['Drama'],
    tags: [],
    synopsis: null,
    cast: [],
    directors: [],
  }));

describe('cutLater', () => {
  it('cuts in time, keeps what happened at once together, and learns from what has no time', () => {
    // Ten dated ratings at 10, 20 … 80, 80, 90: the ninth place is 80 (calibration), the tenth 90 (test); both of 80 stay together.
    const times = [Number.NaN, 10, 20, 30, 40, 50, 60, 70, 80, 80, 90];
    const rows = times.map((time, at) => [0, at, 4, time] as const);
    const cut = cutLater(interactionsOf(rows, 1, rows.length), 1);
    expect(cut.by).toBe('time');
    expect(cut.beginsSeconds).toEqual({ calibration: 80, test: 90 });
    expect([...cut.parts.subarray(8)]).toEqual([1, 1, 2]);
    // Some of those before are drawn to be held out too.
    const learnt = [0, 1, 2, 3, 4, 5, 6, 7].filter((at) => cut.parts[at] === PARTS.training);
    const training = trainingOf(interactionsOf(rows, 1, rows.length), cut);
    expect([...training.indptr]).toEqual([0, learnt.length]);
    expect([...training.indices]).toEqual(learnt);
  });

  it('draws some of the ratings before, a twelfth to correct by and half as many to measure with', () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => [0, at, 4, at] as const);
    const { parts } = cutLater(interactionsOf(rows, 1, rows.length), 1);
    const count = (wanted: number): number => parts.reduce((sum, part) => sum + (part === wanted ? 1 : 0), 0);
    expect([count(PARTS.calibration), count(PARTS.test)]).toEqual([1000, 1000]);
    expect(count(PARTS.drawnCalibration) / 8000).toBeCloseTo(0.08, 1.5);
    expect(count(PARTS.drawnTest) / 8000).toBeCloseTo(0.04, 1.5);
    expect(parts.subarray(8000).every((part) => part === PARTS.calibration || part === PARTS.test)).toBe(true);
  });

  it('draws the parts at random where there are no times, of the ratings alone', () => {
    const rows = Array.from({ length: 40 }, (_, at) => [0, at, at < 20 ? 3 : Number.NaN, Number.NaN] as const);
    const cut = cutLater(interactionsOf(rows, 1, 40), 1);
    expect(cut.by).toBe('random');
    const counts = [0, 1, 2].map((part) => cut.parts.subarray(0, 20).filter((one) => one === part).length);
    expect(counts).toEqual([16, 2, 2]);
    expect(cut.parts.subarray(20).every((part) => part === PARTS.training)).toBe(true);
  });
});

describe('measureVerdicts', () => {
  it('measures by hand', () => {
    // Said 0.9 (liked), 0.6 (not), 0.6 (liked), 0.1 (not).
    const figures = measureVerdicts([0.9, 0.6, 0.6, 0.1], [true, false, true, false])!;
    expect(figures.brier).toBeCloseTo((0.01 + 0.36 + 0.16 + 0.01) / 4, 12);
    expect(figures.brierOfShare).toBeCloseTo(0.25, 12);
    // Bins 0.9 (off by 0.1), 0.6 (said 0.6, half happened: 0.1, twice), 0.1 (0.1).
    expect(figures.ece).toBeCloseTo(0.1, 12);
    // Pairs liked–not: 0.9 over 0.6 and 0.1, 0.6 over 0.1, 0.6 against 0.6 half: 3.5 of 4.
    expect(figures.auc).toBeCloseTo(0.875, 12);
    const at = (threshold: number) => figures.thresholds.find((row) => row.threshold === threshold)!;
    expect(at(0.6)).toMatchObject({ count: 3, share: 0.75, recall: 1 });
    expect(at(0.6).precision).toBeCloseTo(2 / 3, 12);
    expect(at(0.61)).toMatchObject({ count: 1, precision: 1, recall: 0.5 });
    expect(at(1)).toMatchObject({ count: 0, precision: null });
    expect(measureVerdicts([], [])).toBeNull();
    expect(measureVerdicts([0.3], [true])!.auc).toBeNull();
  });

  it('counts a probability at every threshold that it reaches, to the last bit', () => {
    const rows = tabulateThresholds(
      Array.from({ length: 101 }, (_, at) => at / 100),
      Array.from({ length: 101 }, () => true),
    );
    expect(rows.map(({ count }) => count)).toEqual(Array.from({ length: 101 }, (_, at) => 101 - at));
  });
});

describe('chooseThreshold', () => {
  const row = (threshold: number, count: number, precision: number | null) => ({
    threshold,
    count,
    share: 0,
    precision,
    recall: 0.5,
  });
  const report = {
    chosenBy: [
      row(0, 1000, 0.4),
      row(0.5, 400, 0.65),
      row(0.6, 300, 0.72),
      row(0.7, 100, 0.69),
      row(0.8, 40, 0.9),
      row(0.9, 5, 1),
    ],
    test: { thresholds: [row(0.6, 280, 0.71)] },
  } as unknown as VerdictReport;

  it('takes the smallest that reaches the precision, and tells what came of it on other ratings', () => {
    expect(chooseThreshold(report, 0.7)).toEqual({
      threshold: 0.6,
      wanted: 0.7,
      reached: true,
      test: { precision: 0.71, recall: 0.5, share: 0, count: 280 },
    });
    expect(chooseThreshold(report, 0).threshold).toBe(0);
  });

  it('takes the nearest where too few cases could reach it, and says so', () => {
    expect(chooseThreshold(report, 0.95)).toMatchObject({ threshold: 0.8, reached: false });
    expect(chooseThreshold({ ...report, chosenBy: [] }, 0.5)).toMatchObject({ threshold: 1, reached: false });
  });
});

describe('evaluateVerdicts', () => {
  /** Likes drawn from a taste of each user and a worth of each item; times in the order of rows. */
  function drawWorld(): Interactions {
    const stream = random(3, 'verdict-world');
    const [users, items] = [60, 50];
    const taste = Array.from({ length: users }, () => stream.normal());
    const worth = Array.from({ length: items }, () => stream.normal());
    const rows: [number, number, number, number][] = [];
    for (let user = 0; user < users; user++) {
      for (const item of stream.shuffle(Int32Array.from({ length: items }, (_, at) => at)).subarray(0, 35)) {
        const inclination = 3.4 + 0.5 * taste[user] + 0.6 * worth[item] + 0.6 * stream.normal();
        rows.push([user, item, Math.min(5, Math.max(1, Math.round(inclination))), Math.floor(stream.next() * 1e6)]);
      }
    }
    rows.sort((a, b) => a[0] - b[0] || a[3] - b[3]);
    return interactionsOf(rows, users, items);
  }
  const config = starsConfig.parse({ factors: 2, sweeps: 60, burnIn: 20 });
  const world = { interactions: drawWorld(), titles: titlesOf(50) };

  it('foretells later ratings with probabilities that come true, better than the share does', () => {
    const { report, correction } = evaluateVerdicts(world, config, { seed: 1, progress: silent })!;
    expect(report.cut).toMatchObject({ by: 'time', calibration: 210, test: 210 });
    const { training, drawn } = report.cut;
    expect(training + drawn!.calibration + drawn!.test).toBe(1680);
    expect(report.whenever!.count).toBe(drawn!.test);
    expect(report.test.brier).toBeLessThan(0.85 * report.test.brierOfShare);
    expect(report.test.auc).toBeGreaterThan(0.75);
    // 210 cases in ten bins: chance alone makes about 0.08.
    expect(report.test.ece).toBeLessThan(0.12);
    expect(correction).toHaveLength(4);
    expect(report.segments.reduce((sum, { name, count }) => sum + (name === 'new-title' ? 0 : count), 0)).toBe(210);
    expect(evaluateVerdicts(world, config, { seed: 1, progress: silent })!.report).toEqual(report);
  });

  it('learns nothing from the ratings that it measures with', () => {
    const { parts } = cutLater(world.interactions, 1);
    const turned = {
      ...world.interactions,
      ratings: world.interactions.ratings.map((stars, at) => (parts[at] === PARTS.test ? 6 - stars : stars)),
    };
    const honest = evaluateVerdicts(world, config, { seed: 1, progress: silent })!;
    const liar = evaluateVerdicts({ ...world, interactions: turned }, config, { seed: 1, progress: silent })!;
    expect(liar.correction).toEqual(honest.correction);
    expect(liar.report.chosenBy).toEqual(honest.report.chosenBy);
    expect(liar.report.test.auc).toBeLessThan(0.5);
  });

  it('says nothing of nothing', () => {
    expect(
      evaluateVerdicts({ interactions: interactionsOf([], 1, 2), titles: titlesOf(2) }, config, {
        seed: 1,
        progress: silent,
      }),
    ).toBeNull();
  });
});

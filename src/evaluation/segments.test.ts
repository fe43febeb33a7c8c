import { describe, expect, it } from 'vitest';
import { rankTruth } from './rank.ts';
import { cutByAge, cutByHistory, cutByPopularity, measureSegments, segmentColumns } from './segments.ts';
import { summariseSegments } from './summarise-segments.ts';

describe('cuts', () => {
  it('of titles by popularity weigh about the same: a head of few, a tail of many with the unwatched', () => {
    // 30 interactions: 10 in one title; 6 + 4; the rest in the tail.
    const cut = cutByPopularity(Float64Array.of(10, 6, 4, 3, 2, 2, 1, 1, 1, 0, 0))!;
    // Middle of the weight from below: 0, 0; 1…3: 1.5; 2, 2: 5; 3: 8.5; 4: 12; 6: 17; 10: 25, of 30.
    expect(Array.from(cut.places)).toEqual([2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(cut.ranges).toEqual([
      { from: 0, to: 3 },
      { from: 4, to: 6 },
      { from: 10, to: 10 },
    ]);
    expect(cut.sizes).toEqual([8, 2, 1]);
  });

  it('keep equal values together, leave out the unknown, and are none where all is alike', () => {
    const cut = cutByAge('year', Float64Array.of(1990, Number.NaN, 1990, 2020), Float64Array.of(1, 9, 1, 2))!;
    expect(Array.from(cut.places)).toEqual([0, -1, 0, 2]);
    expect(cut.ranges[1]).toBeNull();
    expect(cutByHistory(Float64Array.of(5, 5, 5))).toBeNull();
    expect(cutByPopularity(new Float64Array(3))).toBeNull();
    expect(cutByHistory(new Float64Array(0))).toBeNull();
  });
});

describe('figures of segments', () => {
  // 3 and 4 are the tail, the others, all alike, the middle: there is no head.
  const popularity = cutByPopularity(Float64Array.of(12, 12, 12, 6, 6))!;
  const ranked = (scores: number[], truth: number[]) =>
    rankTruth(Float32Array.from(scores), new Uint8Array(5), Int32Array.from(truth), (item) => item, 10);

  it('count the held-out titles of the part alone, at the places of the whole list', () => {
    expect(Array.from(popularity.places)).toEqual([1, 1, 1, 0, 0]);
    const columns = segmentColumns([popularity], 2);
    // List 0, 3, 1, 2; title 4 cannot be scored.
    measureSegments(ranked([9, 5, 4, 7, Number.NaN], [3, 2, 4]), [popularity], columns, 0);
    measureSegments(ranked([9, 5, 4, 7, 1], [0]), [popularity], columns, 1);
    const [tail, middle, head] = columns;
    // Tail: 3 on place 2, 4 nowhere.
    expect(tail['ndcg@10'][0]).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)), 12);
    expect(Array.from(tail['recall@10'])).toEqual([0.5, Number.NaN]);
    expect(Array.from(tail.heldOut)).toEqual([2, 0]);
    // Middle: 2 on place 4; in the second case 0 on place 1.
    expect(middle['ndcg@10'][0]).toBeCloseTo(1 / Math.log2(5), 12);
    expect(middle['ndcg@10'][1]).toBe(1);
    expect(Array.from(head['recall@10'])).toEqual([Number.NaN, Number.NaN]);
  });

  it('are summed up over the cases that have them, the gain over the baseline paired', () => {
    const cases = 8;
    const at = Array.from({ length: cases }, (_, user) => user);
    const model = (label: string, gain: number) => {
      const columns = segmentColumns([popularity], cases);
      for (const user of at) {
        const third = user < 6 ? 1 : 0;
        columns[third]['ndcg@10'][user] = (user % 3) / 10 + gain;
        columns[third]['recall@10'][user] = gain;
        columns[third].heldOut[user] = 2;
      }
      const all = Float64Array.from(at, (user) => user / 10 + gain);
      return { label, 'ndcg@10': all, 'recall@10': all, titles: columns };
    };
    const reports = summariseSegments([model('popularity', 0), model('hybrid', 0.25)], {
      factors: [at.map(String)],
      heldOut: new Int32Array(cases).fill(3),
      users: cutByHistory(Float64Array.of(1, 1, 1, 5, 5, 9, 9, 9)),
      titles: [popularity],
      baseline: 'popularity',
      resamples: 200,
      seed: 1,
      purpose: 'test',
    });
    const told = reports.map(({ by, segment, from, to, titles, cases, heldOut }) => [
      `${by} ${segment}`,
      from,
      to,
      titles,
      cases,
      heldOut,
    ]);
    expect(told).toEqual([
      ['history light', 1, 1, null, 3, 9],
      ['history medium', 5, 5, null, 2, 6],
      ['history heavy', 9, 9, null, 3, 9],
      ['popularity tail', 6, 6, 2, 2, 4],
      ['popularity middle', 12, 12, 3, 6, 12],
    ]);
    for (const { rows } of reports) {
      expect(rows[0].gain).toBeNull();
      // Every user gains the same, so that the interval has no width.
      for (const part of Object.values(rows[1].gain!)) expect(part).toBeCloseTo(0.25, 12);
    }
    // Light users are 0, 1 and 2: 0.1 on average.
    expect(reports[0].rows[0].metrics['ndcg@10'].value).toBeCloseTo(0.1, 12);
    expect(reports[4].rows[1].metrics['ndcg@10'].value).toBeCloseTo(0.1 + 0.25, 12);
    expect(reports[3].rows[1].metrics['recall@10']).toMatchObject({ value: 0.25 });
  });
});

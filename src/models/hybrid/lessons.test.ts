import { describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { experiencedWeights } from './blend-weights.ts';
import { buildLessons } from './lessons.ts';
import type { PracticeCase } from './practice.ts';
import { SIGNALS } from './signal-names.ts';
import type { Reading, Signals } from './signals.ts';

const BEST = 300;
const DRAWN = 200;

/** Signals whose every item has the score given, and its own number as its first signal. */
function signalsOf(scores: Float32Array): Signals {
  return {
    read: () => ({ length: 2 }) as Reading,
    blend: (_reading: Reading, _weights: unknown, out: Float32Array) => out.set(scores),
    values: (_reading: Reading, item: number, out: Float32Array, at: number) => {
      out[at] = item;
    },
  } as unknown as Signals;
}

const caseOf = (truth: number[], seen: number[], newTitles = false): PracticeCase => ({
  query: { items: new Int32Array(0), weights: new Float32Array(0), times: new Float64Array(0), now: 0 },
  truth: Int32Array.from(truth),
  seen: Int32Array.from(seen),
  newTitles,
});

function lessonsOf(scores: Float32Array, cases: PracticeCase[], newTitles = new Uint8Array(scores.length)): number[][] {
  const lessons = buildLessons({ cases, newTitles }, signalsOf(scores), experiencedWeights(), scores.length, 3);
  return lessons.map(({ signals }) =>
    Array.from({ length: signals.length / SIGNALS.length }, (_, at) => signals[at * SIGNALS.length]),
  );
}

/** Items by score downwards, as sorting finds them. */
const sorted = (items: number[], scores: Float32Array): number[] => items.toSorted((a, b) => scores[b] - scores[a]);

describe('buildLessons', () => {
  const items = 2000;
  const stream = random(5, 'lessons');
  const scores = Float32Array.from({ length: items }, () => stream.normal());
  const all = Array.from(scores.keys());

  it('takes the truth, the best others, and a draw of the rest, whatever order the scores come in', () => {
    const rising = scores.toSorted();
    for (const values of [scores, rising, rising.toReversed()]) {
      const [candidates] = lessonsOf(values, [caseOf([7, 1999], [1, 0, 1998])]);
      const others = all.filter((item) => ![7, 1999, 0, 1, 1998].includes(item));
      const best = sorted(others, values).slice(0, BEST);
      expect(candidates.slice(0, 2)).toEqual([7, 1999]);
      expect(candidates.slice(2, 2 + BEST)).toEqual(best.toSorted((a, b) => a - b));
      const drawn = candidates.slice(2 + BEST);
      expect(new Set(drawn).size).toBe(DRAWN);
      expect(drawn.every((item) => others.includes(item) && !best.includes(item))).toBe(true);
    }
  });

  it('takes the first items of those with one score', () => {
    const [candidates] = lessonsOf(new Float32Array(items).fill(0.5), [caseOf([9], [0])]);
    expect(candidates.slice(1, 1 + BEST)).toEqual(all.filter((item) => item !== 9 && item !== 0).slice(0, BEST));
  });

  it('takes every other where there are few, and none where there is none', () => {
    const few = scores.subarray(0, 5);
    expect(lessonsOf(few, [caseOf([2], [0]), caseOf([0, 1, 2], [3, 4])])).toEqual([
      [2, 1, 3, 4],
      [0, 1, 2],
    ]);
  });

  it('takes new titles only where those are asked about', () => {
    const newTitles = Uint8Array.from(all, (item) => Number(item % 100 === 0));
    const [candidates, usual] = lessonsOf(scores, [caseOf([100], [], true), caseOf([100], [])], newTitles);
    expect(candidates.toSorted((a, b) => a - b)).toEqual(all.filter((item) => item % 100 === 0));
    expect(usual.length).toBe(1 + BEST + DRAWN);
  });

  it('draws the same again, and for a case alone what it drew among others before it', () => {
    const cases = [caseOf([3], [1]), caseOf([8], [2])];
    expect(lessonsOf(scores, cases)).toEqual(lessonsOf(scores, cases));
    expect(lessonsOf(scores, cases.slice(0, 1))[0]).toEqual(lessonsOf(scores, cases)[0]);
  });
});

import { describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { compareTrials, correctedGain, type MeasuredTrial } from './compare-trials.ts';

const USERS = Array.from({ length: 200 }, (_, user) => `u${user}`);
const users = [{ existing: USERS, 'new-title': USERS.slice(0, 100) }];
const options = { users, questions: ['existing', 'new-title'], seed: 1, rows: 300 };

/** A trial whose cases are noise around a level, each trial its own. */
function trial(number: number, level: number): MeasuredTrial {
  const stream = random(number, 'noise');
  const noisy = (length: number): number[] => Array.from({ length }, () => level + 0.1 * stream.normal());
  return { number, cuts: [{ existing: noisy(200), 'new-title': noisy(100) }] };
}

describe('two trials', () => {
  it('are compared question by question: a percent of one counts as a percent of another', () => {
    const flat = (a: number, b: number): MeasuredTrial => ({
      number: a,
      cuts: [{ existing: USERS.map(() => a), 'new-title': USERS.slice(0, 60).map(() => b) }],
    });
    const some = { ...options, users: [{ existing: USERS, 'new-title': USERS.slice(0, 60) }] };
    // With 0.01 added to each: √(0.1·0.4) = 0.2 and √(0.2·0.2) = 0.2: twice the one is worth half the other, in every resample.
    const even = compareTrials(flat(0.09, 0.39), flat(0.19, 0.19), some);
    for (const one of [even.value, even.low, even.high]) expect(one).toBeCloseTo(0, 10);
    // √(0.4·0.4) − √(0.1·0.4) = 0.2.
    expect(compareTrials(flat(0.09, 0.39), flat(0.39, 0.39), some).value).toBeCloseTo(0.2, 10);
  });

  it('that differ only by noise have an interval around zero; a real difference leaves it out', () => {
    const { low, high } = compareTrials(trial(1, 0.3), trial(2, 0.3), options);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
    const real = compareTrials(trial(1, 0.3), trial(2, 0.4), options);
    expect(real.low).toBeGreaterThan(0.05);
    expect(compareTrials(trial(1, 0.3), trial(2, 0.4), options)).toEqual(real);
  });
});

describe('the corrected gain', () => {
  it('is about nothing where the best of many is only lucky, though the best seems better', () => {
    // The noise of a mean of the two questions is about 0.006, and the best of forty differences lies well above zero.
    const trials = Array.from({ length: 40 }, (_, number) => trial(number + 1, 0.3));
    const [first, ...others] = trials;
    const seeming = Math.max(...others.map((other) => compareTrials(first, other, { ...options, rows: 1 }).value));
    const { value, low, high } = correctedGain(trials, options);
    expect(seeming).toBeGreaterThan(0.008);
    expect(Math.abs(value)).toBeLessThan(seeming / 2);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });

  it('keeps what is real', () => {
    const trials = [trial(1, 0.3), trial(2, 0.3), trial(3, 0.4)];
    const { value, low } = correctedGain(trials, options);
    expect(value).toBeGreaterThan(0.07);
    expect(value).toBeLessThan(0.13);
    expect(low).toBeGreaterThan(0);
  });
});

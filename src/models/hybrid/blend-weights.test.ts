import { describe, expect, it } from 'vitest';
import { experiencedWeights, FIXED, KNOTS, locateLength, weightsFor } from './blend-weights.ts';
import { climbWeights } from './climb-weights.ts';
import { learnWeights, type Lesson } from './learn-weights.ts';
import { COLD, PLACE, SIGNALS } from './signal-names.ts';
import { random } from '../../base/random.ts';

const S = SIGNALS.length;

/** Questions in which what is watched has a high value of one signal and a chance value of all others. */
function drawLessons(signal: number, length: number, count: number): Lesson[] {
  const stream = random(4, 'lessons', signal, length);
  return Array.from({ length: count }, () => {
    const candidates = 60;
    const signals = Float32Array.from({ length: candidates * S }, () => stream.normal());
    const truth = new Uint8Array(candidates);
    for (let c = 0; c < candidates; c++) truth[c] = signals[c * S + signal] + 0.7 * stream.normal() > 1.8 ? 1 : 0;
    const truthSize = truth.reduce((sum, byte) => sum + byte, 0);
    return { length, signals, offsets: new Float32Array(candidates), truth, truthSize, newTitles: false };
  });
}

describe('the weights of the blend', () => {
  it('are the knots’ own at the knots and in between elsewhere', () => {
    const weights = Float64Array.from({ length: KNOTS.length * S }, (_, at) => Math.floor(at / S));
    for (const [knot, length] of KNOTS.entries()) expect(weightsFor(weights, length)[0]).toBeCloseTo(knot, 12);
    expect(weightsFor(weights, 2)[0]).toBeGreaterThan(1);
    expect(weightsFor(weights, 2)[0]).toBeLessThan(2);
    expect(weightsFor(weights, 1_000_000)[0]).toBe(KNOTS.length - 1);
    expect(locateLength(0)).toEqual({ knot: 0, share: 0 });
  });

  it('learn which signal tells what is watched, and for which length of history', () => {
    const flat = new Float64Array(KNOTS.length * S);
    const lessons = [...drawLessons(PLACE.together, 100, 60), ...drawLessons(PLACE.popularity, 0, 60)];
    const learned = learnWeights(lessons, flat, 1);
    const long = weightsFor(learned, 100);
    const none = weightsFor(learned, 0);
    expect(long[PLACE.together]).toBeGreaterThan(1);
    expect(Math.abs(long[PLACE.popularity])).toBeLessThan(long[PLACE.together] / 2);
    expect(none[PLACE.popularity]).toBeGreaterThan(1);
    expect(Math.abs(none[PLACE.together])).toBeLessThan(none[PLACE.popularity] / 2);
  });

  it('stay where experience put them when there is nothing to learn from', () => {
    const start = experiencedWeights();
    expect([...learnWeights([], start, 1)]).toEqual([...start]);
    expect([...climbWeights([], start)]).toEqual([...start]);
  });

  it('are held the nearer to experience the stronger the regularization', () => {
    const start = experiencedWeights();
    const lessons = drawLessons(PLACE.trend, 10, 40);
    const moved = (regularization: number): number =>
      learnWeights(lessons, start, regularization).reduce((sum, weight, at) => sum + (weight - start[at]) ** 2, 0);
    expect(moved(1000)).toBeLessThan(moved(1));
  });

  it('never learn what is fixed', () => {
    const start = experiencedWeights();
    const lessons = drawLessons(PLACE.unreleased, 100, 60);
    for (const learned of [learnWeights(lessons, start, 1), climbWeights(lessons, start)]) {
      for (const place of FIXED) expect(weightsFor(learned, 100)[place]).toBe(weightsFor(start, 100)[place]);
    }
  });

  it('climb without those of new titles', () => {
    const start = experiencedWeights();
    expect(COLD).toContain(PLACE.coldLevel);
    for (const signal of [PLACE.coldTaste, PLACE.coldLevel]) {
      const climbed = weightsFor(climbWeights(drawLessons(signal, 100, 80), start), 100);
      for (const place of COLD) expect(climbed[place]).toBe(weightsFor(start, 100)[place]);
    }
  });

  it('climb towards better lists', () => {
    const start = new Float64Array(KNOTS.length * S).fill(0.2);
    const climbed = weightsFor(climbWeights(drawLessons(PLACE.genres, 100, 80), start), 100);
    const others = SIGNALS.filter((_, place) => place !== PLACE.genres).map((name) => Math.abs(climbed[PLACE[name]]));
    expect(climbed[PLACE.genres]).toBeGreaterThan(2 * (others.reduce((a, b) => a + b, 0) / others.length));
  });
});

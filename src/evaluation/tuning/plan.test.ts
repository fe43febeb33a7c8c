import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import type { SearchSpace } from '../../models/index.ts';
import { type Measurement, type Outcome, type PlanOptions, planStudy } from './plan.ts';
import { placeOf, type Settings } from './settings.ts';

const space: SearchSpace = {
  regularization: { kind: 'number', low: 1, high: 10_000, log: true },
  share: { kind: 'number', low: 0, high: 1 },
  factors: { kind: 'integer', low: 4, high: 64, step: 4 },
  kind: { kind: 'choice', values: ['a', 'b', 'c'] },
};
const start: Settings = { regularization: 3, share: 0.9, factors: 8, kind: 'a' };

/** 1 at regularization 1000, share 0.3, kind b, whatever the factors; falls with the squared distance. A cut is a little harder or easier. */
function valueOf({ settings, cut }: Pick<Measurement, 'settings' | 'cut'>): number {
  const far = placeOf(space['regularization'], settings['regularization']) - 0.75;
  const off = (settings['share'] as number) - 0.3;
  return Math.max(0, 1 - far * far - off * off - (settings['kind'] === 'b' ? 0 : 0.2)) + 0.01 * cut;
}

const options = (change: Partial<PlanOptions> = {}): PlanOptions => ({
  candidates: [{ model: 'm', space, start }],
  seed: 1,
  trials: 60,
  cuts: 3,
  lag: 4,
  ...change,
});

/** Runs a plan to its end with `workers` at once, whose measurements end in an order drawn from `luck`. */
function runPlan(
  plan: PlanOptions,
  measure: (measurement: Measurement) => Outcome,
  { workers = 1, luck = 0, known = new Map<number, Outcome>() } = {},
): { made: Measurement[]; outcomes: Map<number, Outcome> } {
  const study = planStudy(plan);
  const stream = random(luck, 'luck');
  const outcomes = new Map(known);
  const running: Measurement[] = [];
  const made: Measurement[] = [];
  for (;;) {
    const step = running.length < workers ? study.next((number) => outcomes.get(number)) : 'wait';
    if (step === 'end' && running.length === 0) return { made, outcomes };
    if (typeof step === 'object') {
      made.push(step);
      if (!outcomes.has(step.number)) running.push(step);
    } else if (running.length > 0) {
      const [ended] = running.splice(stream.below(running.length), 1);
      outcomes.set(ended.number, measure(ended));
    } else if (step === 'wait') throw new Error('waits for nothing');
  }
}

describe('a study', () => {
  it('comes near the best settings of a known function, nearer than drawing without looking', () => {
    const tried = (seed: number): number[] =>
      runPlan(options({ seed, cuts: 1 }), valueOf).made.map((measurement) => valueOf(measurement));
    const bests = [1, 2, 3, 4, 5].map((seed) => Math.max(...tried(seed)));
    // Sixty draws of a uniform place leave a best of about 0.98 (the two distances together about 0.1).
    expect(Math.min(...bests)).toBeGreaterThan(0.985);
    const late = [1, 2, 3, 4, 5].map((seed) => {
      const values = tried(seed);
      const mean = (part: readonly number[]): number => part.reduce((sum, value) => sum + value, 0) / part.length;
      return mean(values.slice(-20)) - mean(values.slice(1, 12));
    });
    expect(Math.min(...late)).toBeGreaterThan(0.05);
  });

  it('begins with the start, tries nothing twice and ends after the trials asked for', () => {
    const { made } = runPlan(options(), valueOf);
    expect(made[0]).toMatchObject({ number: 0, trial: 0, settings: start, cut: 0 });
    const firsts = made.filter(({ cut }) => cut === 0);
    expect(firsts).toHaveLength(60);
    expect(new Set(firsts.map(({ settings }) => JSON.stringify(settings))).size).toBe(60);
  });

  it('is the same with one worker and with several, whichever end first', () => {
    const alone = runPlan(options(), valueOf).made;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(), (workers, luck) => {
        expect(runPlan(options(), valueOf, { workers, luck }).made).toEqual(alone);
      }),
      { numRuns: 15 },
    );
  });

  it('goes on after an interruption to the same end, whatever had been kept', () => {
    const whole = runPlan(options(), valueOf);
    fc.assert(
      fc.property(fc.nat({ max: whole.made.length }), fc.nat(), (kept, luck) => {
        const stream = random(luck, 'lost');
        const known = new Map([...whole.outcomes].filter(([number]) => number < kept && stream.next() < 0.9));
        let measured = 0;
        const again = runPlan(
          options(),
          (measurement) => {
            measured++;
            return valueOf(measurement);
          },
          { known },
        );
        expect(again.made).toEqual(whole.made);
        expect(measured).toBe(whole.made.length - known.size);
      }),
      { numRuns: 15 },
    );
  });

  it('is another with another seed', () => {
    expect(runPlan(options({ seed: 2 }), valueOf).made).not.toEqual(runPlan(options(), valueOf).made);
  });

  it('measures the best third and the start on all cuts, and the others on one', () => {
    const { made } = runPlan(options(), valueOf);
    const byTrial = Map.groupBy(made, ({ trial }) => trial);
    const whole = [...byTrial].filter(([, measurements]) => measurements.length === 3).map(([trial]) => trial);
    expect([...byTrial.values()].every(({ length }) => length === 1 || length === 3)).toBe(true);
    expect(whole).toContain(0);
    // The start and at most a third of sixty.
    expect(whole.length).toBeGreaterThan(15);
    expect(whole.length).toBeLessThanOrEqual(21);
    const mean = (chosen: readonly number[]): number =>
      chosen.reduce((sum, trial) => sum + valueOf(byTrial.get(trial)![0]), 0) / chosen.length;
    const rest = [...byTrial.keys()].filter((trial) => !whole.includes(trial));
    expect(mean(whole.slice(1))).toBeGreaterThan(mean(rest) + 0.1);
  });

  it('leaves models that cannot hope, and goes on with those that can', () => {
    const candidates = ['good', 'near', 'poor', 'hopeless'].map((model) => ({ model, space, start }));
    const level: Record<string, number> = { good: 0.5, near: 0.495, poor: 0.4, hopeless: 0.1 };
    const measure = (measurement: Measurement): number => level[measurement.model] + 0.03 * valueOf(measurement);
    const { made } = runPlan(options({ candidates, trials: 60 }), measure);
    const tried = (name: string): number => made.filter(({ model, cut }) => model === name && cut === 0).length;
    // Planned four ahead: what is left is left when it is seen.
    expect(tried('hopeless')).toBeLessThanOrEqual(2);
    expect(tried('poor')).toBeLessThanOrEqual(5);
    expect(tried('good')).toBeGreaterThan(20);
    expect(tried('near')).toBeGreaterThan(5);
  });

  it('goes on when settings fail, and ends when all do', () => {
    const { made } = runPlan(options({ trials: 20 }), (measurement) =>
      (measurement.settings['factors'] as number) > 32 ? null : valueOf(measurement),
    );
    expect(made.filter(({ cut }) => cut === 0)).toHaveLength(20);
    expect(made.filter(({ settings, cut }) => cut > 0 && (settings['factors'] as number) > 32)).toEqual([]);
    expect(runPlan(options({ trials: 10 }), () => null).made).toHaveLength(10);
  });

  it('ends when a small space is exhausted', () => {
    const small: SearchSpace = { kind: { kind: 'choice', values: ['a', 'b', 'c'] } };
    const candidates = [{ model: 'm', space: small, start: { kind: 'a' } }];
    const { made } = runPlan(options({ candidates, trials: null, cuts: 1 }), () => 1);
    expect(new Set(made.map(({ settings }) => settings['kind']))).toEqual(new Set(['a', 'b', 'c']));
    expect(made).toHaveLength(3);
    const nothing = [{ model: 'm', space: {}, start: {} }];
    expect(runPlan(options({ candidates: nothing, trials: null }), () => 1).made).toHaveLength(1);
  });
});

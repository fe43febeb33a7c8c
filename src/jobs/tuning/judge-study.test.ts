import { describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { models } from '../../models/index.ts';
import type { Study } from './contract.ts';
import { judgeStudy, startOf } from './judge-study.ts';
import type { KeptMeasurement } from './study-files.ts';

const USERS = Array.from({ length: 120 }, (_, user) => `u${user}`);
const users = [0, 1, 2].map(() => ({ existing: USERS, 'new-title': USERS.slice(0, 60) }));
const configOf = (model: string): Record<string, unknown> => models[model].config.parse({}) as Record<string, unknown>;

const study: Study = {
  format: 1,
  id: 'made',
  createdMs: 0,
  codeVersion: 'test',
  snapshotId: 'none',
  seed: 1,
  questions: ['existing', 'new-title'],
  models: ['ease', 'als', 'popularity'].map((model) => ({ model, config: configOf(model), fixed: [] })),
  cuts: 3,
  lag: 4,
  maxUsers: 500,
};

let number = 0;
/** Measurements of a trial: users differ among each other, and a little from trial to trial; null: it failed. */
function measure(model: string, trial: number, level: number | null, cuts = 3, settings = {}): KeptMeasurement[] {
  return Array.from({ length: cuts }, (_, cut) => {
    const value = (user: string): number =>
      level! + 0.1 * random(7, user).normal() + 0.02 * random(trial, user, cut).normal();
    const values = level === null ? null : { existing: USERS.map(value), 'new-title': USERS.slice(0, 60).map(value) };
    return {
      number: number++,
      trial,
      model,
      settings: { ...startOf({ model, config: configOf(model), fixed: [] }), ...settings },
      cut,
      values,
      reason: level === null ? 'SINGULAR_SYSTEM: no solution' : null,
      ms: 1000,
      elapsedMs: 0,
    };
  });
}

const judge = (measurements: KeptMeasurement[], incumbent = 'ease') =>
  judgeStudy(study, measurements, { users, incumbent, ended: 'trials' });

describe('what came of a study', () => {
  it('takes settings that are better beyond chance, whole, and leaves the others of the start', () => {
    const { models: judged } = judge([
      ...measure('ease', 0, 0.3),
      ...measure('ease', 1, 0.34, 3, { regularization: 77 }),
      ...measure('ease', 2, 0.5, 1, { regularization: 5 }),
    ]);
    const [{ better, best, runnerUp, gain, correctedGain, config, cuts, trials }] = judged;
    // The third was measured on one cut alone and is not compared with those that were on all.
    expect([better, best.trial, runnerUp?.trial, cuts, trials]).toEqual([true, 1, 0, 3, 3]);
    expect(gain!.value).toBeCloseTo(0.04, 1);
    expect(gain!.low).toBeGreaterThan(0.03);
    expect(correctedGain!.value).toBeCloseTo(gain!.value, 2);
    expect(config).toEqual({ ...configOf('ease'), regularization: 77 });
  });

  it('stays with the start where the best is only lucky', () => {
    const lucky = Array.from({ length: 12 }, (_, trial) =>
      measure('ease', trial, 0.3, 3, { regularization: 100 + trial }),
    );
    const [{ better, gain, config }] = judge(lucky.flat()).models;
    expect(gain!.value).toBeGreaterThan(0);
    expect(better).toBe(false);
    expect(config).toEqual(configOf('ease'));
  });

  it('leaves out what is better on the whole but worse for one of the questions', () => {
    const harmful = measure('ease', 1, 0.3, 3, { regularization: 5 }).map((one) => ({
      ...one,
      values: {
        existing: one.values!['existing'].map((value) => value - 0.05),
        'new-title': one.values!['new-title'].map((value) => value + 0.4),
      },
    }));
    const [{ best, harmful: left, runnerUp }] = judge([
      ...measure('ease', 0, 0.3),
      ...harmful,
      ...measure('ease', 2, 0.32, 3, { regularization: 77 }),
    ]).models;
    expect([best.trial, left, runnerUp?.trial]).toEqual([2, 1, 0]);
  });

  it('makes another model champion only where it is better beyond chance', () => {
    const near = judge([...measure('ease', 0, 0.3), ...measure('als', 1, 0.3005)]);
    expect(near.champion).toMatchObject({ model: 'ease', incumbent: 'ease', lead: null });
    const { champion, models: judged } = judge([
      ...measure('ease', 0, 0.3),
      ...measure('als', 1, 0.33, 1),
      ...measure('popularity', 2, 0.1, 1),
    ]);
    expect(champion.model).toBe('als');
    expect(champion.lead!.low).toBeGreaterThan(0);
    expect(judged.map(({ model }) => model)).toEqual(['als', 'ease', 'popularity']);
  });

  it('tells models that could not be trained, and goes on without them', () => {
    const { champion, failed } = judge([...measure('ease', 0, null, 1), ...measure('als', 1, 0.2, 1)]);
    expect(failed).toEqual([{ model: 'ease', reason: 'SINGULAR_SYSTEM: no solution' }]);
    expect(champion).toMatchObject({ model: 'als', lead: null });
    const [{ failed: some, trials }] = judge([...measure('ease', 0, 0.2, 1), ...measure('ease', 1, null, 1)]).models;
    expect([some, trials]).toEqual([1, 2]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../base/clock.ts';
import { compareRuns, openRegistry, type Registry, type Run } from '../registry/index.ts';
import { gatherCases, pairedBy } from './case-figures.ts';

let home: string;
let registry: Registry;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'butaca-cases-'));
  registry = openRegistry({ home, clock: systemClock });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const METRIC = 'existing ndcg@10';
const USERS = Array.from({ length: 40 }, (_, user) => `u${user}`);

/** A training that measured these values, one a user; its own interval is as wide as all there is. */
function measured(values: readonly number[], users: readonly string[] = USERS, snapshotId = 's1'): Run {
  const run = registry.startRun({ kind: 'train', seed: 1, codeVersion: 'abc', model: 'ease', snapshotId });
  const cases = gatherCases('ease');
  const answers = new Map([
    ['ease', { 'ndcg@10': Float64Array.from(values), novelty: new Float64Array(values.length) }],
  ]);
  cases.keep({ question: 'existing', factors: [users], answers });
  const value = values.reduce((sum, one) => sum + one, 0) / values.length;
  const metrics = { [METRIC]: { value, low: 0, high: 1 } };
  return registry.finishRun(run.id, { metrics, reports: [cases.write(registry, run.id)] });
}

const far = USERS.map((_, user) => user % 2);
const compared = (a: Run, b: Run) => compareRuns([a, b], pairedBy(registry)).metrics[0].differences[1];

describe('runs that asked the same users', () => {
  it('are compared user by user: a gain that every user has is certain, however far the users are apart', () => {
    const difference = compared(measured(far), measured(far.map((value) => value + 0.125)));
    // Every resample has the same difference, so that the interval has no width.
    expect(difference).toMatchObject({ method: 'paired' });
    for (const part of [difference!.value, difference!.low!, difference!.high!]) expect(part).toBeCloseTo(0.125, 12);
  });

  it('give the same interval again, around the mean of the differences', () => {
    const [a, b] = [measured(far), measured(far.map((value, user) => value + (user % 4 === 0 ? 0.4 : -0.1)))];
    const difference = compared(a, b)!;
    // A quarter of the users gain 0.4, the others lose 0.1: 0.1 − 0.075 = 0.025.
    expect(difference.value).toBeCloseTo(0.025, 12);
    expect(difference.low).toBeLessThan(0);
    expect(difference.high).toBeGreaterThan(0.05);
    expect(compared(a, b)).toEqual(difference);
  });
});

describe('runs whose cases are not the same', () => {
  it('are compared by their intervals: other users, another snapshot, no cases, damaged ones', () => {
    const a = measured(far);
    const others = USERS.map((user) => `${user}x`);
    expect(compared(a, measured(far, others))?.method).toBe('independent');
    expect(compared(a, measured(far, USERS, 's2'))?.method).toBe('independent');
    expect(compared(a, { ...measured(far), reports: [] })?.method).toBe('independent');
    const damaged = measured(far);
    writeFileSync(registry.reportPath(damaged.reports[0]), '{"format"');
    expect(compared(a, damaged)?.method).toBe('independent');
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { butaca } from './butaca.ts';

const scratch = mkdtempSync(join(tmpdir(), 'butaca-benchmark-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const environment = { BUTACA_HOME: join(scratch, 'home'), BUTACA_THREADS: '1' };

describe('butaca benchmark ratings', () => {
  it('measures the predictors on the folds of a folder, as a table and as JSON, the same figures each time', async () => {
    // Users like titles of their own parity: 5 stars there, 1 elsewhere.
    const lines = Array.from({ length: 600 }, (_, at) => {
      const [user, item] = [at % 20, Math.floor(at / 20)];
      return `u${user}\tm${item}\t${(user + item) % 2 === 0 ? 5 : 1}\t880000000`;
    });
    writeFileSync(join(scratch, 'k1.base'), lines.filter((_, at) => at % 7 !== 0).join('\n'));
    writeFileSync(join(scratch, 'k1.test'), lines.filter((_, at) => at % 7 === 0).join('\n'));
    const args = ['benchmark', 'ratings', '--folds', scratch, '--predictors', 'biases,bayesian-folded'];
    const [table, json] = [
      await butaca([...args, '--lang', 'es'], environment),
      await butaca([...args, '--json'], environment),
    ];
    expect([table.code, json.code]).toEqual([0, 0]);
    const { predictors } = JSON.parse(json.stdout) as {
      predictors: { name: string; rmse: { value: number }; liked?: { ece: number } }[];
    };
    expect(predictors.map(({ name }) => name)).toEqual(['biases', 'bayesian-folded']);
    expect(predictors[0].rmse.value).toBeGreaterThan(1.8);
    expect(predictors[1].rmse.value).toBeLessThan(0.5);
    expect(predictors[1].liked?.ece).toBeLessThan(0.1);
    for (const { name, rmse } of predictors)
      expect(table.stdout).toMatch(new RegExp(`^${name} +${rmse.value.toFixed(4)} `, 'm'));
    expect(table.stdout).toContain('20 usuarios, 30 títulos, 1 partes');
    expect(table.stderr).toContain('Medido');
    const [before, after] = (JSON.parse(json.stdout) as { runs: string[] }).runs;
    const compared = await butaca(['runs', 'compare', before, after, '--json'], environment);
    const { metrics } = JSON.parse(compared.stdout) as {
      metrics: {
        name: string;
        values: { value: number }[];
        differences: ({ value: number; method: string } | null)[];
      }[];
    };
    const missed = metrics.find(({ name }) => name === 'ratings mae')!;
    // One fold: its mean over ratings is the mean of the folds, and the differences are those of the same ratings.
    const [a, b] = missed.values;
    expect(missed.differences[1]).toMatchObject({ method: 'paired' });
    expect(missed.differences[1]!.value).toBeCloseTo(b.value - a.value, 4);
  });

  it('refuses an unknown predictor with the nearest name, and a folder without folds', async () => {
    const wrong = await butaca(['benchmark', 'ratings', '--folds', scratch, '--predictors', 'bayesain'], environment);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('Did you mean bayesian?');
    const absent = await butaca(['benchmark', 'ratings', '--folds', join(scratch, 'absent')], environment);
    expect(absent.code).toBe(3);
    expect(absent.stderr).toContain('MISSING_FILE');
    expect((await butaca(['benchmark', 'ratings'], environment)).code).toBe(2);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VerdictReport } from '../../src/evaluation/index.ts';
import type { Verdict } from '../../src/serving/index.ts';
import { ratedTables } from '../fixtures/rated-tables.ts';
import { learnSmallStars } from '../fixtures/small-stars.ts';
import { smallWorkspace, type TestWorkspace } from '../fixtures/small-workspace.ts';
import { butaca, type Outcome } from './butaca.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await smallWorkspace({ files: ratedTables() });
  workspace.registry.promote(await workspace.train('popularity'), { reason: 'first' });
  await learnSmallStars(workspace);
});
afterAll(() => workspace.remove());

const run = async (...args: readonly string[]): Promise<Outcome> =>
  butaca(['verdict', ...args], { BUTACA_HOME: workspace.home });

describe('butaca verdict', () => {
  it('says yes or no for a known user, with what moved the stars', async () => {
    const { code, stdout, stderr } = await run('1', 'Film 50', '--lang', 'en');
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^(Yes|No): “Film 50” would be liked with a probability of \d+ %/);
    expect(stdout).toMatch(/the title itself +\d\.\d\d/);
    expect(stdout).toMatch(/Film \d+ +\d(\.5)? +[+−]\d\.\d\d/);
    const json = await run('1', 'Film 50', '--json', '--precision', '0.6');
    const verdict = JSON.parse(json.stdout) as Verdict;
    expect(verdict).toMatchObject({ userId: '1', title: { id: '50' }, threshold: { wanted: 0.6 } });
  });

  it('answers for a stranger who likes something, and asks for one where nobody is named', async () => {
    const { code, stdout } = await run('Film 21', '--liked', 'Film 1', '--disliked', 'Film 2', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ userId: null, basedOn: { rated: 2 } });
    const nobody = await run('Film 21', '--lang', 'es');
    expect(nobody.code).toBe(2);
    expect(nobody.stderr).toContain('falta el usuario');
    const unknown = await run('1', 'Flim 21');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('UNKNOWN_TITLE');
  });

  it('tells how sure it is', async () => {
    const { code, stdout } = await run('--lang', 'es', '--precision', '0.6');
    expect(code).toBe(0);
    expect(stdout).toContain('Error de calibración');
    expect(stdout).toContain('Precisión pedida 60.0 %');
    const json = await run('--json');
    const { threshold, report } = JSON.parse(json.stdout) as { threshold: { wanted: number }; report: VerdictReport };
    expect(threshold.wanted).toBe(0.75);
    expect(report.test.bins.length).toBeGreaterThan(3);
  });

  it('is not ready before stars are learnt', async () => {
    const bare = await smallWorkspace({ files: ratedTables() });
    try {
      const { code, stderr } = await butaca(['verdict', '--lang', 'en'], { BUTACA_HOME: bare.home });
      expect(code).toBe(4);
      expect(stderr).toContain('butaca train stars');
    } finally {
      bare.remove();
    }
  });
});

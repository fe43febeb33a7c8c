import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { openRegistry } from '../../src/registry/index.ts';
import { butaca } from './butaca.ts';

let home: string;
let environment: Record<string, string>;
let ease: string;
let als: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'butaca-runs-'));
  environment = { BUTACA_HOME: home };
  const registry = openRegistry({ home, clock: systemClock });
  const add = (model: string, value: number): string => {
    const run = registry.startRun({ kind: 'train', seed: 1, codeVersion: 'abc', model, snapshotId: 's1' });
    return registry.finishRun(run.id, { metrics: { 'existing ndcg@10': { value } } }).id;
  };
  ease = add('ease', 0.2);
  als = add('als', 0.3);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const found = async (...options: string[]): Promise<string[]> => {
  const { stdout } = await butaca(['runs', '--json', ...options], environment);
  return (JSON.parse(stdout) as { id: string }[]).map(({ id }) => id);
};

describe('butaca runs', () => {
  it('filters and sorts, and says when there are more', async () => {
    expect(await found('--filter', 'model=ease')).toEqual([ease]);
    expect(await found('--filter', 'existing ndcg@10>0.25', '--filter', 'kind=train')).toEqual([als]);
    expect(await found('--sort', 'existing ndcg@10')).toEqual([ease, als]);
    expect(await found('--sort', '-existing ndcg@10')).toEqual([als, ease]);
    expect((await butaca(['runs', '-n', '1'], environment)).stderr).toContain('1 of 2');
  });

  it('refuses a filter that it cannot read, in the language asked for', async () => {
    const { code, stderr } = await butaca(['runs', '--filter', 'kind=party', '--lang', 'es'], environment);
    expect(code).toBe(2);
    expect(stderr).toContain('filtro no válido: kind=party');
  });

  it('compares, notes and tags', async () => {
    const { stdout } = await butaca(['runs', 'compare', ease, als], environment);
    expect(stdout).toMatch(/^model +ease +als$/m);
    expect(stdout).toMatch(/^existing ndcg@10 +0\.2000 +0\.3000 +0\.1000 no interval$/m);
    expect((await butaca(['runs', 'compare', ease], environment)).code).toBe(2);
    await butaca(['runs', 'note', ease, 'con años'], environment);
    await butaca(['runs', 'tag', ease, 'best', 'paper'], environment);
    await butaca(['runs', 'tag', ease, 'paper', '--remove'], environment);
    expect(await found('--filter', 'tag=best')).toEqual([ease]);
    const csv = await butaca(['runs', ease, '--csv'], environment);
    expect(csv.stdout).toContain(',best,con años,');
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeTinyFilms } from '../fixtures/tiny-films.ts';
import { butaca } from './butaca.ts';

const scratch = mkdtempSync(join(tmpdir(), 'butaca-cli-neighbours-'));
const environment = { BUTACA_HOME: join(scratch, 'home'), BUTACA_THREADS: '1' };

beforeAll(() => writeTinyFilms(join(scratch, 'films')));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('finds the neighbours of films, shows what serves, and goes back', { timeout: 60_000 }, async () => {
  expect((await butaca(['import', join(scratch, 'films')], environment)).code).toBe(0);
  const found = [];
  for (const set of ['k=20', 'kinds.cast=1']) {
    const { code, stdout } = await butaca(['train', 'neighbours', '--set', set, '--json'], environment);
    expect(code).toBe(0);
    found.push((JSON.parse(stdout) as { version: { id: string; config: object } }).version);
  }
  const [first, second] = found;
  expect(first.config).toMatchObject({ k: 20 });
  expect(second.config).toMatchObject({ k: 64, kinds: { cast: 1, word: 0.4 } });
  const { stdout: shown } = await butaca(['models', '--versions', '--json'], environment);
  expect(JSON.parse(shown)).toMatchObject({ champion: null, neighbours: second.id });
  const back = await butaca(['rollback', '--films', '--json'], environment);
  expect(JSON.parse(back.stdout)).toMatchObject({ alias: 'films', versionId: first.id, previousId: second.id });
  const none = await butaca(['rollback', '--films'], environment);
  expect([none.code, none.stderr]).toEqual([4, expect.stringContaining('Code: NO_EARLIER_VERSION')]);
  // It is no model that could recommend.
  const promoted = await butaca(['promote', 'latest'], environment);
  expect(promoted.stderr).toContain('Code: MISSING_MODEL');
});

it('lists the settings of neighbours with the other models’, in words', async () => {
  const { code, stdout } = await butaca(['models', 'neighbours'], environment);
  expect(code).toBe(0);
  expect(stdout).toContain('yearScale = 8');
  const refused = await butaca(['train', 'neighbours', '--set', 'yearScal=3'], environment);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('Did you mean yearScale?')]);
});

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { openStore } from '../../src/store/index.ts';
import { writeTinyTables } from '../fixtures/tiny-tables.ts';
import { butaca } from './butaca.ts';

const scratch = mkdtempSync(join(tmpdir(), 'butaca-cli-'));
const tables = join(scratch, 'tables');
const home = join(scratch, 'home');
const environment = { BUTACA_HOME: home, BUTACA_THREADS: '1' };

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the commands, one after another on one workspace', () => {
  let version = '';

  beforeAll(() => writeTinyTables(tables));

  it('reports on tables without writing anything, with --dry-run', async () => {
    const faulty = join(scratch, 'views.csv');
    writeFileSync(faulty, 'userId,movieId\nu1,no such film\n');
    const args = ['import', tables, faulty, '--dry-run', '--json', '--rejected', join(scratch, 'to-mend')];
    const { code, stdout, stderr } = await butaca(args, environment);
    expect(code).toBe(0);
    const mended = join(scratch, 'to-mend', 'views-rejected.csv');
    expect(stderr).toContain(mended);
    expect(readFileSync(mended, 'utf8')).toMatch(/^set_aside,userId,movieId\n.*UNKNOWN_ITEM_ID.*,u1,no such film\n$/);
    expect(JSON.parse(stdout)).toMatchObject({
      snapshotId: null,
      report: { dryRun: true, totals: { titles: 24, users: 40 } },
    });
    expect(existsSync(home)).toBe(false);
  });

  it('shows an empty workspace and the command to begin with', async () => {
    const { code, stdout } = await butaca(['status', '--json'], environment);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ home, snapshot: null, champion: null, next: 'butaca import <folder>' });
    expect(existsSync(home)).toBe(false);
  });

  it('refuses to train before anything is imported, with exit code 4 and what to do', async () => {
    const { code, stdout, stderr } = await butaca(['train', 'ease'], environment);
    expect(code).toBe(4);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^✗ missing snapshot: .*\n {2}Code: MISSING_SNAPSHOT\n {2}Import tables first: butaca import/m,
    );
  });

  it('imports tables; the same tables give the same snapshot', async () => {
    const first = await butaca(['import', tables, '--json'], environment);
    expect(first.code).toBe(0);
    const second = await butaca(['import', tables, '--json'], environment);
    const [a, b] = [first, second].map(({ stdout }) => JSON.parse(stdout) as { snapshotId: string; runId: string });
    expect(a.snapshotId).toMatch(/^[0-9a-f]{16}$/);
    expect(b.snapshotId).toBe(a.snapshotId);
    expect(b.runId).not.toBe(a.runId);
  });

  it('trains a version with its figures; the same seed gives the same bytes', async () => {
    const args = ['train', 'ease', '--seed', '7', '--set', 'regularization=50', '--json'];
    const [first, second] = [await butaca(args, environment), await butaca(args, environment)];
    expect(first.code).toBe(0);
    const [a, b] = [first, second].map(
      ({ stdout }) => JSON.parse(stdout) as { version: { id: string; file: { sha256: string } } },
    );
    expect(a.version).toMatchObject({ model: 'ease', seed: 7, config: { regularization: 50 } });
    expect(a.version).toHaveProperty(['metrics', 'existing ndcg@10', 'value']);
    expect(a.version).toHaveProperty(['metrics', 'existing ndcg@10 (popularity)', 'value']);
    expect(b.version.file.sha256).toBe(a.version.file.sha256);
    version = a.version.id;
  });

  it('promotes through the gate, and rolls back', async () => {
    const early = await butaca(['rollback'], environment);
    expect(early.code).toBe(4);
    expect(early.stderr).toContain('Code: NO_EARLIER_VERSION');
    const promoted = await butaca(['promote', version, '--reason', 'first', '--json'], environment);
    expect(promoted.code).toBe(0);
    expect(JSON.parse(promoted.stdout)).toMatchObject({ versionId: version, previousId: null, gate: { passed: true } });
    const next = await butaca(['promote', 'latest', '--json'], environment);
    expect(JSON.parse(next.stdout)).toMatchObject({ previousId: version });
    const back = await butaca(['rollback', '--json'], environment);
    expect(JSON.parse(back.stdout)).toMatchObject({ versionId: version, action: 'rollback' });
  });

  it('keeps the gate closed for a version without figures, unless forced', async () => {
    const trained = await butaca(['train', 'popularity', '--no-figures', '--json'], environment);
    const { id } = (JSON.parse(trained.stdout) as { version: { id: string } }).version;
    const refused = await butaca(['promote', id], environment);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain('Code: GATE_CLOSED');
    const forced = await butaca(['promote', id, '--force', '--json'], environment);
    expect(JSON.parse(forced.stdout)).toMatchObject({ versionId: id, forced: true });
    expect((await butaca(['rollback'], environment)).code).toBe(0);
  });

  it('recommends to a user and to a stranger with liked titles', async () => {
    const known = await butaca(['recommend', 'u2', '-n', '3', '--json'], environment);
    expect(known.code).toBe(0);
    const slate = JSON.parse(known.stdout) as { recommendations: { title: string; reason: string }[] };
    expect(slate.recommendations).toHaveLength(3);
    const stranger = await butaca(['recommend', '--liked', 'Film 2', '-n', '2', '--lang', 'es'], environment);
    expect(stranger.code).toBe(0);
    expect(stranger.stdout).toMatch(/^ *título +año +por qué\n/);

    // Whoever reads a list in a terminal is not the viewer: nothing was shown.
    const store = await openStore({ home, clock: systemClock });
    try {
      expect(await store.readExposures({ limit: 10 })).toEqual([]);
    } finally {
      await store.close();
    }
  });

  it('keeps to genres, years and exclusions', async () => {
    const args = ['recommend', 'u2', '--genres', 'Comedy,Drama', '--year-from', '1990', '--exclude', '12', '--json'];
    const { stdout } = await butaca([...args, '--diversity', '0.3'], environment);
    const { recommendations } = JSON.parse(stdout) as {
      recommendations: { id: string; year: number; genres: string[] }[];
    };
    expect(recommendations.length).toBeGreaterThan(0);
    for (const { id, year, genres } of recommendations) {
      expect(id).not.toBe('12');
      expect(year).toBeGreaterThanOrEqual(1990);
      expect(genres.some((genre) => genre === 'Comedy' || genre === 'Drama')).toBe(true);
    }
  });

  it('names the title it does not know beside the list', async () => {
    const { code, stderr } = await butaca(['recommend', '--liked', 'No such film', '--liked', 'Film 2'], environment);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^! .*No such film/m);
  });

  it('refuses an unknown user with exit code 2, as JSON too', async () => {
    const { code, stdout } = await butaca(['recommend', 'nobody', '--json'], environment);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'UNKNOWN_USER' } });
  });

  it('evaluates chosen models and writes the report for people and for programs', async () => {
    const { code, stdout } = await butaca(
      ['evaluate', '--brief', '--models', 'popularity,ease', '--json'],
      environment,
    );
    expect(code).toBe(0);
    const { run, files } = JSON.parse(stdout) as {
      run: { metrics: object; status: string };
      files: Record<string, string>;
    };
    expect(run.status).toBe('done');
    expect(Object.keys(run.metrics)).toContain('existing ndcg@10 (ease)');
    expect(Object.values(files).map((path) => existsSync(path))).toEqual([true, true, true]);
  });

  it('lists runs and versions, and shows one', async () => {
    const { stdout } = await butaca(['runs', '--json'], environment);
    const runs = JSON.parse(stdout) as { id: string; kind: string; status: string }[];
    expect(runs.map(({ kind }) => kind)).toEqual(['evaluate', 'train', 'train', 'train', 'import', 'import']);
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['done']));
    const one = await butaca(['runs', runs[0].id, '--json'], environment);
    expect(JSON.parse(one.stdout)).toMatchObject({ id: runs[0].id });
    const csv = await butaca(['runs', '--csv'], environment);
    expect(csv.stdout.split('\n')[0]).toMatch(/^id,kind,status,started,seconds,model,/);
    const { stdout: versions } = await butaca(['models', '--versions', '--json'], environment);
    expect(JSON.parse(versions)).toMatchObject({ champion: version, versions: [{}, {}, {}] });
  });

  it('records a failed import as failed and keeps the last snapshot', async () => {
    const broken = join(scratch, 'broken');
    writeTinyTables(broken);
    writeFileSync(join(broken, 'movies.csv'), Buffer.from([0, 1, 2, 3, 0, 255, 254, 0]));
    const before = JSON.parse((await butaca(['status', '--json'], environment)).stdout) as { snapshot: { id: string } };
    const { code } = await butaca(['import', broken], environment);
    expect(code).toBe(3);
    const after = JSON.parse((await butaca(['status', '--json'], environment)).stdout) as {
      snapshot: { id: string };
      lastRun: { status: string };
    };
    expect(after.snapshot.id).toBe(before.snapshot.id);
    expect(after.lastRun.status).toBe('failed');
    expect(readdirSync(join(home, 'staging'))).toEqual([]);
  });
});

describe('wrong use', () => {
  it.each([
    [['trian'], /unknown command 'trian'[\s\S]*Did you mean train\?/],
    [['train', '--sed', '1'], /unknown option '--sed'/],
    [['train', '--seed', 'many'], /'many' is invalid/],
    [['train', 'eese'], /unknown model: eese; .*Did you mean ease\?/],
    [
      ['train', 'ease', '--set', 'regularisation=1'],
      /unknown setting: ease\.regularisation; .*Did you mean regularization\?/,
    ],
    [['train', 'ease', '--set', 'regularization=-1'], /invalid ease\.regularization: -1; expected/],
    [['train', 'ease', '--set', 'regularization'], /invalid --set: regularization; expected <key>=<value>/],
    [['import'], /missing required argument 'path'/],
    [['recommend'], /missing user: nothing to recommend from/],
    [['runs', 'no-such-run'], /unknown run: no-such-run/],
    [['runs', '../../etc/passwd'], /unknown run/],
    [['promote', 'no-such-version'], /unknown version: no-such-version/],
  ])('%j ends with exit code 2 and says why', async (args, message) => {
    const { code, stdout, stderr } = await butaca([...args, '--home', join(scratch, 'unused')]);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(stdout).toBe('');
  });

  it('refuses an unknown environment variable before doing anything', async () => {
    const { code, stderr } = await butaca(['status'], { BUTACA_HOEM: scratch });
    expect(code).toBe(2);
    expect(stderr).toMatch(/unknown variable: BUTACA_HOEM; .* Did you mean BUTACA_HOME\?/);
  });

  it('shows no stack unless asked with --verbose', async () => {
    const plain = await butaca(['import', join(scratch, 'absent')]);
    expect(plain.code).toBe(3);
    expect(plain.stderr).not.toContain('    at ');
    expect((await butaca(['import', join(scratch, 'absent'), '--verbose'])).stderr).toContain('    at ');
  });
});

describe('language', () => {
  it('speaks Spanish where the system does, and what --lang says before all', async () => {
    expect((await butaca(['--help'], { LANG: 'es_ES.UTF-8' })).stdout).toContain('Uso: butaca');
    expect((await butaca(['--help'], { LC_ALL: 'es', LANG: 'en_US' })).stdout).toContain('Uso: butaca');
    expect((await butaca(['--help', '--lang', 'en'], { LANG: 'es_ES.UTF-8' })).stdout).toContain('Usage: butaca');
    expect((await butaca(['trian'], { LANG: 'es_AR.UTF-8' })).stderr).toMatch(/comando desconocido 'trian'/);
  });
});

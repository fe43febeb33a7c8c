import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TrainedAutomatically, TuneAnswer } from '../../src/jobs/index.ts';
import { systemClock } from '../../src/base/clock.ts';
import { silent } from '../../src/base/progress.ts';
import { random } from '../../src/base/random.ts';
import { importSources } from '../../src/dataset/index.ts';
import { butaca, type Outcome, startButaca } from './butaca.ts';

const scratch = mkdtempSync(join(tmpdir(), 'butaca-tune-'));
const home = join(scratch, 'home');
const environment = { BUTACA_HOME: home, BUTACA_THREADS: '2', BUTACA_CONFIG: join(scratch, 'butaca.toml') };
const running = new Set<ChildProcess>();

/** Sixty users of two tastes with sixteen titles each, of forty-eight. */
beforeAll(async () => {
  const tables = join(scratch, 'tables');
  mkdirSync(tables);
  writeFileSync(environment.BUTACA_CONFIG, '[models.ease]\nminInteractions = 2\n');
  const titles = Array.from({ length: 48 }, (_, num) => `t${num},Film ${num} (1990),${num % 2 ? 'Drama' : 'Comedy'}`);
  const rows = Array.from({ length: 60 }, (_, user) => {
    const stream = random(4, user);
    const own = stream.shuffle(Array.from({ length: 24 }, (_, at) => at * 2 + (user % 2))).slice(0, 16);
    return own.map((item) => `u${user},t${item},${1_500_000_000 + stream.below(90_000_000)}`);
  }).flat();
  writeFileSync(join(tables, 'movies.csv'), `movieId,title,genres\n${titles.join('\n')}\n`);
  writeFileSync(join(tables, 'interactions.csv'), `userId,movieId,timestamp\n${rows.join('\n')}\n`);
  await importSources({ folder: tables, home, clock: systemClock, progress: silent });
}, 60_000);
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});
afterAll(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

/** Names in a folder of the workspace; none where it is absent. */
function namesIn(...folder: string[]): string[] {
  try {
    return readdirSync(join(home, ...folder));
  } catch {
    return [];
  }
}

const studies = (): string[] => namesIn('studies').filter((name) => !name.endsWith('.lock'));
const keptOf = (study: string): string[] =>
  namesIn('studies', study, 'measurements').filter((name) => /^\d+\.json$/.test(name));

/** Starts a study that would go on for long, and waits until it has kept some measurements. */
async function startStudy(): Promise<{
  child: ChildProcess;
  study: string;
  ended: Promise<number | null>;
  told: () => string;
}> {
  const before = studies();
  const child = startButaca(['tune', 'ease', '--trials', '400', '--question', 'existing'], environment);
  running.add(child);
  let told = '';
  child.stderr!.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  for (;;) {
    const study = studies().find((name) => !before.includes(name));
    if (study !== undefined && keptOf(study).length >= 4) return { child, study, ended, told: () => told };
    if (child.exitCode !== null) throw new Error(`ended before it was stopped: ${told}`);
    await sleep(20);
  }
}

const resume = async (study: string, ...more: string[]): Promise<TuneAnswer> => {
  const { code, stdout, stderr } = await butaca(['tune', '--resume', study, '--json', ...more], environment);
  expect(stderr + String(code)).toMatch(/0$/);
  return JSON.parse(stdout) as TuneAnswer;
};

describe('butaca tune', () => {
  it('killed at any moment goes on with --resume, and loses nothing that it had kept', async () => {
    const { child, study, ended } = await startStudy();
    child.kill('SIGKILL');
    await ended;
    // The process that measures ends by itself when its parent is gone, and lets the study go.
    let told: Outcome | null = null;
    while (told?.code !== 0) told = await butaca(['tune', '--resume', study, '--minutes', '0', '--json'], environment);
    const { report } = JSON.parse(told.stdout) as TuneAnswer;
    expect(report.measurements).toBe(keptOf(study).length);
    const more = await resume(study, '--trials', String(report.trials + 2));
    expect(more.report.study).toEqual(report.study);
    expect(more.report.trials).toBeGreaterThanOrEqual(report.trials + 2);
  }, 90_000);

  it('stopped by Ctrl-C ends with its code, says how to go on and keeps what it measured', async () => {
    const { child, study, ended, told } = await startStudy();
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(told()).toContain('butaca tune --resume');
    const { report } = await resume(study, '--minutes', '0');
    expect(report.measurements).toBe(keptOf(study).length);
  });

  it('tells reasons and a fragment for butaca.toml in both languages, and refuses wrong use', async () => {
    const [en, wrong, minutes] = await Promise.all([
      butaca(['tune', 'popularity', 'ease', '--trials', '5', '--question', 'existing', '--lang', 'en'], environment),
      butaca(['tune', 'eas', '--trials', '3'], environment),
      butaca(['tune', '--minutes', '-1'], environment),
    ]);
    expect(en.stdout).toContain('Champion of those that were tried: ease.');
    expect(en.stdout).toMatch(/butaca\.toml/);
    expect([wrong.code, minutes.code]).toEqual([2, 2]);
    expect(wrong.stderr).toContain('Did you mean ease?');
    const spanish = await butaca(['tune', '--resume', '--minutes', '0', '--lang', 'es'], environment);
    expect(spanish.stdout).toContain('Campeón de los probados: ease.');
  });
});

describe('butaca train --auto', () => {
  it('tunes, trains, serves and is remembered by the next training, under the configuration', async () => {
    const auto = await butaca(['train', 'ease', '--auto', '--minutes', '0.05', '--json'], environment);
    expect(auto.stderr + String(auto.code)).toMatch(/0$/);
    const { version, refused } = JSON.parse(auto.stdout) as TrainedAutomatically;
    expect([version.model, refused]).toEqual(['ease', null]);
    expect(version.config).toMatchObject({ minInteractions: 2 });
    const shown = await butaca(['models', 'ease'], environment);
    expect(shown.stdout).toContain('minInteractions = 2  (from the configuration; default 3)');
    const next = await butaca(['train', '--no-figures', '--json'], environment);
    expect((JSON.parse(next.stdout) as { version: typeof version }).version.config).toEqual(version.config);
    expect((await butaca(['tune', '--forget'], environment)).code).toBe(0);
    expect((await butaca(['train', '--auto', '--set', 'a=1'], environment)).code).toBe(2);
  });
});

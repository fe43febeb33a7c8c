import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { type ConfigInput, readConfig } from '../../base/config.ts';
import { silent } from '../../base/progress.ts';
import { random } from '../../base/random.ts';
import { openRegistry } from '../../registry/index.ts';
import { jobsHere } from '../jobs.ts';
import type { StudyReport, TuneRequest } from './contract.ts';
import { runTune } from './run-tune.ts';
import { trainAutomatically } from './train-automatically.ts';
import { chosenModel, forgetTuned, givenSettings, readTuned, settingsInForce, writeTuned } from './tuned-settings.ts';

const home = mkdtempSync(join(tmpdir(), 'butaca-tune-'));
const clock = systemClock;
const tools = { home, threads: 2, clock, progress: silent };

/** Sixty users of two tastes, with fourteen of their taste's twenty-four titles each and two of the other. */
beforeAll(async () => {
  const tables = join(home, 'tables');
  mkdirSync(tables);
  const titles = Array.from(
    { length: 48 },
    (_, num) => `t${num},Film ${num} (19${50 + num}),${num % 2 ? 'Drama' : 'Comedy'}`,
  );
  const rows = Array.from({ length: 60 }, (_, user) => {
    const stream = random(4, user);
    const own = stream.shuffle(Array.from({ length: 24 }, (_, at) => at * 2 + (user % 2))).slice(0, 14);
    const other = stream.shuffle(Array.from({ length: 24 }, (_, at) => at * 2 + 1 - (user % 2))).slice(0, 2);
    return [...own, ...other].map((item) => `u${user},t${item},${1_500_000_000 + stream.below(90_000_000)}`);
  }).flat();
  writeFileSync(join(tables, 'movies.csv'), `movieId,title,genres\n${titles.join('\n')}\n`);
  writeFileSync(join(tables, 'interactions.csv'), `userId,movieId,timestamp\n${rows.join('\n')}\n`);
  await jobsHere(tools).runImport({ paths: [tables], dryRun: false, mapping: {}, feedback: false });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const request = (change: Partial<TuneRequest> = {}): TuneRequest => ({
  models: ['popularity', 'ease'],
  config: {},
  seed: 3,
  question: 'existing',
  minutes: null,
  trials: 6,
  incumbent: 'popularity',
  use: false,
  ...change,
});

/** A report without what two studies of the same settings differ in: names, times. */
function bare(report: StudyReport): unknown {
  const { study, models, ...rest } = report;
  const { id: _, createdMs: __, ...same } = study;
  return { ...rest, study: same, models: models.map(({ secondsEach: ___, ...judged }) => judged) };
}

const configure = (overrides: ConfigInput = {}): ReturnType<typeof readConfig> =>
  readConfig({}, { folder: home, overrides: { workspace: { home }, ...overrides } });

describe('a study', () => {
  it('gives the same report from one thread and from two, and from a study resumed with measurements lost', async () => {
    const two = await runTune(request(), tools);
    const one = await runTune(request(), { ...tools, threads: 1 });
    expect(bare(one.report)).toEqual(bare(two.report));
    const { id } = one.report.study;
    const folder = join(home, 'studies', id, 'measurements');
    const names = readdirSync(folder).sort();
    expect(names).toHaveLength(one.report.measurements);
    for (const name of names.slice(4)) rmSync(join(folder, name));
    writeFileSync(join(folder, names[3]), '{"number":3,"tri');
    // As a version of the program would have left it that tried other settings there.
    const other = JSON.parse(readFileSync(join(folder, names[2]), 'utf8')) as Record<string, unknown>;
    writeFileSync(join(folder, names[2]), JSON.stringify({ ...other, settings: {}, values: { existing: [1] } }));
    const again = await runTune(request({ resume: id }), tools);
    expect(bare(again.report)).toEqual(bare(two.report));
    expect(readdirSync(folder).sort()).toEqual(names);
  });

  it('finds the model that knows the two tastes, tells why, and keeps a run with it', async () => {
    const { report, run, toml, file } = await runTune(request({ trials: 12 }), tools);
    const ease = report.models.find(({ model }) => model === 'ease')!;
    expect(report.champion).toMatchObject({ model: 'ease', incumbent: 'popularity' });
    expect(report.champion.lead!.low).toBeGreaterThan(0);
    expect(ease.cuts).toBe(3);
    expect(ease.best.value).toBeGreaterThanOrEqual(ease.start.value);
    expect(ease.cases).toBeGreaterThan(50);
    expect(readFileSync(file, 'utf8')).toBe(toml);
    expect(toml).toContain('[training]\nmodel = "ease"');
    const kept = openRegistry({ home, clock }).readRun(run.id);
    expect(kept).toMatchObject({ kind: 'tune', status: 'done', tags: [`study:${report.study.id}`], model: 'ease' });
    expect(kept.metrics['validation objective'].value).toBeGreaterThan(0);
  });

  it('with no time left says what it knows, and goes on where there is some', async () => {
    const { report } = await runTune(request({ minutes: 0, trials: null }), { ...tools, threads: 1 });
    expect(report).toMatchObject({ ended: 'time', measurements: 1, trials: 1 });
    const more = await runTune(request({ resume: 'latest', trials: 3 }), tools);
    expect(more.report.study.id).toBe(report.study.id);
    expect(more.report.trials).toBe(3);
    const told = await runTune(request({ resume: report.study.id, minutes: 0, trials: null }), tools);
    expect(told.report.measurements).toBe(more.report.measurements);
    // One that was on its way at a kill is missing: those behind it count, as far as they do not depend on it (four later ones do).
    const folder = join(home, 'studies', report.study.id, 'measurements');
    rmSync(join(folder, '00001.json'));
    const behind = readdirSync(folder).filter((name) => Number.parseInt(name, 10) < 5).length;
    const holed = await runTune(request({ resume: report.study.id, minutes: 0, trials: null }), tools);
    expect([holed.report.measurements, behind]).toEqual([behind, 2]);
  });

  it('refuses unknown models and studies, and a study that another process works on', async () => {
    await expect(runTune(request({ models: ['eas'] }), tools)).rejects.toMatchObject({ code: 'UNKNOWN_MODEL' });
    await expect(runTune(request({ resume: 'none' }), tools)).rejects.toMatchObject({ code: 'UNKNOWN_RUN' });
    const running = runTune(request({ trials: 2 }), tools);
    await expect(runTune(request({ resume: 'latest' }), tools)).rejects.toMatchObject({ code: 'WORKSPACE_BUSY' });
    await running;
  });

  it('that is stopped fails its run and keeps what was measured', async () => {
    let looks = 0;
    const progress = {
      stage: () => undefined,
      update: () => {
        if (++looks > 3) throw new Error('stopped');
      },
    };
    await expect(runTune(request({ trials: null, minutes: 5 }), { ...tools, progress })).rejects.toThrow('stopped');
    expect(openRegistry({ home, clock }).readRun('latest')).toMatchObject({ kind: 'tune', status: 'failed' });
    const { report } = await runTune(request({ resume: 'latest', minutes: 0, trials: null }), tools);
    expect(report.measurements).toBeGreaterThan(0);
  });
});

describe('what tuning found', () => {
  it('is taken by trainings under the configuration, serves through the gate, and can be forgotten', async () => {
    // A start that knows hardly any title, as an earlier study on other data could have left it.
    writeTuned(home, {
      format: 1,
      champion: null,
      models: {
        ease: { settings: { minInteractions: 45 }, studyId: 'old', snapshotId: 'other', seed: 1, atMs: 1 },
      },
    });
    const config = configure({ models: { ease: { regularization: 25 } } });
    expect([chosenModel(config), givenSettings(config, 'ease')]).toEqual([
      'hybrid',
      { minInteractions: 45, regularization: 25 },
    ]);
    const { tuned, version, refused } = await trainAutomatically(
      config,
      {
        models: ['ease'],
        seed: 3,
        question: 'existing',
        minutes: null,
        trials: 12,
        incumbent: 'ease',
      },
      { clock, jobs: jobsHere(tools) },
    );
    expect([version.model, refused]).toEqual(['ease', null]);
    expect(openRegistry({ home, clock }).champion()!.id).toBe(version.id);
    expect(chosenModel(config)).toBe('ease');
    expect(chosenModel(configure({ training: { model: 'als' } }))).toBe('als');
    const found = tuned.report.models.find(({ model }) => model === 'ease')!;
    expect([found.better, found.gain!.low > 0]).toEqual([true, true]);
    expect(version.config).toEqual(found.config);
    expect(found.config['minInteractions']).toBeLessThan(45);
    // What the configuration says is not searched.
    expect(Object.keys(found.best.settings)).not.toContain('regularization');
    expect(version.config['regularization']).toBe(25);
    expect(readTuned(home).models['ease'].studyId).toBe(tuned.report.study.id);
    expect(tuned.toml).toContain('[models.ease]');
    forgetTuned(home);
    expect([chosenModel(config), givenSettings(config, 'ease')]).toEqual(['hybrid', { regularization: 25 }]);
  });

  it('lies under the configuration, setting by setting, and is left out where this version does not know it', () => {
    const write = (settings: Record<string, unknown>): void =>
      writeFileSync(
        join(home, 'tuned.json'),
        JSON.stringify({
          format: 1,
          champion: 'ease',
          models: { ease: { settings, studyId: 's', snapshotId: 'x', seed: 1, atMs: 1 } },
        }),
      );
    const config = configure({ models: { ease: { minInteractions: 7 } } });
    write({ regularization: 12, minInteractions: 2 });
    expect(givenSettings(config, 'ease')).toEqual({ regularization: 12, minInteractions: 7 });
    expect(settingsInForce(config, 'ease')).toEqual({
      regularization: { value: 12, origin: 'tuned' },
      minInteractions: { value: 7, origin: 'configuration' },
    });
    expect(givenSettings(config, 'ease', { regularization: 5 })).toEqual({ regularization: 5, minInteractions: 7 });
    write({ forgotten: 12 });
    expect(givenSettings(config, 'ease')).toEqual({ minInteractions: 7 });
    writeFileSync(join(home, 'tuned.json'), '{"format":1,');
    expect(() => givenSettings(config, 'ease')).toThrow('damaged file');
    forgetTuned(home);
  });
});

import { stringify } from 'smol-toml';
import type { Progress } from '../../base/progress.ts';
import { ButacaError } from '../../base/errors.ts';
import { canonicalJson } from '../../base/hash.ts';
import { openSnapshot } from '../../dataset/index.ts';
import {
  cutStudy,
  objectiveOf,
  planStudy,
  reserveTests,
  STUDY_QUESTIONS,
  withSettings,
} from '../../evaluation/index.ts';
import { models, preferenceWeight, searchSpaceOf } from '../../models/index.ts';
import { openRegistry, type Run } from '../../registry/index.ts';
import { codeVersion } from '../code-version.ts';
import type { JobTools } from '../contract.ts';
import { modelNamed, parseModelConfig } from '../parse-config.ts';
import { startStopwatch } from '../stopwatch.ts';
import type { JudgedModel, Study, StudyReport, TuneAnswer, TuneRequest } from './contract.ts';
import { judgeStudy, spaceOf, startOf } from './judge-study.ts';
import { measureStudy } from './measure-study.ts';
import { createStudy, type KeptMeasurement, openStudy, type StudyFiles } from './study-files.ts';
import { differentSettings, givenSettings, readTuned, writeTuned } from './tuned-settings.ts';

/** Cuts of the validation part: settings that do well on the first are measured on all. */
const CUTS = 3;
/** Measurements that may run at once without the plan depending on how many there are. */
const LEAST_LAG = 4;
/** More at once would need more memory than most machines have. */
const MOST_AT_ONCE = 8;
const MAX_USERS = 500;

/** Whether a configuration says the setting of a path. */
function says(config: unknown, path: string): boolean {
  let inner: unknown = config;
  for (const key of path.split('.')) {
    if (inner === undefined || inner === null || typeof inner !== 'object' || Array.isArray(inner)) return false;
    inner = (inner as Record<string, unknown>)[key];
  }
  return inner !== undefined;
}

function beginStudy(request: TuneRequest, snapshotId: string, { home, threads, clock }: JobTools): StudyFiles {
  // The incumbent first: where time is short it is the one that is known.
  const named = request.models ?? Object.keys(models);
  for (const name of named) modelNamed(name);
  const order = [...new Set(named)].sort((a, b) => Number(b === request.incumbent) - Number(a === request.incumbent));
  const given = { workspace: { home }, models: request.config };
  return createStudy(home, {
    createdMs: clock.nowMs(),
    codeVersion: codeVersion(),
    snapshotId,
    seed: request.seed,
    questions: request.question === undefined ? STUDY_QUESTIONS : [request.question],
    models: order.map((model) => ({
      model,
      config: parseModelConfig(modelNamed(model), givenSettings(given, model)),
      fixed: Object.keys(searchSpaceOf(model)).filter((path) => says(request.config[model], path)),
    })),
    cuts: CUTS,
    lag: Math.max(LEAST_LAG, Math.min(threads, MOST_AT_ONCE)),
    maxUsers: MAX_USERS,
  });
}

/** Minutes and seconds as `4:07`. */
const clockOf = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** Tells the best so far, how many were tried and how much time is left, in signs that need no translation. */
function tellProgress(
  progress: Progress,
  kept: ReadonlyMap<number, KeptMeasurement>,
  { study, leftMs, trials, workedMs, nowMs }: TellOptions,
): void {
  const firsts = [...kept.values()].filter(({ cut, values }) => cut === 0 && values !== null);
  const best = firsts
    .map(({ model, values }) => ({ model, value: objectiveOf(values!, study.questions) }))
    .reduce((most, one) => (one.value > most.value ? one : most), { model: '', value: Number.NEGATIVE_INFINITY });
  const tried = new Set([...kept.values()].map(({ trial }) => trial)).size;
  const spent = nowMs - workedMs;
  const byTime = leftMs === null ? 0 : spent / Math.max(1, leftMs);
  const byTrials = trials === null ? 0 : tried / Math.max(1, trials);
  const parts = [
    best.model === '' ? '' : `★ ${best.model} ${best.value.toFixed(4)}`,
    `#${tried}`,
    leftMs === null ? '' : `−${clockOf(leftMs - spent)}`,
  ];
  progress.update(Math.min(1, Math.max(byTime, byTrials)), parts.filter((part) => part !== '').join('  '));
}

interface TellOptions {
  readonly study: Study;
  readonly leftMs: number | null;
  readonly trials: number | null;
  /** Worked on by earlier sessions, and up to now. */
  readonly workedMs: number;
  readonly nowMs: number;
}

/** The user of each case, by cut and question. */
async function readUsers(
  { snapshotId, seed, cuts, maxUsers }: Study,
  home: string,
): Promise<Record<string, string[]>[]> {
  const source = reserveTests(await openSnapshot(home, snapshotId), { seed, weigh: preferenceWeight });
  return Array.from({ length: cuts }, (_, cut) => {
    const { questions } = cutStudy(source, { seed, weigh: preferenceWeight, cut, maxUsers });
    return Object.fromEntries(questions.map(({ id, cases }) => [id, cases.map(({ userId }) => userId)]));
  });
}

/** What the run says of a study: the champion's figures on the validation part. */
function studyFigures({ models: judged, champion }: StudyReport): Run['metrics'] {
  const row = judged.find(({ model }) => model === champion.model);
  if (row === undefined) return {};
  const { value, questions } = row.better ? row.best : row.start;
  return {
    'validation objective': { value },
    ...(row.gain === null ? {} : { 'validation gain': row.gain }),
    ...Object.fromEntries(Object.entries(questions).map(([id, mean]) => [`validation ${id} ndcg@10`, { value: mean }])),
  };
}

/** Whether a model was measured; a study without the incumbent does not say who is champion. */
const isJudged = (judged: readonly JudgedModel[], name: string): boolean => judged.some(({ model }) => model === name);

/** What was taken, as far as it differs from the defaults, as a fragment of butaca.toml; empty where the starts stay. */
function writeToml({ models: judged, champion, study }: StudyReport): string {
  const chosen = judged
    .filter(({ better }) => better)
    .map(({ model, config }) => [model, differentSettings(config, defaultsOf(model))] as const)
    .filter(([, settings]) => Object.keys(settings).length > 0);
  const head = `# Found by study ${study.id} on snapshot ${study.snapshotId}, seed ${study.seed}.\n`;
  const tree = {
    ...(champion.model === champion.incumbent || !isJudged(judged, champion.incumbent)
      ? {}
      : { training: { model: champion.model } }),
    ...(chosen.length === 0 ? {} : { models: Object.fromEntries(chosen) }),
  };
  return Object.keys(tree).length === 0 ? '' : `${head}${stringify(tree)}`;
}

const defaultsOf = (model: string): Readonly<Record<string, unknown>> => parseModelConfig(modelNamed(model), {});

function remember(home: string, { study, models: judged, champion }: StudyReport, atMs: number): void {
  const before = readTuned(home);
  const found = ({ model, config }: JudgedModel): [string, (typeof before.models)[string]] => [
    model,
    {
      settings: differentSettings(config, defaultsOf(model)),
      studyId: study.id,
      snapshotId: study.snapshotId,
      seed: study.seed,
      atMs,
    },
  ];
  writeTuned(home, {
    format: 1,
    champion: isJudged(judged, champion.incumbent) ? champion.model : before.champion,
    models: { ...before.models, ...Object.fromEntries(judged.filter(({ better }) => better).map(found)) },
  });
}

/**
 * Searches for good settings of models on validation parts cut from what no test part of an evaluation asks for, several at once in
 * threads of one core each. The study is kept in the workspace, measurement by measurement; the run is recorded with the champion's
 * figures, also when it fails. With `use` what was found is taken by trainings from now on. Same study, same trials: same answer.
 * Throws UNKNOWN_MODEL, INVALID_CONFIGURATION, UNKNOWN_RUN (a study to resume), WORKSPACE_BUSY, MISSING_SNAPSHOT, INSUFFICIENT_DATA.
 */
export async function runTune(request: TuneRequest, tools: JobTools): Promise<TuneAnswer> {
  const { home, threads, clock, progress } = tools;
  // A workspace without a snapshot is told before a study is begun.
  const { id: snapshotId } = await openSnapshot(home, request.snapshotId);
  const files = request.resume === undefined ? beginStudy(request, snapshotId, tools) : openStudy(home, request.resume);
  const { study } = files;
  const registry = openRegistry({ home, clock });
  const { minutes, trials, question, incumbent } = request;
  const names = study.models.map(({ model }) => model);
  const run = registry.startRun({
    kind: 'tune',
    snapshotId: study.snapshotId,
    model: names.length === 1 ? names[0] : null,
    config: {
      study: study.id,
      models: names,
      minutes,
      trials,
      incumbent,
      ...(question === undefined ? {} : { question }),
    },
    seed: study.seed,
    codeVersion: codeVersion(),
  });
  registry.annotateRun(run.id, { tags: [`study:${study.id}`] });
  const watch = startStopwatch(clock);
  try {
    progress.stage('tune');
    const users = await readUsers(study, home);
    if (users.every((cut) => study.questions.every((id) => (cut[id]?.length ?? 0) === 0))) {
      throw new ButacaError(
        'INSUFFICIENT_DATA',
        'insufficient data: no user has enough interactions to tune on; expected some with five or more. Train with the defaults.',
      );
    }
    const kept = files.readMeasurements();
    const workedMs = Math.max(0, ...Array.from(kept.values(), ({ elapsedMs }) => elapsedMs));
    const leftMs = minutes === null ? null : minutes * 60_000;
    const configs = new Map(study.models.map(({ model, config }) => [model, config]));
    const why = await measureStudy({
      plan: planStudy({
        candidates: study.models.map((studied) => ({
          model: studied.model,
          space: spaceOf(studied),
          start: startOf(studied),
        })),
        seed: study.seed,
        trials,
        cuts: study.cuts,
        lag: study.lag,
      }),
      kept,
      facts: { home, snapshotId: study.snapshotId, seed: study.seed, maxUsers: study.maxUsers },
      workers: Math.min(threads, study.lag),
      leftMs,
      workedMs,
      configOf: ({ model, settings }) => withSettings(configs.get(model)!, settings),
      outcomeOf: ({ values }) => (values === null ? null : objectiveOf(values, study.questions)),
      isSame: (before, next) =>
        before.model === next.model &&
        before.cut === next.cut &&
        before.trial === next.trial &&
        canonicalJson(before.settings) === canonicalJson(next.settings),
      keep: (measurement) => files.keep(measurement),
      look: (nowMs) => tellProgress(progress, kept, { study, leftMs, trials, workedMs, nowMs }),
    });
    watch.lap('measure');
    const measurements = [...kept.values()].sort((a, b) => a.number - b.number);
    const tried = new Set(measurements.map(({ trial }) => trial)).size;
    const ended = why === 'time' ? 'time' : trials !== null && tried >= trials ? 'trials' : 'exhausted';
    const report = judgeStudy(study, measurements, { users, incumbent, ended });
    watch.lap('judge');
    const toml = writeToml(report);
    const file = files.write('butaca.toml', toml);
    files.write('report.json', `${JSON.stringify(report, null, 2)}\n`);
    if (request.use) remember(home, report, clock.nowMs());
    const finished = registry.finishRun(run.id, {
      model: report.champion.model,
      metrics: studyFigures(report),
      reports: [registry.writeReport(run.id, 'study.json', `${JSON.stringify(report, null, 2)}\n`)],
      timingsMs: watch.timingsMs(),
    });
    return { run: finished, report, toml, file };
  } catch (error) {
    registry.failRun(run.id, error, { timingsMs: watch.timingsMs() });
    throw error;
  } finally {
    files.release();
  }
}

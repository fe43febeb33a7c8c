import { setImmediate } from 'node:timers/promises';
import { ButacaError } from '../base/errors.ts';
import { canonicalJson } from '../base/hash.ts';
import type { Progress } from '../base/progress.ts';
import { openSnapshot, readManifest } from '../dataset/index.ts';
import { chooseThreshold, evaluateVerdicts, formatVerdictReport, type VerdictReport } from '../evaluation/index.ts';
import { collectStars, LEAST_RATINGS, stars, starsConfig, trainLikes, writeArtifact } from '../models/index.ts';
import { type Gate, judgeGate, openRegistry, type Registry, type Run } from '../registry/index.ts';
import { codeVersion } from './code-version.ts';
import type { JobTools, StarsAnswer, StarsRequest } from './contract.ts';
import { parseModelConfig } from './parse-config.ts';
import { startStopwatch } from './stopwatch.ts';

/** Lets a word to stop be heard: learning takes seconds without a pause, and the next word of progress throws then. */
const beStopped = async (): Promise<void> => setImmediate();

/** Numbers of the report are written with so many digits. */
const DIGITS = 5;

/** What a later version must reach to serve: better than telling everyone the same, and at most a tenth below the one that serves. */
const STARS_GATE: Gate = { metric: 'verdict skill', baseline: 'verdict skill (same for all)', tolerance: 0.1 };

const tooFew = (snapshotId: string, found: number): ButacaError =>
  new ButacaError(
    'MISSING_RATINGS',
    `too few ratings: snapshot ${snapshotId} has ${found}; expected at least ${LEAST_RATINGS}. Import ratings with stars, or collect them.`,
    { details: { ratings: found, least: LEAST_RATINGS } },
  );

/** Whether a snapshot has enough ratings for verdicts. Throws MISSING_SNAPSHOT or UNKNOWN_SNAPSHOT. */
export function hasStars(home: string, snapshotId?: string): boolean {
  const { ratings, counts } = readManifest(home, snapshotId);
  return (ratings ?? counts.interactions) >= LEAST_RATINGS;
}

/**
 * Whether stars are still to be learnt from a snapshot, under the configuration that is given; without one any is right. False for a
 * snapshot with too few ratings, and where they were learnt and refused by the gate or rolled back. Throws MISSING_SNAPSHOT,
 * UNKNOWN_SNAPSHOT or INVALID_CONFIGURATION.
 */
export function starsAreStale(
  { home, registry }: { home: string; registry: Registry },
  snapshotId: string,
  given?: Readonly<Record<string, unknown>>,
): boolean {
  const wanted = given === undefined ? null : canonicalJson(parseModelConfig(stars, given));
  if (!hasStars(home, snapshotId)) return false;
  if (registry.stars() === null) return true;
  return !registry
    .listRuns({ kind: 'train', model: stars.name, snapshotId, status: 'done' })
    .some(({ config }) => wanted === null || canonicalJson(config) === wanted);
}

const round = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(DIGITS)) : value;

/** The figures that run and version carry; the report has all. */
function figuresOf(report: VerdictReport, wanted: number): Run['metrics'] {
  const { test } = report;
  const { precision, recall } = chooseThreshold(report, wanted).test;
  return {
    'verdict calibration error': { value: test.ece },
    'verdict brier': { value: test.brier },
    ...(test.auc === null ? {} : { 'verdict auc': { value: test.auc } }),
    ...(precision === null ? {} : { 'verdict precision': { value: precision } }),
    ...(recall === null ? {} : { 'verdict recall': { value: recall } }),
    'verdict rmse': { value: test.rmse },
    [STARS_GATE.metric]: { value: 1 - test.brier / test.brierOfShare },
    [STARS_GATE.baseline]: { value: 0 },
  };
}

/**
 * Learns who will like what from the ratings of a snapshot: measures it on later ratings (see `evaluateVerdicts`), learns once more from
 * all of them, registers both as one version and lets it give verdicts (alias `stars`): the first at once, a later one through the gate.
 * The run is recorded with the report, also when it fails. Throws MISSING_RATINGS, INVALID_CONFIGURATION.
 */
export async function runStars(request: StarsRequest, tools: JobTools): Promise<StarsAnswer> {
  const { home, clock, progress } = tools;
  const config = starsConfig.parse(parseModelConfig(stars, request.config));
  const { seed, precision } = request;
  const registry = openRegistry({ home, clock });
  const snapshot = await openSnapshot(home, request.snapshotId);
  const data = collectStars(snapshot);
  const found = data.ratings.stars.length;
  if (found < LEAST_RATINGS) throw tooFew(snapshot.id, found);
  const run = registry.startRun({
    kind: 'train',
    snapshotId: snapshot.id,
    model: stars.name,
    config,
    seed,
    codeVersion: codeVersion(),
  });
  const watch = startStopwatch(clock);
  try {
    progress.stage(`${stars.name}: practice`);
    const measured = evaluateVerdicts(snapshot, config, { seed, progress });
    if (measured === null) throw tooFew(snapshot.id, found);
    const { correction } = measured;
    const text = JSON.stringify(measured.report, round);
    const report = JSON.parse(text) as VerdictReport;
    watch.lap('evaluate');
    await beStopped();
    progress.stage(`${stars.name}: train`);
    const told: Progress = { stage: () => undefined, update: (fraction) => progress.update(fraction) };
    const itemIds = snapshot.titles.map(({ id }) => id);
    const artifact = trainLikes(data, config, { seed, progress: told }, { correction, itemIds, measured: text });
    watch.lap('train');
    await beStopped();
    progress.stage('register');
    const metrics = figuresOf(report, precision);
    const version = await registry.registerVersion(
      {
        model: stars.name,
        runId: run.id,
        snapshotId: snapshot.id,
        itemsChecksum: snapshot.items.checksum,
        config,
        seed,
        codeVersion: run.codeVersion,
        metrics,
      },
      (path) => writeArtifact(path, artifact),
    );
    const present = registry.stars();
    const gate = judgeGate(STARS_GATE, version, present);
    const isRefused = present !== null && !gate.passed;
    const reason = request.reason ?? 'learnt from the ratings as imported';
    if (!isRefused) registry.promote(version.id, { alias: 'stars', reason, gate, force: present === null });
    watch.lap('register');
    const finished = registry.finishRun(run.id, {
      metrics,
      reports: [
        registry.writeReport(run.id, 'verdicts.json', `${text}\n`),
        registry.writeReport(run.id, 'verdicts.en.md', formatVerdictReport(report, precision, 'en')),
        registry.writeReport(run.id, 'verdicts.es.md', formatVerdictReport(report, precision, 'es')),
      ],
      timingsMs: watch.timingsMs(),
    });
    const refused = isRefused ? gate.checks.map(({ message }) => message).join('; ') : null;
    return { run: finished, version, report, refused };
  } catch (error) {
    registry.failRun(run.id, error, { timingsMs: watch.timingsMs() });
    throw error;
  }
}

import type { Progress } from '../base/progress.ts';
import { type Interactions, openSnapshot, type Snapshot } from '../dataset/index.ts';
import { evaluateModels, formatReport } from '../evaluation/index.ts';
import { type Kernels, openKernels } from '../kernels/index.ts';
import { type ModelDefinition, writeArtifact } from '../models/index.ts';
import { openRegistry, type Registry, type Run, type RunSegment } from '../registry/index.ts';
import { gatherCases } from './case-figures.ts';
import { codeVersion } from './code-version.ts';
import type { JobTools, TrainAnswer, TrainRequest } from './contract.ts';
import { BASELINE, versionFigures } from './figures.ts';
import { modelNamed, parseModelConfig } from './parse-config.ts';
import { reportSegments } from './run-segments.ts';
import { startStopwatch } from './stopwatch.ts';

/** Seconds since 1970 of the latest interaction; the time of training where no interaction has a time. */
function latestTime({ times }: Interactions, nowMs: number): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (const time of times) if (time > latest) latest = time;
  return Number.isFinite(latest) ? latest : Math.floor(nowMs / 1000);
}

interface Measured {
  readonly metrics: Run['metrics'];
  readonly segments: RunSegment[];
  readonly reports: string[];
  readonly notes: string;
}

/** Measures the configuration on held-out parts, the popularity line beside it, and writes the report. */
async function measureBriefly(
  {
    snapshot,
    definition,
    config,
    kernels,
    registry,
    run,
  }: {
    snapshot: Snapshot;
    definition: ModelDefinition;
    config: Readonly<Record<string, unknown>>;
    kernels: Kernels;
    registry: Registry;
    run: Run;
  },
  { clock, progress }: JobTools,
): Promise<Measured> {
  const label = definition.name;
  const entrants = [{ label, name: label, config }];
  if (label !== BASELINE) entrants.unshift({ label: BASELINE, name: BASELINE, config: {} });
  const { seed } = run;
  const cases = gatherCases(label);
  const { keep } = cases;
  const report = await evaluateModels({
    snapshot,
    models: entrants,
    seed,
    kernels,
    brief: true,
    progress,
    clock,
    keep,
  });
  return {
    metrics: versionFigures(report, label, BASELINE),
    segments: reportSegments(report, label),
    reports: [
      registry.writeReport(run.id, 'evaluation.json', `${JSON.stringify(report, null, 2)}\n`),
      registry.writeReport(run.id, 'evaluation.en.md', formatReport(report, 'en')),
      registry.writeReport(run.id, 'evaluation.es.md', formatReport(report, 'es')),
      cases.write(registry, run.id),
    ],
    notes: report.skipped.map(({ question, reason }) => `${question}: ${reason}`).join('; '),
  };
}

/**
 * Trains a model on a snapshot and registers it as a version, with figures measured on held-out parts under the same configuration
 * (`measure: false` leaves them out). The run is recorded with its seed, configuration, timings and code version, also when it fails.
 */
export async function runTrain(request: TrainRequest, tools: JobTools): Promise<TrainAnswer> {
  const { home, threads, clock, progress } = tools;
  const definition = modelNamed(request.model);
  const config = parseModelConfig(definition, request.config);
  const registry = openRegistry({ home, clock });
  const snapshot = await openSnapshot(home, request.snapshotId);
  const { seed } = request;
  const run = registry.startRun({
    kind: 'train',
    snapshotId: snapshot.id,
    model: definition.name,
    config,
    seed,
    codeVersion: codeVersion(),
  });
  const watch = startStopwatch(clock);
  try {
    const kernels = await openKernels({ threads });
    try {
      const measured = request.measure
        ? await measureBriefly({ snapshot, definition, config, kernels, registry, run }, tools)
        : { metrics: {}, reports: [], notes: '' };
      watch.lap('evaluate');
      const { interactions, titles } = snapshot;
      const data = { interactions, titles, now: latestTime(interactions, clock.nowMs()) };
      const told: Progress = { ...progress, stage: (name) => progress.stage(`train: ${name}`) };
      const artifact = await definition.train(data, config, { kernels, seed, progress: told });
      watch.lap('train');
      progress.stage('register');
      const version = await registry.registerVersion(
        {
          model: definition.name,
          runId: run.id,
          snapshotId: snapshot.id,
          itemsChecksum: snapshot.items.checksum,
          config,
          seed,
          codeVersion: run.codeVersion,
          metrics: measured.metrics,
        },
        (path) => writeArtifact(path, artifact),
      );
      watch.lap('register');
      return { run: registry.finishRun(run.id, { ...measured, timingsMs: watch.timingsMs() }), version };
    } finally {
      kernels.close();
    }
  } catch (error) {
    registry.failRun(run.id, error, { timingsMs: watch.timingsMs() });
    throw error;
  }
}

import { openSnapshot } from '../dataset/index.ts';
import { allEntrants, briefEntrants, type Entrant, evaluateModels, formatReport } from '../evaluation/index.ts';
import { openKernels } from '../kernels/index.ts';
import { openRegistry } from '../registry/index.ts';
import { gatherCases } from './case-figures.ts';
import { codeVersion } from './code-version.ts';
import type { EvaluateAnswer, EvaluateRequest, JobTools } from './contract.ts';
import { runFigures } from './figures.ts';
import { modelNamed } from './parse-config.ts';
import { reportSegments } from './run-segments.ts';
import { startStopwatch } from './stopwatch.ts';

/** Who takes part: all (or the brief few), or the named models, each with the hyperparameters given for it. */
function chooseEntrants({ brief, models, config }: EvaluateRequest): Entrant[] {
  for (const name of models ?? []) modelNamed(name);
  const all = brief && models === undefined ? briefEntrants() : allEntrants();
  return all
    .filter(({ name }) => models === undefined || models.includes(name))
    .map((entrant) => ({ ...entrant, config: { ...config[entrant.name], ...entrant.config } }));
}

/**
 * Measures models on held-out parts of a snapshot and writes the report (JSON, Markdown in English and Spanish) into `reports/`.
 * The run is recorded with the main figures, also when it fails.
 */
export async function runEvaluate(request: EvaluateRequest, tools: JobTools): Promise<EvaluateAnswer> {
  const { home, threads, clock, progress } = tools;
  const { brief, seed } = request;
  const entrants = chooseEntrants(request);
  const registry = openRegistry({ home, clock });
  const snapshot = await openSnapshot(home, request.snapshotId);
  const run = registry.startRun({
    kind: 'evaluate',
    snapshotId: snapshot.id,
    model: null,
    config: { brief, models: entrants },
    seed,
    codeVersion: codeVersion(),
  });
  const watch = startStopwatch(clock);
  try {
    const kernels = await openKernels({ threads });
    try {
      const cases = gatherCases(null);
      const { keep } = cases;
      const report = await evaluateModels({ snapshot, models: entrants, seed, kernels, brief, progress, clock, keep });
      watch.lap('evaluate');
      const text = { en: formatReport(report, 'en'), es: formatReport(report, 'es') };
      const reports = {
        json: registry.writeReport(run.id, 'evaluation.json', `${JSON.stringify(report, null, 2)}\n`),
        en: registry.writeReport(run.id, 'evaluation.en.md', text.en),
        es: registry.writeReport(run.id, 'evaluation.es.md', text.es),
      };
      const finished = registry.finishRun(run.id, {
        metrics: runFigures(report),
        segments: reportSegments(report, null),
        reports: [...Object.values(reports), cases.write(registry, run.id)],
        timingsMs: watch.timingsMs(),
      });
      const files = {
        json: registry.reportPath(reports.json),
        en: registry.reportPath(reports.en),
        es: registry.reportPath(reports.es),
      };
      return { run: finished, files, text };
    } finally {
      kernels.close();
    }
  } catch (error) {
    registry.failRun(run.id, error, { timingsMs: watch.timingsMs() });
    throw error;
  }
}

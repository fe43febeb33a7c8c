import type { CaseFigures, EvaluationReport } from '../evaluation/index.ts';
import type { Gate, Run } from '../registry/index.ts';

/** The metrics that runs and versions carry; all others stand in the report. */
const KEPT = ['ndcg@10', 'recall@10'];

/** A figure's name in runs and versions: `existing ndcg@10`, and `existing ndcg@10 (popularity)` for another model's. */
const figureName = (question: string, metric: string, label: string | null): string =>
  label === null ? `${question} ${metric}` : `${question} ${metric} (${label})`;

/** The figures of one model version: its own, and those of the baseline beside them. */
export function versionFigures(report: EvaluationReport, label: string, baseline: string): Run['metrics'] {
  const figures: Record<string, Run['metrics'][string]> = {};
  for (const shown of [label, baseline]) {
    for (const question of report.questions) {
      const row = question.rows.find((candidate) => candidate.label === shown);
      for (const metric of KEPT) {
        const estimate = row?.metrics[metric];
        if (estimate !== undefined) figures[figureName(question.id, metric, shown === label ? null : shown)] = estimate;
      }
    }
  }
  return figures;
}

/** The figures of an evaluation run, for every model that took part. */
export function runFigures(report: EvaluationReport): Run['metrics'] {
  const figures: Record<string, Run['metrics'][string]> = {};
  for (const question of report.questions) {
    for (const row of question.rows) {
      for (const metric of KEPT) {
        const estimate = row.metrics[metric];
        if (estimate !== undefined) figures[figureName(question.id, metric, row.label)] = estimate;
      }
    }
  }
  return figures;
}

/** What each case measured, by the figures' names in the run; those of `label` without it, as in versionFigures (null: all with theirs). */
export function caseFigures({ question, answers }: CaseFigures, label: string | null): Record<string, number[]> {
  const figures: Record<string, number[]> = {};
  for (const [shown, metrics] of answers) {
    for (const metric of KEPT) {
      if (Object.hasOwn(metrics, metric)) {
        figures[figureName(question, metric, shown === label ? null : shown)] = [...metrics[metric]];
      }
    }
  }
  return figures;
}

export const BASELINE = 'popularity';

/** What a version must reach to serve: not below the popularity line, and at most a twentieth below the serving model. */
export const SERVING_GATE: Gate = {
  metric: figureName('existing', 'ndcg@10', null),
  baseline: figureName('existing', 'ndcg@10', BASELINE),
  tolerance: 0.05,
};

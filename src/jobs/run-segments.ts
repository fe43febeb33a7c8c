import type { EvaluationReport, SegmentReport } from '../evaluation/index.ts';
import type { Run, RunSegment } from '../registry/index.ts';
import { BASELINE } from './figures.ts';

/** Digits that figures of segments are recorded with. */
const DIGITS = 5;

const short = (value: number): number => Number(value.toPrecision(DIGITS));
const shortened = (metrics: SegmentReport['rows'][number]['metrics']): Run['metrics'] =>
  Object.fromEntries(
    Object.entries(metrics).map(([name, { value, low, high }]) => [
      name,
      { value: short(value), low: short(low), high: short(high) },
    ]),
  );

/** The segments of a question as a run records them: one model's figures, and the baseline's over the same users beside them. */
export function runSegments(
  question: string,
  segments: readonly SegmentReport[],
  model: string,
  baseline: string,
): RunSegment[] {
  return segments.flatMap(({ by, segment, from, to, cases, rows }) => {
    const own = rows.find(({ label }) => label === model);
    if (own === undefined) return [];
    const base = model === baseline ? undefined : rows.find(({ label }) => label === baseline);
    const told = { question, segment: `${by} ${segment}`, from, to, cases, model };
    return [
      { ...told, metrics: shortened(own.metrics), baseline: base === undefined ? null : shortened(base.metrics) },
    ];
  });
}

/** The segments of every question as a run records them: of one model, or (null) of the hybrid and without it of the first model asked. */
export function reportSegments({ questions, models }: EvaluationReport, label: string | null): RunSegment[] {
  const shown =
    label ??
    (models.find(({ name }) => name === 'hybrid') ?? models.find(({ name }) => name !== BASELINE) ?? models[0])?.label;
  if (shown === undefined) return [];
  return questions.flatMap(({ id, segments }) => runSegments(id, segments, shown, BASELINE));
}

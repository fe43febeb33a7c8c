import type { SegmentReport } from '../evaluation/index.ts';
import type { RunSegment } from '../registry/index.ts';

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
    return [{ ...told, metrics: own.metrics, baseline: base?.metrics ?? null }];
  });
}

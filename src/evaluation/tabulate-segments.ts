import type { Estimate } from './bootstrap.ts';
import type { SegmentWords } from './segment-words.ts';
import type { SegmentReport } from './summarise-segments.ts';

const digits = (value: number): string => value.toFixed(3);
const signed = (value: number): string => `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(3)}`;
const withInterval = ({ value, low, high }: Estimate, told = digits): string =>
  `${told(value)} (${told(low)} … ${told(high)})`;

/** A table of segments: a line for each of them and each of the models, the baseline on the same line. */
export function tabulateSegments(
  segments: readonly SegmentReport[],
  models: readonly string[],
  baseline: string | undefined,
  words: SegmentWords & { readonly model: string },
): { headings: string[]; rows: string[][] } {
  const { segment, cut, users, model, popularity, gain } = words;
  const rows = segments.flatMap((report) => {
    const base = report.rows.find(({ label }) => label === baseline);
    const shown = report.rows.filter(({ label }) => models.includes(label));
    return shown.map(({ label, metrics, gain: difference }, at) => [
      ...(at === 0 ? [words.name(report), words.cutOf(report), String(report.cases)] : ['', '', '']),
      label,
      withInterval(metrics['ndcg@10']),
      base === undefined ? '–' : digits(base.metrics['ndcg@10'].value),
      difference === null ? '–' : withInterval(difference, signed),
      withInterval(metrics['recall@10']),
      base === undefined ? '–' : digits(base.metrics['recall@10'].value),
    ]);
  });
  return { headings: [segment, cut, users, model, 'nDCG@10', popularity, gain, 'Recall@10', popularity], rows };
}

import type { Estimate } from './bootstrap.ts';
import type { EvaluationReport, ModelRow, Purpose, QuestionReport } from './report.ts';
import { type ReportLanguage, type ReportWords, reportWords } from './report-words.ts';
import { segmentWords } from './segment-words.ts';
import { tabulateSegments } from './tabulate-segments.ts';

/** Returns the report as Markdown for a person who is not an expert, in English or Spanish; defaults to English. */
export function formatReport(report: EvaluationReport, language: ReportLanguage = 'en'): string {
  const words = reportWords[language];
  const lines = [`# ${words.title}`, '', words.introduction(report), ''];
  if (report.part === 'validation') lines.push(words.validationNote, '');
  if (report.brief) lines.push(words.briefNote, '');
  lines.push(...formatSummary(report, words));
  const labelOf = (model: string): string | undefined => report.models.find(({ name }) => name === model)?.label;
  const context = { words, language, popularity: labelOf('popularity'), hybrid: labelOf('hybrid') };
  for (const question of report.questions) lines.push(...formatQuestion(question, context), '');
  if (report.suspicious.length > 0) {
    lines.push(`## ${words.suspicious}`, '');
    for (const { question, label, metric, value, limit } of report.suspicious) {
      lines.push(`- ${words.suspicion(question, label, metric, value, limit)}`);
    }
    lines.push('');
  }
  if (report.skipped.length > 0) {
    lines.push(`## ${words.skipped}`, '');
    for (const { question, label, reason } of report.skipped) {
      lines.push(`- ${question}${label === null ? '' : `, ${label}`}: ${reason}`);
    }
    lines.push('');
  }
  lines.push(`## ${words.timings}`, '', ...formatTimings(report, words), '');
  lines.push(`## ${words.protocol}`, '', ...formatProtocol(report, words), '');
  return `${lines.join('\n').trimEnd()}\n`;
}

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${header.join(' | ')} |`,
  `|${header.map((_, at) => (at === 0 ? '---' : '---:')).join('|')}|`,
  ...rows.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`),
];

const digits = (value: number | null | undefined, places = 3): string =>
  value === null || value === undefined || !Number.isFinite(value) ? '–' : value.toFixed(places);

const percent = (value: number | null): string => (value === null ? '–' : `${(value * 100).toFixed(1)} %`);

const withInterval = (estimate: Estimate | undefined): string =>
  estimate === undefined ? '–' : `${digits(estimate.value)} (${digits(estimate.low)} … ${digits(estimate.high)})`;

const signed = (value: number): string => `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(4)}`;

/** The metrics of the tables, the headline apart; the JSON has more of them. */
const SHOWN = ['recall@10', 'recall@20', 'precision@10', 'hit-rate@10', 'mrr@10', 'map@10'];

const ofHundred = (share: number): number => Math.round(100 * share);

/** One sentence a question: of a hundred users, how many the hybrid (without it the best model) and popularity serve. */
function formatSummary({ questions, models }: EvaluationReport, words: ReportWords): string[] {
  const popularity = models.find(({ name }) => name === 'popularity')?.label;
  const hybrid = models.find(({ name }) => name === 'hybrid')?.label;
  const sentences = questions.flatMap(({ id, unit, rows, comparisons }) => {
    const shown = rows.find(({ label }) => label === (hybrid ?? bestRow(rows)));
    const base = rows.find(({ label }) => label === popularity);
    const served = shown?.metrics['hit-rate@10']?.value;
    if (unit !== 'users' || shown === undefined || served === undefined) return [];
    const baseServed = base?.metrics['hit-rate@10']?.value;
    const sure = comparisons.some(
      ({ purpose, metric, a, aboveZero }) =>
        purpose === 'over-popularity' && metric === 'ndcg@10' && a === shown.label && aboveZero,
    );
    const rival = base === undefined || baseServed === undefined || base === shown ? null : ofHundred(baseServed);
    return [`- **${words.question(id)}:** ${words.served(shown.label, ofHundred(served), rival, sure)}`];
  });
  return sentences.length === 0 ? [] : [`## ${words.inShort}`, '', words.servedMeaning, '', ...sentences, ''];
}

interface Context {
  readonly words: ReportWords;
  readonly language: ReportLanguage;
  /** Labels of popularity and of the hybrid, where they take part. */
  readonly popularity: string | undefined;
  readonly hybrid: string | undefined;
}

function formatQuestion(question: QuestionReport, context: Context): string[] {
  const { words } = context;
  const lines = [`## ${words.question(question.id)}`, '', words.asked(question), ''];
  if (question.id === 'new-title' && question.facts['folds'] === 1) lines.push(words.oneDraw, '');
  const metrics = Object.keys(question.rows[0]?.metrics ?? {});
  if (question.unit === 'titles') {
    lines.push(
      ...table(
        [words.model, ...metrics],
        question.rows.map((row) => [row.label, ...metrics.map((name) => withInterval(row.metrics[name]))]),
      ),
      '',
      words.byChance(question.facts['byChance'] ?? 0),
    );
  } else {
    const plain = SHOWN.filter((name) => metrics.includes(name));
    const best = bestRow(question.rows);
    lines.push(
      ...table(
        [words.model, `nDCG@10 (${words.interval})`, ...plain.map((name) => words.metric(name))],
        question.rows.map((row) => [
          row.label === best ? `**${row.label}**` : row.label,
          withInterval(row.metrics['ndcg@10']),
          ...plain.map((name) => digits(row.metrics[name]?.value)),
        ]),
      ),
      '',
      ...table(
        [words.model, words.coverage, words.novelty, words.diversity, words.popularShare, words.unanswered],
        question.rows.map(({ label, lists, unanswered }) => [
          label,
          percent(lists?.coverage ?? null),
          digits(lists?.novelty, 2),
          digits(lists?.diversity, 2),
          percent(lists?.popularShare ?? null),
          String(unanswered),
        ]),
      ),
    );
  }
  lines.push(...formatSegments(question, context));
  for (const purpose of ['over-popularity', 'hybrid-over-single', 'synopses'] as const) {
    lines.push(...formatComparisons(question, purpose, words));
  }
  return lines;
}

const headlineOf = (row: ModelRow): number => row.metrics['ndcg@10']?.value ?? Number.NEGATIVE_INFINITY;

function bestRow(rows: readonly ModelRow[]): string | undefined {
  return rows.toSorted((a, b) => headlineOf(b) - headlineOf(a))[0]?.label;
}

/** The hybrid (without it the best model) for parts of the users and titles, popularity on the same line. */
function formatSegments(
  { segments, rows }: QuestionReport,
  { words, language, popularity, hybrid }: Context,
): string[] {
  const shown = rows.some(({ label }) => label === hybrid) ? hybrid : bestRow(rows);
  if (segments.length === 0 || shown === undefined) return [];
  const own = segmentWords[language];
  const { headings, rows: lines } = tabulateSegments(segments, [shown], popularity, { ...own, model: words.model });
  return ['', `${own.heading}:`, '', ...table(headings, lines), '', own.explanation];
}

function formatComparisons(question: QuestionReport, purpose: Purpose, words: ReportWords): string[] {
  const headline = question.unit === 'titles' ? 'recall@100' : 'ndcg@10';
  const shown = question.comparisons.filter((one) => one.purpose === purpose && one.metric === headline);
  if (shown.length === 0) return [];
  return [
    '',
    `${words.purpose[purpose]} (${headline === 'ndcg@10' ? 'nDCG@10' : headline}):`,
    '',
    ...table(
      [words.comparison, `${words.difference} (${words.interval})`, words.aboveZero],
      shown.map(({ a, b, difference, aboveZero }) => [
        `${a} − ${b}`,
        `${signed(difference.value)} (${signed(difference.low)} … ${signed(difference.high)})`,
        aboveZero ? words.yes : words.no,
      ]),
    ),
  ];
}

function formatTimings(report: EvaluationReport, words: ReportWords): string[] {
  return table(
    [words.split, words.model, words.trainSeconds, words.loadMs, words.scoreMs, words.peakMemory],
    report.timings.map((one) => [
      one.split,
      one.label,
      (one.trainMs / 1000).toFixed(2),
      one.loadMs.toFixed(0),
      one.scoreMsPerCase.toFixed(2),
      String(one.peakMemoryMb),
    ]),
  );
}

function formatProtocol(report: EvaluationReport, words: ReportWords): string[] {
  const { snapshot, seed, threads, protocol, models } = report;
  return [
    `- ${words.data}: ${snapshot.id} (${snapshot.contentHash})`,
    `- ${words.seed}: ${seed}; ${words.threads}: ${threads}`,
    ...words.protocolLines(protocol.resamples),
    ...Object.entries(protocol.metrics).map(([name, meaning]) => `- \`${name}\`: ${words.meaning(name, meaning)}`),
    '',
    `${words.configurations}:`,
    '',
    ...models.map(({ label, config }) => `- ${label}: \`${JSON.stringify(config)}\``),
  ];
}

/**
 * Writes measured figures into the documents: what stands between `<!-- figures:NAME -->` and `<!-- /figures -->` is replaced by
 * the table of that name, made from bench/results/. `node scripts/write-figures.ts` writes, with `--check` it only says which
 * documents differ and fails. NAME is `quality`, `quality-gains`, `quality-lists`, `quality-protocol`, or any other question of
 * bench/ (`kernels`, `start` …).
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from '../bench/harness.ts';
import type { Estimate, EvaluationReport, QuestionReport } from '../src/evaluation/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'bench/results');

/** Returns the table of a name as Markdown, or null when nothing has been measured under that name. */
export type FigureSource = (name: string) => string | null;

/** Returns the text with every marked place filled in; a place without results keeps what it has. */
export function fillFigures(text: string, source: FigureSource): string {
  return text.replaceAll(
    /(<!-- figures:([a-z-]+) -->\n)([\s\S]*?)(<!-- \/figures -->)/g,
    (whole, start: string, name: string, _old: string, end: string) => {
      const table = source(name);
      return table === null ? whole : `${start}\n${table}\n\n${end}`;
    },
  );
}

/** Returns the table of a name from bench/results/. */
function measuredFigures(name: string): string | null {
  const quality = QUALITY[name];
  if (quality !== undefined) {
    const report = readResult('quality-report') as EvaluationReport | null;
    return report === null ? null : quality(report);
  }
  const result = readResult(name) as KeptResult | null;
  return result === null ? null : benchTable(result);
}

/** Returns the documents whose figures differ from bench/results/, as paths, with what they ought to say. */
export function staleDocuments(): { path: string; text: string }[] {
  return documents().flatMap((path) => {
    const old = readFileSync(path, 'utf8');
    const text = fillFigures(old, measuredFigures);
    return text === old ? [] : [{ path, text }];
  });
}

type KeptResult = Result & { readonly commit: string; readonly machine: Readonly<Record<string, string | number>> };

function readResult(name: string): unknown {
  const path = join(results, `${name}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

function documents(): string[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, 'docs', name));
  return [join(root, 'README.md'), ...inDocs].filter((path) => existsSync(path)).sort();
}

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [
    `| ${header.join(' | ')} |`,
    `|${header.map((_, at) => (at === 0 ? '---' : '---:')).join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');

const significant = (value: number): string =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));

function benchTable({ measurements, figures = [], table: own, notes = [], commit, machine }: KeptResult): string {
  const rows = [
    ...(own === undefined ? measurements : []).map(({ name, median, spread }) => [
      name,
      `${significant(median)} ms`,
      `± ${(spread * 50).toFixed(0)} %`,
      '',
    ]),
    ...figures
      .filter(({ goal }) => own === undefined || goal !== undefined)
      .map(({ name, value, unit, goal }) => [name, `${significant(value)} ${unit}`.trim(), '', goal ?? '']),
  ];
  const facts = Object.entries(machine).map(([key, value]) => `${key} ${value}`);
  return [
    ...(own === undefined ? [] : [table(own.header, own.rows), '']),
    table(['what', 'measured', 'spread', 'goal'], rows),
    '',
    ...notes.map((note) => `${note}  `),
    `Commit ${commit}; ${facts.join(', ')}.`,
  ].join('\n');
}

const QUALITY: Readonly<Record<string, (report: EvaluationReport) => string>> = {
  quality: accuracyTable,
  'quality-gains': gainsTable,
  'quality-lists': listsTable,
  'quality-protocol': protocolLine,
};

const TITLES: Readonly<Record<string, string>> = {
  existing: 'existing',
  'existing-global': 'existing, global cut',
  'new-title': 'new titles',
  'new-title-neighbours': 'new titles, neighbours',
};

const titleOf = (id: string): string => TITLES[id] ?? id.replace(/^new-user-/, 'new users, k = ');

const headlineOf = ({ unit }: QuestionReport): string => (unit === 'titles' ? 'recall@100' : 'ndcg@10');

const shortRange = ({ value, low, high }: Estimate): string =>
  `${value.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;

/** nDCG@10 of every whole model in every question (recall@100 of neighbours); what is left out in ablations stands in the gains. */
function accuracyTable({ models: all, questions }: EvaluationReport): string {
  const models = all.filter(({ label }) => !label.includes(' without '));
  return table(
    ['question', ...models.map(({ label }) => label)],
    questions.map((question) => [
      `${titleOf(question.id)}${question.unit === 'titles' ? ' (recall@100)' : ''}`,
      ...models.map(({ label }) => {
        const estimate = question.rows.find((row) => row.label === label)?.metrics[headlineOf(question)];
        return estimate === undefined ? '–' : shortRange(estimate);
      }),
    ]),
  );
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;

/** Paired differences: the hybrid against each other model, and each model against itself without synopses. */
function gainsTable({ models, questions }: EvaluationReport): string {
  const hybrid = models.find(({ name }) => name === 'hybrid')?.label;
  const rows = questions.flatMap((question) =>
    question.comparisons
      .filter(
        ({ metric, purpose, a }) => metric === headlineOf(question) && (purpose !== 'over-popularity' || a === hybrid),
      )
      .map(({ a, b, difference: { value, low, high }, aboveZero }) => [
        titleOf(question.id),
        `${a} − ${b}`,
        `${signed(value)} (${signed(low)} … ${signed(high)})`,
        aboveZero ? 'yes' : 'no',
      ]),
  );
  return table(['question', 'comparison', 'difference (95 %)', 'above zero'], rows);
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const orDash = (value: number | null, write: (known: number) => string): string =>
  value === null ? '–' : write(value);

/** Coverage, novelty, diversity and the share of the most popular, of lists of ten for users with a history. */
function listsTable({ questions }: EvaluationReport): string {
  const existing = questions.find(({ id }) => id === 'existing');
  return table(
    ['model', 'coverage', 'novelty (bits)', 'diversity', 'places of the top 1 %'],
    (existing?.rows ?? []).map(({ label, lists }) => [
      label,
      orDash(lists?.coverage ?? null, percent),
      orDash(lists?.novelty ?? null, (bits) => bits.toFixed(2)),
      orDash(lists?.diversity ?? null, (share) => share.toFixed(2)),
      orDash(lists?.popularShare ?? null, percent),
    ]),
  );
}

function protocolLine({ snapshot, seed, protocol, questions }: EvaluationReport): string {
  const asked = questions.map(({ id, cases, unit }) => `${titleOf(id)} ${cases}${unit === 'titles' ? ' titles' : ''}`);
  return [
    `Snapshot \`${snapshot.id}\`: ${snapshot.users} users, ${snapshot.items} titles, ${snapshot.interactions} interactions; seed ${seed};`,
    `${protocol.resamples} resamples. Cases asked: ${asked.join(', ')}.`,
  ].join(' ');
}

if (import.meta.main) {
  const stale = staleDocuments();
  const checking = process.argv.includes('--check');
  for (const { path, text } of stale) {
    if (!checking) writeFileSync(path, text);
    console.log(`${checking ? 'differs' : 'written'}: ${relative(root, path)}`);
  }
  if (checking && stale.length > 0) {
    console.error('stale figures: run node scripts/write-figures.ts');
    process.exitCode = 1;
  }
}

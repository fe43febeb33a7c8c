import {
  type AnalysisWording,
  analysisWording,
  type CatalogueExploration,
  type Exploration,
  formats,
  type Formats,
  labelOf,
  nameIn,
  type Summary,
  type Unit,
} from '../../analysis/index.ts';
import type { Language } from '../language.ts';
import { formatTable } from '../table.ts';

const MOST_NAMES = 5;
const MOST_WORDS = 24;
const MOST_GAPS = 8;

/** Names, counts, quartiles: what a terminal can show of one column. */
function formatColumns({ parts: [whole] }: CatalogueExploration, words: AnalysisWording, numbers: Formats): string[] {
  const spread = ({ q1, median, q3, min, max }: Summary, unit: Unit): string[] =>
    [min, q1, median, q3, max].map((value) => (value === null ? '–' : numbers.value(value, unit)));
  const rows = whole.distributions
    .filter((distribution) => distribution.kind === 'numbers')
    .map(({ column, n, summary, unit }) => [labelOf(words, column), numbers.count(n), ...spread(summary, unit)]);
  const names = whole.distributions
    .filter((distribution) => distribution.kind === 'names')
    .map(({ column, distinct, names }) => [
      labelOf(words, column),
      numbers.count(distinct),
      names
        .slice(0, MOST_NAMES)
        .map(({ name, count }) => `${nameIn(words.language, column, name)} ${numbers.count(count)}`)
        .join(', '),
    ]);
  return [formatTable(['', 'n', 'min', '25 %', '50 %', '75 %', 'max'], rows), '', formatTable(['', '≠', ''], names)];
}

const heading = (text: string): string[] => ['', text, '-'.repeat(text.length)];

/** A catalogue as text for a terminal: what stands out, quartiles, gaps, what is flagged, words. */
function formatCatalogue(exploration: CatalogueExploration, words: AnalysisWording, numbers: Formats): string {
  const { catalogue, titles, parts, findings, outliers, importNotes } = exploration;
  const { name, what } = words.catalogues[catalogue];
  const title = `${name}: ${what} (${numbers.count(titles)})`;
  const gaps = parts[0].missing
    .flatMap(({ columns }) => columns)
    .filter(({ missing }) => missing > 0)
    .slice(0, MOST_GAPS);
  return [
    title,
    '='.repeat(title.length),
    ...heading(words.sections.findings.title),
    ...findings.map((finding) => `· ${words.finding(finding)}`),
    ...heading(words.sections.distributions.title),
    ...formatColumns(exploration, words, numbers),
    ...heading(words.sections.missing.title),
    gaps.map(({ column, share }) => `${labelOf(words, column)} ${numbers.percent(share)}`).join(' · '),
    ...heading(words.sections.outliers.title),
    ...outliers.filter(({ found }) => found > 0).map((report) => `· ${words.rule(report)}`),
    ...importNotes.map((note) => `· ${note.file}: ${note[words.language]} (${numbers.count(note.count)})`),
    ...heading(words.sections.words.title),
    parts[0].words.top
      .slice(0, MOST_WORDS)
      .map(({ word, titles }) => `${word} ${numbers.count(titles)}`)
      .join(', '),
  ].join('\n');
}

/** An exploration as text for a terminal, one catalogue after another. */
export function formatExploration({ catalogues }: Exploration, language: Language): string {
  const words = analysisWording(language);
  return catalogues.map((one) => formatCatalogue(one, words, formats[language])).join('\n\n');
}

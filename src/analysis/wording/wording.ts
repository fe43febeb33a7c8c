import type { ExploredCatalogue, Finding, Grain, OutlierReport, Unit } from '../contract.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { AnalysisLanguage } from './formats.ts';

/** How a column is called by itself, and within a sentence: `budget`, `the budget`. */
export type ColumnName = readonly [label: string, within: string];

/** Everything that explorations say in one language. */
export interface AnalysisWording {
  readonly language: AnalysisLanguage;
  readonly catalogues: Readonly<Record<ExploredCatalogue, { readonly name: string; readonly what: string }>>;
  readonly columns: Readonly<Record<string, ColumnName>>;
  readonly units: Readonly<Record<Unit, string>>;
  readonly grains: Readonly<Record<Grain, string>>;
  /** January first. */
  readonly months: readonly string[];
  /** Monday first. */
  readonly weekdays: readonly string[];
  readonly importNotes: string;
  readonly sections: Readonly<Record<SectionName, { readonly title: string; readonly how: string }>>;
  /** The sentence of a rule: what it flags, and how many it flagged of how many. */
  rule(report: OutlierReport): string;
  /** The sentence of a finding; empty for a kind that has none. */
  finding(finding: Finding): string;
}

export const SECTIONS = [
  'findings',
  'distributions',
  'relations',
  'outliers',
  'missing',
  'words',
  'calendar',
  'platforms',
] as const;
export type SectionName = (typeof SECTIONS)[number];

const wordings: Readonly<Record<AnalysisLanguage, AnalysisWording>> = { es, en };

/** The wording of a language. */
export const analysisWording = (language: AnalysisLanguage): AnalysisWording => wordings[language];

/** The label of a column; its own name where there is none. */
export const labelOf = ({ columns }: Pick<AnalysisWording, 'columns'>, column: string): string =>
  columns[column]?.[0] ?? column;

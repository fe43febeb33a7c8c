import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Format } from '../../shared/format.ts';
import type { Language } from '../../shared/language.tsx';
import { Figure } from './figure.tsx';
import { knownNames } from './known-words.ts';
import styles from './log.module.css';
import { metricName } from './metric-names.ts';
import { type Facets, flatSettings, type Run, settingText, shortId } from './types.ts';
import type { experimentsWords } from './words.ts';

/** A column of the log. */
export interface LogColumn {
  readonly id: string;
  readonly label: string;
  /** The two parts of a long label, one above the other. */
  readonly parts?: readonly [over: string, under: string];
  /** What it means, where it needs words. */
  readonly note?: string;
  /** By what the API sorts it; absent: it cannot. */
  readonly sort?: string;
  readonly isNumber?: boolean;
  /** Width of the column as CSS grid takes it. */
  readonly width: string;
  readonly cell: (run: Run) => ReactNode;
}

interface Told {
  readonly words: (typeof experimentsWords)['es'];
  readonly format: Format;
  readonly language: Language;
}

const MOST_METRICS = 3;

/** Every column that the runs of these facets can have. */
export function columnsOf(facets: Facets, settings: readonly string[], { words, format, language }: Told): LogColumn[] {
  return [
    {
      id: 'started',
      label: words.started,
      sort: 'started',
      width: '12.5rem',
      cell: (run) => (
        <Link href={`/experiments/${run.id}`} className={styles.open}>
          {format.time(run.started)}
        </Link>
      ),
    },
    { id: 'kind', label: words.kind, sort: 'kind', width: '9rem', cell: (run) => words.kinds[run.kind] },
    {
      id: 'model',
      label: words.model,
      sort: 'model',
      width: '10rem',
      cell: (run) => (run.model === null ? '–' : knownNames(language).model(run.model)),
    },
    {
      id: 'status',
      label: words.status,
      sort: 'status',
      width: '7.5rem',
      cell: (run) => (
        <span className={styles.status} data-status={run.status} title={run.problem?.message}>
          {words.statuses[run.status]}
        </span>
      ),
    },
    {
      id: 'seconds',
      label: words.seconds,
      sort: 'seconds',
      isNumber: true,
      width: '6.5rem',
      cell: (run) => (run.seconds === null ? '–' : format.seconds(run.seconds)),
    },
    ...facets.metrics.map(({ name }): LogColumn => {
      const { full, note, question, metric, of } = metricName(name, language);
      return {
        id: name,
        label: full,
        parts: [question, of === null ? metric : `${metric} (${of})`],
        note,
        sort: name,
        isNumber: true,
        width: '11rem',
        cell: (run) => <Figure figure={run.metrics[name]} />,
      };
    }),
    { id: 'tags', label: words.tags, width: '10rem', cell: (run) => run.tags.join(', ') },
    { id: 'notes', label: words.notes, width: '14rem', cell: (run) => run.notes },
    {
      id: 'snapshot',
      label: words.snapshot,
      sort: 'snapshot',
      width: '10rem',
      cell: (run) => <code>{run.snapshot ?? '–'}</code>,
    },
    { id: 'id', label: 'id', sort: 'id', width: '7rem', cell: (run) => <code>{shortId(run.id)}</code> },
    { id: 'seed', label: words.seed, isNumber: true, width: '5rem', cell: (run) => String(run.seed) },
    { id: 'code', label: words.code, width: '14rem', cell: (run) => <code>{run.code}</code> },
    ...settings.map(
      (name): LogColumn => ({
        id: `setting:${name}`,
        label: name,
        isNumber: true,
        width: '9rem',
        cell: (run) => settingText(new Map(flatSettings(run.parameters)).get(name)),
      }),
    ),
  ];
}

/** The columns of a table that nobody has changed yet. */
export const firstColumns = (facets: Facets): string[] => {
  const own = facets.metrics.filter(({ name }) => !name.endsWith(')')).map(({ name }) => name);
  const main = own.includes('existing ndcg@10') ? ['existing ndcg@10'] : [];
  return [
    'started',
    'kind',
    'model',
    'status',
    'seconds',
    ...[...main, ...own.filter((name) => !main.includes(name))].slice(0, MOST_METRICS),
    ...(facets.tags.length === 0 ? [] : ['tags']),
  ];
};

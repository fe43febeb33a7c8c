import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { z } from 'zod';
import type { relationsSchema } from '../../../src/api/contract/analysis.ts';
import { addressOf } from '../../shared/api.ts';
import { type Format, useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import layout from '../../shared/ui/layout.module.css';
import { Boxes } from '../../marks/boxes.tsx';
import { HeatMap } from '../../marks/heat-map.tsx';
import { Scatter } from '../../marks/scatter.tsx';
import { chartWords } from './chart-words.ts';
import styles from './explore.module.css';
import { capital, nameIn, type Numbers, type Selection, titleAddress, writerOf } from './units.ts';
import { exploreWords } from './words.ts';

type Relations = z.output<typeof relationsSchema>;

/** What goes together: correlations of all columns, points of the chosen titles, boxes by group. */
export function RelationCharts({
  selection,
  catalogue,
}: {
  readonly selection: Selection;
  readonly catalogue: string;
}): ReactNode {
  const { filteredRelations } = useWords(exploreWords);
  const { data, error, refetch } = useAnswer<Relations>(addressOf('/v1/analysis/relations', { catalogue }));
  if (error !== null) return <Problem error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading height={900} />;
  return (
    <div className={layout.stack}>
      <p className={styles.key}>{filteredRelations}</p>
      <Panel>
        <CorrelationMap relations={data} catalogue={catalogue} />
      </Panel>
      {selection.scatters.map((scatter) => (
        <Panel key={scatter.x}>
          <PointChart scatter={scatter} selection={selection} catalogue={catalogue} />
        </Panel>
      ))}
      <div className={layout.pair}>
        {data.groups.map((groups) => (
          <Panel key={`${groups.column} ${groups.by}`}>
            <GroupChart groups={groups} selection={selection} relations={data} catalogue={catalogue} />
          </Panel>
        ))}
      </div>
    </div>
  );
}

function CorrelationMap({
  relations,
  catalogue,
}: {
  readonly relations: Relations;
  readonly catalogue: string;
}): ReactNode {
  const words = useWords(chartWords);
  const format = useFormat();
  const { columns, correlations } = relations;
  const between = (a: string, b: string): Relations['correlations'][number] | undefined =>
    correlations.find((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a));
  const strongest = [...correlations]
    .filter(({ spearman }) => spearman !== null)
    .sort((a, b) => Math.abs(b.spearman!) - Math.abs(a.spearman!))
    .at(0);
  // Half of the square, without the columns' ties to themselves.
  const below = columns.slice(1);
  const labelOf = (column: string): string => columns.find((one) => one.column === column)?.label ?? column;
  return (
    <HeatMap
      title={words.correlations}
      level={2}
      name={`${catalogue}-correlations`}
      sentence={
        strongest === undefined
          ? words.noNumbers
          : words.correlationsSentence(
              labelOf(strongest.a),
              labelOf(strongest.b),
              format.number(strongest.spearman ?? 0, 2),
            )
      }
      csv={addressOf('/v1/analysis/relations', { catalogue, format: 'csv' })}
      counted={words.spearman}
      rows={below.map(({ label }) => capital(label))}
      columns={columns.slice(0, -1).map(({ label }) => capital(label))}
      isSlanted
      rowHeight={34}
      cells={below.map((row, r) =>
        columns.slice(0, -1).map((column, c) => {
          if (c > r) return null;
          const found = between(row.column, column.column);
          const value = found?.spearman ?? null;
          return {
            label: `${capital(row.label)} × ${column.label} (${format.number(found?.n ?? 0)} ${words.cases})`,
            value,
            text: value === null ? '–' : format.number(value, 2),
            // Weak ties are told apart too.
            strength: Math.sqrt(Math.abs(value ?? 0)),
            mark: (value ?? 0) < 0 ? 4 : 1,
          };
        }),
      )}
    />
  );
}

/** How the values of a column are written, by the unit that its distribution has. */
function writer(selection: Selection, column: string, format: Format): (value: number) => string {
  const found = selection.distributions.find((one): one is Numbers => one.kind === 'numbers' && one.column === column);
  return found === undefined ? (value) => format.compact(value) : writerOf(format, found.unit, null);
}

function PointChart({
  scatter,
  selection,
  catalogue,
}: {
  readonly scatter: Selection['scatters'][number];
  readonly selection: Selection;
  readonly catalogue: string;
}): ReactNode {
  const words = useWords(chartWords);
  const format = useFormat();
  const [, go] = useLocation();
  const { x, y, labels, scale, points, n } = scatter;
  return (
    <Scatter
      title={capital(words.scatterTitle(labels.x, labels.y))}
      level={2}
      name={`${catalogue}-${x}-${y}`}
      sentence={`${words.scatter(format.number(points.length), format.number(n), labels.size)}${scale === 'log' ? words.even : ''}`}
      x={{ name: capital(labels.x), scale, format: writer(selection, x, format) }}
      y={{ name: capital(labels.y), scale, format: writer(selection, y, format) }}
      sizeName={capital(labels.size)}
      height={460}
      isEven={scale === 'log'}
      dots={points.map((point) => ({
        id: point.id,
        label: point.year === null ? point.title : `${point.title} (${point.year})`,
        x: point.x,
        y: point.y,
        size: point.size,
      }))}
      onChoose={(id) => go(titleAddress(catalogue, id))}
    />
  );
}

function GroupChart({
  groups,
  selection,
  relations,
  catalogue,
}: {
  readonly groups: Relations['groups'][number];
  readonly selection: Selection;
  readonly relations: Relations;
  readonly catalogue: string;
}): ReactNode {
  const words = useWords(chartWords);
  const format = useFormat();
  const { language } = useLanguage();
  const { column, by, explained } = groups;
  const known = selection.distributions.find((one) => one.column === column);
  const label = capital(known?.label ?? relations.columns.find((one) => one.column === column)?.label ?? column);
  const byLabel = selection.distributions.find((one) => one.column === by)?.label ?? by;
  const write = writer(selection, column, format);
  const boxes = groups.groups.flatMap(({ name, n, q1, median, q3, whiskers }) =>
    q1 === null || median === null || q3 === null || whiskers === null
      ? []
      : [{ name, label: nameIn(language, by, name), n, q1, median, q3, whiskers: [whiskers[0], whiskers[1]] as const }],
  );
  const [first, last] = [boxes.at(0), boxes.at(-1)];
  return (
    <Boxes
      title={words.boxesTitle(label, byLabel)}
      level={2}
      name={`${catalogue}-${column}-${by}`}
      sentence={
        first === undefined || last === undefined
          ? words.noNumbers
          : `${words.boxes(first.label, write(first.median), last.label, write(last.median))}${
              explained === null ? '' : words.explained(format.percent(explained, 1))
            }`
      }
      boxes={boxes}
      valueName={label}
      scale={known?.kind === 'numbers' ? known.scale : 'linear'}
      format={write}
      words={{ median: words.median, half: words.half, n: words.n }}
    />
  );
}

import { memo, type ReactNode, useMemo, useRef } from 'react';
import { useAddress } from '../../shared/address.ts';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import layout from '../../shared/ui/layout.module.css';
import { Bars } from '../../marks/bars.tsx';
import { Columns } from '../../marks/columns.tsx';
import { WordCloud } from '../../marks/word-cloud.tsx';
import { CalendarChart, YearChart } from './calendar-chart.tsx';
import { chartWords } from './chart-words.ts';
import type { Conditions } from './conditions.ts';
import styles from './explore.module.css';
import {
  binLabel,
  capital,
  isSingle,
  nameIn,
  type Names,
  type Numbers,
  type Selection,
  withSign,
  writerOf,
} from './units.ts';
import { exploreWords } from './words.ts';

interface ChartsProps {
  readonly selection: Selection;
  readonly conditions: Conditions;
}

const FIRST_CHARTS = 6;
/** Columns that say most stand first. */
const FIRST = [
  'releaseYear',
  'genres',
  'platform',
  'rating',
  'viewers',
  'meanRating',
  'runtime',
  'minutes',
  'countries',
];
/** Columns of which nearly every title has names of its own: they rank people rather than kinds. */
const rank = (column: string): number => (FIRST.includes(column) ? FIRST.indexOf(column) : FIRST.length);

/** What the whole would give, for as many rows as are chosen. */
const expectedOf = (count: number, n: number, all: number): number => (all === 0 ? 0 : (count * n) / all);

/** All charts of the chosen titles; each of them chooses. Drawn anew only when these change. */
export const Overview = memo(function Overview({ selection, conditions }: ChartsProps): ReactNode {
  const words = useWords(exploreWords);
  const format = useFormat();
  const [more, setMore] = useAddress('more');
  const charts = [...selection.distributions].sort((a, b) => rank(a.column) - rank(b.column));
  const shown = more === '' ? charts.slice(0, FIRST_CHARTS) : charts;
  const rest = charts.length - FIRST_CHARTS;
  return (
    <>
      {conditions.isAny ? <p className={styles.key}>{words.expectedKey}</p> : null}
      <div className={styles.grid}>
        {shown.map((one) => (
          <Panel key={one.column}>
            {one.kind === 'numbers' ? (
              <NumberChart column={one} conditions={conditions} />
            ) : (
              <NameChart column={one} conditions={conditions} />
            )}
          </Panel>
        ))}
      </div>
      {rest > 0 ? (
        <div className={styles.more}>
          <Button onClick={() => setMore(more === '' ? '1' : '')} aria-expanded={more !== ''}>
            {more === '' ? words.moreColumns(format.number(rest)) : words.fewerColumns}
          </Button>
        </div>
      ) : null}
      {selection.calendars.map((calendar) => (
        <div key={calendar.column} className={layout.pair}>
          <Panel>
            <CalendarChart calendar={calendar} conditions={conditions} />
          </Panel>
          <Panel>
            <YearChart calendar={calendar} />
          </Panel>
        </div>
      ))}
      <Panel>
        <CloudChart selection={selection} conditions={conditions} />
      </Panel>
    </>
  );
});

function NumberChart({ column, conditions }: { readonly column: Numbers; readonly conditions: Conditions }): ReactNode {
  const words = useWords(chartWords);
  const { titles, interactions, users, expected } = useWords(exploreWords);
  const format = useFormat();
  const range = conditions.ranges.find((one) => one.column === column.column);
  const first =
    range === undefined ? -1 : column.bins.findIndex(({ from }) => from >= range.from - 1e-9 * Math.abs(range.from));
  const last =
    range === undefined ? -1 : column.bins.findLastIndex(({ to }) => to <= range.to + 1e-9 * Math.abs(range.to));
  const canChoose = column.grain === 'titles';
  const counted = { titles, interactions, users }[column.grain];
  const isPart = conditions.isAny && column.n < column.all;
  return (
    <Columns
      title={capital(column.label)}
      level={2}
      name={`${conditions.catalogue}-${column.column}`}
      sentence={
        column.median === null
          ? words.noNumbers
          : words.numbers(
              withSign(format, column.unit, null)(column.median),
              `${format.number(column.n)} ${counted}`,
              column.missing === 0 ? null : format.number(column.missing),
            )
      }
      counted={counted}
      bins={column.bins.map(({ from, to, count, all }, at) => ({
        from,
        to,
        count,
        label: binLabel(format, column, at),
        ...(isPart ? { expected: expectedOf(all, column.n, column.all) } : {}),
      }))}
      {...(isPart ? { expectedName: expected } : {})}
      edge={writerOf(format, column.unit, column.step)}
      isLog={column.scale === 'log' && column.step === null}
      isSingle={isSingle(column)}
      height={290}
      {...(canChoose
        ? {
            selection: first >= 0 && last >= first ? ([first, last] as const) : null,
            onSelect: (bins: readonly [number, number] | null) =>
              conditions.setRange(
                column.column,
                bins === null ? null : [column.bins[bins[0]].from, column.bins[bins[1]].to],
              ),
            onBrush: (bins: readonly [number, number] | null) =>
              conditions.brush(
                column.column,
                bins === null ? null : [column.bins[bins[0]].from, column.bins[bins[1]].to],
              ),
          }
        : { mark: 3 })}
    />
  );
}

function NameChart({ column, conditions }: { readonly column: Names; readonly conditions: Conditions }): ReactNode {
  const words = useWords(chartWords);
  const { titles, expected } = useWords(exploreWords);
  const format = useFormat();
  const { language } = useLanguage();
  const top = column.names.at(0);
  const chosen = conditions.names.filter((one) => one.column === column.column).map(({ name }) => name);
  const isPart = conditions.isAny && column.n < column.all;
  return (
    <Bars
      title={capital(column.label)}
      level={2}
      name={`${conditions.catalogue}-${column.column}`}
      sentence={
        top === undefined || column.n === 0
          ? words.noNames
          : words.names(
              nameIn(language, column.column, top.name),
              format.percent(top.count / column.n),
              format.number(column.n),
              format.number(column.distinct),
            )
      }
      counted={titles}
      {...(isPart ? { expectedName: expected } : {})}
      bars={shownNames(column, chosen).map(({ name, count, all }) => ({
        name,
        label: nameIn(language, column.column, name),
        value: count,
        ...(isPart ? { expected: expectedOf(all, column.n, column.all) } : {}),
      }))}
      mark={2}
      chosen={chosen}
      onChoose={(name) => conditions.toggleName(column.column, name)}
    />
  );
}

const MOST_BARS = 10;

/** The most frequent names, and those that are chosen. */
const shownNames = ({ names }: Names, chosen: readonly string[]): Names['names'] => [
  ...names.slice(0, MOST_BARS),
  ...names.slice(MOST_BARS).filter(({ name }) => chosen.includes(name)),
];

function CloudChart({ selection: given, conditions }: ChartsProps): ReactNode {
  const words = useWords(chartWords);
  const { titles } = useWords(exploreWords);
  const format = useFormat();
  const settled = useRef(given);
  // Where words stand takes long to find: the picture waits until the hand rests.
  if (!conditions.isDragged) settled.current = given;
  const selection = conditions.isDragged ? settled.current : given;
  const top = selection.words.at(0);
  const part = selection.selected / Math.max(1, selection.titles);
  const drawn = useMemo(
    () =>
      selection.words.map(({ word, titles: count, all }) => ({
        word,
        count,
        // Twice as common as expected is half way, four times is all the way.
        strength: part === 1 ? 0 : Math.max(0, Math.min(1, Math.log2(count / Math.max(0.5, all * part)) / 2)),
      })),
    [selection.words, part],
  );
  return (
    <WordCloud
      title={words.cloudTitle}
      level={2}
      name={`${conditions.catalogue}-words`}
      sentence={
        top === undefined
          ? words.noWords
          : `${words.cloud(top.word, format.number(top.titles))}${part === 1 ? '' : ` ${words.cloudColours}`}`
      }
      counted={titles}
      words={drawn}
      chosen={conditions.word}
      onChoose={(word) => conditions.setWord(conditions.word === word ? null : word)}
    />
  );
}

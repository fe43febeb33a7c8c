import type { ReactNode } from 'react';
import { useAddress } from '../../shared/address.ts';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Definition } from '../../shared/ui/definition.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Stat, Stats } from '../../shared/ui/stat.tsx';
import { Key } from '../../marks/chart.tsx';
import { type Interval, Intervals } from '../../marks/intervals.tsx';
import layout from '../../shared/ui/layout.module.css';
import { Choice } from './filters.tsx';
import { useKnownNames } from './known-words.ts';
import { mainMetric, metricName } from './metric-names.ts';
import { runWords } from './run-words.ts';
import type { Run } from './types.ts';
import { experimentsWords } from './words.ts';

const BASELINE = 'popularity';

/** What a run measured, question by question; other models' figures beside its own. */
export function FigurePanel({ run }: { readonly run: Run }): ReactNode {
  const words = useWords(runWords);
  const format = useFormat();
  const { language } = useLanguage();
  const names = useKnownNames();
  const own = Object.entries(run.metrics).map(([name, value]) => ({ name, value, told: metricName(name, language) }));
  if (own.length === 0) return null;
  const models = [...new Set(own.map(({ told }) => told.of ?? run.model ?? ''))];
  const markOf = (model: string): number => (model === BASELINE ? 4 : (models.indexOf(model) % 6) + 1);
  const metrics = [...new Set(own.map(({ told }) => told.metric))];
  const rowsOf = (metric: string): typeof own => own.filter(({ told }) => told.metric === metric);
  // A single value without an interval is a figure, not a drawing.
  const isPlain = (metric: string): boolean => rowsOf(metric).length === 1 && rowsOf(metric)[0].value.low === undefined;
  const plain = metrics.filter(isPlain);
  const drawn = metrics.filter((metric) => !isPlain(metric));
  return (
    <Panel title={words.figures} note={drawn.length === 0 ? undefined : words.figuresSentence}>
      {plain.length === 0 ? null : (
        <Stats>
          {plain.map((metric) => {
            const { value, told } = rowsOf(metric)[0];
            return (
              <Stat
                key={metric}
                name={told.note === '' ? metric : <Definition text={told.note}>{metric}</Definition>}
                value={format.number(value.value, 3)}
                note={told.isError ? words.lessIsBetter : undefined}
              />
            );
          })}
        </Stats>
      )}
      <div className={layout.pair}>
        {drawn.map((metric) => {
          const rows = rowsOf(metric);
          return (
            <Intervals
              key={metric}
              title={metric}
              sentence={rows[0].told.about}
              name={`figures-${run.id}-${metric}`}
              valueName={metric}
              intervalName={words.interval}
              fromZero={rows.every(({ value }) => value.value >= 0)}
              legend={
                models.length < 2
                  ? undefined
                  : models.map((model) => (
                      <Key key={model} mark={markOf(model)}>
                        {names.model(model)}
                      </Key>
                    ))
              }
              intervals={rows.map(({ name, value, told }): Interval => {
                const model = told.of ?? run.model ?? '';
                return {
                  name,
                  label: models.length < 2 ? told.question || metric : names.model(model),
                  ...(models.length < 2 || told.question === '' ? {} : { group: told.question }),
                  mark: markOf(model),
                  ...value,
                };
              })}
              format={(value) => format.number(value, 3)}
            />
          );
        })}
      </div>
    </Panel>
  );
}

/** The same for parts of the users and of the titles. */
export function SegmentPanel({ segments }: { readonly segments: NonNullable<Run['segments']> }): ReactNode {
  const words = useWords(runWords);
  const logWords = useWords(experimentsWords);
  const format = useFormat();
  const { language } = useLanguage();
  const known = useKnownNames();
  const [asked, setAsked] = useAddress('segment');
  const names = [
    ...new Set(
      segments.flatMap(({ question, metrics }) =>
        Object.keys(metrics).map((metric) => (metric.startsWith(question) ? metric : `${question} ${metric}`)),
      ),
    ),
  ];
  const shown = names.find((name) => name === asked) ?? mainMetric(names.map((name) => ({ name }))) ?? names[0];
  const told = metricName(shown, language);
  const rows = segments.flatMap((one) => {
    const key = [shown, shown.slice(one.question.length + 1)].find((name) => one.metrics[name] !== undefined);
    return key === undefined || !shown.startsWith(one.question)
      ? []
      : [{ ...one, own: one.metrics[key], base: one.baseline?.[key] }];
  });
  return (
    <Panel title={words.segments} note={words.segmentsSentence(told.question)}>
      {names.length < 2 ? null : (
        <Choice label={logWords.metric} value={shown} onChange={setAsked}>
          {names.map((name) => (
            <option key={name} value={name}>
              {metricName(name, language).full}
            </option>
          ))}
        </Choice>
      )}
      <Intervals
        title={told.full}
        sentence={told.note}
        name="segments"
        valueName={told.metric}
        intervalName={words.interval}
        fromZero
        legend={
          <>
            <Key mark={1}>{known.model(rows.at(0)?.model ?? '')}</Key>
            <Key mark={4}>{words.popularity}</Key>
          </>
        }
        intervals={rows.flatMap(({ segment, from, to, cases, model, own, base }): Interval[] => {
          const more = [[words.cases, format.number(cases)]] as const;
          const group = `${known.segment(segment)} (${format.number(from)}–${format.number(to)})`;
          return [
            { name: `${segment} ${model}`, label: known.model(model), group, mark: 1, more, ...own },
            ...(base === undefined
              ? []
              : [{ name: `${segment} ${BASELINE}`, label: words.popularity, group, mark: 4, more, ...base }]),
          ];
        })}
      />
    </Panel>
  );
}

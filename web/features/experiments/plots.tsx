import type { ReactNode } from 'react';
import { useAddress } from '../../shared/address.ts';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { Key } from '../../marks/chart.tsx';
import { Parallel } from '../../marks/parallel.tsx';
import { Scatter } from '../../marks/scatter.tsx';
import { runName } from './comparison.tsx';
import layout from '../../shared/ui/layout.module.css';
import marks from './experiments.module.css';
import styles from './filters.module.css';
import { Choice } from './filters.tsx';
import type { LogQuery } from './log-query.ts';
import { useKnownNames } from './known-words.ts';
import { mainMetric, metricName } from './metric-names.ts';
import { runWords } from './run-words.ts';
import { flatSettings, type Run, type Runs } from './types.ts';
import { experimentsWords } from './words.ts';

const MOST_RUNS = 400;
const MOST_AXES = 6;

type Value = number | string | null;

/** Something of runs that can be drawn: a metric, a setting, a fact. */
interface Quantity {
  readonly id: string;
  readonly label: string;
  readonly kind: 'number' | 'name';
  readonly isLog: boolean;
  readonly isMetric: boolean;
  readonly of: (run: Run) => Value;
}

const spansDecades = (numbers: readonly number[]): boolean => {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return low > 0 && high / low >= 50;
};

const valueOf = (setting: unknown): Value => {
  if (typeof setting === 'number' || typeof setting === 'string') return setting;
  return setting === undefined || setting === null ? null : JSON.stringify(setting);
};

/** The quantities that are not the same in all runs: metrics first, then facts, then settings by how much they vary. */
function quantitiesOf(
  runs: readonly Run[],
  nameOf: (metric: string) => string,
  words: { seconds: string; model: string },
): Quantity[] {
  const settings = new Map(runs.map((run) => [run.id, new Map(flatSettings(run.parameters))]));
  const make = (id: string, label: string, isMetric: boolean, of: (run: Run) => Value): Quantity[] => {
    const values = runs.map(of).filter((value): value is number | string => value !== null);
    if (new Set(values).size < 2) return [];
    const numbers = values.filter((value) => typeof value === 'number');
    const kind = numbers.length === values.length ? 'number' : 'name';
    return [{ id, label, kind, isMetric, isLog: kind === 'number' && !isMetric && spansDecades(numbers), of }];
  };
  const metrics = [...new Set(runs.flatMap((run) => Object.keys(run.metrics)))].filter((name) => !name.endsWith(')'));
  const names = [...new Set([...settings.values()].flatMap((one) => [...one.keys()]))];
  const distinct = (name: string): number => new Set([...settings.values()].map((one) => String(one.get(name)))).size;
  return [
    ...metrics.flatMap((name) => make(name, nameOf(name), true, (run) => run.metrics[name]?.value ?? null)),
    ...make('model', words.model, false, (run) => run.model),
    ...make('seconds', words.seconds, false, (run) => run.seconds),
    ...names
      .sort((a, b) => distinct(b) - distinct(a) || (a < b ? -1 : 1))
      .flatMap((name) => make(`setting:${name}`, name, false, (run) => valueOf(settings.get(run.id)?.get(name)))),
  ];
}

interface PlotsProps {
  readonly query: LogQuery;
  readonly chosen: readonly string[];
  readonly onChoose: (id: string) => void;
}

/** Settings against metrics: a scatter of two, and paths across several. */
export function Plots({ query, chosen, onChoose }: PlotsProps): ReactNode {
  const words = useWords(runWords);
  const { data, error, refetch } = useAnswer<Runs>(query.address({ n: MOST_RUNS }));
  const format = useFormat();
  if (error !== null) return <Problem error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading height={820} />;
  const measured = data.experiments.filter(({ metrics }) => Object.keys(metrics).length > 0);
  return (
    <div className={layout.stack}>
      <p className={marks.quiet} role="status">
        {words.plotRuns(
          format.number(measured.length),
          format.number(data.total > MOST_RUNS ? data.total : measured.length),
        )}
      </p>
      <PlotPanels runs={measured} chosen={chosen} onChoose={onChoose} />
    </div>
  );
}

function Options({ of }: { readonly of: readonly Quantity[] }): ReactNode {
  return of.map(({ id, label }) => (
    <option key={id} value={id}>
      {label}
    </option>
  ));
}

function PlotPanels({
  runs,
  chosen,
  onChoose,
}: {
  readonly runs: readonly Run[];
  readonly chosen: readonly string[];
  readonly onChoose: (id: string) => void;
}): ReactNode {
  const words = useWords(runWords);
  const logWords = useWords(experimentsWords);
  const format = useFormat();
  const { language } = useLanguage();
  const names = useKnownNames();
  const [xAsked, setX] = useAddress('x');
  const [yAsked, setY] = useAddress('y');
  const [axesAsked, setAxes] = useAddress('axes');
  const quantities = quantitiesOf(runs, (name) => metricName(name, language).full, {
    seconds: logWords.seconds,
    model: logWords.model,
  });
  const metrics = quantities.filter(({ isMetric }) => isMetric);
  const main = metrics.find(({ id }) => id === mainMetric(metrics.map((one) => ({ name: one.id })))) ?? metrics.at(0);
  // What most runs have says most of them; of different models that is how long they took.
  const known = ({ of }: Quantity): number => runs.filter((run) => of(run) !== null && main?.of(run) !== null).length;
  const others = quantities
    .filter(({ kind, isMetric }) => kind === 'number' && !isMetric)
    .sort((a, b) => known(b) - known(a));
  if (main === undefined || quantities.length < 2) {
    return <Empty title={words.nothingVaries} text={words.nothingVariesNote} />;
  }
  const numbers = quantities.filter(({ kind }) => kind === 'number');
  const y = numbers.find(({ id }) => id === yAsked) ?? main;
  const x =
    numbers.find(({ id }) => id === xAsked) ??
    others.find((one) => one.id !== 'seconds' && known(one) === known(others[0])) ??
    others.at(0) ??
    numbers.at(-1) ??
    main;
  const models = [...new Set(runs.map(({ model }) => model ?? '–'))];
  const markOf = (run: Run): number => (models.indexOf(run.model ?? '–') % 6) + 1;
  const settings = others.filter((one) => one.id !== 'seconds' && known(one) > 1);
  const first = [...(settings.length === 0 ? others : settings).slice(0, MOST_AXES - 2), main];
  const axes =
    axesAsked === '' ? first : axesAsked.split('|').flatMap((id) => quantities.filter((one) => one.id === id));
  const values = runs.map((run) => main.of(run)).filter((value) => typeof value === 'number');
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const isError = metricName(main.id, language).isError;
  const strengthOf = (run: Run): number => {
    const value = main.of(run);
    if (typeof value !== 'number' || high === low) return 0;
    const part = (value - low) / (high - low);
    return isError ? 1 - part : part;
  };
  const write = (value: number): string =>
    format.number(value, Number.isInteger(value) ? 0 : Math.abs(value) < 1 ? 3 : 2);
  return (
    <>
      <Panel>
        <div className={styles.filters}>
          <Choice label={words.vertical} value={y.id} onChange={setY}>
            <Options of={numbers} />
          </Choice>
          <Choice label={words.horizontal} value={x.id} onChange={setX}>
            <Options of={numbers} />
          </Choice>
        </div>
        <Scatter
          title={words.scatter}
          level={2}
          sentence={words.scatterSentence(x.label, y.label)}
          name="runs-scatter"
          x={{ name: x.label, scale: x.isLog ? 'log' : 'linear', format: write }}
          y={{ name: y.label, scale: y.isLog ? 'log' : 'linear', format: write }}
          legend={models.slice(0, 6).map((model, at) => (
            <Key key={model} mark={at + 1}>
              {names.model(model)}
            </Key>
          ))}
          onChoose={onChoose}
          dots={runs.flatMap((run) => {
            const [along, up] = [x.of(run), y.of(run)];
            return typeof along === 'number' && typeof up === 'number'
              ? [
                  {
                    id: run.id,
                    label: runName(run, names),
                    x: along,
                    y: up,
                    mark: markOf(run),
                    isChosen: chosen.includes(run.id),
                  },
                ]
              : [];
          })}
        />
      </Panel>
      <Panel>
        <details className={styles.axes}>
          <summary>{words.axes}</summary>
          <ul className={styles.options}>
            {quantities.map(({ id, label }) => (
              <li key={id}>
                <label>
                  <input
                    type="checkbox"
                    checked={axes.some((axis) => axis.id === id)}
                    onChange={(event) =>
                      setAxes(
                        quantities
                          .map((one) => one.id)
                          .filter((one) => (one === id ? event.target.checked : axes.some((axis) => axis.id === one)))
                          .join('|'),
                      )
                    }
                  />
                  {label}
                </label>
              </li>
            ))}
          </ul>
        </details>
        <Parallel
          title={words.parallel}
          level={2}
          sentence={words.parallelSentence(main.label)}
          name="runs-parallel"
          axes={axes.map(({ id, label, kind, isLog }) => ({ name: id, label, kind, isLog }))}
          paths={runs.map((run) => ({
            id: run.id,
            label: runName(run, names),
            values: axes.map(({ of }) => of(run)),
            strength: strengthOf(run),
            isChosen: chosen.includes(run.id),
          }))}
          remaining={(count) => words.remaining(format.number(count))}
          ends={['min', 'max']}
          onChoose={onChoose}
        />
      </Panel>
    </>
  );
}

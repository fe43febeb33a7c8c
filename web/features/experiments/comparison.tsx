import { Download, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useAddress } from '../../shared/address.ts';
import { addressOf } from '../../shared/api.ts';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { Key } from '../../marks/chart.tsx';
import { Intervals } from '../../marks/intervals.tsx';
import layout from '../../shared/ui/layout.module.css';
import { Table } from '../../shared/ui/table.tsx';
import styles from './comparison.module.css';
import marks from './experiments.module.css';
import { Choice } from './filters.tsx';
import { type KnownNames, useKnownNames } from './known-words.ts';
import { mainMetric, metricName } from './metric-names.ts';
import { runWords } from './run-words.ts';
import { type Comparison, type Run, settingText, shortId } from './types.ts';
import { experimentsWords } from './words.ts';

/** How a run is called beside others: its model, and the end of its id. */
export const runName = (run: Run, { model }: KnownNames): string =>
  `${run.model === null ? run.kind : model(run.model)} ${shortId(run.id)}`;

/** So many settings that only some of the runs have are shown without being asked for. */
const FEW_SETTINGS = 8;

interface ComparisonProps {
  readonly ids: readonly string[];
  /** Makes a run the first one, with which the others are compared. */
  readonly onBase: (id: string) => void;
  readonly onClose: () => void;
}

/** Chosen runs side by side: values and differences with their intervals, and the settings in which they differ. */
export function ComparisonPanel({ ids, onBase, onClose }: ComparisonProps): ReactNode {
  const words = useWords(runWords);
  const address = addressOf('/v1/experiments/compare', { runs: ids.join(',') });
  const { data, error, refetch } = useAnswer<Comparison>(address, { keep: false });
  return (
    <Panel
      title={words.comparison}
      actions={
        <>
          <a className={buttonClass('quiet', true)} href={`${address}&format=csv`}>
            <Download size={16} aria-hidden="true" />
            CSV
          </a>
          <Button look="quiet" isSmall onClick={onClose}>
            <X size={16} aria-hidden="true" />
            {words.close}
          </Button>
        </>
      }
    >
      {error !== null ? (
        <Problem error={error} onAgain={() => void refetch()} />
      ) : data === undefined ? (
        <Loading height={520} />
      ) : (
        <Compared comparison={data} onBase={onBase} />
      )}
    </Panel>
  );
}

function Compared({
  comparison,
  onBase,
}: {
  readonly comparison: Comparison;
  readonly onBase: (id: string) => void;
}): ReactNode {
  const words = useWords(runWords);
  const logWords = useWords(experimentsWords);
  const format = useFormat();
  const { language } = useLanguage();
  const { experiments, metrics, parameters, sameData } = comparison;
  const [asked, setMetric] = useAddress('by');
  const shared = metrics.filter(({ values }) => values.filter((value) => value !== null).length > 1);
  const metric = shared.find(({ name }) => name === asked) ?? shared.find(({ name }) => name === mainMetric(shared));
  const known = useKnownNames();
  const names = experiments.map((run) => runName(run, known));
  const told = metric === undefined ? null : metricName(metric.name, language);
  const best =
    metric === undefined || told === null
      ? -1
      : bestOf(
          metric.values.map((value) => value?.value ?? null),
          told.isError,
        );
  const own = shared.filter(({ name }) => metricName(name, language).of === null);
  const all = own.flatMap(({ name, differences, values }) =>
    differences.flatMap((difference, at) =>
      difference === null || values[0] === null || values[0].value === 0
        ? []
        : [{ name, at, difference, base: Math.abs(values[0].value) }],
    ),
  );
  const isSure = ({ difference: { low, high } }: (typeof all)[number]): boolean =>
    low !== undefined && high !== undefined && (low > 0 || high < 0);
  return (
    <div className={layout.stack}>
      {sameData ? null : (
        <p className={styles.warning} role="status">
          <TriangleAlert size={18} aria-hidden="true" />
          {words.otherData}
        </p>
      )}
      <ul className={styles.compared}>
        {experiments.map((run, at) => (
          <li key={run.id}>
            <Key mark={(at % 6) + 1}>
              <Link href={`/experiments/${run.id}`}>{names[at]}</Link>
            </Key>
            <small>{format.time(run.started)}</small>
            {at === 0 ? (
              <span className={marks.badge}>{words.base}</span>
            ) : (
              <Button look="quiet" isSmall onClick={() => onBase(run.id)}>
                {words.makeBase(names[at])}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {metric === undefined || told === null ? (
        <p>{words.noneShared}</p>
      ) : (
        <>
          <Choice label={logWords.metric} value={metric.name} onChange={setMetric}>
            {shared.map(({ name }) => (
              <option key={name} value={name}>
                {metricName(name, language).full}
              </option>
            ))}
          </Choice>
          <Intervals
            title={words.values}
            sentence={words.valuesSentence(names[best] ?? '', told.full)}
            name="comparison-values"
            valueName={told.full}
            intervalName={words.interval}
            format={(value) => format.number(value, 4)}
            intervals={metric.values.flatMap((value, at) =>
              value === null ? [] : [{ name: experiments[at].id, label: names[at], mark: (at % 6) + 1, ...value }],
            )}
          />
          {all.length === 0 ? null : (
            <Intervals
              title={words.differences(names[0])}
              sentence={words.differencesSentence(all.filter(isSure).length, all.length)}
              name="comparison-differences"
              valueName={words.differences(names[0])}
              intervalName={words.interval}
              format={(value) => format.percent(value, Math.abs(value) < 0.1 ? 1 : 0)}
              tick={(value) => format.percent(value, Math.abs(value) < 0.1 && value !== 0 ? 1 : 0)}
              reference={{ at: 0, label: names[0] }}
              intervals={all.map(({ name, at, difference: { value, low, high, method }, base }) => ({
                name: experiments[at].id,
                label: names[at],
                group: metricName(name, language).full,
                mark: (at % 6) + 1,
                value: value / base,
                low: low === undefined ? undefined : low / base,
                high: high === undefined ? undefined : high / base,
                more: [
                  [words.absolute, format.number(value, 4)],
                  [words.method, words.methods[method]],
                ],
              }))}
            />
          )}
        </>
      )}
      <SettingDifferences experiments={experiments} names={names} parameters={parameters} />
    </div>
  );
}

/** Settings that all chosen runs have, and differ in, stand first; those of some alone are shown when asked for. */
function SettingDifferences({
  experiments,
  names,
  parameters,
}: Pick<Comparison, 'experiments' | 'parameters'> & { readonly names: readonly string[] }): ReactNode {
  const words = useWords(runWords);
  const format = useFormat();
  const [isWhole, setIsWhole] = useState(false);
  const common = parameters.filter(({ values }) => values.every((value) => value !== undefined && value !== null));
  const rest = parameters.length - common.length;
  const shown = isWhole || rest <= FEW_SETTINGS ? parameters : common;
  return (
    <div className={layout.stack}>
      <h3>{words.parameters}</h3>
      {parameters.length === 0 ? <p>{words.sameParameters}</p> : null}
      {shown.length === 0 ? null : (
        <Table label={words.parameters}>
          <thead>
            <tr>
              <td />
              {experiments.map((run, at) => (
                <th key={run.id} scope="col">
                  {names[at]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, values }) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code>
                </th>
                {values.map((value, at) => (
                  <td key={experiments[at].id}>{settingText(value)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {rest <= FEW_SETTINGS ? null : (
        <div>
          <Button isSmall aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? words.fewerSettings : words.moreSettings(format.number(rest))}
          </Button>
        </div>
      )}
    </div>
  );
}

function bestOf(values: readonly (number | null)[], isError: boolean): number {
  let best = -1;
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    const other = best < 0 ? null : values[best];
    if (other === null || other === undefined || (isError ? value < other : value > other)) best = at;
  }
  return best;
}

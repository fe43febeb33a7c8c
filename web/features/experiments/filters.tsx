import { Popover } from '@base-ui/react/popover';
import { Columns3 } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import type { LogQuery } from './log-query.ts';
import { useKnownNames } from './known-words.ts';
import styles from './filters.module.css';
import { metricName } from './metric-names.ts';
import type { Facets } from './types.ts';
import { experimentsWords } from './words.ts';

/** A choice of a few, by its label. */
export function Choice({
  label,
  value,
  onChange,
  children,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </select>
    </div>
  );
}

/** What is kept of the log. */
export function Filters({ query, facets }: { readonly query: LogQuery; readonly facets: Facets }): ReactNode {
  const words = useWords(experimentsWords);
  const format = useFormat();
  const { language } = useLanguage();
  const id = useId();
  const { values, set } = query;
  const names = useKnownNames();
  const counted = (name: string, count: number): string => `${name} (${format.number(count)})`;
  return (
    <div className={styles.filters}>
      <Choice label={words.kind} value={values.kind} onChange={(kind) => set({ kind })}>
        <option value="">{words.all}</option>
        {facets.kinds.map(({ name, count }) => (
          <option key={name} value={name}>
            {counted(words.kinds[name as keyof typeof words.kinds] ?? name, count)}
          </option>
        ))}
      </Choice>
      <Choice label={words.model} value={values.model} onChange={(model) => set({ model })}>
        <option value="">{words.all}</option>
        {facets.models.map(({ name, count }) => (
          <option key={name} value={name}>
            {counted(names.model(name), count)}
          </option>
        ))}
      </Choice>
      <Choice label={words.status} value={values.status} onChange={(status) => set({ status })}>
        <option value="">{words.all}</option>
        {facets.statuses.map(({ name, count }) => (
          <option key={name} value={name}>
            {counted(words.statuses[name as keyof typeof words.statuses] ?? name, count)}
          </option>
        ))}
      </Choice>
      {facets.tags.length === 0 ? null : (
        <Choice label={words.tag} value={values.tag} onChange={(tag) => set({ tag })}>
          <option value="">{words.all}</option>
          {facets.tags.map(({ name, count }) => (
            <option key={name} value={name}>
              {counted(name, count)}
            </option>
          ))}
        </Choice>
      )}
      {facets.metrics.length === 0 ? null : (
        <Choice label={words.metric} value={values.metric} onChange={(metric) => set({ metric, min: '' })}>
          <option value="">{words.anyMetric}</option>
          {facets.metrics.map(({ name }) => (
            <option key={name} value={name}>
              {metricName(name, language).full}
            </option>
          ))}
        </Choice>
      )}
      {values.metric === '' ? null : (
        <div className={styles.choice}>
          <label htmlFor={id}>{words.atLeast}</label>
          <input
            id={id}
            inputMode="decimal"
            size={7}
            value={values.min}
            onChange={(event) => set({ min: event.target.value.replace(',', '.') })}
          />
        </div>
      )}
      {query.isAny ? (
        <Button look="quiet" onClick={() => query.clear()}>
          {words.clearFilters}
        </Button>
      ) : null}
    </div>
  );
}

/** Which columns the table has. */
export function ColumnChoice({
  columns,
  shown,
  onChange,
}: {
  readonly columns: readonly { readonly id: string; readonly label: string }[];
  readonly shown: readonly string[];
  readonly onChange: (shown: readonly string[]) => void;
}): ReactNode {
  const words = useWords(experimentsWords);
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonClass('plain', true)}>
        <Columns3 size={16} aria-hidden="true" />
        {words.columns}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" collisionPadding={8} className={styles.popoverPlace}>
          <Popover.Popup className={styles.popover}>
            <Popover.Title className={styles.popoverTitle}>{words.columns}</Popover.Title>
            <ul className={styles.options}>
              {columns.map(({ id, label }) => (
                <li key={id}>
                  <label>
                    <input
                      type="checkbox"
                      checked={shown.includes(id)}
                      onChange={(event) =>
                        onChange(
                          // In the order in which they are offered, whatever the order of the clicks.
                          columns
                            .map((one) => one.id)
                            .filter((one) => (one === id ? event.target.checked : shown.includes(one))),
                        )
                      }
                    />
                    {label}
                  </label>
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

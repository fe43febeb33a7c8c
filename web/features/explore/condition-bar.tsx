import { X } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import type { Conditions } from './conditions.ts';
import styles from './explore.module.css';
import { capital, monthNames, nameIn, type Selection, titleAddress, weekdayNames, writerOf } from './units.ts';
import { exploreWords } from './words.ts';

interface Chip {
  readonly text: string;
  readonly remove: () => void;
}

/** How many titles are chosen, by what, and which ones they are; stays in sight while the charts are scrolled. */
export function ConditionBar({
  conditions,
  selection,
  isBusy,
}: {
  readonly conditions: Conditions;
  readonly selection: Selection;
  readonly isBusy: boolean;
}): ReactNode {
  const words = useWords(exploreWords);
  const format = useFormat();
  const { language } = useLanguage();
  const labelOf = (column: string): string =>
    capital(selection.distributions.find((one) => one.column === column)?.label ?? column);
  const written = (column: string, from: number, to: number): string => {
    const found = selection.distributions.find((one) => one.column === column);
    if (found?.kind !== 'numbers') return `${from} – ${to}`;
    const write = writerOf(format, found.unit, found.step);
    // The upper limit is not within: of whole years, 1990 to 2000 ends with 1999.
    const last = found.step === null || to === found.bins.at(-1)?.to ? to : to - found.step;
    return last <= from ? write(from) : `${write(from)} – ${write(last)}`;
  };
  const day = [
    ...(conditions.weekday === null ? [] : [weekdayNames(language)[conditions.weekday - 1]]),
    ...(conditions.month === null ? [] : [monthNames(language)[conditions.month - 1]]),
  ].join(' · ');
  const chips: Chip[] = [
    ...conditions.ranges.map(({ column, from, to }) => ({
      text: `${labelOf(column)}: ${written(column, from, to)}`,
      remove: () => conditions.setRange(column, null),
    })),
    ...conditions.names.map(({ column, name }) => ({
      text: `${labelOf(column)}: ${nameIn(language, column, name)}`,
      remove: () => conditions.toggleName(column, name),
    })),
    ...(conditions.word === null ? [] : [{ text: `“${conditions.word}”`, remove: () => conditions.setWord(null) }]),
    ...(day === '' ? [] : [{ text: capital(day), remove: () => conditions.setDay(null, null) }]),
  ];
  const { selected, titles, examples } = selection;
  return (
    <section className={styles.bar} aria-label={words.conditions} data-busy={isBusy}>
      <p className={styles.count} role="status">
        {conditions.isAny
          ? words.selected(format.number(selected), format.number(titles))
          : words.everything(format.number(titles))}
      </p>
      <div className={styles.share} aria-hidden="true">
        <span style={{ width: `${(100 * selected) / Math.max(1, titles)}%` }} />
      </div>
      {chips.length === 0 ? (
        <p className={styles.hint}>{words.everythingNote}</p>
      ) : (
        <>
          <ul className={styles.chips}>
            {chips.map(({ text, remove }) => (
              <li key={text}>
                <button type="button" className={styles.chip} onClick={remove} aria-label={words.remove(text)}>
                  {text}
                  <X size={14} aria-hidden="true" />
                </button>
              </li>
            ))}
            <li>
              <Button look="quiet" isSmall onClick={() => conditions.clear()}>
                {words.clearAll}
              </Button>
            </li>
          </ul>
          <p className={styles.hint}>
            {selected === 0 ? (
              <strong>
                {words.none}. {words.noneNote}
              </strong>
            ) : (
              <>
                {words.examples}:{' '}
                {examples.map(({ id, title, year }, at) => (
                  <Fragment key={id}>
                    {at === 0 ? '' : ' · '}
                    <Link href={titleAddress(selection.catalogue, id)} className={styles.example}>
                      {title}
                    </Link>
                    {year === null ? '' : ` (${year})`}
                  </Fragment>
                ))}
              </>
            )}
          </p>
        </>
      )}
    </section>
  );
}

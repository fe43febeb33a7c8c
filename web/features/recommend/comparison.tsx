import { type ReactNode, useMemo } from 'react';
import { Link } from 'wouter';
import { Cover } from '../../shared/cover/cover.tsx';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { modelName } from '../../shared/model-names.ts';
import { Button } from '../../shared/ui/button.tsx';
import type { Slate } from './answers.ts';
import styles from './comparison.module.css';
import { detailWords } from './detail-words.ts';
import type { WishesState } from './use-wishes.ts';
import { recommendWords } from './words.ts';

/** Height of a row with its gap, in pixels; the strokes go by it. */
const ROW = 84;
const BRIDGE = 64;

interface SideProps extends Pick<WishesState, 'linkTo'> {
  readonly slate: Slate;
  readonly name: string;
  readonly note?: string;
  readonly other: ReadonlyMap<string, number>;
}

function Side({ slate, name, note, other, linkTo }: SideProps): ReactNode {
  const words = useWords(detailWords);
  return (
    <section aria-label={name}>
      <header className={styles.name}>
        <h3>{name}</h3>
        {note === undefined ? null : <span>{note}</span>}
      </header>
      <ol className={styles.rows} style={{ gridAutoRows: ROW }}>
        {slate.recommendations.map((one) => (
          <li key={one.id} className={styles.row} data-both={other.has(one.id)}>
            <span>
              <Cover title={one} />
            </span>
            <span className={styles.text}>
              <Link href={linkTo({ open: one.id })}>{one.title}</Link>
              <small>{other.has(one.id) ? one.year : words.only}</small>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface ComparisonProps extends WishesState {
  readonly ours: Slate;
  readonly theirs: Slate;
}

const ranks = ({ recommendations }: Slate): ReadonlyMap<string, number> =>
  new Map(recommendations.map(({ id }, at) => [id, at]));

/** Two lists for the same person, with a stroke from each title to itself in the other list. */
export function Comparison({ ours, theirs, change, linkTo }: ComparisonProps): ReactNode {
  const words = useWords(detailWords);
  const { popularity } = useWords(recommendWords);
  const { language } = useLanguage();
  const format = useFormat();
  const [left, right] = useMemo(() => [ranks(ours), ranks(theirs)], [ours, theirs]);
  const shared = [...left].flatMap(([id, rank]) => {
    const there = right.get(id);
    return there === undefined ? [] : [{ id, rank, there }];
  });
  const nameOf = ({ model }: Slate): string =>
    model.name === 'popularity' ? popularity : modelName(model.name, language);
  const rows = Math.max(left.size, right.size);
  return (
    <div className={styles.comparison}>
      <header className={styles.head}>
        <p role="status">
          <strong>{words.both(format.number(shared.length), format.number(left.size))}</strong> {words.linked}
        </p>
        <Button isSmall onClick={() => change({ rival: '' }, { isStep: true })}>
          {words.stop}
        </Button>
      </header>
      <div className={styles.lists}>
        <Side slate={ours} name={nameOf(ours)} note={words.serving} other={right} linkTo={linkTo} />
        <svg
          className={styles.bridge}
          viewBox={`0 0 ${BRIDGE} ${rows * ROW}`}
          height={rows * ROW}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {shared.map(({ id, rank, there }) => {
            const [from, to] = [(rank + 0.5) * ROW, (there + 0.5) * ROW];
            return (
              <path
                key={id}
                d={`M0 ${from}C${BRIDGE / 2} ${from} ${BRIDGE / 2} ${to} ${BRIDGE} ${to}`}
                strokeWidth={rank === there ? 4 : 2.5}
              />
            );
          })}
        </svg>
        <Side slate={theirs} name={nameOf(theirs)} other={left} linkTo={linkTo} />
      </div>
    </div>
  );
}

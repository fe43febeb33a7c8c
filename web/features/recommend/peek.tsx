import { ArrowDown } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { Cover } from '../../shared/cover/cover.tsx';
import { useWords } from '../../shared/language.tsx';
import type { Recommendation } from './answers.ts';
import styles from './peek.module.css';
import { recommendWords } from './words.ts';

const SHOWN = 4;

interface PeekProps {
  readonly recommendations: readonly Recommendation[];
  /** Where the list stands. */
  readonly list: RefObject<HTMLElement | null>;
}

/** On narrow screens: the beginning of the list at the foot, as long as the list itself is out of sight; leads there. */
export function Peek({ recommendations, list }: PeekProps): ReactNode {
  const words = useWords(recommendWords);
  const [isInSight, setIsInSight] = useState(true);
  useEffect(() => {
    const { current } = list;
    if (current === null) return undefined;
    const observer = new IntersectionObserver(([entry]) => setIsInSight(entry?.isIntersecting ?? true));
    observer.observe(current);
    return () => observer.disconnect();
  }, [list]);
  if (isInSight || recommendations.length === 0) return null;
  return (
    <button
      type="button"
      className={styles.peek}
      onClick={() => {
        list.current?.scrollIntoView({ behavior: 'smooth' });
        list.current?.focus({ preventScroll: true });
      }}
    >
      <span className={styles.covers}>
        {recommendations.slice(0, SHOWN).map((one) => (
          <Cover key={one.id} title={one} className={styles.cover} />
        ))}
      </span>
      {words.seeList}
      <ArrowDown size={16} aria-hidden="true" />
    </button>
  );
}

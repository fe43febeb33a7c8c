import type { ReactNode } from 'react';
import { useWords } from '../language.tsx';
import { stateWords } from './state-words.ts';
import styles from './state.module.css';

/** While something is on its way: room for it, so that nothing jumps. `height` in pixels. */
export function Loading({ height = 240 }: { readonly height?: number }): ReactNode {
  const words = useWords(stateWords);
  return (
    <div className={styles.loading} style={{ minHeight: height }} role="status">
      <span className="visually-hidden">{words.loading}</span>
    </div>
  );
}

/** A line of text that is on its way; `width` in characters. */
export function Blank({ width = 8 }: { readonly width?: number }): ReactNode {
  return <span className={styles.blank} style={{ width: `${width}ch` }} aria-hidden="true" />;
}

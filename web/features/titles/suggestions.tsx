import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../shared/language.tsx';
import styles from './search.module.css';
import { type BrowsedTitle, pageOf, shownName } from './values.ts';
import { titlesWords } from './words.ts';

/** The titles whose names are nearest to what was looked for. */
export function Suggestions({ titles }: { readonly titles: readonly BrowsedTitle[] }): ReactNode {
  const words = useWords(titlesWords);
  return (
    <div>
      <p>{words.meant}</p>
      <ul className={styles.suggestions}>
        {titles.map((title) => (
          <li key={pageOf(title)}>
            <Link href={pageOf(title)}>
              {shownName(title)}
              {title.year === null ? '' : ` (${title.year})`}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

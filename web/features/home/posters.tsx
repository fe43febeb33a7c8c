import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { z } from 'zod';
import type { wallSchema } from '../../../src/api/contract/titles.ts';
import { addressOf } from '../../shared/api.ts';
import { Cover } from '../../shared/cover/cover.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import styles from './home.module.css';

const SHOWN = 5;

/** Titles that many know, fanned out like posters in a foyer; each leads to its page. */
export function Posters(): ReactNode {
  const { data } = useAnswer<z.output<typeof wallSchema>>(addressOf('/v1/wall', { n: SHOWN }));
  return (
    <ul className={styles.posters}>
      {data?.titles.slice(0, SHOWN).map((title) => (
        <li key={title.id}>
          <Link href={`/titles/${encodeURIComponent(title.id)}`}>
            <Cover title={title} isAlone />
          </Link>
        </li>
      ))}
    </ul>
  );
}

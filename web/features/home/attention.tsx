import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { type Attention, attentionWords } from './attention-words.ts';
import styles from './home.module.css';
import { homeWords } from './words.ts';

const ICONS = { bad: CircleAlert, warn: TriangleAlert, info: Info };

/** What needs somebody, each with a way to act. */
export function AttentionList({ items }: { readonly items: readonly Attention[] }): ReactNode {
  const words = useWords(homeWords);
  const texts = useWords(attentionWords);
  const format = useFormat();
  return (
    <Panel title={words.attention}>
      {items.length === 0 ? (
        <p className={styles.quiet}>{words.nothing}</p>
      ) : (
        <ul className={styles.matters}>
          {items.map((item) => {
            const Icon = ICONS[item.severity];
            return (
              <li key={item.code} className={styles.matter} data-severity={item.severity}>
                <Icon size={20} role="img" aria-label={words.severities[item.severity]} />
                <div>
                  <p>{texts[item.code](item, format)}</p>
                  {item.detail === null ? null : (
                    <p lang="en" className={styles.detail}>
                      {item.detail}
                    </p>
                  )}
                </div>
                <Link href={item.path} className={buttonClass('plain', true)}>
                  {words.act}
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}

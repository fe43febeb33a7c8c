import type { ReactNode } from 'react';
import { useFormat } from '../../../shared/format.ts';
import { useWords } from '../../../shared/language.tsx';
import { Definition } from '../../../shared/ui/definition.tsx';
import { Loading } from '../../../shared/ui/loading.tsx';
import { Panel } from '../../../shared/ui/page.tsx';
import { platformName } from '../../../shared/names.ts';
import styles from './page.module.css';
import type { Known } from './known.ts';
import { pageWords } from './words.ts';

/** The platforms that have it, since when and how; nothing where no platform was imported. */
export function Where({
  known: { own, film, onPlatforms },
  isWaiting,
}: {
  readonly known: Known;
  readonly isWaiting: boolean;
}): ReactNode {
  const words = useWords(pageWords);
  const format = useFormat();
  const isKnown = own?.available !== undefined || film?.available !== undefined || onPlatforms.length > 0;
  if (!isKnown) return null;
  const confidenceOf = (id: string): number | null => own?.available?.find((one) => one.id === id)?.confidence ?? null;
  return (
    <Panel title={words.where} {...(onPlatforms.length === 0 && !isWaiting ? { note: words.whereNot } : {})}>
      {isWaiting ? (
        <Loading height={64} />
      ) : onPlatforms.length === 0 ? null : (
        <ul className={styles.platforms}>
          {onPlatforms.map(({ id, platform, dateAdded, duration, rating, score }) => {
            const confidence = confidenceOf(id);
            const facts = [
              dateAdded === null ? null : words.since(format.date(dateAdded)),
              duration === null
                ? null
                : duration.unit === 'min'
                  ? words.minutes(format.number(duration.value))
                  : words.seasons(format.number(duration.value), duration.value === 1),
              words.rated(rating),
              score === null ? null : words.score(format.number(score, 1)),
            ];
            return (
              <li key={id} data-platform={platform}>
                <strong>{platformName(platform)}</strong>
                <span>{facts.filter((fact) => fact !== null).join(' · ')}</span>
                {confidence === null || confidence === 1 ? null : (
                  <span>
                    <Definition text={words.surety(format.percent(confidence))}>
                      {words.likely(format.percent(confidence))}
                    </Definition>
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}

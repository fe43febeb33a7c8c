import { type ReactNode, useState } from 'react';
import { useFormat } from '../../../shared/format.ts';
import { useLanguage, useWords } from '../../../shared/language.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Definition } from '../../../shared/ui/definition.tsx';
import { Panel } from '../../../shared/ui/page.tsx';
import { genreName, languageName } from '../../../shared/names.ts';
import styles from './page.module.css';
import type { Film, Known } from './known.ts';
import { pageWords } from './words.ts';

const FIRST_CAST = 10;

const capitalised = (name: string): string =>
  name.replace(/(^|[\s-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());

/** Cast and directors. */
export function People({ known: { own, film, onPlatforms } }: { readonly known: Known }): ReactNode {
  const words = useWords(pageWords);
  const [isWhole, setIsWhole] = useState(false);
  const [platform] = onPlatforms;
  const choose = (
    of: (from: { cast: readonly string[]; directors: readonly string[] }) => readonly string[],
  ): readonly string[] => {
    if (film !== null && of(film).length > 0) return of(film);
    if (own !== null && of(own).length > 0) return of(own);
    return platform === undefined ? [] : of(platform).map(capitalised);
  };
  const cast = choose((from) => from.cast);
  const directors = choose((from) => from.directors);
  if (cast.length === 0 && directors.length === 0) return null;
  const shown = isWhole ? cast : cast.slice(0, FIRST_CAST);
  return (
    <Panel title={words.people}>
      {directors.length === 0 ? null : (
        <div>
          <h3 className={styles.small}>{words.directors}</h3>
          <ul className={styles.people}>
            {directors.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
      )}
      {cast.length === 0 ? null : (
        <div>
          <h3 className={styles.small}>{words.cast}</h3>
          <ul className={styles.people}>
            {shown.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          {shown.length < cast.length ? (
            <Button look="quiet" isSmall onClick={() => setIsWhole(true)}>
              {words.wholeCast(cast.length)}
            </Button>
          ) : null}
        </div>
      )}
    </Panel>
  );
}

/** What is known beside the story: dates, places, makers, ids. */
export function Facts({ known: { own, film, onPlatforms } }: { readonly known: Known }): ReactNode {
  const words = useWords(pageWords);
  const format = useFormat();
  const { language } = useLanguage();
  const [platform] = onPlatforms;
  const genres = [
    ...new Set([...(own?.genres ?? []), ...(film?.genres ?? []), ...onPlatforms.flatMap((one) => one.genres)]),
  ];
  const countries = film?.countries ?? (platform?.countries ?? []).map(capitalised);
  const tags = [...new Set([...(film?.keywords ?? []), ...(own?.tags ?? [])])];
  const rows: readonly (readonly [string, ReactNode])[] = [
    [words.released, film === null ? null : format.date(film.releaseDate)],
    [words.genres, [...new Set(genres.map((genre) => genreName(genre, language)))].join(', ')],
    [words.countries, countries.join(', ')],
    [words.originalLanguage, film?.originalLanguage == null ? null : languageName(film.originalLanguage, language)],
    [words.spokenLanguages, film?.spokenLanguages.join(', ')],
    [words.collection, film?.collection],
    [words.companies, film?.companies.join(', ')],
    [words.keywords, tags.slice(0, 24).join(', ')],
    [
      words.ids,
      [
        own === null ? null : `${words.ownId} ${own.id}`,
        film === null ? null : `TMDB ${film.tmdbId}`,
        ...onPlatforms.map((one) => one.id),
      ]
        .filter((id) => id !== null)
        .join(' · '),
    ],
  ];
  return (
    <Panel title={words.facts}>
      <dl className={styles.facts}>
        {rows.map(([name, value]) =>
          value === null || value === undefined || value === '' ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Panel>
  );
}

/** What a film cost and earned. */
export function Money({ film: { budget, revenue, return: times } }: { readonly film: Film }): ReactNode {
  const words = useWords(pageWords);
  const format = useFormat();
  const most = Math.max(budget, revenue);
  if (most === 0) return <Panel title={words.money} note={words.noMoney} children={null} />;
  const bars = [
    { name: words.budget, value: budget, mark: 'var(--mark-4)' },
    { name: words.revenue, value: revenue, mark: 'var(--mark-1)' },
  ];
  return (
    <Panel title={words.money} note={words.moneySentence}>
      <dl className={styles.money}>
        {bars.map(({ name, value, mark }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value === 0 ? words.unknown : format.dollars(value)}</dd>
            <dd
              className={styles.moneyBar}
              aria-hidden="true"
              style={{ width: `${(100 * value) / most}%`, background: mark }}
            />
          </div>
        ))}
        {times === 0 ? null : (
          <div>
            <dt>
              <Definition text={words.returnText}>{words.return}</Definition>
            </dt>
            <dd>× {format.number(times, times < 10 ? 2 : 1)}</dd>
          </div>
        )}
      </dl>
    </Panel>
  );
}

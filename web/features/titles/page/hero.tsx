import { Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Cover } from '../../../shared/cover/cover.tsx';
import { useFormat } from '../../../shared/format.ts';
import { useLanguage, useWords } from '../../../shared/language.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Definition } from '../../../shared/ui/definition.tsx';
import { Stat, Stats } from '../../../shared/ui/stat.tsx';
import { genreName } from '../../../shared/names.ts';
import styles from './page.module.css';
import { type Known, nameOf } from './known.ts';
import { pageWords } from './words.ts';

const GENRES = 6;

/** The title at a glance: cover, name, what it is, what it is about, its main figures. */
export function Hero({ known }: { readonly known: Known }): ReactNode {
  const words = useWords(pageWords);
  const format = useFormat();
  const { language } = useLanguage();
  const { own, film, onPlatforms } = known;
  const [platform] = onPlatforms;
  const name = nameOf(known);
  const year = own?.year ?? film?.year ?? platform?.year ?? null;
  const genres = [...(own?.genres ?? []), ...(film?.genres ?? [])];
  if (genres.length === 0) genres.push(...(platform?.genres ?? []));
  const genreNames = [...new Set(genres.map((genre) => genreName(genre, language)))];
  const directors =
    [own?.directors, film?.directors, platform?.directors].find((names) => names !== undefined && names.length > 0) ??
    [];
  const synopsis = own?.synopsis ?? film?.overview ?? platform?.description ?? null;
  const minutes = film?.runtime ?? (platform?.duration?.unit === 'min' ? platform.duration.value : null);
  const seasons = platform?.duration?.unit === 'season' ? platform.duration.value : null;
  const isSeries = film === null && platform?.type === 'tv show';
  const what = [
    isSeries ? words.series : film !== null || platform?.type === 'movie' ? words.film : null,
    year === null ? null : String(year),
    minutes === null ? null : words.minutes(format.number(minutes)),
    seasons === null ? null : words.seasons(format.number(seasons), seasons === 1),
  ].filter((part) => part !== null);
  const id = own?.id ?? (film === null ? (platform?.id ?? '') : `film ${film.tmdbId}`);
  return (
    <header className={styles.hero}>
      <Cover
        title={{ id, title: name, year, genres: own?.genres ?? film?.genres ?? platform?.genres ?? [] }}
        className={styles.cover}
      />
      <div className={styles.about}>
        <p className={styles.what}>{what.join(' · ')}</p>
        <h1>{name}</h1>
        {directors.length === 0 ? null : (
          <p className={styles.by}>
            {words.by}: {format.list(directors.slice(0, 3))}
          </p>
        )}
        <p className={synopsis === null ? styles.noSynopsis : styles.synopsis}>{synopsis ?? words.noSynopsis}</p>
        <ul className={styles.chips}>
          {genreNames.slice(0, GENRES).map((genre) => (
            <li key={genre}>{genre}</li>
          ))}
        </ul>
        <div className={styles.figures}>
          <Stats>
            {own === null ? null : (
              <Stat
                name={<Definition text={words.viewersText}>{words.viewers}</Definition>}
                value={format.number(own.viewers)}
              />
            )}
            {film === null || film.votes.count === 0 ? null : (
              <Stat
                name={<Definition text={words.tmdbVotesText}>{words.tmdbVotes}</Definition>}
                value={format.number(film.votes.average, 1)}
                note={words.votesCount(format.number(film.votes.count))}
              />
            )}
            {film === null || film.revenue === 0 ? null : (
              <Stat
                name={words.revenue}
                value={format.dollars(film.revenue)}
                {...(film.return > 0 ? { note: words.returned(format.number(film.return, 1)) } : {})}
              />
            )}
            {film === null ? null : (
              <Stat
                name={<Definition text={words.popularityText}>{words.popularity}</Definition>}
                value={format.number(film.popularity, film.popularity < 1 ? 2 : 1)}
              />
            )}
          </Stats>
        </div>
        {own === null ? null : (
          <p>
            <Link href={`/recommend?liked=${encodeURIComponent(own.id)}`} className={buttonClass('main')}>
              <Sparkles size={18} aria-hidden="true" />
              {words.recommendLike}
            </Link>
          </p>
        )}
      </div>
    </header>
  );
}

import { useQueries } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Redirect } from 'wouter';
import { ask } from '../../../shared/api.ts';
import { useLanguage, useWords } from '../../../shared/language.tsx';
import { Loading } from '../../../shared/ui/loading.tsx';
import { Problem } from '../../../shared/ui/problem.tsx';
import { useAnswer } from '../../../shared/use-answer.ts';
import { BackLink } from '../../../shared/ui/back-link.tsx';
import { Facts, Money, People } from './facts.tsx';
import { Hero } from './hero.tsx';
import { type Film, type Known, nameOf, type OwnTitle, type PlatformTitle } from './known.ts';
import { FilmNeighbours, SimilarByAudience } from './neighbours.tsx';
import styles from './page.module.css';
import { Where } from './where.tsx';
import { pageWords } from './words.ts';

interface TitlePageProps {
  /** Where the id is from. */
  readonly kind: 'title' | 'film' | 'platform';
  readonly id: string;
}

const Audience = lazy(async () => import('./audience.tsx'));

const useOne = <T,>(path: string, id: string | number | null) =>
  useAnswer<T>(id === null ? path : `${path}/${encodeURIComponent(String(id))}`, { enabled: id !== null, keep: false });

/** A title with everything that any catalogue knows of it. A title that stands in several has one page; its other addresses lead there. */
export function TitlePage({ kind, id }: TitlePageProps): ReactNode {
  const words = useWords(pageWords);
  const { language } = useLanguage();
  const own = useOne<OwnTitle>('/v1/titles', kind === 'title' ? id : null);
  const platform = useOne<PlatformTitle>('/v1/platform-titles', kind === 'platform' ? id : null);
  const tmdbId = kind === 'film' ? id : (own.data?.film?.tmdbId ?? platform.data?.film?.tmdbId ?? null);
  const film = useOne<Film>('/v1/films', tmdbId);
  const ids =
    kind === 'platform'
      ? []
      : ((kind === 'title' ? own.data?.available : film.data?.available)?.map((one) => one.id) ?? []);
  const others = useQueries({
    queries: ids.map((one) => {
      const address = `/v1/platform-titles/${encodeURIComponent(one)}`;
      return {
        queryKey: [address, language],
        queryFn: async ({ signal }: { signal: AbortSignal }) => ask<PlatformTitle>(address, { language, signal }),
      };
    }),
  });
  const main = kind === 'title' ? own : kind === 'film' ? film : platform;
  const known: Known = {
    own: own.data ?? null,
    film: film.data ?? null,
    onPlatforms: platform.data === undefined ? others.flatMap(({ data }) => data ?? []) : [platform.data],
  };
  const name = main.data === undefined ? null : nameOf(known);
  useEffect(() => {
    if (name !== null) document.title = `${name} · Butaca`;
  }, [name]);

  if (kind !== 'title' && film.data?.titleId != null) {
    return <Redirect to={`/titles/${encodeURIComponent(film.data.titleId)}`} replace />;
  }
  return (
    <article className={styles.page}>
      <BackLink href="/titles">{words.back}</BackLink>
      {main.error !== null ? (
        <>
          <h1 className="visually-hidden">{words.unnamed}</h1>
          <Problem error={main.error} onAgain={() => void main.refetch()} />
        </>
      ) : main.data === undefined ? (
        <Loading height={420} />
      ) : (
        <>
          <Hero known={known} />
          <div className={styles.columns}>
            <div className={styles.wide}>
              {own.data === undefined ? null : (
                <Suspense fallback={<Loading height={640} />}>
                  <Audience id={own.data.id} />
                </Suspense>
              )}
              {own.data === undefined ? null : <SimilarByAudience id={own.data.id} />}
              {tmdbId === null || film.data === undefined ? null : <FilmNeighbours film={film.data} />}
            </div>
            <div className={styles.narrow}>
              <Where known={known} isWaiting={others.some(({ isPending }) => isPending)} />
              {known.film === null ? null : <Money film={known.film} />}
              <People known={known} />
              <Facts known={known} />
            </div>
          </div>
        </>
      )}
    </article>
  );
}

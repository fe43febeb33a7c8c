import { useQueries } from '@tanstack/react-query';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { Users } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { ask } from '../../shared/api.ts';
import { Cover } from '../../shared/cover/cover.tsx';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import styles from './results.module.css';
import { platformName } from '../../shared/names.ts';
import { type BrowsedTitle, type CatalogueAnswer, pageOf, shownName } from './values.ts';
import { titlesWords } from './words.ts';

/** Least width of a card and the space between two, in pixels. */
const CARD = 138;
const CARD_ON_PHONE = 104;
const GAP = 16;
/** Height of what stands under a cover. */
const TEXT = 92;

interface ResultsProps {
  readonly total: number;
  /** The first page, which is here already. */
  readonly first: readonly BrowsedTitle[];
  readonly pageSize: number;
  readonly addressAt: (page: number) => string;
  /** Whether these are the titles of the question before. */
  readonly isOld: boolean;
}

function TitleCard({ title }: { readonly title: BrowsedTitle }): ReactNode {
  const words = useWords(titlesWords);
  const format = useFormat();
  const name = shownName(title);
  const id = title.titleId ?? (title.tmdbId === null ? (title.platformIds[0] ?? '') : `film ${title.tmdbId}`);
  const facts = [
    title.year === null ? null : String(title.year),
    title.viewers === null || title.viewers === 0
      ? title.votes === null || title.votes === 0
        ? title.type === null
          ? null
          : words.types[title.type]
        : words.votes(format.compact(title.votes))
      : null,
  ].filter((fact) => fact !== null);
  return (
    <Link href={pageOf(title)} className={styles.card}>
      <Cover title={{ id, title: name, year: title.year, genres: title.ownGenres }} className={styles.cover} />
      <span className={styles.name}>{name}</span>
      <span className={styles.facts}>
        {facts.join(' · ')}
        {title.viewers === null || title.viewers === 0 ? null : (
          <>
            {facts.length === 0 ? null : ' · '}
            <Users size={12} aria-hidden="true" />
            <span aria-hidden="true"> {format.number(title.viewers)}</span>
            <span className="visually-hidden">{words.viewers(format.number(title.viewers), title.viewers === 1)}</span>
          </>
        )}
      </span>
      {title.platforms.length === 0 ? null : (
        <span className={styles.facts}>{title.platforms.map(platformName).join(' · ')}</span>
      )}
    </Link>
  );
}

/** The titles as a wall of covers, of which only what is in sight is asked for and drawn. */
export function Results({ total, first, pageSize, addressAt, isOld }: ResultsProps): ReactNode {
  const words = useWords(titlesWords);
  const { language } = useLanguage();
  const wall = useRef<HTMLUListElement>(null);
  const [width, setWidth] = useState(0);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = (): void => {
      if (wall.current === null) return;
      setWidth(wall.current.clientWidth);
      setTop(wall.current.getBoundingClientRect().top + window.scrollY);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(wall.current!);
    return () => observer.disconnect();
  }, []);
  const least = width < 480 ? CARD_ON_PHONE : CARD;
  const columns = Math.max(2, Math.floor((width + GAP) / (least + GAP)));
  const card = width === 0 ? least : (width - GAP * (columns - 1)) / columns;
  const height = Math.round(card * 1.5 + TEXT + GAP);
  const rows = Math.ceil(total / columns);
  const virtual = useWindowVirtualizer({ count: rows, estimateSize: () => height, overscan: 2, scrollMargin: top });
  useLayoutEffect(() => virtual.measure(), [virtual, height]);
  const items = virtual.getVirtualItems();
  const firstShown = (items[0]?.index ?? 0) * columns;
  const lastShown = Math.min(total, ((items.at(-1)?.index ?? 0) + 1) * columns) - 1;
  const pages = Array.from(
    { length: Math.floor(lastShown / pageSize) - Math.floor(firstShown / pageSize) + 1 },
    (_, at) => Math.floor(firstShown / pageSize) + at,
  ).filter((page) => page > 0);
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: [addressAt(page), language],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        ask<CatalogueAnswer>(addressAt(page), { language, signal }),
    })),
  });
  const titleAt = (at: number): BrowsedTitle | undefined => {
    const page = Math.floor(at / pageSize);
    if (page === 0) return first[at];
    return answers[pages.indexOf(page)]?.data?.titles[at % pageSize];
  };
  return (
    <ul
      ref={wall}
      className={styles.wall}
      style={{ height: virtual.getTotalSize() }}
      aria-label={words.results}
      data-old={isOld}
    >
      {width === 0
        ? null
        : items.flatMap((row) =>
            Array.from({ length: Math.min(columns, total - row.index * columns) }, (_, column) => {
              const at = row.index * columns + column;
              const title = titleAt(at);
              return (
                <li
                  key={at}
                  className={styles.place}
                  aria-setsize={total}
                  aria-posinset={at + 1}
                  style={{
                    width: card,
                    height: height - GAP,
                    transform: `translate(${column * (card + GAP)}px, ${row.start - virtual.options.scrollMargin}px)`,
                  }}
                >
                  {title === undefined ? <div className={styles.blank} /> : <TitleCard title={title} />}
                </li>
              );
            }),
          )}
    </ul>
  );
}

import { RefreshCw, X } from 'lucide-react';
import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { addressOf } from '../../shared/api.ts';
import { Cover } from '../../shared/cover/cover.tsx';
import { useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import type { BriefTitle, BriefTitles, Titles, Wall } from './answers.ts';
import { SearchField, useSettled } from './search-field.tsx';
import styles from './stranger.module.css';
import { useCalmMoves } from './use-calm-moves.ts';
import type { WishesState } from './use-wishes.ts';
import { recommendWords } from './words.ts';

const PLACES = 15;
const ASKED = 30;
/** So many picks make a list one's own. */
const GESTURES = 3;

/** What stood in a place stays there as long as it is still offered; the others take the free places in order. */
function settle(before: readonly string[], offered: readonly string[], places: number): readonly string[] {
  const wanted = offered.slice(0, places);
  const stay = new Set(before.filter((id) => wanted.includes(id)));
  const come = wanted.filter((id) => !stay.has(id))[Symbol.iterator]();
  return wanted.map((_, place) => {
    const here = before[place];
    return here !== undefined && stay.has(here) ? here : (come.next().value ?? '');
  });
}

function TitleSearch({ onChoose }: { readonly onChoose: (id: string) => void }): ReactNode {
  const words = useWords(recommendWords);
  const [typed, setTyped] = useState('');
  const settled = useSettled(typed).trim();
  const { data, isPlaceholderData } = useAnswer<Titles>(addressOf('/v1/titles', { search: settled, n: 8 }), {
    enabled: settled !== '',
  });
  const found = settled === '' || typed.trim() === '' ? [] : [...(data?.titles ?? []), ...(data?.suggestions ?? [])];
  return (
    <SearchField
      label={words.searchTitle}
      hint={words.searchTitleHint}
      typed={typed}
      isFresh={settled === typed.trim() && data !== undefined && !isPlaceholderData}
      onType={setTyped}
      onChoose={({ id }) => onChoose(id)}
      found={found.map(({ id, title, year }) => ({ id, name: title, note: year === null ? '' : String(year) }))}
    />
  );
}

interface ShelfProps {
  readonly name: string;
  readonly titles: readonly BriefTitle[];
  readonly onRemove: (id: string) => void;
  /** Empty places that wait for a title. */
  readonly places?: number;
}

function Shelf({ name, titles, onRemove, places = 0 }: ShelfProps): ReactNode {
  const words = useWords(recommendWords);
  const free = Math.max(0, places - titles.length);
  if (titles.length + free === 0) return null;
  return (
    <div className={styles.shelf}>
      <h3>{name}</h3>
      {titles.length === 0 ? <p className="visually-hidden">{words.nothingPicked}</p> : null}
      <ul className={styles.picks}>
        {titles.map((title) => (
          <li key={title.id}>
            <button type="button" className={styles.pick} title={title.title} onClick={() => onRemove(title.id)}>
              <span className="visually-hidden">{words.unpick(title.title)}</span>
              <Cover title={title} />
              <X size={14} aria-hidden="true" className={styles.cross} />
            </button>
          </li>
        ))}
        {Array.from({ length: free }, (_, place) => (
          <li key={`free ${place}`} className={styles.free} aria-hidden="true" />
        ))}
      </ul>
    </div>
  );
}

/** Somebody new: a wall of titles that answers to what is picked, and what was picked. */
export function Stranger({ wishes, change }: WishesState): ReactNode {
  const words = useWords(recommendWords);
  const { liked, disliked } = wishes;
  // The list goes first: what was picked reaches the wall a moment later.
  const wallAddress = useDeferredValue(addressOf('/v1/wall', { liked, disliked, n: ASKED }));
  const { data, error, refetch } = useAnswer<Wall>(wallAddress);
  const picked = [...liked, ...disliked];
  const picks = useAnswer<BriefTitles>(addressOf('/v1/brief-titles', { ids: picked }), { enabled: picked.length > 0 });
  const [page, setPage] = useState(0);
  useEffect(() => setPage(0), [liked.length, disliked.length]);

  const pages = Math.max(1, Math.floor((data?.titles.length ?? 0) / PLACES));
  const offered = useMemo(() => {
    const from = (page % pages) * PLACES;
    return data?.titles.slice(from, from + PLACES) ?? [];
  }, [data, page, pages]);
  const stood = useRef<readonly string[]>([]);
  const order = useMemo(() => {
    stood.current = settle(
      stood.current,
      offered.map(({ id }) => id),
      PLACES,
    );
    return stood.current;
  }, [offered]);
  const wall = useRef<HTMLUListElement>(null);
  useCalmMoves(wall, order.join('|'));

  // What was once in sight is known: a title goes from the wall to the shelf without a gap.
  const seen = useRef(new Map<string, BriefTitle>());
  const known = useMemo(() => {
    for (const title of [...(picks.data?.titles ?? []), ...(data?.titles ?? [])]) seen.current.set(title.id, title);
    return new Map(seen.current);
  }, [picks.data, data]);
  const titlesOf = (ids: readonly string[]): readonly BriefTitle[] => ids.flatMap((id) => known.get(id) ?? []);
  const like = (id: string): void => {
    if (!liked.includes(id)) change({ liked: [...liked, id], disliked: disliked.filter((other) => other !== id) });
  };
  const byId = new Map(offered.map((title) => [title.id, title]));
  return (
    <section className={styles.person} aria-labelledby="wall-title">
      <header className={styles.head}>
        <div>
          <h2 id="wall-title">{words.wallTitle}</h2>
          <p>{words.wallNote}</p>
        </div>
        <Button isSmall look="quiet" onClick={() => setPage(page + 1)} disabled={pages < 2}>
          <RefreshCw size={15} aria-hidden="true" />
          {words.others}
        </Button>
      </header>
      <TitleSearch onChoose={like} />
      {error !== null && data === undefined ? (
        <Problem error={error} onAgain={() => void refetch()} />
      ) : data === undefined ? (
        <Loading height={380} />
      ) : (
        <ul className={styles.wall} ref={wall} aria-label={words.wall}>
          {order
            .flatMap((id) => byId.get(id) ?? [])
            .map((title) => (
              <li key={title.id} data-key={title.id}>
                <button type="button" className={styles.brick} title={title.title} onClick={() => like(title.id)}>
                  <span className="visually-hidden">{words.pick(title.title)}</span>
                  <Cover title={title} />
                </button>
              </li>
            ))}
        </ul>
      )}
      <div className={styles.shelves}>
        <Shelf
          name={words.picked}
          titles={titlesOf(liked)}
          places={GESTURES}
          onRemove={(id) => change({ liked: liked.filter((other) => other !== id) })}
        />
        <Shelf
          name={words.notForMe}
          titles={titlesOf(disliked)}
          onRemove={(id) => change({ disliked: disliked.filter((other) => other !== id) })}
        />
      </div>
    </section>
  );
}

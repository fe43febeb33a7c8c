import { Heart, ThumbsDown } from 'lucide-react';
import { type ReactNode, useMemo, useRef } from 'react';
import { Link } from 'wouter';
import { addressOf } from '../../shared/api.ts';
import { Cover } from '../../shared/cover/cover.tsx';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { useNotice } from '../../shared/ui/notices.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import type { BriefTitle, BriefTitles, Recommendation, Slate } from './answers.ts';
import { useGenres } from './genre-labels.tsx';
import { historyOf, Reason } from './reason.tsx';
import styles from './slate.module.css';
import { useCalmMoves } from './use-calm-moves.ts';
import { LIST_LENGTH, type Wishes, type WishesState } from './use-wishes.ts';
import { recommendWords } from './words.ts';

const LONGEST_LIST = 60;
const GENRES_SHOWN = 3;

/** Changes that tell a taste, each with a notice that can take it back. */
export function useGestures({ wishes, change }: WishesState): {
  readonly like: (title: BriefTitle) => void;
  readonly dislike: (title: BriefTitle) => void;
} {
  const words = useWords(recommendWords);
  const notice = useNotice();
  const { liked, disliked } = wishes;
  const undo = (): void => change({ liked, disliked });
  return {
    like({ id, title }) {
      change({
        liked: [...liked.filter((other) => other !== id), id],
        disliked: disliked.filter((other) => other !== id),
      });
      notice({ title: words.likedNotice(title), undo });
    },
    dislike({ id, title }) {
      change({
        disliked: [...disliked.filter((other) => other !== id), id],
        liked: liked.filter((other) => other !== id),
      });
      notice({ title: words.dislikedNotice(title), undo });
    },
  };
}

interface CardProps {
  readonly one: Recommendation;
  readonly reason: ReactNode;
  readonly href: string;
  readonly onLike: () => void;
  readonly onDislike: () => void;
}

function Card({ one, reason, href, onLike, onDislike }: CardProps): ReactNode {
  const words = useWords(recommendWords);
  const { label } = useGenres();
  const facts = [one.year === null ? '' : String(one.year), one.genres.slice(0, GENRES_SHOWN).map(label).join(', ')];
  return (
    <li className={styles.card} data-key={one.id}>
      <div className={styles.picture}>
        <Cover title={one} />
      </div>
      <div className={styles.about}>
        <span className={styles.rank} aria-hidden="true">
          {one.rank}
        </span>
        <h3>
          <Link href={href} className={styles.link}>
            {one.title}
          </Link>
        </h3>
        <p className={styles.facts}>{facts.filter(Boolean).join(' · ')}</p>
        {reason}
        <div className={styles.gestures}>
          <button type="button" aria-label={words.like(one.title)} onClick={onLike}>
            <Heart size={16} aria-hidden="true" />
          </button>
          <button type="button" aria-label={words.dislike(one.title)} onClick={onDislike}>
            <ThumbsDown size={16} aria-hidden="true" />
          </button>
        </div>
      </div>
    </li>
  );
}

/** A wish taken away: nothing of it in the list any more. */
const NO_FILTERS: Partial<Wishes> = { genres: [], text: '', from: '', to: '', platform: '' };

/** The list of the person, as cards that glide to their new places. */
export function SlateCards({ slate, ...state }: WishesState & { readonly slate: Slate }): ReactNode {
  const words = useWords(recommendWords);
  const format = useFormat();
  const { wishes, change, linkTo } = state;
  const { like, dislike } = useGestures(state);
  const list = useRef<HTMLOListElement>(null);
  const { recommendations } = slate;
  useCalmMoves(list, recommendations.map(({ id }) => id).join('|'));
  const ids = [...new Set(recommendations.flatMap((one) => historyOf(one).map(({ id }) => id)))].sort();
  const { data: known } = useAnswer<BriefTitles>(addressOf('/v1/brief-titles', { ids }), { enabled: ids.length > 0 });
  const titles = useMemo(() => new Map(known?.titles.map((title) => [title.id, title])), [known]);
  // Where the whole list is what most people watch, its heading says so once.
  const isOnlyPopular = recommendations.every(({ because }) => because.every(({ kind }) => kind === 'popularity'));
  const [first] = recommendations;
  if (first === undefined) {
    return (
      <Empty
        title={words.empty}
        text={words.emptyNote}
        action={<Button onClick={() => change(NO_FILTERS)}>{words.loosen}</Button>}
      />
    );
  }
  return (
    <>
      <p className="visually-hidden" role="status">
        {words.listSays(format.number(recommendations.length), first.title)}
      </p>
      <ol className={styles.cards} ref={list} data-slate={slate.slateId}>
        {recommendations.map((one) => (
          <Card
            key={one.id}
            one={one}
            reason={isOnlyPopular ? null : <Reason one={one} titles={titles} />}
            href={linkTo({ open: one.id })}
            onLike={() => like(one)}
            onDislike={() => dislike(one)}
          />
        ))}
      </ol>
      {recommendations.length >= wishes.n && wishes.n < LONGEST_LIST ? (
        <div className={styles.more}>
          <Button onClick={() => change({ n: Math.min(LONGEST_LIST, wishes.n + LIST_LENGTH) })}>{words.more}</Button>
        </div>
      ) : null}
    </>
  );
}

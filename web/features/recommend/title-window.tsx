import { Heart, ThumbsDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { addressOf } from '../../shared/api.ts';
import { Cover } from '../../shared/cover/cover.tsx';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Modal } from '../../shared/ui/modal.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import type { Recommendation, SimilarTitles, Title } from './answers.ts';
import { detailWords } from './detail-words.ts';
import { useGenres } from './genre-labels.tsx';
import { useGestures } from './slate.tsx';
import { Synopsis } from './synopsis.tsx';
import styles from './title-window.module.css';
import type { WishesState } from './use-wishes.ts';
import { VerdictPanel } from './verdict.tsx';
import { Why } from './why.tsx';

const SIMILAR = 6;
const CAST = 5;
const WIDTH = 62;

function Similar({ id, linkTo }: { readonly id: string } & Pick<WishesState, 'linkTo'>): ReactNode {
  const words = useWords(detailWords);
  const { data, error } = useAnswer<SimilarTitles>(
    addressOf(`/v1/titles/${encodeURIComponent(id)}/similar`, { n: SIMILAR }),
    { keep: false },
  );
  if (error !== null) return null;
  return (
    <section>
      <h3>{words.similar}</h3>
      {data === undefined ? (
        <Loading height={180} />
      ) : data.similar.length === 0 ? (
        <p className={styles.faint}>{words.noSimilar}</p>
      ) : (
        <ul className={styles.similar}>
          {data.similar.map((one) => (
            <li key={one.id}>
              <Link href={linkTo({ open: one.id })} title={one.reason}>
                <Cover title={one} />
                <span>{one.title}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface BodyProps extends WishesState {
  readonly title: Title;
  readonly one: Recommendation | undefined;
}

function Body({ title, one, ...state }: BodyProps): ReactNode {
  const words = useWords(detailWords);
  const format = useFormat();
  const { label } = useGenres();
  const { wishes, linkTo } = state;
  const { like, dislike } = useGestures(state);
  const isLiked = wishes.liked.includes(title.id);
  const isDisliked = wishes.disliked.includes(title.id);
  const facts = [title.year === null ? '' : String(title.year), title.genres.map(label).join(', ')];
  return (
    <div className={styles.body}>
      <div className={styles.top}>
        <div className={styles.cover}>
          <Cover title={title} />
        </div>
        <div className={styles.facts}>
          <p className={styles.faint}>{facts.filter(Boolean).join(' · ')}</p>
          {title.synopsis === null ? (
            <p className={styles.faint}>{words.noSynopsis}</p>
          ) : (
            <Synopsis text={title.synopsis} because={one?.because ?? []} />
          )}
          <dl className={styles.people}>
            {title.directors.length === 0 ? null : (
              <div>
                <dt>{words.directed}</dt>
                <dd>{format.list(title.directors)}</dd>
              </div>
            )}
            {title.cast.length === 0 ? null : (
              <div>
                <dt>{words.cast}</dt>
                <dd>{format.list(title.cast.slice(0, CAST))}</dd>
              </div>
            )}
          </dl>
          <div className={styles.actions}>
            <Button isSmall look={isLiked ? 'main' : 'plain'} aria-pressed={isLiked} onClick={() => like(title)}>
              <Heart size={15} aria-hidden="true" />
              {isLiked ? words.liked : words.like}
            </Button>
            <Button isSmall aria-pressed={isDisliked} onClick={() => dislike(title)}>
              <ThumbsDown size={15} aria-hidden="true" />
              {isDisliked ? words.disliked : words.dislike}
            </Button>
            <Link href={`/titles/${encodeURIComponent(title.id)}`} className={styles.page}>
              {words.page}
            </Link>
          </div>
        </div>
      </div>
      {one === undefined ? null : <Why one={one} />}
      <VerdictPanel wishes={wishes} titleId={title.id} />
      <Similar id={title.id} linkTo={linkTo} />
    </div>
  );
}

interface WindowProps extends WishesState {
  /** The list in which it stands, if it does. */
  readonly recommendations: readonly Recommendation[];
}

/** The window of the title that the address names. */
export function TitleWindow({ recommendations, ...state }: WindowProps): ReactNode {
  const words = useWords(detailWords);
  const { wishes, change } = state;
  const id = wishes.open;
  const one = recommendations.find((recommended) => recommended.id === id);
  const { data, error, refetch } = useAnswer<Title>(`/v1/titles/${encodeURIComponent(id)}`, {
    enabled: id !== '',
    keep: false,
  });
  return (
    <Modal
      title={data?.title ?? one?.title ?? words.loading}
      isOpen={id !== ''}
      onClose={() => change({ open: '' })}
      width={WIDTH}
    >
      {error !== null && data === undefined ? (
        <Problem error={error} onAgain={() => void refetch()} />
      ) : data === undefined ? (
        <Loading height={480} />
      ) : (
        <Body {...state} title={data} one={one} />
      )}
    </Modal>
  );
}

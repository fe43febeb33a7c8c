import { type ReactNode, useRef } from 'react';
import { ApiProblem } from '../../shared/api.ts';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { Segmented } from '../../shared/ui/segmented.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import type { Slate } from './answers.ts';
import { Comparison } from './comparison.tsx';
import { detailWords } from './detail-words.ts';
import { Dials } from './dials.tsx';
import { GenresProvider } from './genre-labels.tsx';
import { Moods } from './moods.tsx';
import { Peek } from './peek.tsx';
import styles from './recommend.module.css';
import { SlateCards } from './slate.tsx';
import { Stranger } from './stranger.tsx';
import { TitleWindow } from './title-window.tsx';
import { UserChoice } from './user.tsx';
import { isBlank, listAddress, useWishes, type Wishes, type WishesState } from './use-wishes.ts';
import { recommendWords } from './words.ts';

const LIST_HEIGHT = 900;

interface HeadingProps extends WishesState {
  /** Titles of the history that the list is made from. */
  readonly history: number;
}

function Heading({ wishes, change, history }: HeadingProps): ReactNode {
  const words = useWords(recommendWords);
  const format = useFormat();
  const isStranger = wishes.who === 'stranger';
  const isBeginner = isStranger && isBlank(wishes);
  return (
    <header className={styles.heading}>
      <div>
        <h2>{!isStranger ? words.forUser(wishes.userId) : isBeginner ? words.forBeginner : words.forStranger}</h2>
        <p>{isBeginner ? words.forBeginnerNote : words.madeFrom(history, format.number(history))}</p>
      </div>
      {isBlank(wishes) ? null : (
        <Button
          isSmall
          look="quiet"
          onClick={() => change({ liked: [], disliked: [], genres: [], text: '' }, { isStep: true })}
        >
          {words.clear}
        </Button>
      )}
    </header>
  );
}

function Rival({ ours, ...state }: WishesState & { readonly ours: Slate }): ReactNode {
  const words = useWords(detailWords);
  const { data, error, refetch } = useAnswer<Slate>(listAddress(state.wishes, state.wishes.rival));
  if (error !== null && data === undefined) return <Problem error={error} onAgain={() => void refetch()} />;
  if (data === undefined) {
    return (
      <>
        <p className={styles.opening}>{words.opening}</p>
        <Loading height={LIST_HEIGHT} />
      </>
    );
  }
  return <Comparison {...state} ours={ours} theirs={data} />;
}

function Answer(state: WishesState): ReactNode {
  const words = useWords(recommendWords);
  const { wishes } = state;
  const list = useRef<HTMLDivElement>(null);
  const { data, error, refetch } = useAnswer<Slate>(listAddress(wishes));
  if (error !== null && data === undefined) {
    // Beside it stands already who is not known.
    if (error instanceof ApiProblem && error.code === 'UNKNOWN_USER') {
      return <Empty title={words.noUser} text={words.noUserNote} />;
    }
    return <Problem error={error} onAgain={() => void refetch()} />;
  }
  const hasPlatforms = data?.recommendations.some(({ availableOn }) => availableOn !== undefined) === true;
  return (
    <div className={styles.list} ref={list} tabIndex={-1}>
      <Heading {...state} history={data?.basedOn.history ?? 0} />
      <Dials {...state} hasPlatforms={hasPlatforms || wishes.platform !== ''} />
      {data === undefined ? (
        <Loading height={LIST_HEIGHT} />
      ) : (
        <>
          {data.warnings
            .filter(({ code }) => code !== 'FEW_MATCHES')
            .map(({ parameter, value, message }) => (
              <p key={`${parameter} ${value}`} className={styles.warning}>
                {message}
              </p>
            ))}
          {wishes.rival === '' ? <SlateCards {...state} slate={data} /> : <Rival {...state} ours={data} />}
        </>
      )}
      <TitleWindow {...state} recommendations={data?.recommendations ?? []} />
      <Peek recommendations={data?.recommendations ?? []} list={list} />
    </div>
  );
}

/** The screen: a person, what the person feels like, and the list, which changes with every gesture. */
export default function Recommend(): ReactNode {
  const words = useWords(recommendWords);
  const state = useWishes();
  const { wishes, change } = state;
  const needsUser = wishes.who === 'user' && wishes.userId === '';
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <Segmented<Wishes['who']>
          label={words.who}
          value={wishes.who}
          onChange={(who) => change({ who, open: '' }, { isStep: true })}
          options={[
            { value: 'stranger', text: words.stranger },
            { value: 'user', text: words.user },
          ]}
        />
      }
    >
      <GenresProvider>
        <div className={styles.layout}>
          <div className={styles.person}>
            {wishes.who === 'user' ? <UserChoice {...state} /> : <Stranger {...state} />}
            <Moods {...state} />
          </div>
          <div className={styles.answer}>
            {needsUser ? <Empty title={words.noUser} text={words.noUserNote} /> : <Answer {...state} />}
          </div>
        </div>
      </GenresProvider>
    </Page>
  );
}

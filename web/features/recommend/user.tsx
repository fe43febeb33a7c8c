import { type ReactNode, useState } from 'react';
import { addressOf } from '../../shared/api.ts';
import { Cover } from '../../shared/cover/cover.tsx';
import { posterName } from '../../shared/cover/names.ts';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Definition } from '../../shared/ui/definition.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import type { BriefTitle, BriefTitles, TypicalUsers, User, Users } from './answers.ts';
import { useGenres } from './genre-labels.tsx';
import { SearchField, useSettled } from './search-field.tsx';
import styles from './user.module.css';
import type { WishesState } from './use-wishes.ts';
import { recommendWords } from './words.ts';

/** A format, not a taste. */
const NO_TASTES = new Set(['IMAX']);
const TASTES_SHOWN = 9;
const FAN = 3;
const LATEST = 12;
const GENRES_SHOWN = 6;

function UserSearch({ onChoose }: { readonly onChoose: (id: string) => void }): ReactNode {
  const words = useWords(recommendWords);
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const settled = useSettled(typed).trim();
  const { data, isPlaceholderData } = useAnswer<Users>(
    addressOf('/v1/users', { search: settled === '' ? undefined : settled, n: 8 }),
  );
  return (
    <SearchField
      label={words.searchUser}
      hint={words.searchUserHint}
      typed={typed}
      isFresh={settled === typed.trim() && data !== undefined && !isPlaceholderData}
      onType={setTyped}
      onChoose={({ id }) => onChoose(id)}
      found={(data?.users ?? []).map(({ id, interactions }) => ({
        id,
        name: id,
        note: words.seen(format.number(interactions)),
      }))}
    />
  );
}

/** The first few, of a series only one as long as there are others. */
function fanOf(titles: readonly BriefTitle[]): readonly BriefTitle[] {
  const firsts = new Map(titles.toReversed().map((title) => [posterName(title.title).series, title]));
  const isFirst = (title: BriefTitle): boolean => firsts.get(posterName(title.title).series) === title;
  return [...titles.filter(isFirst), ...titles.filter((title) => !isFirst(title))].slice(0, FAN);
}

function TypicalTastes({ onChoose }: { readonly onChoose: (id: string) => void }): ReactNode {
  const words = useWords(recommendWords);
  const format = useFormat();
  const { label } = useGenres();
  const { data, error, refetch } = useAnswer<TypicalUsers>(addressOf('/v1/typical-users', { n: 24 }));
  if (error !== null && data === undefined) return <Problem error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading height={420} />;
  const users = data.users
    .filter(({ genres, favourites }) => !NO_TASTES.has(genres[0]?.name ?? '') && favourites.length >= FAN)
    .map((user) => ({ ...user, genres: user.genres.filter(({ name }) => !NO_TASTES.has(name)) }))
    .slice(0, TASTES_SHOWN);
  return (
    <ul className={styles.typical}>
      {users.map(({ id, genres, favourites, interactions }) => {
        const taste = format.list(genres.slice(0, 2).map(({ name }) => label(name)));
        return (
          <li key={id}>
            <button type="button" className={styles.taste} onClick={() => onChoose(id)}>
              <span className="visually-hidden">{words.chooseTypical(id)}</span>
              <span className={styles.fan}>
                {fanOf(favourites).map((title) => (
                  <Cover key={title.id} title={title} className={styles.leaf} />
                ))}
              </span>
              <strong>{taste}</strong>
              <small>{words.seen(format.number(interactions))}</small>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Portrait({ userId, onLeave }: { readonly userId: string; readonly onLeave: () => void }): ReactNode {
  const words = useWords(recommendWords);
  const format = useFormat();
  const { label } = useGenres();
  const { data, error, refetch } = useAnswer<User>(
    addressOf(`/v1/users/${encodeURIComponent(userId)}`, { n: LATEST }),
    { keep: false },
  );
  const ids = data?.history.map(({ title }) => title.id) ?? [];
  const latest = useAnswer<BriefTitles>(addressOf('/v1/brief-titles', { ids }), { enabled: ids.length > 0 });
  const head = (
    <header className={styles.head}>
      <h2 id="user-title">{words.userHead(userId)}</h2>
      <Button isSmall look="quiet" onClick={onLeave}>
        {words.anotherUser}
      </Button>
    </header>
  );
  if (error !== null && data === undefined) {
    return (
      <>
        {head}
        <Problem error={error} onAgain={() => void refetch()} />
      </>
    );
  }
  if (data === undefined) return <Loading height={420} />;
  const genres = data.tastes.genres.slice(0, GENRES_SHOWN);
  const most = genres[0]?.share ?? 1;
  return (
    <>
      {head}
      <p className={styles.count}>{words.seen(format.number(data.counts.interactions))}</p>
      <div>
        <h3>
          <Definition text={words.tastesChart}>{words.tastes}</Definition>
        </h3>
        <dl className={styles.shares}>
          {genres.map(({ name, share }) => (
            <div key={name}>
              <dt>{label(name)}</dt>
              <dd>
                <span className={styles.bar} style={{ width: `${(100 * share) / most}%` }} />
                <span>{format.percent(share)}</span>
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <div>
        <h3>{words.latest}</h3>
        <ul className={styles.latest}>
          {/* Room for the covers until they are known. */}
          {latest.data === undefined ? ids.map((id) => <li key={id} className={styles.blank} />) : null}
          {(latest.data?.titles ?? []).map((title) => (
            <li key={title.id} title={title.title}>
              <Cover title={title} isAlone />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

/** A user of the data: found by number or by a typical taste, and what is known of the one chosen. */
export function UserChoice({ wishes, change }: WishesState): ReactNode {
  const words = useWords(recommendWords);
  const choose = (userId: string): void => change({ userId, liked: [], disliked: [] }, { isStep: true });
  if (wishes.userId !== '') {
    return (
      <section className={styles.person} aria-labelledby="user-title">
        <Portrait userId={wishes.userId} onLeave={() => change({ userId: '' }, { isStep: true })} />
      </section>
    );
  }
  return (
    <section className={styles.person} aria-labelledby="typical-title">
      <UserSearch onChoose={choose} />
      <header>
        <h2 id="typical-title">{words.typical}</h2>
        <p>{words.typicalNote}</p>
      </header>
      <TypicalTastes onChoose={choose} />
    </section>
  );
}

import { Toggle } from '@base-ui/react/toggle';
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../../shared/language.tsx';
import { useGenres } from './genre-labels.tsx';
import styles from './moods.module.css';
import { useSettled } from './search-field.tsx';
import type { WishesState } from './use-wishes.ts';
import { recommendWords } from './words.ts';

const LONGEST_TEXT = 500;

/** The viewer's own words; asked a breath after the last letter. */
function OwnWords({ wishes, change }: WishesState): ReactNode {
  const words = useWords(recommendWords);
  const [typed, setTyped] = useState(wishes.text);
  const settled = useSettled(typed);
  useEffect(() => {
    if (settled !== wishes.text && settled === typed) change({ text: settled });
    // Only what was typed changes the address; the address changes the field below.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  useEffect(() => setTyped(wishes.text), [wishes.text]);
  return (
    <label className={styles.words}>
      <span>{words.wordsTitle}</span>
      <input
        type="search"
        value={typed}
        maxLength={LONGEST_TEXT}
        placeholder={words.wordsHint}
        onChange={({ target }) => setTyped(target.value)}
      />
    </label>
  );
}

/** What somebody feels like: genres and own words. */
export function Moods(state: WishesState): ReactNode {
  const words = useWords(recommendWords);
  const { wishes, change } = state;
  const { all } = useGenres();
  return (
    <section className={styles.moods}>
      <div>
        <h3 id="genres-title">{words.genresTitle}</h3>
        <div className={styles.genres} role="group" aria-labelledby="genres-title">
          {all.map(({ name, label }) => (
            <Toggle
              key={name}
              className={styles.genre}
              pressed={wishes.genres.includes(name)}
              onPressedChange={(isPressed) =>
                change({
                  genres: isPressed ? [...wishes.genres, name] : wishes.genres.filter((other) => other !== name),
                })
              }
            >
              {label}
            </Toggle>
          ))}
        </div>
      </div>
      <OwnWords {...state} />
    </section>
  );
}

import { Slider } from '@base-ui/react/slider';
import { type ReactNode, useEffect, useState } from 'react';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { modelName } from '../../shared/model-names.ts';
import { PLATFORM_NAMES } from '../../shared/names.ts';
import { Definition } from '../../shared/ui/definition.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import type { Models } from './answers.ts';
import styles from './dials.module.css';
import type { WishesState } from './use-wishes.ts';
import { recommendWords } from './words.ts';

const STEP = 0.05;
/** Versions that answer other questions than “what to watch”. */
const NOT_LISTS = new Set(['neighbours', 'stars']);
const VERSIONS_SHOWN = 8;

function VarietyDial({ wishes, change }: WishesState): ReactNode {
  const words = useWords(recommendWords);
  const format = useFormat();
  return (
    <div>
      <Slider.Root
        className={styles.slider}
        value={wishes.variety}
        min={0}
        max={1}
        step={STEP}
        format={{ style: 'percent' }}
        onValueChange={(variety) => change({ variety: Math.round(variety * 100) / 100 })}
      >
        <span className={styles.name}>
          <Definition text={words.varietyNote}>{words.variety}</Definition>
          <span className={styles.value}>{format.percent(wishes.variety)}</span>
        </span>
        <Slider.Control className={styles.control}>
          <Slider.Track className={styles.track}>
            <Slider.Indicator className={styles.indicator} />
            <Slider.Thumb className={styles.thumb} aria-label={words.variety} />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
      <span className={styles.ends} aria-hidden="true">
        <span>{words.safe}</span>
        <span>{words.surprising}</span>
      </span>
    </div>
  );
}

interface YearProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (year: string) => void;
}

function Year({ label, value, onChange }: YearProps): ReactNode {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <input
      className={styles.year}
      inputMode="numeric"
      maxLength={4}
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={({ target }) => {
        const year = target.value.replaceAll(/\D/g, '');
        setTyped(year);
        if (year === '' || year.length === 4) onChange(year);
      }}
    />
  );
}

/** The settings of the list: variety, years, platform, and another model to compare with. */
export function Dials({ hasPlatforms, ...state }: WishesState & { readonly hasPlatforms: boolean }): ReactNode {
  const words = useWords(recommendWords);
  const format = useFormat();
  const { language } = useLanguage();
  const { wishes, change } = state;
  const { data } = useAnswer<Models>('/v1/models');
  const versions = (data?.versions ?? [])
    .filter(({ id, model }) => id !== data?.serving && !NOT_LISTS.has(model))
    .slice(0, VERSIONS_SHOWN);
  return (
    <section className={styles.dials} aria-label={words.filters}>
      <VarietyDial {...state} />
      <div className={styles.field} role="group" aria-label={words.years}>
        <span className={styles.name}>{words.years}</span>
        <span className={styles.years}>
          <Year label={words.from} value={wishes.from} onChange={(from) => change({ from })} />
          <span aria-hidden="true">–</span>
          <Year label={words.to} value={wishes.to} onChange={(to) => change({ to })} />
        </span>
      </div>
      {hasPlatforms ? (
        <label className={styles.field}>
          <span className={styles.name}>{words.platform}</span>
          <select value={wishes.platform} onChange={({ target }) => change({ platform: target.value })}>
            <option value="">{words.anyPlatform}</option>
            {PLATFORM_NAMES.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label className={styles.field}>
        <span className={styles.name}>{words.compare}</span>
        <select value={wishes.rival} onChange={({ target }) => change({ rival: target.value }, { isStep: true })}>
          <option value="">{words.nobody}</option>
          <option value="popularity">{words.popularity}</option>
          {versions.map(({ id, model, created }) => (
            <option key={id} value={id}>
              {words.version(modelName(model, language), format.time(created))}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}

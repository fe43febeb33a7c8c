import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './segmented.module.css';

interface SegmentedProps<T extends string> {
  /** What is chosen, for screen readers. */
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly options: readonly { readonly value: T; readonly text: ReactNode; readonly language?: string }[];
}

/** One of a few, all in sight. */
export function Segmented<T extends string>({ label, value, onChange, options }: SegmentedProps<T>): ReactNode {
  const group = useRef<HTMLDivElement>(null);
  // On a narrow screen the one that is chosen could stand out of sight.
  useEffect(() => {
    const { current } = group;
    const chosen = current?.querySelector<HTMLElement>('[data-pressed]');
    if (current === null || chosen === null || chosen === undefined) return;
    current.scrollLeft = chosen.offsetLeft - (current.clientWidth - chosen.offsetWidth) / 2;
  }, [value]);
  return (
    <ToggleGroup
      ref={group}
      aria-label={label}
      className={styles.group}
      value={[value]}
      onValueChange={(chosen: readonly string[]) => {
        if (chosen[0] !== undefined) onChange(chosen[0] as T);
      }}
    >
      {options.map(({ value: option, text, language }) => (
        <Toggle key={option} value={option} className={styles.option} lang={language}>
          {text}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}

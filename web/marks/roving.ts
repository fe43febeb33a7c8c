import { type KeyboardEvent, useState } from 'react';

const STEPS: Readonly<Record<string, readonly [along: number, across: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

interface RovingProps {
  readonly tabIndex: 0 | -1;
  readonly 'data-mark': number;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
}

interface Roving {
  /** The mark that the tab key reaches. */
  readonly active: number;
  /** What a mark needs to be one of them. */
  readonly propsOf: (position: number) => RovingProps;
}

/**
 * Makes many marks one stop of the tab key: arrows, Home and End move between them. `columns`: how many stand in a row, so that up and
 * down move by rows; defaults to 1, where all four arrows move by one. `onKey` is asked first; true: it is done.
 */
export function useRoving(
  count: number,
  columns = 1,
  onKey: (event: KeyboardEvent, position: number) => boolean = () => false,
): Roving {
  const [wanted, setWanted] = useState(0);
  const active = Math.min(wanted, Math.max(0, count - 1));
  const propsOf = (position: number): RovingProps => ({
    tabIndex: position === active ? 0 : -1,
    'data-mark': position,
    onFocus: () => setWanted(position),
    onKeyDown: (event) => {
      if (onKey(event, position)) {
        event.preventDefault();
        return;
      }
      const step = STEPS[event.key];
      const next =
        step !== undefined
          ? position + step[0] + step[1] * columns
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? count - 1
              : null;
      if (next === null) return;
      event.preventDefault();
      const bounded = Math.max(0, Math.min(count - 1, next));
      const owner = event.currentTarget.closest('svg');
      owner?.querySelector<SVGElement>(`[data-mark="${bounded}"]`)?.focus();
    },
  });
  return { active, propsOf };
}

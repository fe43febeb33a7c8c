import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { addressOf } from '../../shared/api.ts';

/** Which titles are chosen; it lives in the address. */
export interface Conditions {
  readonly catalogue: string;
  readonly ranges: readonly { readonly column: string; readonly from: number; readonly to: number }[];
  readonly names: readonly { readonly column: string; readonly name: string }[];
  readonly word: string | null;
  readonly month: number | null;
  readonly weekday: number | null;
  /** Whether a range is being dragged. */
  readonly isDragged: boolean;
  /** Whether anything is asked at all. */
  readonly isAny: boolean;
  /** Where the answer to them is. */
  readonly address: string;
  setRange(column: string, range: readonly [from: number, to: number] | null): void;
  /** The same while it is dragged: it counts, but stands in the address only when it is let go. null: no more. */
  brush(column: string, range: readonly [from: number, to: number] | null): void;
  /** Adds the name, or takes it away. */
  toggleName(column: string, name: string): void;
  setWord(word: string | null): void;
  setDay(month: number | null, weekday: number | null): void;
  clear(): void;
}

const OF_CONDITIONS = ['range', 'name', 'word', 'month', 'weekday'];

const split = (text: string): readonly [column: string, rest: string] => {
  const at = text.indexOf(':');
  return [text.slice(0, at), text.slice(at + 1)];
};

/** The conditions in the address, for a catalogue. */
export function useConditions(catalogue: string): Conditions {
  const [search, setSearch] = useSearchParams();
  const [dragged, setDragged] = useState<string | null>(null);
  const change = useCallback(
    (alter: (parameters: URLSearchParams) => void) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          alter(after);
          return after;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return useMemo(() => {
    const settled = search.getAll('range');
    const range =
      dragged === null ? settled : [...settled.filter((text) => split(text)[0] !== split(dragged)[0]), dragged];
    const name = search.getAll('name');
    const word = search.get('word');
    const month = search.get('month');
    const weekday = search.get('weekday');
    const replaceList = (key: string, members: readonly string[]): void =>
      change((after) => {
        after.delete(key);
        for (const member of members) after.append(key, member);
      });
    const setOrDelete = (after: URLSearchParams, key: string, value: string | number | null): void => {
      if (value === null) after.delete(key);
      else after.set(key, String(value));
    };
    return {
      catalogue,
      ranges: range.map((text) => {
        const [column, limits] = split(text);
        const [from, to] = limits.split(':').map(Number);
        return { column, from, to };
      }),
      names: name.map((text) => {
        const [column, one] = split(text);
        return { column, name: one };
      }),
      word,
      month: month === null ? null : Number(month),
      weekday: weekday === null ? null : Number(weekday),
      isDragged: dragged !== null,
      isAny: dragged !== null || OF_CONDITIONS.some((key) => search.has(key)),
      address: addressOf('/v1/analysis/selection', { catalogue, range, name, word, month, weekday }),
      setRange: (column, limits) =>
        replaceList('range', [
          ...settled.filter((text) => split(text)[0] !== column),
          ...(limits === null ? [] : [`${column}:${limits[0]}:${limits[1]}`]),
        ]),
      brush: (column, limits) => setDragged(limits === null ? null : `${column}:${limits[0]}:${limits[1]}`),
      toggleName: (column, one) => {
        const text = `${column}:${one}`;
        replaceList('name', name.includes(text) ? name.filter((other) => other !== text) : [...name, text]);
      },
      setWord: (value) => change((after) => setOrDelete(after, 'word', value)),
      setDay: (newMonth, newWeekday) =>
        change((after) => {
          setOrDelete(after, 'month', newMonth);
          setOrDelete(after, 'weekday', newWeekday);
        }),
      clear: () =>
        change((after) => {
          for (const key of OF_CONDITIONS) after.delete(key);
        }),
    };
  }, [search, change, catalogue, dragged]);
}

import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { listAddressOf } from '../../shared/api.ts';

/** Everything that is chosen on the screen; it lives in the address, so that a copied address opens the same view. */
export interface Wishes {
  readonly who: 'stranger' | 'user';
  /** Empty: none chosen yet. */
  readonly userId: string;
  readonly liked: readonly string[];
  readonly disliked: readonly string[];
  readonly genres: readonly string[];
  readonly text: string;
  /** 0 … 1. */
  readonly variety: number;
  readonly from: string;
  readonly to: string;
  readonly platform: string;
  readonly n: number;
  /** The version to compare with; empty: none. */
  readonly rival: string;
  /** The title whose window is open; empty: none. */
  readonly open: string;
}

/** The variety of a list when nobody turned the dial. */
export const USUAL_VARIETY = 0.1;
/** Titles of a list, and how many more come at a time. */
export const LIST_LENGTH = 12;
const LONGEST = 60;

const NAMES = { liked: 'liked', disliked: 'disliked', genres: 'genre' } as const;

function readWishes(search: URLSearchParams): Wishes {
  const variety = Number(search.get('variety') ?? USUAL_VARIETY);
  const n = Number(search.get('n') ?? LIST_LENGTH);
  return {
    who: search.get('who') === 'user' ? 'user' : 'stranger',
    userId: search.get('user') ?? '',
    liked: search.getAll(NAMES.liked),
    disliked: search.getAll(NAMES.disliked),
    genres: search.getAll(NAMES.genres),
    text: search.get('text') ?? '',
    variety: variety >= 0 && variety <= 1 ? variety : USUAL_VARIETY,
    from: search.get('from') ?? '',
    to: search.get('to') ?? '',
    platform: search.get('on') ?? '',
    n: Number.isInteger(n) && n >= 1 && n <= LONGEST ? n : LIST_LENGTH,
    rival: search.get('with') ?? '',
    open: search.get('title') ?? '',
  };
}

function writeWishes(wishes: Wishes): URLSearchParams {
  const search = new URLSearchParams();
  const set = (name: string, value: string, byDefault = ''): void => {
    if (value !== byDefault) search.set(name, value);
  };
  set('who', wishes.who, 'stranger');
  set('user', wishes.userId);
  for (const [list, name] of Object.entries(NAMES)) {
    for (const member of wishes[list as keyof typeof NAMES]) search.append(name, member);
  }
  set('text', wishes.text);
  set('variety', String(wishes.variety), String(USUAL_VARIETY));
  set('from', wishes.from);
  set('to', wishes.to);
  set('on', wishes.platform);
  set('n', String(wishes.n), String(LIST_LENGTH));
  set('with', wishes.rival);
  set('title', wishes.open);
  return search;
}

export interface WishesState {
  readonly wishes: Wishes;
  /** Changes some of them; `isStep`: “back” returns from it. */
  readonly change: (patch: Partial<Wishes>, options?: { readonly isStep?: boolean }) => void;
  /** The address with some of them changed, for links. */
  readonly linkTo: (patch: Partial<Wishes>) => string;
}

/** What is chosen on the screen, and how to change it. */
export function useWishes(): WishesState {
  const [search, setSearch] = useSearchParams();
  const wishes = useMemo(() => readWishes(search), [search]);
  const change = useCallback(
    (patch: Partial<Wishes>, { isStep = false }: { readonly isStep?: boolean } = {}) =>
      setSearch((before) => writeWishes({ ...readWishes(before), ...patch }), { replace: !isStep }),
    [setSearch],
  );
  const linkTo = useCallback(
    (patch: Partial<Wishes>) => `/recommend?${writeWishes({ ...wishes, ...patch }).toString()}`,
    [wishes],
  );
  return { wishes, change, linkTo };
}

const isYear = (text: string): boolean => /^\d{4}$/.test(text) && Number(text) >= 1870 && Number(text) <= 2100;

/** Where the list of these wishes is asked; `model` for another version than the one that serves. */
export function listAddress(wishes: Wishes, model?: string): string {
  const { who, userId, liked, disliked, genres, text, variety, from, to, platform, n } = wishes;
  const areYearsFit = !(isYear(from) && isYear(to)) || Number(from) <= Number(to);
  return listAddressOf('/get_new_user_recommendation', {
    userId: who === 'user' && userId !== '' ? userId : undefined,
    liked,
    disliked,
    genres,
    text: text.trim() === '' ? undefined : text.trim(),
    year_from: isYear(from) && areYearsFit ? from : undefined,
    year_to: isYear(to) && areYearsFit ? to : undefined,
    platform: platform === '' ? undefined : platform,
    diversity: variety,
    n,
    model,
  });
}

/** Whether anything narrows the list or says a taste. */
export const isBlank = ({ liked, disliked, genres, text }: Wishes): boolean =>
  liked.length + disliked.length + genres.length === 0 && text.trim() === '';

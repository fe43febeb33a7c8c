import type { Snapshot } from '../dataset/index.ts';
import { preferenceWeight } from '../models/index.ts';
import type { StoredEvent } from '../store/index.ts';

/** A user's history as a scorer wants it: oldest first, one entry per title. The arrays are not to be written to. */
export interface History {
  readonly items: Int32Array;
  readonly weights: Float32Array;
  /** Seconds since 1970, NaN where unknown. */
  readonly times: Float64Array;
}

/** What a user said of a title: stars, a like or dislike without stars, or null where it was only watched. */
export interface Said {
  readonly item: number;
  readonly stars: number | 'like' | 'dislike' | null;
}

interface LiveEntry {
  weight: number;
  stars: Said['stars'];
  seconds: number;
  /** A rating, like or dislike: what only watching says does not undo it. */
  explicit: boolean;
}

interface LiveUser {
  readonly entries: Map<number, LiveEntry>;
  readonly unknownTitles: Set<string>;
  /** History with the live entries worked in; made again after each event. */
  merged: History | null;
}

const EMPTY: History = { items: new Int32Array(0), weights: new Float32Array(0), times: new Float64Array(0) };

/** Histories of all users: those of the snapshot, with the feedback since then worked in. */
export interface Histories {
  /** Null when neither the snapshot nor the feedback knows the user. Empty when nothing of it is in the catalogue. */
  of(userId: string): History | null;
  /** What the snapshot alone knows of its user of that num. */
  stored(userNum: number): History;
  /** The same titles with what was said of them, in no order; null for an unknown user. */
  saidBy(userId: string): readonly Said[] | null;
  /** Works one event in; the same one twice changes nothing. Returns whether the catalogue knows its title. */
  add(event: StoredEvent): boolean;
  /** How many titles of the user have live feedback, and how many of its titles are unknown. */
  live(userId: string): { titles: number; unknownTitles: number };
  /** Ids that begin so, in order, the snapshot's and the live ones. */
  search(beginning: string, n: number): { ids: string[]; total: number };
  readonly users: number;
  readonly liveEvents: number;
}

/** Builds the histories of a snapshot without live feedback. */
export function buildHistories(snapshot: Snapshot): Histories {
  const { indptr, indices, ratings, fractions, times } = snapshot.interactions;
  const weights = new Float32Array(indices.length);
  for (let i = 0; i < weights.length; i++) {
    weights[i] = preferenceWeight({ rating: ratings[i], fraction: fractions[i] });
  }
  const live = new Map<string, LiveUser>();
  let liveOnly = 0;
  let liveEvents = 0;
  let sortedIds: string[] | null = null;

  const stored = (num: number): History => {
    if (num < 0) return EMPTY;
    const [start, end] = [indptr[num], indptr[num + 1]];
    return {
      items: indices.subarray(start, end),
      weights: weights.subarray(start, end),
      times: times.subarray(start, end),
    };
  };
  const isExplicit = (user: number, item: number): boolean => {
    if (user < 0) return false;
    for (let i = indptr[user]; i < indptr[user + 1]; i++) if (indices[i] === item) return !Number.isNaN(ratings[i]);
    return false;
  };

  return {
    of(userId) {
      const num = snapshot.users.num(userId);
      const user = live.get(userId);
      if (user === undefined) return num < 0 ? null : stored(num);
      user.merged ??= mergeHistory(stored(num), user.entries);
      return user.merged;
    },
    stored,
    saidBy(userId) {
      const num = snapshot.users.num(userId);
      const entries = live.get(userId)?.entries;
      if (num < 0 && !live.has(userId)) return null;
      const said: Said[] = [];
      const [first, last] = num < 0 ? [0, 0] : [indptr[num], indptr[num + 1]];
      for (let i = first; i < last; i++) {
        if (entries?.has(indices[i]) === true) continue;
        said.push({ item: indices[i], stars: Number.isNaN(ratings[i]) ? null : ratings[i] });
      }
      for (const [item, { stars }] of entries ?? []) said.push({ item, stars });
      return said;
    },
    add(event) {
      const num = snapshot.users.num(event.userId);
      let user = live.get(event.userId);
      if (user === undefined) {
        user = { entries: new Map(), unknownTitles: new Set(), merged: null };
        live.set(event.userId, user);
        if (num < 0) {
          liveOnly++;
          sortedIds = null;
        }
      }
      liveEvents++;
      const item = snapshot.items.num(event.itemId);
      if (item < 0) {
        user.unknownTitles.add(event.itemId);
        return false;
      }
      const explicit = event.kind === 'rating' || event.kind === 'like' || event.kind === 'dislike';
      const seconds = event.timeMs / 1000;
      const before = user.entries.get(item);
      const weight = preferenceWeight({
        kind: event.kind,
        rating: event.kind === 'rating' ? event.value : null,
        fraction: event.kind === 'watched' ? event.value : null,
      });
      const keeps = explicit
        ? before?.explicit === true && before.seconds > seconds
        : before === undefined
          ? isExplicit(num, item)
          : before.explicit || before.seconds > seconds;
      const stated = event.kind === 'like' || event.kind === 'dislike' ? event.kind : null;
      const stars = event.kind === 'rating' ? event.value : stated;
      if (!keeps) user.entries.set(item, { weight, stars, seconds, explicit });
      else if (before !== undefined) before.seconds = Math.max(before.seconds, seconds);
      user.merged = null;
      return true;
    },
    live(userId) {
      const user = live.get(userId);
      return { titles: user?.entries.size ?? 0, unknownTitles: user?.unknownTitles.size ?? 0 };
    },
    search(beginning, n) {
      if (sortedIds === null) {
        const ids = Array.from({ length: snapshot.users.size }, (_, num) => snapshot.users.id(num)!);
        for (const id of live.keys()) if (snapshot.users.num(id) < 0) ids.push(id);
        sortedIds = ids.sort(compareIds);
      }
      const found = beginning === '' ? sortedIds : sortedIds.filter((id) => id.startsWith(beginning));
      return { ids: found.slice(0, n), total: found.length };
    },
    get users() {
      return snapshot.users.size + liveOnly;
    },
    get liveEvents() {
      return liveEvents;
    },
  };
}

/** Numbers by value before other ids, those in order of their letters. */
function compareIds(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)];
  if (Number.isNaN(left) !== Number.isNaN(right)) return Number.isNaN(left) ? 1 : -1;
  return left - right || (a < b ? -1 : a > b ? 1 : 0);
}

/** Unknown times come before all known ones. */
const timeOrder = (seconds: number): number => (Number.isNaN(seconds) ? Number.NEGATIVE_INFINITY : seconds);

function mergeHistory(base: History, entries: ReadonlyMap<number, LiveEntry>): History {
  const rows: { item: number; weight: number; seconds: number }[] = [];
  for (let i = 0; i < base.items.length; i++) {
    if (!entries.has(base.items[i])) {
      rows.push({ item: base.items[i], weight: base.weights[i], seconds: base.times[i] });
    }
  }
  for (const [item, { weight, seconds }] of entries) rows.push({ item, weight, seconds });
  rows.sort((a, b) => {
    const [left, right] = [timeOrder(a.seconds), timeOrder(b.seconds)];
    return left === right ? a.item - b.item : left - right;
  });
  return {
    items: Int32Array.from(rows, ({ item }) => item),
    weights: Float32Array.from(rows, ({ weight }) => weight),
    times: Float64Array.from(rows, ({ seconds }) => seconds),
  };
}

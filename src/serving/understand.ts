import { ButacaError } from '../base/errors.ts';
import { nearestName } from '../base/nearest.ts';
import { preferenceWeight, type Query } from '../models/index.ts';
import { findPlatform, PLATFORMS } from '../sources/index.ts';
import { type Catalogue, findTitle, type Term } from './catalogue.ts';
import type { RecommendRequest, TitleReference, Warning, WarningCode } from './contract.ts';
import type { Histories, History } from './histories.ts';
import { resolveList } from './lists.ts';
import { foldName } from './names.ts';
import { wordings } from './wording/index.ts';

/** Members of a list parameter that are read. */
const LIST_LENGTH = 200;
/** Unknown names that get suggestions; the others are told without, since looking for the nearest name costs. */
const SUGGESTED = 5;

/** A question in the numbers of one catalogue, and what of it was understood. */
export interface Understood {
  readonly query: Query;
  /** Item nums of the history, which do not come back unless asked for. */
  readonly seen: Int32Array;
  /** Titles that the viewer said to like in this question. */
  readonly likedItems: ReadonlySet<number>;
  /** Titles of the history with a weight below 0. */
  readonly dislikedItems: ReadonlySet<number>;
  readonly excluded: readonly number[];
  readonly genres: readonly Term[];
  readonly tags: readonly Term[];
  /** Bits of the platforms asked for; 0 where none was, or none is known. */
  readonly platforms: number;
  readonly basedOn: {
    readonly history: number;
    readonly liked: readonly TitleReference[];
    readonly disliked: readonly TitleReference[];
    readonly genres: readonly string[];
    readonly tags: readonly string[];
    readonly text: string | null;
  };
  readonly warnings: Warning[];
}

const NONE: readonly string[] = [];
const NO_ITEMS: ReadonlySet<number> = new Set();

/**
 * Reads a request against the catalogue: names to titles, user to history. What is not known becomes a warning; only an unknown
 * user is an error (UNKNOWN_USER), because then there would be nothing to answer about.
 */
export function understand(
  request: RecommendRequest,
  catalogue: Catalogue,
  histories: Histories,
  nowSeconds: number,
): Understood {
  const warnings: Warning[] = [];
  const history = request.userId === undefined ? null : historyOf(request.userId, histories);
  const titles = (parameter: string, values: readonly string[] | undefined): number[] =>
    resolveTitles(request, catalogue, parameter, values, warnings);
  const liked = titles('liked', request.liked);
  const disliked = titles('disliked', request.disliked);
  const excluded = titles('exclude', request.exclude);
  const genres = resolveTerms(request, 'genres', catalogue, warnings);
  const tags = resolveTerms(request, 'tags', catalogue, warnings);
  const platforms = resolvePlatforms(request, catalogue, warnings);
  const given = givenHistory(request, catalogue, warnings);
  const whole = joinHistories(history, given, liked, disliked, nowSeconds);
  const query: Query = {
    ...whole,
    now: nowSeconds,
    ...(liked.length + disliked.length === 0 ? {} : { stated: liked.length + disliked.length }),
    ...(request.genres === undefined ? {} : { genres: [...genres.terms.map(({ name }) => name), ...genres.unknown] }),
    ...(request.tags === undefined ? {} : { tags: [...tags.terms.map(({ name }) => name), ...tags.unknown] }),
    ...(request.text === undefined ? {} : { text: request.text }),
  };
  return {
    query,
    seen: whole.items,
    likedItems: liked.length === 0 ? NO_ITEMS : new Set(liked),
    dislikedItems: itemsBelowZero(whole),
    excluded,
    genres: genres.terms,
    tags: tags.terms,
    platforms,
    basedOn: {
      history: whole.items.length,
      liked: liked.map((num) => catalogue.references[num]),
      disliked: disliked.map((num) => catalogue.references[num]),
      genres: genres.terms.map(({ name }) => name),
      tags: tags.terms.map(({ name }) => name),
      text: request.text ?? null,
    },
    warnings,
  };
}

/** The history of a user; UNKNOWN_USER with what to call instead. */
export function historyOf(userId: string, histories: Histories): History {
  const history = histories.of(userId);
  if (history !== null) return history;
  throw new ButacaError(
    'UNKNOWN_USER',
    `unknown user: ${userId}; expected one of ${histories.users} users. For a viewer without a history call /get_new_user_recommendation/, or send a first event to POST /v1/events.`,
    { details: { userId, users: histories.users } },
  );
}

/** The item num of the one title that a request is about; UNKNOWN_TITLE with the nearest names otherwise. */
export function subjectTitle(catalogue: Catalogue, name: string): number {
  const num = findTitle(catalogue, name);
  if (num !== null) return num;
  const suggestions = catalogue.names.nearest(name, 3).map((near) => catalogue.references[near]);
  const hint = suggestions.length === 0 ? '' : ` Did you mean ${suggestions.map(({ title }) => title).join(', ')}?`;
  throw new ButacaError(
    'UNKNOWN_TITLE',
    `unknown title: ${name}; expected the id or the name of one of ${catalogue.titles.length} titles.${hint}`,
    { details: { title: name, suggestions } },
  );
}

/** What a warning needs to know of the question. */
type Asked = Pick<RecommendRequest, 'language'>;

function warn(
  request: Asked,
  warnings: Warning[],
  code: Exclude<WarningCode, 'FEW_MATCHES' | 'UNKNOWN_PLATFORM' | 'UNKNOWN_USER'>,
  parameter: string,
  value: string,
  suggest: () => string[],
): void {
  const suggestions = warnings.length < SUGGESTED ? suggest() : [];
  const wording = wordings[request.language];
  const say = {
    UNKNOWN_TITLE: wording.unknownTitle,
    UNKNOWN_GENRE: wording.unknownGenre,
    UNKNOWN_TAG: wording.unknownTag,
  }[code];
  warnings.push({ code, parameter, value, message: say(value, suggestions), suggestions });
}

function refuseLength(parameter: string): never {
  throw new ButacaError(
    'INVALID_PARAMETER',
    `invalid ${parameter}: too long; expected at most ${LIST_LENGTH} members.`,
    {
      details: { issues: [{ parameter, expected: { kind: 'most', of: 'array', limit: LIST_LENGTH } }] },
    },
  );
}

/** Adds the warning that a title is not known, with the nearest names. */
export function warnOfTitle(
  request: Asked,
  catalogue: Catalogue,
  parameter: string,
  name: string,
  warnings: Warning[],
): void {
  warn(request, warnings, 'UNKNOWN_TITLE', parameter, name, () =>
    catalogue.names.nearest(name, 3).map((num) => catalogue.titles[num].name),
  );
}

/** Item nums of the titles named in a list parameter (see resolveList), each once; the unknown ones become warnings. INVALID_PARAMETER for too many. */
export function resolveTitles(
  request: Asked,
  catalogue: Catalogue,
  parameter: string,
  values: readonly string[] = NONE,
  warnings: Warning[] = [],
): number[] {
  if (values.length === 0) return [];
  const { found, unknown, complete } = resolveList(values, (name) => findTitle(catalogue, name), LIST_LENGTH);
  if (!complete) refuseLength(parameter);
  for (const name of unknown) warnOfTitle(request, catalogue, parameter, name, warnings);
  return found.map(({ value }) => value);
}

function resolveTerms(
  request: RecommendRequest,
  parameter: 'genres' | 'tags',
  catalogue: Catalogue,
  warnings: Warning[],
): { terms: Term[]; unknown: string[] } {
  const values = request[parameter] ?? NONE;
  if (values.length === 0) return { terms: [], unknown: [] };
  const find = parameter === 'genres' ? catalogue.genre : catalogue.tag;
  const known = parameter === 'genres' ? catalogue.genreNames : catalogue.tagNames;
  const { found, unknown, complete } = resolveList(values, find, LIST_LENGTH);
  if (!complete) refuseLength(parameter);
  for (const name of unknown) {
    warn(request, warnings, parameter === 'genres' ? 'UNKNOWN_GENRE' : 'UNKNOWN_TAG', parameter, name, () => {
      const near = nearestName(foldName(name), known);
      return near === null ? [] : [near];
    });
  }
  return { terms: found.map(({ value }) => value), unknown };
}

/** The platforms asked for as bits; unknown ones are told, and so is a catalogue that does not say where its titles are. */
function resolvePlatforms(request: RecommendRequest, catalogue: Catalogue, warnings: Warning[]): number {
  if (request.platform === undefined) return 0;
  const wording = wordings[request.language];
  const told = (value: string, message: string, suggestions: readonly string[]): void => {
    warnings.push({ code: 'UNKNOWN_PLATFORM', parameter: 'platform', value, message, suggestions });
  };
  if (catalogue.elsewhere.platforms === null) {
    told(request.platform, wording.noPlatforms(request.platform), []);
    return 0;
  }
  const { found, unknown } = resolveList([request.platform], findPlatform, LIST_LENGTH);
  for (const name of unknown) told(name, wording.unknownPlatform(name, PLATFORMS), PLATFORMS);
  return found.reduce((bits, { value }) => bits | (1 << PLATFORMS.indexOf(value)), 0);
}

function itemsBelowZero({ items, weights }: History): ReadonlySet<number> {
  let below: Set<number> | null = null;
  for (let at = 0; at < weights.length; at++) if (weights[at] < 0) (below ??= new Set()).add(items[at]);
  return below ?? NO_ITEMS;
}

interface GivenEntry {
  readonly item: number;
  readonly weight: number;
}

function givenHistory(request: RecommendRequest, catalogue: Catalogue, warnings: Warning[]): GivenEntry[] {
  const entries: GivenEntry[] = [];
  for (const { title, kind, rating, fraction } of request.history ?? []) {
    const item = findTitle(catalogue, title);
    if (item === null) warnOfTitle(request, catalogue, 'history', title, warnings);
    else {
      const source = { rating: rating ?? null, fraction: fraction ?? null };
      entries.push({ item, weight: preferenceWeight(kind === undefined ? source : { kind, ...source }) });
    }
  }
  return entries;
}

const EMPTY: History = { items: new Int32Array(0), weights: new Float32Array(0), times: new Float64Array(0) };

/** The stored history followed by what came with the question; what is said later about a title replaces what was said before. */
function joinHistories(
  history: History | null,
  given: readonly GivenEntry[],
  liked: readonly number[],
  disliked: readonly number[],
  nowSeconds: number,
): History {
  const base = history ?? EMPTY;
  if (given.length + liked.length + disliked.length === 0) return base;
  const later = new Map<number, number>();
  const say = (item: number, weight: number): void => {
    later.delete(item);
    later.set(item, weight);
  };
  for (const { item, weight } of given) say(item, weight);
  for (const item of liked) say(item, preferenceWeight({ kind: 'like', rating: null, fraction: null }));
  for (const item of disliked) say(item, preferenceWeight({ kind: 'dislike', rating: null, fraction: null }));
  const kept = [...base.items.keys()].filter((at) => !later.has(base.items[at]));
  return {
    items: Int32Array.from([...kept.map((at) => base.items[at]), ...later.keys()]),
    weights: Float32Array.from([...kept.map((at) => base.weights[at]), ...later.values()]),
    times: Float64Array.from([...kept.map((at) => base.times[at]), ...Array.from(later, () => nowSeconds)]),
  };
}

import type { F32Block, I32Block, Kernels, U8Block } from '../kernels/index.ts';
import type { Scorer } from '../models/index.ts';
import { Audiences, type TitleAudience } from './audience.ts';
import { type Catalogue, findTitle } from './catalogue.ts';
import { BASELINE } from './contract.ts';
import type {
  BriefTitle,
  ModelName,
  RecommendRequest,
  SimilarTitles,
  Slate,
  TitleDetail,
  TitleList,
  TypicalUser,
  UserDetail,
  UserList,
  Wall,
  WallRequest,
  WallTitle,
} from './contract.ts';
import type { WrittenSlate } from './engine-messages.ts';
import { explain, explainByPopularity, explainSimilar, rounded } from './explain.ts';
import { clearMask, type Filters, writeMask } from './filters.ts';
import { genreLabel } from './genre-names.ts';
import type { Histories } from './histories.ts';
import { candidatePool, likeness, rerank } from './rerank.ts';
import { findTypicalUsers } from './typical-users.ts';
import { historyOf, subjectTitle, understand, type Understood } from './understand.ts';
import { describeUser } from './user-detail.ts';
import { wordings } from './wording/index.ts';
import { composeSlate, createSlateWriter, type RankedList, type RankedTitle } from './write-slate.ts';

/** Variety of a list when the question does not say. */
export const DEFAULT_DIVERSITY = 0.1;
/** Length of a list when the question does not say. */
export const DEFAULT_LENGTH = 10;
const LONGEST_POOL = 1024;
const BASELINE_NAME: ModelName = { version: BASELINE, name: BASELINE };
/** The variety dial of a wall: among its kin, and among what many know. */
const WALL_DIVERSITY = { kin: 0.55, known: 0.85 };
/** Of so many titles of a wall that answers to picks, one is there for contrast. */
const CONTRAST_EVERY = 3;
/** Neighbours taken from the model for each one that is shown. */
const NEIGHBOURS_LOOKED_AT = 10;
/** Audiences kept: some 5 kB each. */
const MOST_AUDIENCES = 200;

export interface EngineParts {
  readonly model: ModelName;
  readonly catalogue: Catalogue;
  readonly histories: Histories;
  readonly scorer: Scorer;
  /** The scorer's own kernels; the engine takes its buffers there, above the scorer's. */
  readonly kernels: Kernels;
}

/**
 * One loaded model with its catalogue and histories: query → scores → mask → candidates → rerank → explanation. Every call is
 * synchronous and leaves nothing behind, so that a model can be let go between two calls.
 */
export class Engine {
  readonly model: ModelName;
  readonly catalogue: Catalogue;
  readonly histories: Histories;
  readonly #scorer: Scorer;
  readonly #kernels: Kernels;
  readonly #scores: F32Block;
  readonly #mask: U8Block;
  readonly #top: I32Block;
  readonly #counts: Uint8Array;
  readonly #makeAudience: Audiences;
  readonly #audiences = new Map<number, TitleAudience>();
  readonly #write: (list: RankedList) => Uint8Array<ArrayBuffer>;
  #writeBaseline: ((list: RankedList) => Uint8Array<ArrayBuffer>) | null = null;
  #typical: TypicalUser[] | null = null;

  constructor({ model, catalogue, histories, scorer, kernels }: EngineParts) {
    const items = catalogue.titles.length;
    this.model = model;
    this.catalogue = catalogue;
    this.histories = histories;
    this.#scorer = scorer;
    this.#kernels = kernels;
    this.#scores = kernels.heap.f32(items);
    this.#mask = kernels.heap.u8(items);
    this.#top = kernels.heap.i32(Math.min(items, LONGEST_POOL));
    this.#counts = new Uint8Array(items);
    this.#makeAudience = new Audiences(catalogue);
    this.#write = createSlateWriter(model, catalogue);
  }

  /** A list for a user or a stranger; UNKNOWN_USER for a user who is nowhere. */
  recommend(request: RecommendRequest, slateId: string, nowMs: number): Slate {
    const model = request.model === BASELINE ? BASELINE_NAME : this.model;
    return composeSlate(this.#rank(request, slateId, nowMs), model, this.catalogue);
  }

  /** The same list, written. */
  recommendBytes(request: RecommendRequest, slateId: string, nowMs: number): WrittenSlate {
    const list = this.#rank(request, slateId, nowMs);
    const write = request.model === BASELINE ? this.#baselineWriter() : this.#write;
    return { bytes: write(list), itemIds: list.titles.map(({ item }) => this.catalogue.titles[item].id) };
  }

  /** The question as it was understood, and the titles for it in order, without reasons; the scores stay in the engine's buffer. */
  #order(
    request: RecommendRequest,
    nowMs: number,
  ): { readonly understood: Understood; readonly chosen: number[]; readonly scored: number } {
    const { catalogue } = this;
    const understood = understand(request, catalogue, this.histories, nowMs / 1000);
    const scores = this.#scores.data as Float32Array<ArrayBuffer>;
    if (request.model === BASELINE) scores.set(catalogue.viewers);
    else this.#scorer.score(understood.query, scores);
    const filters: Filters = {
      genres: understood.genres,
      genresMatch: request.genresMatch ?? 'any',
      tags: understood.tags,
      tagsMatch: request.tagsMatch ?? 'any',
      yearFrom: request.yearFrom ?? null,
      yearTo: request.yearTo ?? null,
      platforms: understood.platforms,
      excluded: understood.excluded,
      seen: request.includeSeen === true ? null : understood.seen,
    };
    const { n = DEFAULT_LENGTH, diversity = DEFAULT_DIVERSITY } = request;
    return { understood, ...this.#choose(scores, filters, n, diversity) };
  }

  #rank(request: RecommendRequest, slateId: string, nowMs: number): RankedList {
    const { catalogue } = this;
    const { language, n = DEFAULT_LENGTH } = request;
    const isBaseline = request.model === BASELINE;
    const { understood, chosen, scored } = this.#order(request, nowMs);
    const scores = this.#scores.data;
    const titles: RankedTitle[] = chosen.map((item, at) =>
      at < scored
        ? {
            item,
            score: rounded(scores[item]),
            explanation: isBaseline
              ? explainByPopularity(catalogue.viewers[item], understood, language)
              : explain(this.#scorer, catalogue, understood, item, language),
          }
        : { item, score: null, explanation: explainByPopularity(catalogue.viewers[item], understood, language) },
    );
    if (chosen.length < n) {
      understood.warnings.push({
        code: 'FEW_MATCHES',
        parameter: 'n',
        value: String(n),
        message: wordings[language].fewMatches(chosen.length, n),
        suggestions: [],
      });
    }
    const { basedOn, warnings } = understood;
    return { slateId, userId: request.userId ?? null, language, basedOn, titles, warnings };
  }

  /** The titles of the list in order; the first `scored` of them by score, the others by their viewers. */
  #choose(scores: Float32Array, filters: Filters, n: number, diversity: number): { chosen: number[]; scored: number } {
    const items = this.catalogue.titles.length;
    const mask = this.#mask.data;
    const pool = Math.min(this.#top.data.length, candidatePool(n, diversity));
    if (pool === 0) return { chosen: [], scored: 0 };
    writeMask(mask, this.#counts, this.catalogue, filters);
    try {
      const found = this.#kernels.topN(this.#top, this.#scores, this.#mask, items, pool);
      const chosen = rerank(this.#top.data.subarray(0, found), scores, this.catalogue.signatures, n, diversity);
      const scored = chosen.length;
      if (scored < n) this.#fillByPopularity(chosen, n);
      return { chosen, scored };
    } finally {
      clearMask(mask, filters);
    }
  }

  /** Titles that the scorer has no number for follow in order of their viewers. */
  #fillByPopularity(chosen: number[], n: number): void {
    const mask = this.#mask.data;
    const taken = new Set(chosen);
    for (const item of this.catalogue.byViewers) {
      if (chosen.length >= n) return;
      if (mask[item] === 0 && !taken.has(item)) chosen.push(item);
    }
  }

  /**
   * The neighbours of a title. The model's come from who watched what together, which at the top mixes kin with what everybody saw;
   * so its first ones are ordered by the mean of its similarity, stretched to 0…1, and of what the titles share.
   */
  similar(title: string, n: number, language: 'es' | 'en'): SimilarTitles {
    const { catalogue } = this;
    const item = subjectTitle(catalogue, title);
    const found = this.#scorer.similar(item, Math.min(LONGEST_POOL, n * NEIGHBOURS_LOOKED_AT));
    const best = found[0]?.score ?? 1;
    const ordered = found
      .map(({ item: other, score }) => ({
        other,
        score: (score / best + likeness(catalogue.signatures, item, other)) / 2,
      }))
      .sort((a, b) => b.score - a.score || a.other - b.other)
      .slice(0, n);
    return {
      title: catalogue.brief[item],
      model: this.model,
      similar: ordered.map(({ other, score }, at) => ({
        rank: at + 1,
        ...catalogue.brief[other],
        score: rounded(score),
        ...explainSimilar(catalogue, item, other, language),
      })),
    };
  }

  title(title: string): TitleDetail {
    const { catalogue } = this;
    const item = subjectTitle(catalogue, title);
    const { tags, synopsis, cast, directors } = catalogue.titles[item];
    const { elsewhere } = catalogue;
    const film = elsewhere.film(item);
    return {
      ...catalogue.brief[item],
      tags,
      synopsis,
      cast,
      directors,
      viewers: catalogue.viewers[item],
      ...(elsewhere.platforms !== null && { available: elsewhere.available(item) }),
      ...(film !== undefined && { film }),
    };
  }

  searchTitles(text: string, n: number): TitleList {
    const { brief, names } = this.catalogue;
    const found = names.search(text);
    const byId = findTitle(this.catalogue, text);
    if (byId !== null && !found.includes(byId)) found.unshift(byId);
    return {
      titles: found.slice(0, n).map((num) => brief[num]),
      total: found.length,
      suggestions: found.length > 0 ? [] : names.nearest(text, 5).map((num) => brief[num]),
    };
  }

  searchUsers(beginning: string, n: number): UserList {
    const { ids, total } = this.histories.search(beginning, n);
    return { users: ids.map((id) => ({ id, interactions: this.histories.of(id)!.items.length })), total };
  }

  /** See findTypicalUsers; found when it is asked first. */
  typicalUsers(n: number): readonly TypicalUser[] {
    this.#typical ??= findTypicalUsers(this.catalogue, (num) => this.histories.stored(num));
    return this.#typical.slice(0, n);
  }

  /** Titles to pick from: what many know, as varied as can be, and once something was picked mostly its kin. Picked ones do not come back. */
  wall({ n, ...request }: WallRequest, nowMs: number): Wall {
    const { brief, genre, genreNames } = this.catalogue;
    const listed = (model: string | undefined, diversity: number): readonly number[] =>
      this.#order({ ...request, model, n, diversity, context: 'wall' }, nowMs).chosen;
    const known = listed(BASELINE, WALL_DIVERSITY.known);
    const hasPicks = (request.liked?.length ?? 0) + (request.disliked?.length ?? 0) > 0;
    const kin = hasPicks ? listed(undefined, WALL_DIVERSITY.kin) : [];
    const chosen = new Map<number, WallTitle['kind']>();
    const sources = { kin: kin.values(), known: known.values() };
    const draw = (kind: WallTitle['kind']): boolean => {
      for (const item of sources[kind]) {
        if (chosen.has(item)) continue;
        chosen.set(item, kind);
        return true;
      }
      return false;
    };
    while (chosen.size < n) {
      const [first, second] =
        chosen.size % CONTRAST_EVERY === CONTRAST_EVERY - 1 ? (['known', 'kin'] as const) : (['kin', 'known'] as const);
      if (!draw(first) && !draw(second)) break;
    }
    return {
      titles: Array.from(chosen, ([item, kind]) => ({ ...brief[item], kind })),
      genres: genreNames
        .map((name) => ({ name, label: genreLabel(name, request.language), titles: genre(name)!.items.length }))
        .sort((a, b) => b.titles - a.titles || (a.name < b.name ? -1 : 1)),
    };
  }

  briefTitles(ids: readonly string[]): readonly BriefTitle[] {
    const { snapshot, brief } = this.catalogue;
    return ids.map((id) => snapshot.items.num(id)).flatMap((num) => (num < 0 ? [] : brief[num]));
  }

  #baselineWriter(): (list: RankedList) => Uint8Array<ArrayBuffer> {
    this.#writeBaseline ??= createSlateWriter(BASELINE_NAME, this.catalogue);
    return this.#writeBaseline;
  }

  user(userId: string, n: number): UserDetail {
    return describeUser(userId, historyOf(userId, this.histories), this.histories.live(userId), this.catalogue, n);
  }

  /** Who watched a title; made once for each while it is asked for. */
  audience(title: string): TitleAudience {
    const item = subjectTitle(this.catalogue, title);
    const kept = this.#audiences.get(item) ?? this.#makeAudience.of(item);
    // Kept in the order of use: the one at the front was asked for longest ago.
    this.#audiences.delete(item);
    this.#audiences.set(item, kept);
    if (this.#audiences.size > MOST_AUDIENCES) this.#audiences.delete(this.#audiences.keys().next().value!);
    return kept;
  }

  /** Lets the model and its memory go. */
  close(): void {
    this.#scorer.close();
    this.#kernels.close();
  }
}

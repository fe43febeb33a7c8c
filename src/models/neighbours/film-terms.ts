import { listAt, type ListColumn } from '../../base/string-column.ts';
import type { Progress } from '../../base/progress.ts';
import type { FilmsCatalogue, Title } from '../../dataset/index.ts';
import { buildDocument, catalogueLanguage, type DocumentTerm } from '../text/index.ts';
import type { WeightedRows } from './rows.ts';

/** Kinds of terms that are read from texts. */
export type TextKind = 'word' | 'name' | 'keyword' | 'keywordWord';

const KIND_OF: Readonly<Partial<Record<DocumentTerm['kind'], TextKind>>> = {
  word: 'word',
  name: 'name',
  tag: 'keyword',
  tagWord: 'keywordWord',
};

/** Keywords that tell how a film was made or shown, not what it is about. */
const NOT_ABOUT: ReadonlySet<string> = new Set(['duringcreditsstinger', 'aftercreditsstinger', 'woman director']);

/** Whether a keyword tells what a film is about. */
export const isAbout = (keyword: string): boolean => !NOT_ABOUT.has(keyword.toLowerCase());

/** The texts of a film as those of a title. */
function textsOf(films: FilmsCatalogue, film: number): Title {
  const overview = films.overviews.at(film);
  return {
    num: film,
    id: '',
    name: films.titles.at(film),
    year: null,
    genres: [],
    tags: listAt(films.keywords, film).filter(isAbout),
    synopsis: overview === '' ? null : overview,
    cast: [],
    directors: [],
  };
}

type TextLanguage = ReturnType<typeof catalogueLanguage>;

/** So many films, evenly spread, tell the language of the catalogue. */
const LANGUAGE_SAMPLE = 400;

/** The language of the catalogue's texts, told by films spread over it. */
export function filmsLanguage(films: FilmsCatalogue): TextLanguage {
  const step = Math.max(1, films.size / LANGUAGE_SAMPLE);
  const spread: Title[] = [];
  for (let at = 0; at < films.size; at += step) spread.push(textsOf(films, Math.floor(at)));
  return catalogueLanguage(spread);
}

/** The terms of a film's overview, name and keywords, as they come. */
export function readFilmTerms(films: FilmsCatalogue, film: number, language: TextLanguage): DocumentTerm[] {
  return buildDocument(textsOf(films, film), { synopsis: true, language });
}

/** A table of terms that grows row by row. */
class TermTable {
  readonly keys: string[] = [];
  private readonly places = new Map<string, number>();
  private readonly indptr: number[] = [0];
  private readonly indices: number[] = [];
  private readonly weights: number[] = [];

  /** Adds a row of counts; a term that comes c times weighs 1 + ln c, and one that comes less than once what it counts. */
  add(row: ReadonlyMap<string, number>): void {
    for (const [key, count] of row) {
      let place = this.places.get(key);
      if (place === undefined) {
        this.places.set(key, (place = this.keys.length));
        this.keys.push(key);
      }
      this.indices.push(place);
      this.weights.push(count > 1 ? 1 + Math.log(count) : count);
    }
    this.indptr.push(this.indices.length);
  }

  toRows(): WeightedRows {
    return {
      terms: this.keys.length,
      indptr: Int32Array.from(this.indptr),
      indices: Int32Array.from(this.indices),
      weights: Float32Array.from(this.weights),
    };
  }
}

/** The terms of all films' texts, by kind, with the keys of the words of overviews in order of their numbers. */
export interface TextTerms {
  readonly rows: Readonly<Record<TextKind, WeightedRows>>;
  readonly words: readonly string[];
}

/** Films between two reports of progress. */
const TOLD_EVERY = 1_000;

/** Reads the texts of all films; terms are numbered in order of first appearance. */
export function readTextTerms(films: FilmsCatalogue, progress: Progress): TextTerms {
  const language = filmsLanguage(films);
  const tables: Record<TextKind, TermTable> = {
    word: new TermTable(),
    name: new TermTable(),
    keyword: new TermTable(),
    keywordWord: new TermTable(),
  };
  for (let film = 0; film < films.size; film++) {
    const counts: Record<TextKind, Map<string, number>> = {
      word: new Map(),
      name: new Map(),
      keyword: new Map(),
      keywordWord: new Map(),
    };
    for (const { kind, key, count } of readFilmTerms(films, film, language)) {
      const own = KIND_OF[kind];
      if (own !== undefined) counts[own].set(key, (counts[own].get(key) ?? 0) + count);
    }
    for (const kind of Object.keys(tables) as TextKind[]) tables[kind].add(counts[kind]);
    if (film % TOLD_EVERY === 0) progress.update(film / films.size);
  }
  return {
    rows: {
      word: tables.word.toRows(),
      name: tables.name.toRows(),
      keyword: tables.keyword.toRows(),
      keywordWord: tables.keywordWord.toRows(),
    },
    words: tables.word.keys,
  };
}

/** The names of a column as terms; `weigh` says what the one at a place of its list counts. */
export function listTerms({ names, indptr, indices }: ListColumn, weigh: (place: number) => number): WeightedRows {
  const weights = new Float32Array(indices.length);
  for (let row = 0; row + 1 < indptr.length; row++) {
    for (let at = indptr[row]; at < indptr[row + 1]; at++) weights[at] = weigh(at - indptr[row]);
  }
  return { terms: names.size, indptr, indices, weights };
}

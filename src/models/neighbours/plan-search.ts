import type { Progress } from '../../base/progress.ts';
import type { ListColumn, StringColumn } from '../../base/string-column.ts';
import type { FilmsCatalogue } from '../../dataset/index.ts';
import type { NeighboursConfig } from './config.ts';
import { listTerms, readTextTerms, type TextTerms } from './film-terms.ts';
import { facetOf, groupFacets } from './facets.ts';
import { countRows, joinRows, transposeRows, type WeightedRows, weighRows } from './rows.ts';
import type { SearchPlan } from './search.ts';

/** A lead says more of a film than the tenth name of its cast. */
const billing = (place: number): number => 1 / Math.sqrt(1 + place);
/** The names of a column, one as good as the other. */
const listed = (column: ListColumn): WeightedRows => listTerms(column, () => 1);

/** Each film's language as its only term, none where it is unknown. */
function languageTerms(languages: StringColumn): WeightedRows {
  const places = new Map<string, number>();
  const indptr = new Int32Array(languages.size + 1);
  const indices: number[] = [];
  for (let film = 0; film < languages.size; film++) {
    const language = languages.at(film);
    if (language !== '') {
      let place = places.get(language);
      if (place === undefined) places.set(language, (place = places.size));
      indices.push(place);
    }
    indptr[film + 1] = indices.length;
  }
  return {
    terms: places.size,
    indptr,
    indices: Int32Array.from(indices),
    weights: new Float32Array(indices.length).fill(1),
  };
}

/** The part of nearness in years: weight · e^(−distance/scale), until it falls below a thousandth of the weight. */
function nearnessTable(weight: number, scale: number): Float32Array {
  const length = Math.ceil(scale * Math.log(1_000));
  return Float32Array.from({ length }, (_, distance) => weight * Math.exp(-distance / scale));
}

/** How well known a film is among the others: ln(1 + votes) as a part of the largest, 0…1. */
function votesPart(votes: Int32Array, weight: number): Float32Array {
  const most = votes.reduce((largest, count) => Math.max(largest, count), 0);
  const scale = most > 0 ? weight / Math.log1p(most) : 0;
  return Float32Array.from(votes, (count) => Math.log1p(Math.max(0, count)) * scale);
}

/** What comparing films needs, and how many overviews hold each word. */
export interface PlannedSearch {
  readonly plan: SearchPlan;
  readonly words: TextTerms['words'];
  readonly wordCounts: Int32Array;
}

/**
 * Brings the catalogue into the form in which films are compared. Each kind of trait is a unit vector of rarity-weighted terms (of
 * genres: of equal ones); the likeness of two films is Σ wₖ·cosₖ over the kinds plus the parts of year and votes, all divided by Σ wₖ.
 * Source of the rarity weights: Robertson and Spärck Jones 1976.
 */
export function planSearch(films: FilmsCatalogue, config: NeighboursConfig, progress: Progress): PlannedSearch {
  const total = Object.values(config.kinds).reduce((sum, weight) => sum + weight, 0);
  const part = (kind: keyof NeighboursConfig['kinds']): number => (total > 0 ? config.kinds[kind] / total : 0);
  const weighed = (kind: keyof NeighboursConfig['kinds'], rows: WeightedRows): WeightedRows =>
    weighRows(rows, Math.sqrt(part(kind)));

  const texts = readTextTerms(films, progress);
  const { word, name, keyword, keywordWord } = texts.rows;
  const tables = [
    weighed('collection', listed(films.collections)),
    weighed('director', listed(films.directors)),
    weighed('cast', listTerms(films.cast, billing)),
    weighed('keyword', keyword),
    weighed('keywordWord', keywordWord),
    weighed('name', name),
    weighed('word', word),
    weighed('company', listed(films.companies)),
  ];
  const terms = joinRows(tables, films.size);
  const facets = [
    // Measured: a rare genre in common says no more than a common one.
    facetOf(weighRows(listed(films.genres), Math.sqrt(part('genre')), false)),
    facetOf(weighed('country', listed(films.countries))),
    facetOf(weighed('language', languageTerms(films.originalLanguages))),
  ];
  const prior = votesPart(films.voteCounts, part('votes'));
  const plan: SearchPlan = {
    size: films.size,
    k: Math.max(0, Math.min(config.k, films.size - 1)),
    terms,
    films: transposeRows(terms),
    facets,
    groups: groupFacets(facets, prior),
    years: films.releaseYears,
    nearness: nearnessTable(part('year'), config.yearScale),
    prior,
  };
  return { plan, words: texts.words, wordCounts: countRows(word) };
}

import type { Facet, FacetGroups } from './facets.ts';
import type { WeightedRows } from './rows.ts';

/** Everything by which films are compared; the likeness of two films is the sum of the parts below. */
export interface SearchPlan {
  /** Rows of the catalogue. */
  readonly size: number;
  /** Neighbours to find of each film, at most size − 1. */
  readonly k: number;
  /** Terms by film, and films by term: the product of two films' rows is a part. */
  readonly terms: WeightedRows;
  readonly films: WeightedRows;
  /** Common traits: the product of two films' forms is a part each. */
  readonly facets: readonly Facet[];
  readonly groups: FacetGroups;
  /** A part by distance in years; none beyond its end. */
  readonly years: Int32Array;
  readonly nearness: Float32Array;
  /** A film's own part, whatever it is compared with. */
  readonly prior: Float32Array;
}

/** Where neighbours are written: size × k film rows and likenesses, best first. */
export interface SearchOutput {
  readonly indices: Int32Array;
  readonly scores: Float32Array;
}

/** The best k so far as a heap whose first is the worst: the lower score, of equal ones the later row. */
class BestFilms {
  private readonly films: Int32Array;
  private readonly scores: Float32Array;
  private count = 0;

  constructor(k: number) {
    this.films = new Int32Array(k);
    this.scores = new Float32Array(k);
  }

  clear(): void {
    this.count = 0;
  }

  /** The score below which no film comes in. */
  get threshold(): number {
    return this.count < this.films.length ? Number.NEGATIVE_INFINITY : this.scores[0];
  }

  /** Takes a film if it is among the best; none may be offered twice. */
  offer(film: number, score: number): void {
    if (this.count === this.films.length) {
      if (isWorse(this.films[0], this.scores[0], film, score)) this.sink(film, score);
      return;
    }
    let at = this.count++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isWorse(film, score, this.films[parent], this.scores[parent])) break;
      this.put(this.films[parent], this.scores[parent], at);
      at = parent;
    }
    this.put(film, score, at);
  }

  /** Takes the films out, worst first, and writes them to the rows from `start` on, best first. */
  writeTo({ indices, scores }: SearchOutput, start: number): void {
    for (let at = start + this.count - 1; at >= start; at--) {
      indices[at] = this.films[0];
      scores[at] = this.scores[0];
      this.count--;
      this.sink(this.films[this.count], this.scores[this.count]);
    }
  }

  /** Puts a film in the place of the first. */
  private sink(film: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.count) break;
      const next = child + 1;
      if (next < this.count && isWorse(this.films[next], this.scores[next], this.films[child], this.scores[child])) {
        child = next;
      }
      if (!isWorse(this.films[child], this.scores[child], film, score)) break;
      this.put(this.films[child], this.scores[child], at);
      at = child;
    }
    this.put(film, score, at);
  }

  private put(film: number, score: number, at: number): void {
    this.films[at] = film;
    this.scores[at] = score;
  }
}

const isWorse = (film: number, score: number, other: number, than: number): boolean =>
  score < than || (score === than && film > other);

/** Writes into `out` the likeness of every form to one. */
function likenForms(
  { forms: { indptr, indices, weights } }: Facet,
  form: number,
  own: Float32Array,
  out: Float32Array,
): void {
  for (let at = indptr[form]; at < indptr[form + 1]; at++) own[indices[at]] = weights[at];
  for (let other = 0; other < out.length; other++) {
    let sum = 0;
    for (let at = indptr[other]; at < indptr[other + 1]; at++) sum += own[indices[at]] * weights[at];
    out[other] = sum;
  }
  for (let at = indptr[form]; at < indptr[form + 1]; at++) own[indices[at]] = 0;
}

/**
 * Returns a function that finds the neighbours of the films at the places `from` … `to` − 1 of the groups' members and writes them to
 * their rows of the output: the k others of greatest likeness, equal ones in order of row. Each film's neighbours depend on the plan
 * alone, so films may be shared out among threads in any way. The result is that of comparing all with all; films that share no term
 * are looked at only where their common traits could bring them in.
 */
export function openSearch(plan: SearchPlan, output: SearchOutput): (from: number, to: number) => void {
  const { size, k, terms, films, facets, groups, years, nearness, prior } = plan;
  const { groupOf, members, starts, mostPrior } = groups;
  const sums = new Float32Array(size);
  const touched = new Int32Array(size);
  const best = new BestFilms(k);
  const scratch = new Float32Array(Math.max(0, ...facets.map(({ forms }) => forms.terms)));
  const alike = facets.map(({ forms }) => new Float32Array(forms.indptr.length - 1));
  const shares = new Float32Array(mostPrior.length);
  const nearest = nearness[0] ?? 0;

  /** Sums the products of the terms; returns how many films share any, in `touched`. */
  const addTerms = (film: number): number => {
    let count = 0;
    for (let at = terms.indptr[film]; at < terms.indptr[film + 1]; at++) {
      const term = terms.indices[at];
      const weight = terms.weights[at];
      const end = films.indptr[term + 1];
      for (let place = films.indptr[term]; place < end; place++) {
        const other = films.indices[place];
        if (sums[other] === 0) touched[count++] = other;
        sums[other] += weight * films.weights[place];
      }
    }
    return count;
  };
  /** Writes what each group shares with one. */
  const fillShares = (own: number): void => {
    shares.fill(0);
    for (let number = 0; number < facets.length; number++) {
      const table = alike[number];
      const formOf = groups.forms[number];
      likenForms(facets[number], formOf[own], scratch, table);
      for (let group = 0; group < shares.length; group++) shares[group] += table[formOf[group]];
    }
  };
  const nearnessOf = (other: number, year: number): number => {
    const distance = Math.abs(years[other] - year);
    return distance < nearness.length ? nearness[distance] : 0;
  };
  const offerTouched = (film: number, count: number): void => {
    const year = years[film];
    for (let at = 0; at < count; at++) {
      const other = touched[at];
      if (other === film) continue;
      const share = shares[groupOf[other]];
      best.offer(other, Math.fround(sums[other] + share + nearnessOf(other, year) + prior[other]));
    }
  };
  const offerOthers = (film: number): void => {
    const year = years[film];
    let { threshold } = best;
    for (let group = 0; group < shares.length; group++) {
      const share = shares[group];
      // No member can score more: rounding keeps the order of sums.
      if (Math.fround(share + nearest + mostPrior[group]) < threshold) continue;
      for (let at = starts[group]; at < starts[group + 1]; at++) {
        const other = members[at];
        const score = Math.fround(share + nearnessOf(other, year) + prior[other]);
        if (score < threshold || sums[other] !== 0 || other === film) continue;
        best.offer(other, score);
        ({ threshold } = best);
      }
    }
  };

  return (from, to) => {
    let group = -1;
    for (let place = from; place < to; place++) {
      const film = members[place];
      if (groupOf[film] !== group) {
        group = groupOf[film];
        fillShares(group);
      }
      const count = addTerms(film);
      best.clear();
      offerTouched(film, count);
      offerOthers(film);
      for (let at = 0; at < count; at++) sums[touched[at]] = 0;
      best.writeTo(output, film * k);
    }
  };
}

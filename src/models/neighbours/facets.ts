import type { WeightedRows } from './rows.ts';

/** Rows that may take the same few forms (genres, countries, a language): each form once, and which one a row has. */
export interface Facet {
  /** The distinct forms. */
  readonly forms: WeightedRows;
  readonly formOf: Int32Array;
}

/** Numbers the distinct rows in order of first appearance; rows are alike when they hold the same terms, in any order. */
export function facetOf(rows: WeightedRows): Facet {
  const { indptr, indices, weights } = rows;
  const count = indptr.length - 1;
  const known = new Map<string, number>();
  const formOf = new Int32Array(count);
  const kept: number[] = [];
  for (let row = 0; row < count; row++) {
    const key = indices
      .slice(indptr[row], indptr[row + 1])
      .sort()
      .join();
    let form = known.get(key);
    if (form === undefined) {
      known.set(key, (form = known.size));
      kept.push(row);
    }
    formOf[row] = form;
  }
  const starts = [0];
  const entries: number[] = [];
  for (const row of kept) {
    for (let at = indptr[row]; at < indptr[row + 1]; at++) entries.push(at);
    starts.push(entries.length);
  }
  const forms = {
    terms: rows.terms,
    indptr: Int32Array.from(starts),
    indices: Int32Array.from(entries, (at) => indices[at]),
    weights: Float32Array.from(entries, (at) => weights[at]),
  };
  return { forms, formOf };
}

/** Rows that have the same form in every facet, in order of first appearance. */
export interface FacetGroups {
  readonly groupOf: Int32Array;
  /** The rows of group g stand at `members[starts[g] … starts[g+1])`, in increasing order. */
  readonly starts: Int32Array;
  readonly members: Int32Array;
  /** For each facet, the form of each group. */
  readonly forms: readonly Int32Array[];
  /** The largest prior of a member. */
  readonly mostPrior: Float32Array;
}

/** Groups the rows by their forms in all facets; `prior` has a number for each row, 0 or more. */
export function groupFacets(facets: readonly Facet[], prior: Float32Array): FacetGroups {
  const known = new Map<string, number>();
  const firsts: number[] = [];
  const groupOf = Int32Array.from(prior, (_, row) => {
    const key = facets.map(({ formOf }) => formOf[row]).join();
    let group = known.get(key);
    if (group === undefined) {
      known.set(key, (group = known.size));
      firsts.push(row);
    }
    return group;
  });
  const starts = new Int32Array(firsts.length + 1);
  const mostPrior = new Float32Array(firsts.length);
  for (const [row, group] of groupOf.entries()) {
    starts[group + 1]++;
    mostPrior[group] = Math.max(mostPrior[group], prior[row]);
  }
  for (let group = 0; group < firsts.length; group++) starts[group + 1] += starts[group];
  const next = starts.slice(0, firsts.length);
  const members = new Int32Array(groupOf.length);
  for (const [row, group] of groupOf.entries()) members[next[group]++] = row;
  return {
    groupOf,
    starts,
    members,
    forms: facets.map(({ formOf }) => Int32Array.from(firsts, (row) => formOf[row])),
    mostPrior,
  };
}

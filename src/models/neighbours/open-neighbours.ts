import type { FilmsCatalogue } from '../../dataset/index.ts';
import { checkArtifact, tensorData } from '../artifact.ts';
import type { Artifact } from '../contract.ts';
import type { FilmNeighbours, NeighbourFilm } from './contract.ts';
import { diversify, type NeighbourTable } from './diversify.ts';
import { openExplanation } from './explain-pair.ts';
import { filmsChecksum, MODEL } from './format.ts';

/** The rows of the given films in a catalogue whose ids increase; −1 for those that it has not. */
function rowsIn(ids: Int32Array, wanted: Int32Array): Int32Array {
  const places = new Map(Array.from(ids, (id, row) => [id, row] as const));
  return wanted.map((id) => places.get(id) ?? -1);
}

/** Neighbours found over another catalogue, by the rows of this one: films that went are left out, films that came have none. */
function translateTable(table: NeighbourTable, found: Int32Array, ids: Int32Array): NeighbourTable {
  const { k } = table;
  const rowOf = rowsIn(ids, found);
  const indices = new Int32Array(ids.length * k).fill(-1);
  const scores = new Float32Array(ids.length * k);
  for (const [film, row] of rowOf.entries()) {
    if (row < 0) continue;
    let to = row * k;
    for (let at = film * k; at < (film + 1) * k; at++) {
      const other = rowOf[table.indices[at]];
      if (other === undefined || other < 0) continue;
      indices[to] = other;
      scores[to++] = table.scores[at];
    }
  }
  return { k, indices, scores };
}

/**
 * Opens the neighbours that `findNeighbours` left, for the films of a catalogue. Over the catalogue that they were found in it is a view
 * on the artifact; over another one they are brought into its rows by the films' ids, so that they serve until newer ones are found.
 * Throws UNSUPPORTED_ARTIFACT for another model's artifact.
 */
export function openNeighbours(artifact: Artifact, films: FilmsCatalogue, versionId: string): FilmNeighbours {
  const ids = tensorData(artifact, 'ids', Int32Array);
  checkArtifact(artifact, MODEL, ids.length);
  const found: NeighbourTable = {
    k: artifact.tensors.get('indices')?.shape[1] ?? 0,
    indices: tensorData(artifact, 'indices', Int32Array),
    scores: tensorData(artifact, 'scores', Float32Array),
  };
  const same = artifact.metadata['filmsChecksum'] === filmsChecksum(films.ids);
  const table = same ? found : translateTable(found, ids, films.ids);
  const explain = openExplanation(films, {
    hashes: tensorData(artifact, 'wordHashes', Int32Array),
    counts: tensorData(artifact, 'wordCounts', Int32Array),
  });

  function candidatesOf(film: number, most: number): NeighbourFilm[] {
    const candidates: NeighbourFilm[] = [];
    const start = film * table.k;
    for (let at = start; at < start + Math.min(most, table.k) && table.indices[at] >= 0; at++) {
      candidates.push({ film: table.indices[at], score: table.scores[at] });
    }
    return candidates;
  }

  return {
    versionId,
    size: films.size,
    depth: table.k,
    similar: (film, n, diversity) =>
      diversity === 0 ? candidatesOf(film, n) : diversify(table, film, candidatesOf(film, table.k), n, diversity),
    explain,
  };
}

import type { F32Block, Kernels, SparseBlock } from '../../kernels/index.ts';
import { artifactConfig, checkArtifact, tensorData } from '../artifact.ts';
import type { Artifact } from '../contract.ts';
import { type ContentConfig, contentConfig } from './config.ts';
import { type HistoryTaste, openHistoryTaste } from './taste.ts';
import { buildTermIndex, type TermIndex } from './term-index.ts';
import type { TermMatrix } from './term-matrix.ts';
import { inverseFrequencies, learningWeights, likenessWeights, searchWeights } from './weights.ts';

/** A trained content model, opened. */
export interface ContentParts {
  readonly config: ContentConfig;
  /** Length of the vectors. */
  readonly f: number;
  /** Number of items. */
  readonly n: number;
  /** Item vectors n×f, in the kernels' memory, and their lengths. */
  readonly E: F32Block;
  readonly lengths: Float32Array;
  readonly history: HistoryTaste;
  /** Vectors of the learned terms. */
  readonly projection: Float32Array;
  /** 0…1 for each item; a title nobody has watched stands where the usual watched title does. */
  readonly popularity: Float32Array;
  /** 1 for the items that anybody has watched. */
  readonly watched: Uint8Array;
  readonly matrix: TermMatrix;
  readonly index: TermIndex;
  readonly idf: Float32Array;
  /** Weights of the matrix's entries, by row: for the vectors and for comparing titles. */
  readonly learning: Float32Array;
  readonly likeness: Float32Array;
  /** Weights of the same entries, by column: for comparing titles (columns × items, in the kernels' memory) and for searching. */
  readonly likenessByColumn: SparseBlock;
  readonly searchByColumn: Float32Array;
}

/** Opens an artifact over a catalogue of `n` items; throws UNSUPPORTED_ARTIFACT for another model's or another catalogue's. */
export function openParts(artifact: Artifact, n: number, kernels: Kernels): ContentParts {
  checkArtifact(artifact, 'content', n);
  const config = contentConfig.parse(artifactConfig(artifact));
  const f = config.factors;
  const matrix = readTermMatrix(artifact, n);
  const byColumn = buildTermIndex(matrix);
  const likeness = likenessWeights(matrix, config);
  const likenessByColumn: SparseBlock = {
    rows: matrix.columns,
    columns: n,
    indptr: kernels.heap.i32From(byColumn.starts),
    indices: kernels.heap.i32From(byColumn.rows),
    values: kernels.heap.f32From(byColumn.arrange(likeness)),
  };
  const index: TermIndex = {
    ...byColumn,
    starts: likenessByColumn.indptr.data,
    rows: likenessByColumn.indices.data,
  };
  const E = kernels.heap.f32(Math.max(1, n) * f);
  E.data.set(tensorData(artifact, 'embedding', Float32Array));
  const lengths = new Float32Array(n);
  for (let item = 0; item < n; item++) lengths[item] = vectorLength(E.data, item * f, f);
  return {
    config,
    f,
    n,
    E,
    lengths,
    history: openHistoryTaste(kernels, E, n, f),
    projection: tensorData(artifact, 'projection', Float32Array),
    ...standPopularity(tensorData(artifact, 'popularity', Float32Array)),
    matrix,
    index,
    idf: inverseFrequencies(matrix),
    learning: learningWeights(matrix, config),
    likeness,
    likenessByColumn,
    searchByColumn: byColumn.arrange(searchWeights(matrix)),
  };
}

/** Returns the terms that an artifact was trained on, over a catalogue of `n` items; throws UNSUPPORTED_ARTIFACT for an array that is missing. */
export function readTermMatrix(artifact: Artifact, n: number): TermMatrix {
  const frequencies = tensorData(artifact, 'frequencies', Int32Array);
  return {
    rows: n,
    columns: frequencies.length,
    indptr: tensorData(artifact, 'indptr', Int32Array),
    indices: tensorData(artifact, 'indices', Int32Array),
    counts: tensorData(artifact, 'counts', Float32Array),
    learned: artifact.tensors.get('projection')?.shape[0] ?? 0,
    keys: readStrings(artifact, 'keys'),
    surfaces: readStrings(artifact, 'surfaces'),
    kinds: tensorData(artifact, 'kinds', Uint8Array),
    frequencies,
  };
}

/**
 * What terms let expect of a new title's popularity was measured and left out: it ranked new titles worse than taking them alike.
 */
function standPopularity(known: Float32Array): Pick<ContentParts, 'popularity' | 'watched'> {
  const watched = Uint8Array.from(known, (value) => Number(value > 0));
  const count = watched.reduce((sum, one) => sum + one, 0);
  const usual = count > 0 ? known.reduce((sum, value) => sum + value, 0) / count : 0;
  return { popularity: known.map((value) => (value > 0 ? value : usual)), watched };
}

/** The artifact's word lists, as JSON. */
function readStrings(artifact: Artifact, name: string): string[] {
  return JSON.parse(Buffer.from(tensorData(artifact, name, Uint8Array)).toString('utf8')) as string[];
}

/** Length of the vector of f numbers that starts at `at`. */
export function vectorLength(values: Float32Array, at: number, f: number): number {
  let sum = 0;
  for (let k = at; k < at + f; k++) sum += values[k] * values[k];
  return Math.sqrt(sum);
}

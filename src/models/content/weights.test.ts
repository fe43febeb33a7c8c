import { describe, expect, it } from 'vitest';
import type { Title } from '../../dataset/index.ts';
import { contentConfig } from './config.ts';
import { buildTermMatrix, keptTermMatrix, KINDS, yearTerms } from './term-matrix.ts';
import { inverseFrequencies, learningWeights, likenessWeights, searchWeights } from './weights.ts';

const title = (num: number, synopsis: string, genres: string[], year: number | null = null): Title => ({
  num,
  id: String(num),
  name: '',
  year,
  genres,
  tags: [],
  synopsis,
  cast: [],
  directors: [],
});
const titles = [
  title(0, 'The murder of a king. Murder!', ['Drama'], 1990),
  title(1, 'A murder in the kitchen', ['Drama', 'Comedy'], 1991),
  title(2, 'A singing king', ['Comedy']),
  title(3, '', []),
];
const config = contentConfig.parse({});
const matrix = buildTermMatrix(titles, config);
const column = (key: string): number => matrix.keys.indexOf(key);
const entries = (row: number): number[] =>
  Array.from({ length: matrix.indptr[row + 1] - matrix.indptr[row] }, (_, at) => matrix.indptr[row] + at);

describe('keptTermMatrix', () => {
  it('reads the texts of a list once, for every configuration that reads them alike', () => {
    const first = keptTermMatrix(titles, config);
    expect(first).toEqual(matrix);
    const alike = contentConfig.parse({ regularization: 2, factors: 8, kinds: { word: 3 } });
    expect(keptTermMatrix(titles, alike)).toBe(first);
    expect(keptTermMatrix([...titles], config)).not.toBe(first);
  });

  it('reads them again for another reading, and for the first one after it', () => {
    for (const options of [{ text: 'none' }, { synopsis: false }, { minTitles: 1 }, { kinds: { genre: 0 } }, {}]) {
      const other = contentConfig.parse(options);
      expect(keptTermMatrix(titles, other)).toEqual(buildTermMatrix(titles, other));
    }
  });
});

describe('buildTermMatrix', () => {
  it('counts terms, and puts those of several titles first', () => {
    expect(matrix.frequencies[column('w:murder')]).toBe(2);
    const at = entries(0).find((entry) => matrix.indices[entry] === column('w:murder'))!;
    expect(matrix.counts[at]).toBe(2);
    expect([...matrix.frequencies].map((df, number) => df >= 2 === number < matrix.learned)).not.toContain(false);
  });

  it('has increasing columns in every row', () => {
    for (let row = 0; row < matrix.rows; row++) {
      const columns = entries(row).map((entry) => matrix.indices[entry]);
      expect(columns).toEqual([...new Set(columns)].sort((a, b) => a - b));
    }
  });

  it('remembers how a term reads most often', () => {
    const { surfaces, keys } = buildTermMatrix(
      [title(0, 'Robots', []), title(1, 'A robot', []), title(2, 'the robots', [])],
      config,
    );
    expect(surfaces[keys.indexOf('w:robot')]).toBe('robots');
  });

  it('reads no texts at all when told so, and no synopses when told so', () => {
    const kinds = (options: object): Set<string> =>
      new Set([...buildTermMatrix(titles, contentConfig.parse(options)).kinds].map((kind) => KINDS[kind]));
    expect(kinds({ text: 'none' })).toEqual(new Set(['genre', 'year']));
    expect(kinds({ synopsis: false }).has('word')).toBe(false);
    expect(kinds({}).has('word')).toBe(true);
  });

  it('bears an empty catalogue', () => {
    expect(buildTermMatrix([], config)).toMatchObject({ rows: 0, columns: 0, learned: 0 });
  });
});

describe('yearTerms', () => {
  it('gives a year most to its own five years, and alike to equal distances', () => {
    expect(yearTerms(1992).map(([from]) => from)).toEqual([1985, 1990, 1995]);
    const [before, own, after] = yearTerms(1992).map(([, share]) => share);
    expect(own).toBeGreaterThan(before);
    expect(own).toBeGreaterThan(after);
    expect(yearTerms(1990)[0][1]).toBeCloseTo(yearTerms(1990)[1][1], 10);
  });
});

describe('learningWeights', () => {
  it('makes each kind a part of the configured length', () => {
    const everything = { ...matrix, learned: matrix.columns };
    const all = learningWeights(everything, config);
    const present = KINDS.filter((_, number) =>
      entries(1).some((entry) => matrix.kinds[matrix.indices[entry]] === number),
    );
    expect(present).toEqual(['word', 'genre', 'year']);
    for (const kind of present) {
      const squares = entries(1)
        .filter((entry) => KINDS[matrix.kinds[matrix.indices[entry]]] === kind)
        .reduce((sum, entry) => sum + all[entry] ** 2, 0);
      expect(Math.sqrt(squares)).toBeCloseTo(config.kinds[kind], 5);
    }
    expect(all.every(Number.isFinite)).toBe(true);
  });

  it('weighs a term that is not learned with nothing', () => {
    const weights = learningWeights(matrix, config);
    const unlearned = [...weights].filter((_, entry) => matrix.indices[entry] >= matrix.learned);
    expect(unlearned.length).toBeGreaterThan(0);
    expect(unlearned.every((weight) => weight === 0)).toBe(true);
  });
});

describe('likenessWeights', () => {
  it('makes rows of unit length, and leaves an empty title empty', () => {
    const weights = likenessWeights(matrix, config);
    const length = (row: number): number => entries(row).reduce((sum, entry) => sum + weights[entry] ** 2, 0);
    expect(length(0)).toBeCloseTo(1, 5);
    expect(length(3)).toBe(0);
  });
});

describe('inverseFrequencies', () => {
  it('is ln(1 + (N − df + ½)/(df + ½)), and 1 for years', () => {
    const idf = inverseFrequencies(matrix);
    expect(idf[column('w:murder')]).toBeCloseTo(Math.log(1 + (4 - 2 + 0.5) / 2.5), 6);
    expect(idf[column('y:1990')]).toBe(1);
  });
});

describe('searchWeights', () => {
  it('grows with the count of a word, saturates, and is 1 for genres', () => {
    const weights = searchWeights(matrix);
    const of = (row: number, key: string): number =>
      weights[entries(row).find((entry) => matrix.indices[entry] === column(key))!];
    expect(of(0, 'w:murder')).toBeGreaterThan(of(1, 'w:murder'));
    expect(of(0, 'w:murder')).toBeLessThan(2.2);
    expect(of(1, 'g:drama')).toBe(1);
  });
});

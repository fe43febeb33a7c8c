/**
 * The analysts' questions on real files, through the import. The expected figures are those settled with the analysts; the others were
 * computed from the same files by a program that shares nothing with this one (Python's csv and ast, films once each by id).
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUESTION_EXAMPLES } from '../../src/api/contract/question-examples.ts';
import { systemClock } from '../../src/base/clock.ts';
import { silent } from '../../src/base/progress.ts';
import { runNeighbours } from '../../src/jobs/run-neighbours.ts';
import { threadsOf } from '../../src/jobs/threads.ts';
import { openRegistry } from '../../src/registry/index.ts';
import { openQuestions, type Questions, registeredNeighbours } from '../../src/serving/index.ts';
import { FULL_DATA, importedCatalogues, SAMPLE_DATA } from '../fixtures/prepared-folder.ts';

interface Expected {
  readonly films: number;
  readonly months: readonly number[];
  /** Monday first. */
  readonly weekdays: readonly number[];
  /** Name, films, total return, films with a return. */
  readonly actors: readonly (readonly [string, number, number, number])[];
  readonly directors: readonly (readonly [string, number, number])[];
  /** Name, other films of the name. */
  readonly namesakes: readonly (readonly [string, number])[];
}

const FULL: Expected = {
  films: 45_346,
  months: [5909, 3028, 3549, 3452, 3337, 3151, 2638, 3393, 4834, 4613, 3661, 3781],
  weekdays: [3500, 4640, 7027, 7520, 13902, 5149, 3608],
  actors: [
    ['Tom Hanks', 71, 178.8494960552024, 41],
    ['Meryl Streep', 66, 108.24862345926158, 34],
    ['Penélope Cruz', 46, 52.54394991328962, 22],
    ['Ricardo Darín', 27, 18.601745151214885, 3],
  ],
  directors: [
    ['John Lasseter', 10, 27.65437835777778],
    ['Steven Spielberg', 33, 309.9980864877447],
    ['Pedro Almodóvar', 20, 41.430334163167295],
  ],
  namesakes: [
    ['Toy Story', 0],
    ['Titanic', 2],
    ['Cinderella', 10],
    ['Heat', 2],
  ],
};

const SAMPLE: Expected = {
  films: 9_541,
  months: [818, 626, 765, 665, 732, 741, 697, 807, 1140, 907, 674, 969],
  weekdays: [523, 769, 1592, 1604, 3838, 707, 508],
  actors: [
    ['Tom Hanks', 51, 178.70907958853573, 40],
    ['Meryl Streep', 43, 102.38995407585247, 30],
    ['Penélope Cruz', 23, 48.377822201430654, 17],
    ['Ricardo Darín', 4, 16.9829215, 1],
  ],
  directors: [
    ['John Lasseter', 6, 27.65437835777778],
    ['Steven Spielberg', 31, 309.9980864877447],
    ['Pedro Almodóvar', 13, 39.08551036316729],
  ],
  namesakes: [
    ['Toy Story', 0],
    ['Titanic', 1],
    ['Cinderella', 2],
    ['Heat', 0],
  ],
};

const DATA: readonly (readonly [name: string, data: 'sample' | 'full', expected: Expected])[] = [
  ['the sample', 'sample', SAMPLE],
  ['the full data', 'full', FULL],
];

/** `penélope cruz` → `PENELOPE CRUZ`. */
const plain = (name: string): string => name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase();

describe.each(DATA)('on %s', (_name, data, expected) => {
  const folder = data === 'sample' ? SAMPLE_DATA : FULL_DATA;
  // The full data is found beside the project, or where BUTACA_DATA says; without it those tests are skipped.
  const there = existsSync(join(folder, 'tmdb')) && existsSync(join(folder, 'streaming'));
  let home: string;
  let questions: Questions;
  beforeAll(async () => {
    if (!there) return;
    home = mkdtempSync(join(tmpdir(), 'butaca-golden-'));
    cpSync(await importedCatalogues(data), home, { recursive: true });
    const tools = { home, threads: threadsOf(0), clock: systemClock, progress: silent };
    await runNeighbours({ config: {} }, tools);
    const neighbours = registeredNeighbours(openRegistry({ home, clock: systemClock }));
    questions = await openQuestions({ home, neighbours });
  }, 240_000);
  afterAll(async () => {
    if (!there) return;
    await questions.close();
    rmSync(home, { recursive: true, force: true });
  });

  it.runIf(there)('counts films by month and by weekday, each once', () => {
    const films = questions.films();
    expect(expected.months.map((_, month) => films.countMonth(month, 'es').cantidad)).toEqual(expected.months);
    expect(expected.weekdays.map((_, day) => films.countWeekday(day, 'es').cantidad)).toEqual(expected.weekdays);
    expect(expected.months.reduce((sum, count) => sum + count)).toBe(expected.films);
    expect(films.countMonth(0, 'es').detalle).toContain(`${expected.films} películas`);
  });

  it.runIf(there).each(expected.actors)('knows %s, also without accents', (name, count, total, known) => {
    for (const called of [name, plain(name)]) {
      const answer = questions.films().actor(called, 'es');
      expect(answer).toMatchObject({ actor: name, cantidad_filmaciones: count, filmaciones_con_retorno: known });
      expect(answer.retorno_total).toBeCloseTo(total, 9);
      expect(answer.retorno_promedio).toBeCloseTo(total / count, 9);
    }
  });

  it.runIf(there).each(expected.directors)('knows the films that %s directed', (name, count, total) => {
    const { peliculas, cantidad_filmaciones, retorno_total } = questions.films().director(plain(name), 'es');
    expect(cantidad_filmaciones).toBe(count);
    expect(peliculas).toHaveLength(count);
    expect(retorno_total).toBeCloseTo(total, 9);
    expect(peliculas.reduce((sum, { retorno }) => sum + retorno, 0)).toBeCloseTo(total, 9);
    const dates = peliculas.map(({ fecha }) => fecha);
    expect(dates).toEqual(dates.toSorted());
  });

  it.runIf(there)('tells of a directed film date, return, cost and gain', () => {
    const { peliculas } = questions.films().director('john lasseter', 'es');
    expect(peliculas.find(({ titulo }) => titulo === 'Toy Story')).toEqual({
      id: '862',
      titulo: 'Toy Story',
      anio: 1995,
      fecha: '1995-10-30',
      retorno: 373_554_033 / 30e6,
      costo: 30e6,
      recaudacion: 373_554_033,
      ganancia: 343_554_033,
    });
  });

  it.runIf(there)('takes the best known of several films, and tells the others', () => {
    for (const [title, others] of expected.namesakes) {
      expect(questions.films().score({ title: title.toLowerCase() }, 'es').otras, title).toHaveLength(others);
    }
    expect(questions.films().score({ title: 'toy story' }, 'es')).toMatchObject({
      id: '862',
      anio: 1995,
      score: 21.946943,
    });
    expect(questions.films().votes({ title: 'titanic' }, 'es')).toMatchObject({
      anio: 1997,
      votos: 7770,
      promedio: 7.5,
    });
    expect(questions.films().votes({ title: 'cinderella' }, 'es')).toMatchObject({ anio: 2015, votos: 2426 });
    expect(questions.films().votes({ title: 'cinderella', year: 1950 }, 'es')).toMatchObject({
      cumple: false,
      votos: null,
    });
    expect(questions.films().votes({ title: 'AMELIE' }, 'es')).toMatchObject({
      titulo: 'Amélie',
      votos: 3403,
      promedio: 7.8,
    });
    expect(questions.films().votes({ title: 'heat' }, 'es')).toMatchObject({ anio: 1995, cumple: false });
  });

  it.runIf(there).each([
    [2021, 'disney', 'min', 'cruella', 137],
    [2021, 'hulu', 'min', 'the united states vs. billie holiday', 130],
    [undefined, undefined, 'min', 'soothing surf at del norte for sleep black screen', 601],
    [2018, 'netflix', 'min', 'black mirror: bandersnatch', 312],
    [undefined, undefined, 'season', 'survivor', 34],
    [undefined, 'netflix', 'season', "grey's anatomy", 17],
  ] as const)('finds the longest of %s on %s in %s: %s', (year, platform, unit, titulo, duracion) => {
    const answer = questions.platforms().longest({ year, platform, unit }, 'es');
    expect(answer).toMatchObject({ titulo, duracion, tipo_duracion: unit, empates: [] });
  });

  it.runIf(there).each([
    ['disney', 3.2, 2011, 35],
    ['netflix', 3.55, 2018, 294],
    ['amazon', 3.5, 2020, 542],
    ['hulu', 3.6, 2019, 24],
  ])('counts the films of %s above %s in %s: %s', (platform, score, year, cantidad) => {
    expect(questions.platforms().countAbove(platform, score, year, 'es').cantidad).toBe(cantidad);
  });

  it.runIf(there).each([
    ['netflix', 6131, 2676],
    ['amazon', 7814, 1854],
    ['disney', 1052, 398],
    ['hulu', 1484, 1589],
  ])('counts the titles of %s: %s films, %s series', (platform, cantidad, series) => {
    expect(questions.platforms().countPlatform(platform, 'es')).toMatchObject({ cantidad, series });
  });

  it.runIf(there).each([
    ['netflix', 2018, 8, ['andrea libman']],
    ['netflix', 2021, 11, ['fortune feimster']],
    ['disney', 2021, 4, ['bill farmer', 'tress macneille']],
    ['amazon', 2018, 11, ['maggie binkley']],
    ['hulu', 2021, 0, []],
  ])('names who appears most on %s in %s: %s times, %j', (platform, year, apariciones, actores) => {
    expect(questions.platforms().commonActor(platform, year, 'es')).toMatchObject({ apariciones, actores });
  });

  it.runIf(there && data === 'full')('answers what the examples of the OpenAPI document say', () => {
    const films = questions.films();
    const platforms = questions.platforms();
    expect({
      MonthCount: films.countMonth(0, 'es'),
      WeekdayCount: films.countWeekday(5, 'es'),
      FilmScore: films.score({ title: 'Toy Story' }, 'es'),
      FilmVotes: films.votes({ title: 'Toy Story' }, 'es'),
      ActorSuccess: films.actor('Tom Hanks', 'es'),
      DirectorSuccess: films.director('John Lasseter', 'es'),
      LongestTitle: platforms.longest({ year: 2021, platform: 'disney', unit: 'min' }, 'es'),
      ScoreCount: platforms.countAbove('disney', 3.2, 2011, 'es'),
      PlatformCount: platforms.countPlatform('disney', 'es'),
      PlatformActor: platforms.commonActor('disney', 2021, 'es'),
    }).toEqual(QUESTION_EXAMPLES);
  });

  const similar = (title: string, n = 5, diversity = 0) =>
    questions.similar({ title, n, diversity }, 'es').recomendaciones;

  it.runIf(there).each([
    ['Toy Story', ['Toy Story 2', 'Toy Story 3']],
    ['The Godfather', ['The Godfather: Part II', 'The Godfather: Part III']],
    ['Alien', ['Aliens', 'Alien³', 'Alien: Resurrection']],
    ['The Matrix', ['The Matrix Reloaded', 'The Matrix Revolutions']],
    ['Star Wars', ['The Empire Strikes Back', 'Return of the Jedi']],
    ['Grumpier Old Men', ['Grumpy Old Men']],
  ])('puts the other films of the series of %s first', (title, series) => {
    const first = similar(title).slice(0, series.length);
    expect(first.map(({ titulo }) => titulo).toSorted()).toEqual(series.toSorted());
  });

  it.runIf(there).each([
    ['Harry Potter and the Philosopher’s Stone', 'Harry Potter Collection'],
    ['Goldfinger', 'James Bond Collection'],
  ])('answers a long series with itself, unless variety is asked for: %s', (title, series) => {
    const ofSeries = (diversity: number): number =>
      similar(title, 5, diversity).filter(({ comparten }) => comparten.coleccion === series).length;
    expect(ofSeries(0)).toBe(5);
    expect(ofSeries(0.5)).toBeGreaterThan(0);
    expect(ofSeries(0.5)).toBeLessThan(4);
  });

  it.runIf(there)('names five similar films of every film, the same five every time', () => {
    const served = questions.served()?.catalogues.films;
    expect(served?.size).toBe(expected.films);
    for (let film = 0; film < expected.films; film += 37) {
      const asked = { title: served!.titles.at(film), id: String(served!.ids[film]), n: 5, diversity: 0 };
      const { recomendaciones, id } = questions.similar(asked, 'es');
      expect(recomendaciones).toHaveLength(5);
      expect(new Set([id, ...recomendaciones.map((found) => found.id)]).size).toBe(6);
      expect(questions.similar(asked, 'es').recomendaciones).toEqual(recomendaciones);
    }
  });

  it.runIf(there)('offers what a slip meant', () => {
    const suggestions = (ask: () => unknown): string[] => {
      try {
        ask();
      } catch (error) {
        return (error as { details: { suggestions: { title: string }[] } }).details.suggestions.map(
          ({ title }) => title,
        );
      }
      throw new Error('it was answered');
    };
    const films = questions.films();
    expect(suggestions(() => films.actor('Tom Hnaks', 'es'))[0]).toBe('Tom Hanks');
    expect(suggestions(() => films.actor('scarlet johanson', 'es'))[0]).toBe('Scarlett Johansson');
    expect(suggestions(() => films.director('spielberg', 'es'))[0]).toBe('Steven Spielberg');
    expect(suggestions(() => films.score({ title: 'Toy Stroy' }, 'es'))[0]).toBe('Toy Story');
    expect(suggestions(() => films.score({ title: 'harry poter' }, 'es'))[0]).toMatch(/^Harry Potter/);
  });
});

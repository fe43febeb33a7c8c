import { beforeAll, describe, expect, it } from 'vitest';
import { questionFilms } from '../../../test/fixtures/question-catalogues.ts';
import { isButacaError } from '../../base/errors.ts';
import { openFilmAnswers } from './answer-films.ts';
import type { FilmAnswers } from './contract.ts';

let answers: FilmAnswers;
beforeAll(async () => {
  ({ answers } = await openFilmAnswers(questionFilms()));
});

function refusal(ask: () => unknown): { code: string; details: Record<string, unknown> } {
  try {
    ask();
  } catch (error) {
    if (isButacaError(error)) return { code: error.code, details: error.details };
    throw error;
  }
  throw new Error('it was answered');
}
const idOf = (title: string, year?: number): string => answers.score({ title, year }, 'es').id;

describe('the calendar', () => {
  it('counts films by the month of their release', () => {
    expect(answers.countMonth(9, 'es')).toMatchObject({
      mensaje: '2 cantidad de películas fueron estrenadas en el mes de octubre',
      mes: 'octubre',
      cantidad: 2,
    });
    expect(answers.countMonth(1, 'es').cantidad).toBe(1);
    expect(answers.countMonth(10, 'es').cantidad).toBe(0);
  });

  it('counts films by weekday: 1995-12-15 was a Friday, 1968-02-29 a Thursday', () => {
    expect(answers.countWeekday(4, 'es')).toMatchObject({
      mensaje: '3 cantidad de películas fueron estrenadas en los días viernes',
      cantidad: 3,
    });
    const all = Array.from({ length: 7 }, (_, day) => answers.countWeekday(day, 'es').cantidad);
    expect(all.reduce((sum, count) => sum + count)).toBe(11);
    expect(all[3]).toBe(1);
  });
});

describe('a film by name', () => {
  it.each([
    ['Toy Story', '862'],
    ['  tOY   story ', '862'],
    ['amelie', '194'],
    ['AMÉLIE', '194'],
    ['Face/Off', '754'],
    ['Matrix', '603'],
    ['Blade Runner 2049', '335984'],
    ['Sabrina', '6620'],
    ['Sabrina (1995)', '11860'],
    ['sabrina 1995', '11860'],
    ["'; drop table FILMS; --", '71'],
    ['…', '72'],
  ])('finds %s', (title, id) => expect(idOf(title)).toBe(id));

  it('tells namesakes apart by year and by id, and lists the others', () => {
    expect(idOf('Sabrina', 1995)).toBe('11860');
    const answer = answers.score({ title: 'Sabrina', id: '11860' }, 'es');
    expect(answer).toMatchObject({ id: '11860', otras: [{ id: '6620', titulo: 'Sabrina', anio: 1954 }] });
    expect(answer.detalle).toContain('Otra película se llama igual');
  });

  it('refuses a name that is not there with the nearest ones, and a year that does not fit with the namesakes', () => {
    expect(refusal(() => idOf('Toy Stroy'))).toMatchObject({
      code: 'UNKNOWN_TITLE',
      details: { suggestions: [{ id: '862', title: 'Toy Story', year: 1995 }] },
    });
    expect(refusal(() => idOf('Sabrina', 1990)).details).toMatchObject({
      suggestions: [{ year: 1954 }, { year: 1995 }],
    });
    expect(refusal(() => idOf('qqqqqqqq')).details).toMatchObject({ suggestions: [] });
    expect(refusal(() => idOf('x'.repeat(10_000))).code).toBe('UNKNOWN_TITLE');
  });
});

describe('score and votes', () => {
  it('say it in the words of the brief', () => {
    expect(answers.score({ title: 'toy story' }, 'es')).toMatchObject({
      mensaje: 'La película Toy Story fue estrenada en el año 1995 con un score/popularidad de 21.95',
      titulo: 'Toy Story',
      anio: 1995,
      score: 21.946943,
      otras: [],
    });
    expect(answers.votes({ title: 'toy story' }, 'es')).toMatchObject({
      mensaje:
        'La película Toy Story fue estrenada en el año 1995. La misma cuenta con un total de 5415 valoraciones, con un promedio de 7.7',
      cumple: true,
      votos: 5415,
      promedio: 7.7,
    });
  });

  it('give no value below 2,000 votes', () => {
    const answer = answers.votes({ title: 'Heat' }, 'es');
    expect(answer).toMatchObject({ cumple: false, votos: null, promedio: null });
    expect(answer.mensaje).toContain('no cumple con la condición de tener al menos 2000 valoraciones');
    expect(JSON.stringify(answer)).not.toContain('1886');
  });
});

describe('people', () => {
  it('an actor counts acting credits, and films of unknown money as 0 in the mean', () => {
    // Toy Story 373,554,033 / 30,000,000 = 12.4518011; Luxo Jr. has no money: mean over two films.
    const answer = answers.actor('TOM HÁNKS', 'es');
    expect(answer).toMatchObject({
      actor: 'Tom Hanks',
      cantidad_filmaciones: 2,
      filmaciones_con_retorno: 1,
      otros: ['tom hanks'],
    });
    expect(answer.retorno_total).toBeCloseTo(12.4518011, 7);
    expect(answer.retorno_promedio).toBeCloseTo(6.22590055, 7);
    expect(answer.mensaje).toBe(
      'El actor Tom Hanks ha participado de 2 cantidad de filmaciones, el mismo ha conseguido un retorno de 12.45 con un promedio de 6.23 por filmación',
    );
    expect(refusal(() => answers.actor('John Lasseter', 'es')).code).toBe('UNKNOWN_PERSON');
  });

  it('a name spelt as it stands goes before one that differs by case', () => {
    expect(answers.actor('tom hanks', 'es')).toMatchObject({
      actor: 'tom hanks',
      cantidad_filmaciones: 1,
      otros: ['Tom Hanks'],
    });
  });

  it('a director has every film in order of release, with date, return, cost and gain', () => {
    const answer = answers.director('john lasseter', 'en');
    expect(answer.peliculas).toEqual([
      {
        id: '73',
        titulo: 'Luxo Jr.',
        anio: 1986,
        fecha: '1986-08-17',
        retorno: 0,
        costo: 0,
        recaudacion: 0,
        ganancia: null,
      },
      {
        id: '862',
        titulo: 'Toy Story',
        anio: 1995,
        fecha: '1995-10-30',
        retorno: 373_554_033 / 30e6,
        costo: 30e6,
        recaudacion: 373_554_033,
        ganancia: 343_554_033,
      },
    ]);
    expect(answer.detalle).toContain('job Director');
  });

  it('offers the nearest names for one that is not there', () => {
    expect(refusal(() => answers.actor('Tom Hnaks', 'es'))).toMatchObject({
      code: 'UNKNOWN_PERSON',
      details: { name: 'Tom Hnaks', suggestions: [{ title: 'Tom Hanks' }, { title: 'tom hanks' }] },
    });
    expect(refusal(() => answers.director('Lasseter', 'es')).details).toMatchObject({
      suggestions: [{ title: 'John Lasseter' }],
    });
  });
});

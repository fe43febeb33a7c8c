import { describe, expect, it } from 'vitest';
import { questionTitles } from '../../../test/fixtures/question-catalogues.ts';
import { findDurationUnit, openPlatformAnswers } from './answer-platforms.ts';

const answers = openPlatformAnswers(questionTitles());

describe('the longest title', () => {
  it('is a film in minutes, ties told', () => {
    expect(answers.longest({ year: 2021, platform: 'Disney+', unit: 'min' }, 'es')).toMatchObject({
      mensaje: 'Las películas con mayor duración en disney en el año 2021 son cruella y cinderella, con 137 minutos',
      titulo: 'cruella',
      id: 'ds3',
      duracion: 137,
      empates: [{ titulo: 'cinderella', plataforma: 'disney', anio: 2021 }],
    });
    expect(answers.longest({ unit: 'min' }, 'es').mensaje).toBe(
      'La película con mayor duración es the long one, con 601 minutos',
    );
  });

  it('is a series in seasons, and units are never mixed', () => {
    expect(answers.longest({ unit: 'season' }, 'es')).toMatchObject({
      titulo: 'the simpsons',
      mensaje: 'La serie con más temporadas es the simpsons, con 31 temporadas',
    });
    expect(answers.longest({ year: 2021, unit: 'season' }, 'es')).toMatchObject({ titulo: 'loki', duracion: 1 });
    expect(answers.longest({ platform: 'hulu', unit: 'min' }, 'es')).toMatchObject({
      titulo: null,
      duracion: null,
      mensaje: 'No hay ninguna película con duración en minutos en hulu',
    });
  });

  it.each([
    ['min', 'min'],
    ['Minutos', 'min'],
    ['SEASON', 'season'],
    [' temporadas ', 'season'],
    ['hours', null],
  ])('is asked for in the unit %s', (word, unit) => expect(findDurationUnit(word)).toBe(unit));
});

describe('counts', () => {
  it('take films above a score, not those equal to it, and no series', () => {
    expect(answers.countAbove('disney', 3.1, 2021, 'es')).toMatchObject({
      mensaje: '1 cantidad de películas de disney del año 2021 tienen un puntaje mayor a 3.1',
      cantidad: 1,
      peliculas: 3,
      con_puntaje: 2,
    });
    expect(answers.countAbove('disney', 3, 1950, 'es')).toMatchObject({ cantidad: 0, peliculas: 0 });
  });

  it('take films of a platform, series beside them', () => {
    expect(answers.countPlatform('DISNEY', 'es')).toMatchObject({
      mensaje: 'La plataforma disney tiene 3 películas',
      cantidad: 3,
      series: 2,
    });
    expect(answers.countPlatform('hulu', 'es').detalle).toContain('1 título no dice qué es');
  });

  it('refuse a platform that is not one of the four, and name them', () => {
    expect(() => answers.countPlatform('netflx', 'es')).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_PLATFORM',
        details: { platform: 'netflx', platforms: ['amazon', 'disney', 'hulu', 'netflix'], nearest: 'netflix' },
      }),
    );
  });
});

describe('the actor who appears most', () => {
  it('is told with all who appear as often, each once a title', () => {
    expect(answers.commonActor('disney', 2021, 'es')).toMatchObject({
      mensaje:
        'Los actores que más se repiten en disney en el año 2021 son emma stone y emma thompson, con 2 apariciones cada uno',
      actor: 'emma stone',
      apariciones: 2,
      actores: ['emma stone', 'emma thompson'],
      titulos: 4,
      con_reparto: 4,
    });
  });

  it('is a person: an entry without a letter is left out and told', () => {
    expect(answers.commonActor('amazon', 2021, 'es')).toMatchObject({ actores: ['maggie binkley'], apariciones: 1 });
    expect(answers.commonActor('amazon', 2021, 'es').detalle).toContain('Queda fuera 1 entrada');
  });

  it('is nobody where the platform, or the year, names no cast', () => {
    expect(answers.commonActor('hulu', 2021, 'es')).toMatchObject({ actor: null, apariciones: 0, actores: [] });
    expect(answers.commonActor('hulu', 2021, 'es').mensaje).toContain('no informa el reparto');
    expect(answers.commonActor('disney', 1989, 'es').mensaje).toBe(
      'Ningún título de disney del año 1989 nombra a sus actores',
    );
    expect(answers.commonActor('netflix', 1800, 'es').apariciones).toBe(0);
  });
});

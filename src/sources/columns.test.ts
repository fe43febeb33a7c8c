import { describe, expect, it } from 'vitest';
import { mapColumns, normaliseColumn, SYNONYMS } from './columns.ts';

const TITLES = ['itemId', 'name', 'synopsis', 'genres', 'tags', 'year'] as const;
const INTERACTIONS = ['userId', 'itemId', 'rating', 'fraction', 'time'] as const;

describe('mapColumns', () => {
  it.each([
    ['movieId,title,genres,tags,synopsis', TITLES, { itemId: 0, name: 1, genres: 2, tags: 3, synopsis: 4 }],
    ['id,Title,Genre,Plot', TITLES, { itemId: 0, name: 1, genres: 2, synopsis: 3 }],
    ['ID_Película,Título,Género,Sinopsis,Año', TITLES, { itemId: 0, name: 1, genres: 2, synopsis: 3, year: 4 }],
    ['titulo_id,titulo,overview,release_year', TITLES, { itemId: 0, name: 1, synopsis: 2, year: 3 }],
    ['user_id,item_id,score,date', INTERACTIONS, { userId: 0, itemId: 1, rating: 2, time: 3 }],
    ['usuario,pelicula,puntuación,fecha', INTERACTIONS, { userId: 0, itemId: 1, rating: 2, time: 3 }],
    ['idUsuario,idTitulo,porcentaje_visto,fecha_hora', INTERACTIONS, { userId: 0, itemId: 1, fraction: 2, time: 3 }],
    ['id,userId,movieId,progress,ts', INTERACTIONS, { userId: 1, itemId: 2, fraction: 3, time: 4 }],
  ])('reads the header %s', (header, wanted, expected) => {
    expect(mapColumns(header.split(','), wanted)).toEqual(expected);
  });

  it('gives a column to one field only', () => {
    expect(mapColumns(['id', 'movie'], ['itemId', 'name'])).toEqual({ itemId: 1 });
    expect(mapColumns(['movie_id', 'movie'], ['itemId', 'name'])).toEqual({ itemId: 0, name: 1 });
  });

  it('lets an explicit name win, and then takes no other column for the field', () => {
    expect(
      mapColumns(['id', 'title', 'plot', 'long_text'], ['itemId', 'name', 'synopsis'], { synopsis: 'Long Text' }),
    ).toEqual({
      itemId: 0,
      name: 1,
      synopsis: 3,
    });
    expect(mapColumns(['id', 'title', 'plot'], ['synopsis'], { synopsis: 'absent' })).toEqual({});
  });
});

describe('SYNONYMS', () => {
  it('are all in the form in which header names are compared', () => {
    for (const names of Object.values(SYNONYMS)) for (const name of names) expect(normaliseColumn(name)).toBe(name);
  });

  it('do not repeat a name within a field', () => {
    for (const names of Object.values(SYNONYMS)) expect(new Set(names).size).toBe(names.length);
  });
});

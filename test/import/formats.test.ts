import { describe, expect, it } from 'vitest';
import { useScratch } from './scratch.ts';

describe('formats', () => {
  const scratch = useScratch();

  it('of MovieLens 1M: double colons, Latin-1, no header', async () => {
    scratch.put({
      'movies.dat': Buffer.from(
        '1::Misérables, Les (1995)::Drama|Musical\n2::It\'s "so": a:b (1999)::Children\'s\n',
        'latin1',
      ),
      'ratings.dat': '1::1::5::978300760\n2::2::3::978302109\n',
    });
    const { report } = await scratch.import();
    const snapshot = await scratch.open();
    expect(snapshot.titles.map(({ name, year, genres }) => [name, year, genres])).toEqual([
      ['Les Misérables', 1995, ['Drama', 'Musical']],
      ['It\'s "so": a:b', 1999, ["Children's"]],
    ]);
    expect(scratch.history(snapshot, '2')).toEqual({ 2: { rating: 3, fraction: Number.NaN, time: 978_302_109 } });
    expect(report.files.map(({ encoding, delimiter, rows }) => [encoding, delimiter, rows.read])).toEqual([
      ['windows-1252', '::', 2],
      ['utf-8', '::', 2],
    ]);
  });

  it('of a Spanish Excel: separator line, semicolons, decimal commas, windows-1252, CRLF', async () => {
    scratch.put({
      'catálogo.csv': Buffer.from(
        'sep=;\r\nId;Título;Género;Sinopsis\r\n7;Señora, La;Drama, Comedia;Érase una vez\r\n',
        'latin1',
      ),
      'vistas.csv': 'sep=;\r\nUsuario;Película;Nota;Fecha\r\nana;7;4,5;13/02/2020 10:30\r\n',
    });
    const { report } = await scratch.import();
    const snapshot = await scratch.open();
    expect(snapshot.titles[0]).toMatchObject({
      name: 'La Señora',
      genres: ['Drama', 'Comedia'],
      synopsis: 'Érase una vez',
    });
    expect(scratch.history(snapshot, 'ana')['7']).toMatchObject({
      rating: 4.5,
      time: Date.UTC(2020, 1, 13, 10, 30) / 1000,
    });
    expect(report.files.map(({ rows }) => rows)).toEqual([
      { read: 1, taken: 1, setAside: 0 },
      { read: 1, taken: 1, setAside: 0 },
    ]);
    expect(report.reasons).toEqual([]);
  });

  it('of one streaming catalogue as it is published', async () => {
    scratch.put({
      'netflix_titles.csv':
        'show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description\n' +
        's1,Movie,Roma,Alfonso Cuarón,"Yalitza Aparicio, Marina de Tavira",Mexico,"March 1, 2019",2018,R,135 min,"Dramas, Independent Movies",Text\n',
    });
    await scratch.import();
    expect((await scratch.open()).titles[0]).toEqual({
      num: 0,
      id: 'ns1',
      name: 'Roma',
      year: 2018,
      genres: ['Dramas', 'Independent Movies'],
      tags: [],
      synopsis: 'Text',
      cast: ['Yalitza Aparicio', 'Marina de Tavira'],
      directors: ['Alfonso Cuarón'],
    });
  });

  it('of a pandas export: index column, floats for ids, None for nothing', async () => {
    scratch.put({
      'movies.csv': ",movieId,title,genres,overview\n0,1,A,\"['Drama', 'War']\",None\n",
      'ratings.csv': ',userId,movieId,rating,timestamp\n0,5.0,1.0,4.0,1e9\n',
    });
    await scratch.import();
    const snapshot = await scratch.open();
    expect(snapshot.titles[0]).toMatchObject({ genres: ['Drama', 'War'], synopsis: null });
    expect(scratch.history(snapshot, '5.0')).toEqual({ 1: { rating: 4, fraction: Number.NaN, time: 1e9 } });
  });
});

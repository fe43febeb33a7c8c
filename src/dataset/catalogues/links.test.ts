import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FILM_LISTS } from '../../sources/index.ts';
import { type Database, openDatabase } from '../database.ts';
import { type AggregatorCatalogue, type FilmsCatalogue, LINK_METHODS, PLATFORMS, UNKNOWN } from './contract.ts';
import { linkCatalogues, type LinkedCatalogues } from './links.ts';

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-links-'));
  database = await openDatabase(join(folder, 'overflow'));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

interface Item {
  readonly name: string;
  readonly year?: number;
  readonly directors?: readonly string[];
  readonly tmdbId?: string;
  readonly imdbId?: string;
  readonly id?: string;
}
interface Film {
  readonly title: string;
  readonly year: number;
  readonly directors?: readonly string[];
  readonly votes?: number;
  readonly imdbId?: string;
}
interface OnPlatform {
  readonly platform: (typeof PLATFORMS)[number];
  readonly title: string;
  readonly year?: number;
  readonly type?: 'tv show';
  readonly directors?: readonly string[];
  readonly cast?: readonly string[];
}

const text = (value: string | undefined): string => (value === undefined ? 'NULL' : `'${value.replaceAll("'", "''")}'`);
const list = (values: readonly string[] = []): string => `[${values.map(text).join(', ')}]::VARCHAR[]`;

/** Fills a table with rows of SQL values, `empty` being its columns. */
async function fill(name: string, columns: string, rows: readonly string[]): Promise<void> {
  await database.rows(`CREATE TABLE ${name} (${columns})`);
  if (rows.length > 0) await database.rows(`INSERT INTO ${name} VALUES ${rows.map((row) => `(${row})`).join(', ')}`);
}

/** The links of items, films (TMDB ids from 1000) and titles of platforms (ids `p1`, `p2` …), each in the order given. */
async function link(
  items: readonly Item[],
  films: readonly Film[],
  titles: readonly OnPlatform[] = [],
  itemsAreAggregator = false,
): Promise<LinkedCatalogues> {
  const idOf = (at: number): string => items[at].id ?? `i${at}`;
  await fill(
    'staging_title',
    'id VARCHAR, name VARCHAR, year SMALLINT, directors VARCHAR[], tmdb_id VARCHAR, imdb_id VARCHAR',
    items.map(({ name, year, directors, tmdbId, imdbId }, at) =>
      [text(idOf(at)), text(name), year ?? 'NULL', list(directors), text(tmdbId), text(imdbId)].join(', '),
    ),
  );
  await fill(
    'core_item',
    'id VARCHAR, num INTEGER',
    items.map((_, at) => `${text(idOf(at))}, ${at}`),
  );
  await fill(
    'core_film',
    'num INTEGER, id INTEGER, title VARCHAR, release_year INTEGER, vote_count INTEGER, imdb_id VARCHAR',
    films.map(({ title, year, votes, imdbId }, at) =>
      [at, 1000 + at, text(title), year, votes ?? 0, text(imdbId ?? '')].join(', '),
    ),
  );
  await fill(
    'core_film_name',
    'film_id BIGINT, list UTINYINT, name VARCHAR',
    films.flatMap(({ directors = [] }, at) =>
      directors.map((name) => [1000 + at, FILM_LISTS.indexOf('director'), text(name)].join(', ')),
    ),
  );
  await fill(
    'core_aggregator',
    'num INTEGER, id VARCHAR, platform UTINYINT, type INTEGER, title VARCHAR, release_year INTEGER, directors VARCHAR[], actors VARCHAR[]',
    titles.map(({ platform, title, year, type, directors, cast }, at) =>
      [at, text(`p${at + 1}`), PLATFORMS.indexOf(platform), type === undefined ? 0 : 1, text(title), year ?? 0]
        .concat([list(directors), list(cast)])
        .join(', '),
    ),
  );
  const platforms = Uint8Array.from(titles, ({ platform }) => PLATFORMS.indexOf(platform));
  const linked = await linkCatalogues(
    database,
    items.length,
    { films: {} as FilmsCatalogue, aggregator: { platforms } as AggregatorCatalogue },
    { itemsAreAggregator },
  );
  return linked!;
}

const rounded = (values: Float32Array): number[] => Array.from(values, (value) => Math.round(value * 100) / 100);

describe('links of items to films', () => {
  it('follow a links file, and what it tells is not put in question', async () => {
    const { links, report } = await link(
      [
        { name: 'Something else', year: 1950, tmdbId: '1000' },
        { name: 'Heat', year: 1995, tmdbId: '77' },
        { name: 'Sin enlace', year: 1999, imdbId: 'tt42' },
      ],
      [
        { title: 'Toy Story', year: 1995 },
        { title: 'Heat', year: 1995 },
        { title: 'Unlinked', year: 1980, imdbId: 'tt42' },
      ],
    );
    // The second item's film is known to be another one, which the catalogue has not.
    expect([...links.filmOfItem]).toEqual([0, -1, 2]);
    expect([...links.filmConfidence]).toEqual([1, 0, 1]);
    expect([...links.filmMethod]).toEqual([0, UNKNOWN, 0]);
    expect(LINK_METHODS[0]).toBe('file');
    expect(report.items).toEqual([2, 0, 0]);
  });

  it('find the same name without case, accents, article, marks, with & for and, II for 2', async () => {
    const names: readonly (readonly [string, string])[] = [
      ['AMÉLIE', 'Amelie'],
      ['The Laberinto', 'El laberinto'],
      ['Spider-Man', 'Spiderman'],
      ['Turner & Hooch', 'Turner and Hooch'],
      ['Rocky II', 'Rocky 2'],
      ["Schindler's List", 'Schindlers List'],
      ['Dr. Strange', 'Dr Strange'],
      ['Mission: Impossible', 'Mission – Impossible'],
    ];
    const { links } = await link(
      names.map(([name]) => ({ name, year: 2000 })),
      names.map(([, title]) => ({ title, year: 2000 })),
    );
    expect([...links.filmOfItem]).toEqual(names.map((_, at) => at));
    expect(new Set(rounded(links.filmConfidence))).toEqual(new Set([0.95]));
  });

  it('tell apart what only looks alike', async () => {
    const { links } = await link(
      [
        { name: 'Rocky II', year: 1979 },
        { name: 'Them', year: 2006 },
        { name: 'It', year: 1990 },
      ],
      [
        { title: 'Rocky III', year: 1979 },
        { title: 'Em', year: 2006 },
        { title: 'It', year: 2017 },
      ],
    );
    expect([...links.filmOfItem]).toEqual([-1, -1, -1]);
  });

  it('are less sure a year away, and doubtful two years away or without a year', async () => {
    const { links, report } = await link(
      [{ name: 'Heat', year: 1994 }, { name: 'Ronin', year: 1996 }, { name: 'Casino' }],
      [
        { title: 'Heat', year: 1995 },
        { title: 'Ronin', year: 1998 },
        { title: 'Casino', year: 1995 },
      ],
    );
    expect([...links.filmOfItem]).toEqual([0, -1, -1]);
    expect(rounded(links.filmConfidence)).toEqual([0.85, 0, 0]);
    expect(report.doubtful).toBe(2);
    expect(report.doubtfulLinks).toEqual([
      {
        of: 'item',
        id: 'i2',
        title: 'Casino',
        year: null,
        film: { id: 1002, title: 'Casino', year: 1995 },
        confidence: 0.5,
        rivals: 1,
      },
      {
        of: 'item',
        id: 'i1',
        title: 'Ronin',
        year: 1996,
        film: { id: 1001, title: 'Ronin', year: 1998 },
        confidence: 0.4,
        rivals: 1,
      },
    ]);
  });

  it('choose between namesakes by the year, then by the director, and else leave it in doubt', async () => {
    const { links, report } = await link(
      [
        { name: 'Sabrina', year: 1954 },
        { name: 'Emma', year: 1996, directors: ['Douglas McGrath'] },
        { name: 'Hamlet', year: 2000 },
      ],
      [
        { title: 'Sabrina', year: 1995 },
        { title: 'Sabrina', year: 1954 },
        { title: 'Emma', year: 1996, directors: ['Diarmuid Lawrence'], votes: 900 },
        { title: 'Emma', year: 1996, directors: ['Douglas McGrath'] },
        { title: 'Hamlet', year: 2000, votes: 5 },
        { title: 'Hamlet', year: 2000, votes: 50 },
      ],
    );
    expect([...links.filmOfItem]).toEqual([1, 3, -1]);
    expect(Array.from(links.filmMethod.slice(0, 2), (method) => LINK_METHODS[method])).toEqual([
      'title and year',
      'title, year and director',
    ]);
    expect(report.doubtfulLinks).toMatchObject([{ id: 'i2', film: { id: 1005 }, rivals: 2 }]);
  });

  it('take a name in brackets as another name, and the year in brackets as the year', async () => {
    const { links } = await link(
      [{ name: 'The City of Lost Children (La cité des enfants perdus)', year: 1995 }],
      [
        { title: 'La Cité des Enfants Perdus', year: 1995 },
        { title: 'Siberia', year: 2018 },
      ],
      [{ platform: 'amazon', title: 'siberia (2018)', year: 2020 }],
    );
    expect([...links.filmOfItem]).toEqual([0]);
    expect([...links.filmOfAggregator]).toEqual([1]);
  });
});

describe('links of titles of platforms', () => {
  it('say that one film is on several platforms, dubbed and in other editions too', async () => {
    const { links, report } = await link(
      [],
      [],
      [
        { platform: 'amazon', title: 'prometheus (4k uhd)', year: 2012, directors: ['ridley scott'] },
        { platform: 'amazon', title: 'prometheus', year: 2012, directors: ['ridley scott'] },
        { platform: 'netflix', title: 'prometheus', year: 2012 },
        { platform: 'hulu', title: 'prometheus', year: 1998, directors: ['tony harrison'] },
        { platform: 'netflix', title: 'prometheus', year: 2012, type: 'tv show' },
      ],
    );
    expect([...links.sameFilm]).toEqual([0, 0, 0, 3, 4]);
    expect(report.onSeveralPlatforms).toBe(1);
  });

  it('keep two films of one platform apart where no person is the same, and volumes always', async () => {
    const { links } = await link(
      [],
      [],
      [
        { platform: 'amazon', title: 'troll', year: 2009 },
        { platform: 'amazon', title: 'troll', year: 2009 },
        { platform: 'amazon', title: 'lola (volume 1)', year: 2005, directors: ['m. ballesteros'] },
        { platform: 'amazon', title: 'lola (volume 2)', year: 2005, directors: ['m. ballesteros'] },
      ],
    );
    expect([...links.sameFilm]).toEqual([0, 1, 2, 3]);
  });

  it('tie series over the years of their seasons, by who acts, and by a name that is long enough', async () => {
    const { links } = await link(
      [],
      [],
      [
        { platform: 'amazon', title: 'hoarders', year: 2012, type: 'tv show', cast: ['matt paxton'] },
        { platform: 'hulu', title: 'hoarders', year: 2009, type: 'tv show' },
        { platform: 'amazon', title: 'beat', year: 2018, type: 'tv show', cast: ['svenja jung'] },
        { platform: 'hulu', title: 'beat', year: 2012, type: 'tv show' },
        { platform: 'netflix', title: 'kingdom', year: 2020, type: 'tv show', cast: ['ju ji-hoon'] },
        { platform: 'amazon', title: 'kingdom', year: 2020, type: 'tv show', cast: ['stephen fry'] },
      ],
    );
    expect([...links.sameFilm]).toEqual([0, 0, 2, 3, 4, 5]);
  });

  it('take a director whose first name is spelled otherwise, and tell one who is another', async () => {
    const { links, report } = await link(
      [],
      [
        { title: 'Up in Arms', year: 1944, directors: ['Elliott Nugent'] },
        { title: 'Troll', year: 1986, directors: ['John Carl Buechler'] },
        { title: 'The Shaolin Temple', year: 1982, directors: ['Chang Hsin-Yen'] },
      ],
      [
        { platform: 'amazon', title: 'up in arms', year: 1944, directors: ['elliot nugent'] },
        { platform: 'netflix', title: 'troll', year: 1986, directors: ['someone else'] },
        { platform: 'netflix', title: 'the shaolin temple', year: 1982, directors: ['someone else'] },
      ],
    );
    // A long name of the same year stands against a director that is written in another way.
    expect([...links.filmOfAggregator]).toEqual([0, -1, 2]);
    expect(report.aggregator).toEqual([0, 1, 1]);
    expect(report.doubtfulLinks).toMatchObject([{ of: 'aggregator', id: 'p2', confidence: 0.5 }]);
  });
});

describe('links of items to platforms', () => {
  const titles: OnPlatform[] = [
    { platform: 'amazon', title: 'heat', year: 1995, directors: ['michael mann'] },
    { platform: 'netflix', title: 'calor', year: 1995, directors: ['michael mann'] },
    { platform: 'hulu', title: 'ronin', year: 1999 },
  ];

  it('go through the film or by name and year, whichever is surer', async () => {
    const { links, report } = await link(
      [
        { name: 'Heat', year: 1995, tmdbId: '1000' },
        { name: 'Ronin', year: 1998 },
        { name: 'Casino', year: 1995 },
      ],
      [{ title: 'Heat', year: 1995, directors: ['Michael Mann'] }],
      titles,
    );
    expect([...links.aggregatorIndptr]).toEqual([0, 1, 2, 2]);
    expect([...links.aggregatorIndices]).toEqual([0, 2]);
    expect(rounded(links.aggregatorConfidence)).toEqual([0.99, 0.85]);
    expect(report.availableItems).toBe(2);
  });

  it('are the titles themselves, and the same film elsewhere, where the items are titles of platforms', async () => {
    const { links } = await link(
      [
        { id: 'p1', name: 'Heat' },
        { id: 'p2', name: 'Heat' },
        { id: 'p3', name: 'Ronin' },
      ],
      [{ title: 'Heat', year: 1995, directors: ['Michael Mann'] }],
      [titles[0], { ...titles[1], title: 'heat' }, titles[2]],
      true,
    );
    expect([...links.aggregatorIndptr]).toEqual([0, 2, 4, 5]);
    expect([...links.aggregatorIndices]).toEqual([0, 1, 0, 1, 2]);
    expect(rounded(links.aggregatorConfidence)).toEqual([1, 0.99, 0.99, 1, 1]);
    expect([...links.filmOfItem]).toEqual([0, 0, -1]);
    expect([...links.filmMethod]).toEqual([2, 2, UNKNOWN]);
  });
});

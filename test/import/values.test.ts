import { describe, expect, it } from 'vitest';
import { useScratch } from './scratch.ts';

const MOVIES = `movieId,title\n${Array.from({ length: 40 }, (_, i) => `${i + 1},Title ${i + 1} (2000)\n`).join('')}`;

describe('ratings', () => {
  const scratch = useScratch();
  const starsOf = async (ratings: readonly string[]): Promise<{ stars: Record<string, number>; reasons: string[] }> => {
    scratch.put({
      'movies.csv': MOVIES,
      'ratings.csv': `userId,movieId,rating\n${ratings.map((rating, i) => `u,${i + 1},"${rating}"\n`).join('')}`,
    });
    const { report } = await scratch.import();
    const history = scratch.history(await scratch.open(), 'u');
    return {
      stars: Object.fromEntries(Object.entries(history).map(([id, { rating }]) => [id, rating])),
      reasons: report.reasons.map(({ reason, count }) => `${reason} ${count}`),
    };
  };

  it('stand as they are on a scale up to 5', async () => {
    expect(await starsOf(['5', '0.5', '3,5', '1'])).toEqual({ stars: { 1: 5, 2: 0.5, 3: 3.5, 4: 1 }, reasons: [] });
  });

  it('are halved from a scale of 1 to 10', async () => {
    expect((await starsOf(['10', '1', '7'])).stars).toEqual({ 1: 5, 2: 0.5, 3: 3.5 });
  });

  it('are brought down from a scale of 0 to 100', async () => {
    expect((await starsOf(['100', '0', '50', '70'])).stars).toEqual({ 1: 5, 2: 0.5, 3: 2.5, 4: 3.5 });
  });

  it('of 0 and 1 only are thumbs: the lowest and the highest stars', async () => {
    const { stars } = await starsOf(Array.from({ length: 30 }, (_, i) => String(i % 2)));
    expect(stars['1']).toBe(0.5);
    expect(stars['2']).toBe(5);
  });

  it('keep their scale when one in thirty is a slip, which is set aside', async () => {
    const { stars, reasons } = await starsOf([...Array.from({ length: 30 }, () => '4'), '99']);
    expect(stars['1']).toBe(4);
    expect(stars['31']).toBeUndefined();
    expect(reasons).toEqual(['INVALID_RATING 1']);
  });

  it('that are words or below zero are set aside; empty ones and words for nothing mean no rating', async () => {
    const { stars, reasons } = await starsOf(['4', 'good', '-1', '', 'NaN', 'null', 'Infinity']);
    expect(stars).toEqual({ 1: 4, 4: Number.NaN, 5: Number.NaN, 6: Number.NaN });
    expect(reasons).toEqual(['INVALID_RATING 3']);
  });
});

describe('watched parts', () => {
  const scratch = useScratch();
  const partsOf = async (cells: readonly string[]): Promise<Record<string, number>> => {
    const rows = cells.map((cell, i) => `u,${i + 1},${cell}\n`).join('');
    scratch.put({ 'movies.csv': MOVIES, 'views.csv': `userId,movieId,progreso\n${rows}` });
    await scratch.import();
    const history = scratch.history(await scratch.open(), 'u');
    return Object.fromEntries(
      Object.entries(history).map(([id, { fraction }]) => [id, Math.round(fraction * 1000) / 1000]),
    );
  };

  it('from 0 to 1 stand as they are, and a little more than 1 is 1', async () => {
    expect(await partsOf(['0', '0.5', '1', '1.05'])).toEqual({ 1: 0, 2: 0.5, 3: 1, 4: 1 });
  });

  it('in percent are divided by 100, with the sign too', async () => {
    expect(await partsOf(['0', '50%', '100', '33.3 %', '1'])).toEqual({ 1: 0, 2: 0.5, 3: 1, 4: 0.333, 5: 0.01 });
  });

  it('that all have a percent sign are in percent, however small', async () => {
    expect(await partsOf(['1%', '"0,5 %"'])).toEqual({ 1: 0.01, 2: 0.005 });
  });

  it('that are no number, negative or far beyond the scale are set aside', async () => {
    const usual = Array.from({ length: 30 }, () => '0.5');
    const parts = await partsOf([...usual, 'half', '-0.1', '7']);
    expect(Object.keys(parts)).toHaveLength(30);
  });
});

describe('times', () => {
  const scratch = useScratch();
  const timesOf = async (cells: readonly string[]): Promise<{ times: Record<string, number>; reasons: string[] }> => {
    const rows = cells.map((cell, i) => `u,${i + 1},"${cell}"\n`).join('');
    scratch.put({ 'movies.csv': MOVIES, 'views.csv': `userId,movieId,fecha\n${rows}` });
    const { report } = await scratch.import();
    const history = scratch.history(await scratch.open(), 'u');
    return {
      times: Object.fromEntries(Object.entries(history).map(([id, { time }]) => [id, time])),
      reasons: report.reasons.map(({ reason, effect, count }) => `${reason} ${effect} ${count}`),
    };
  };
  const MOMENT = Date.UTC(2020, 1, 13, 10, 30) / 1000;
  const DAY = Date.UTC(2020, 1, 13) / 1000;

  it.each([
    [String(MOMENT), MOMENT],
    [`${MOMENT}.0`, MOMENT],
    [`${MOMENT}000`, MOMENT],
    [`${MOMENT}000000`, MOMENT],
    [`${MOMENT}000000000`, MOMENT],
    ['2020-02-13T10:30:00Z', MOMENT],
    ['2020-02-13T12:30:00+02:00', MOMENT],
    ['2020-02-13T10:30:00.000Z', MOMENT],
    ['2020-02-13 10:30:00', MOMENT],
    ['2020-02-13 10:30', MOMENT],
    ['2020-02-13', DAY],
    ['20200213', DAY],
    ['13/02/2020 10:30', MOMENT],
    ['13/02/2020', DAY],
    ['13-02-2020', DAY],
    ['13.02.2020', DAY],
    ['February 13, 2020', DAY],
  ])('are read from %s', async (cell, seconds) => {
    const { times, reasons } = await timesOf([cell]);
    expect(reasons).toEqual([]);
    expect(times['1']).toBeCloseTo(seconds, 3);
  });

  it('put the month first when only that fits the file', async () => {
    const { times } = await timesOf(['02/13/2020', '03/04/2020', '12/31/2019']);
    expect(times['2']).toBe(Date.UTC(2020, 2, 4) / 1000);
    expect((await timesOf(['13/02/2020', '03/04/2020'])).times['2']).toBe(Date.UTC(2020, 3, 3) / 1000);
  });

  it('that are unreadable, before 1990 or in the future leave the interaction without a time, and it is told', async () => {
    const { times, reasons } = await timesOf(['-5', '0', '99999999999', '9999-01-01', 'yesterday', '', String(MOMENT)]);
    expect(Object.values(times).filter((time) => Number.isNaN(time))).toHaveLength(6);
    expect(times['7']).toBe(MOMENT);
    expect(reasons).toEqual(['INVALID_TIME adjusted 1', 'TIME_OUT_OF_RANGE adjusted 4']);
  });

  it('order a history, and those without a time come first', async () => {
    scratch.put({
      'movies.csv': MOVIES,
      'views.csv': 'userId,movieId,time\nu,3,1500000000\nu,1,1600000000\nu,9,\nu,2,1500000000\n',
    });
    await scratch.import();
    const { interactions, items } = await scratch.open();
    expect([...interactions.indices].map((item) => items.id(item))).toEqual(['9', '2', '3', '1']);
  });
});

describe('several rows of one user and title', () => {
  const scratch = useScratch();

  it('become one: the last known rating and watched part, and the last time', async () => {
    scratch.put({
      'movies.csv': MOVIES,
      'events.csv':
        'userId,movieId,rating,progress,time\nu,1,2,0.2,1500000000\nu,1,4,,1500000900\nu,1,,0.9,1500000800\nu,1,3,0.5,1400000000\nu,2,1,,\n',
    });
    const { report } = await scratch.import();
    const history = scratch.history(await scratch.open(), 'u');
    expect(history['1']).toEqual({ rating: 4, fraction: Math.fround(0.9), time: 1500000900 });
    expect(report.totals).toMatchObject({ interactions: 2, folded: 3 });
  });

  it('of the same time are taken in the order of the file', async () => {
    scratch.put({ 'movies.csv': MOVIES, 'r.csv': 'userId,movieId,rating\nu,1,2\nu,1,5\nu,1,3\n' });
    await scratch.import();
    expect(scratch.history(await scratch.open(), 'u')['1'].rating).toBe(3);
  });
});

describe('ids', () => {
  const scratch = useScratch();

  it('that a program wrote for a user who is not there are no user', async () => {
    scratch.put({ 'movies.csv': MOVIES, 'r.csv': 'userId,movieId,rating\nnull,1,2\nNaN,2,5\nNoneSuch,3,3\n' });
    const { report } = await scratch.import();
    const { users } = await scratch.open();
    expect([users.size, users.id(0)]).toEqual([1, 'NoneSuch']);
    expect(report.reasons).toMatchObject([
      { reason: 'EMPTY_USER_ID', count: 2, samples: [{ value: 'null' }, { value: 'NaN' }] },
    ]);
  });

  it('written with decimals by a spreadsheet are found, and it is told', async () => {
    scratch.put({ 'movies.csv': MOVIES, 'r.csv': 'userId,movieId,rating\nu,1.0,2\nu,2,5\nu,77.0,3\n' });
    const { report } = await scratch.import();
    expect(Object.keys(scratch.history(await scratch.open(), 'u'))).toEqual(['1', '2']);
    expect(report.reasons.map(({ reason, count }) => [reason, count])).toEqual([
      ['DECIMAL_ITEM_ID', 1],
      ['UNKNOWN_ITEM_ID', 1],
    ]);
  });

  it('are numbered as numbers first and then by their bytes, whatever the order of the rows', async () => {
    scratch.put({
      'movies.csv': 'id,title\nñ,A\n10,B\nb,C\n2,D\n007,E\n😀,F\n"a ""q""",G\n',
      'r.csv': 'user,movie,rating\nz,10,5\n9,2,5\n10,2,5\n',
    });
    await scratch.import();
    const { items, users } = await scratch.open();
    expect(Array.from({ length: items.size }, (_, num) => items.id(num))).toEqual([
      '2',
      '10',
      '007',
      'a "q"',
      'b',
      'ñ',
      '😀',
    ]);
    expect(Array.from({ length: users.size }, (_, num) => users.id(num))).toEqual(['9', '10', 'z']);
    expect(items.num('😀')).toBe(6);
    expect(items.num('nobody')).toBe(-1);
  });
});

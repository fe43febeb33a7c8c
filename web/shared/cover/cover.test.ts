import { describe, expect, it } from 'vitest';
import { planCover } from './choose.ts';
import { kindsOf } from './kind.ts';
import { posterName } from './names.ts';
import { setTitle, type TitleBox } from './set-title.ts';

const title = (id: string, name: string, genres: readonly string[] = ['Drama']) => ({
  id,
  title: name,
  year: 1999,
  genres,
});

describe('posterName', () => {
  it('sets what follows a colon or a dash small, and leaves other names in brackets out', () => {
    expect(posterName('Star Wars: Episode IV - A New Hope')).toMatchObject({
      main: 'Star Wars',
      rest: 'Episode IV - A New Hope',
    });
    expect(posterName('Amelie (Le Fabuleux destin d’Amélie Poulain)')).toMatchObject({ main: 'Amelie', rest: '' });
  });

  it.each([
    ['Toy Story', 'Toy Story 2'],
    ['The Terminator', 'Terminator 2: Judgment Day'],
    ['Back to the Future', 'Back to the Future Part III'],
    ['Kill Bill: Vol. 1', 'Kill Bill: Vol. 2'],
    ['Harry Potter and the Chamber of Secrets', 'Harry Potter and the Goblet of Fire'],
  ])('knows %s and %s for parts of one series', (one, other) => {
    expect(posterName(one).series).toBe(posterName(other).series);
  });

  it('does not take the number for a part when nothing else is left', () => {
    expect(posterName('8½').series).toBe('8½');
    expect(posterName('1984').main).toBe('1984');
  });
});

describe('kindsOf', () => {
  it('reads genres in English and Spanish, the most telling first', () => {
    expect(kindsOf(['Drama', 'Thriller', 'Horror'])).toEqual(['horror', 'thriller']);
    expect(kindsOf(['ciencia ficción', 'acción'])).toEqual(['scifi', 'action']);
    expect(kindsOf([])).toEqual(['drama']);
  });

  it('takes a comedy in a war for a comedy', () => {
    expect(kindsOf(['Comedy', 'War'])[0]).toBe('comedy');
  });
});

describe('planCover', () => {
  it('is the same for the same title, and another for another', () => {
    const plan = (id: string, name: string): string => JSON.stringify(planCover(title(id, name)));
    expect(plan('1', 'Fargo')).toBe(plan('1', 'Fargo'));
    const all = ['Fargo', 'Seven', 'Heat', 'Ran', 'Babe'].map((name, at) => plan(String(at), name));
    expect(new Set(all).size).toBe(all.length);
  });

  it('gives the parts of a series the same colours', () => {
    const genres = ['Animation', 'Children'];
    expect(planCover(title('1', 'Toy Story', genres)).ground).toBe(
      planCover(title('3114', 'Toy Story 2', genres)).ground,
    );
  });
});

describe('setTitle', () => {
  const box: TitleBox = { x: 14, y: 16, width: 172, height: 80, rests: 'top', align: 'start' };

  it.each([
    'Up',
    'The Good, the Bad and the Ugly',
    'Dr. Strangelove or How I Learned to Stop Worrying',
    'Koyaanisqatsi',
  ])('keeps %s inside its box, in letters as large as fit', (name) => {
    for (const isBlock of [false, true]) {
      const lines = setTitle(name.toUpperCase(), 'poster', box, isBlock);
      expect(lines.map(({ text }) => text).join(' ')).toBe(name.toUpperCase());
      for (const { width } of lines) expect(width).toBeLessThanOrEqual(box.width + 1e-6);
      const [first] = lines;
      expect(first.y - 0.7 * first.size).toBeGreaterThanOrEqual(box.y - 1e-6);
      expect(lines.at(-1)!.y).toBeLessThanOrEqual(box.y + box.height + 1e-6);
      const fills = Math.max(...lines.map(({ width }) => width)) / box.width;
      const rises = (lines.at(-1)!.y - box.y) / box.height;
      expect(Math.max(fills, rises, first.size / 74)).toBeGreaterThan(0.99);
    }
  });

  it('rests on the foot of a box that rests there', () => {
    const lines = setTitle('THE THIRD MAN', 'poster', { ...box, rests: 'bottom' });
    expect(lines.at(-1)!.y).toBeCloseTo(box.y + box.height);
  });
});

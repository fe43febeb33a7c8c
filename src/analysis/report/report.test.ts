import { describe, expect, it } from 'vitest';
import { exploredFilms, exploredTitles } from '../../../test/fixtures/explored-catalogues.ts';
import { makeFilms } from '../../../test/fixtures/made-films.ts';
import { smallSnapshot } from '../../../test/fixtures/small-catalogue.ts';
import { exploreSnapshot } from '../explore.ts';
import { renderReport } from './render-report.ts';
import { placeWords } from './word-cloud.ts';

const OPTIONS = { today: Date.UTC(2026, 0, 1) / 86_400_000, report: null };
const { titles, links } = exploredTitles();
const exploration = exploreSnapshot(smallSnapshot(), { films: exploredFilms(), aggregator: titles, links }, OPTIONS);
const page = renderReport(exploration, 'es');

/** Elements that HTML and SVG close by themselves here. */
const VOID = new Set(['meta', 'input', 'link', 'br', 'img']);

/** Names of elements that are not closed, or closed out of order. */
function findUnclosed(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, close, name, rest] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b([^>]*)>/g)) {
    if (close === '/') {
      if (open.pop() !== name) wrong.push(name);
    } else if (!VOID.has(name) && !rest.endsWith('/')) open.push(name);
  }
  return [...wrong, ...open];
}

describe('the report', () => {
  it('closes every element it opens', () => {
    expect(findUnclosed(page)).toEqual([]);
    expect(findUnclosed('<p><b></p>')).not.toEqual([]);
  });

  it('takes nothing from outside and runs nothing', () => {
    expect(page).not.toMatch(/https?:|\/\/[a-z]|<script|<link|<img|@import|url\(|\son[a-z]+=|javascript:|\sstyle=/i);
  });

  it('says everything in both languages and shows the wanted one first', () => {
    expect(page.match(/class="es"/g)?.length).toBe(page.match(/class="en"/g)?.length);
    expect(page).toContain('id="pick-es" aria-label="Español" checked');
    expect(renderReport(exploration, 'en')).toContain('id="pick-en" aria-label="English" checked');
    for (const text of ['Palabras de los títulos', 'Words of the titles', 'Qué falta', 'What is missing']) {
      expect(page).toContain(text);
    }
  });

  it('draws what there is, each picture with its sentence', () => {
    const figures = page.match(/<figure/g)!.length;
    expect(figures).toBeGreaterThan(50);
    expect(page.match(/<figcaption/g)).toHaveLength(figures);
    expect(page.match(/<svg aria-label="[^"]+"/g)).toHaveLength(figures);
    expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  it('shows titles as text, whatever they hold', () => {
    const made = makeFilms([
      { id: 1, title: '<script>alert("1")</script>', genres: ['<i>'], cast: ['"&'] },
      { id: 2, title: '<script>alert("1")</script>' },
    ]);
    const told = renderReport(
      exploreSnapshot(smallSnapshot(), { films: made, aggregator: null, links: null }, OPTIONS),
      'en',
    );
    expect(told).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    expect(told).not.toMatch(/<script|<i>/);
    expect(findUnclosed(told)).toEqual([]);
  });

  it('is the same bytes for the same exploration', () => {
    expect(renderReport(JSON.parse(JSON.stringify(exploration)), 'es')).toBe(page);
  });

  it('is a page without any title too', () => {
    const empty = renderReport(
      exploreSnapshot(smallSnapshot(), { films: makeFilms([]), aggregator: null, links: null }, OPTIONS),
      'es',
    );
    expect(findUnclosed(empty)).toEqual([]);
    expect(empty).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('the word cloud', () => {
  const words = Array.from({ length: 150 }, (_, at) => ({ word: `palabra${at}`, titles: 300 - at, count: 300 }));

  it('lets no two words touch, and keeps them in the picture', () => {
    const placed = placeWords(words);
    expect(placed.length).toBeGreaterThan(20);
    for (const [at, a] of placed.entries()) {
      expect(a.x - a.width / 2).toBeGreaterThanOrEqual(0);
      for (const b of placed.slice(at + 1)) {
        const apart =
          Math.abs(a.x - b.x) >= (a.width + b.width) / 2 ||
          Math.abs(a.y - a.size * 0.3 - (b.y - b.size * 0.3)) >= (a.size + b.size) * 0.42;
        expect(apart, `${a.word} ${b.word}`).toBe(true);
      }
    }
  });

  it('puts the most frequent in the middle, largest', () => {
    const [first, ...others] = placeWords(words);
    expect(first.word).toBe('palabra0');
    expect(Math.abs(first.x - 320)).toBeLessThan(1);
    for (const { size } of others) expect(size).toBeLessThanOrEqual(first.size);
  });

  it('is empty for no words and holds a single one', () => {
    expect(placeWords([])).toEqual([]);
    expect(placeWords([{ word: 'a', titles: 1, count: 1 }])).toHaveLength(1);
  });
});

import type { Calendar, Correlation } from '../contract.ts';
import { labelOf } from '../wording/wording.ts';
import { at, type Both, drawing, escapeText, label, say, shorten } from './markup.ts';

/** How strongly a cell is coloured, 0…1 in hundredths, so that equal numbers look alike. */
const strength = (value: number): string => String(Math.round(Math.min(1, Math.max(0, value)) * 100) / 100);

const cellOf = (
  x: number,
  y: number,
  width: number,
  height: number,
  depth: number,
  title: string,
  kind = 'heat',
): string =>
  `<rect class="ground" x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}"/><rect class="${kind}" fill-opacity="${strength(depth)}" x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}"><title>${escapeText(title)}</title></rect>`;

const NAME = 150;
const TILTED = 104;
const WIDTH = 560;

const shortLabel = (column: string): Both => say((words) => shorten(labelOf(words, column), 20));

/** Correlations as a square: Spearman below the diagonal, Pearson above; red together, blue apart. */
export function drawCorrelations(columns: readonly string[], correlations: readonly Correlation[]): string {
  const size = Math.min(42, (WIDTH - NAME - 76) / Math.max(1, columns.length));
  const found = new Map(correlations.map((one) => [`${one.a} ${one.b}`, one]));
  const cells = columns.flatMap((row, i) =>
    columns.map((column, j) => {
      const x = NAME + j * size;
      const y = TILTED + i * size;
      if (i === j)
        return `<rect class="diagonal" x="${at(x)}" y="${at(y)}" width="${at(size - 1)}" height="${at(size - 1)}"/>`;
      const pair = found.get(i > j ? `${column} ${row}` : `${row} ${column}`);
      const value = i > j ? pair?.spearman : pair?.pearson;
      if (pair === undefined || value === null || value === undefined) {
        return `<rect class="ground" x="${at(x)}" y="${at(y)}" width="${at(size - 1)}" height="${at(size - 1)}"/>`;
      }
      const title = `${row} × ${column}: ${value.toFixed(3)}, n ${pair.n}`;
      return [
        cellOf(x, y, size - 1, size - 1, Math.abs(value) ** 0.8, title, value < 0 ? 'heat apart' : 'heat'),
        label(
          say((_, numbers) => numbers.decimal(Math.round(value * 100) / 100 || 0)),
          x + size / 2,
          y + size / 2 + 4,
          `class="small${Math.abs(value) > 0.55 ? ' on-heat' : ''}" text-anchor="middle"`,
        ),
      ].join('');
    }),
  );
  const names = columns.flatMap((column, place) => {
    const x = NAME + (place + 0.5) * size;
    return [
      label(shortLabel(column), NAME - 8, TILTED + (place + 0.5) * size + 4, 'text-anchor="end"'),
      label(shortLabel(column), x, TILTED - 8, `transform="rotate(-38 ${at(x)} ${TILTED - 8})"`),
    ];
  });
  return drawing(WIDTH, TILTED + columns.length * size + 4, [...cells, ...names].join(''));
}

const DAY_NAME = 74;
const CALENDAR_WIDTH = 480;
const DAY_HEIGHT = 26;

/** Months across, weekdays down; the darker the more rows. */
export function drawWeek({ cells }: Calendar): string {
  const most = Math.max(...cells.flat(), 1);
  const width = (CALENDAR_WIDTH - DAY_NAME) / cells.length;
  const parts = cells.flatMap((days, month) =>
    days.map((count, day) =>
      cellOf(
        DAY_NAME + month * width,
        18 + day * DAY_HEIGHT,
        width - 1.5,
        DAY_HEIGHT - 1.5,
        count / most,
        `${month + 1}/${day + 1}: ${count}`,
      ),
    ),
  );
  const months = cells.map((_, month) =>
    label(
      say((words) => words.months[month].slice(0, 3)),
      DAY_NAME + (month + 0.5) * width,
      12,
      'text-anchor="middle"',
    ),
  );
  const days = cells[0].map((_, day) =>
    label(
      say((words) => words.weekdays[day]),
      DAY_NAME - 8,
      18 + (day + 0.5) * DAY_HEIGHT + 4,
      'text-anchor="end"',
    ),
  );
  return drawing(CALENDAR_WIDTH, 20 + 7 * DAY_HEIGHT, [...parts, ...months, ...days].join(''));
}

const MOST_YEARS = 40;
const YEAR_HEIGHT = 12;

/** Years down (the last 40 that have rows), months across; each year coloured by its own greatest month. */
export function drawYears({ years }: Calendar): string {
  const shown = years.slice(-MOST_YEARS);
  const most = Math.max(...shown.flatMap(({ months }) => months), 1);
  const countWidth = 150;
  const left = 46;
  const width = (CALENDAR_WIDTH - left - countWidth) / 12;
  const largest = Math.max(...shown.map(({ count }) => count), 1);
  const rows = shown.flatMap(({ year, count, months }, place) => {
    const y = 18 + place * YEAR_HEIGHT;
    return [
      place % 5 === 0 || shown.length <= 12
        ? label(String(year), left - 6, y + 10, 'class="small" text-anchor="end"')
        : '',
      ...months.map((cell, month) =>
        cellOf(
          left + month * width,
          y,
          width - 1,
          YEAR_HEIGHT - 1,
          Math.sqrt(cell / most),
          `${year}-${month + 1}: ${cell}`,
        ),
      ),
      `<rect class="bar second" x="${CALENDAR_WIDTH - countWidth + 12}" y="${at(y)}" width="${at((count / largest) * (countWidth - 60))}" height="${YEAR_HEIGHT - 1}"><title>${year}: ${count}</title></rect>`,
      place % 5 === 0 || shown.length <= 12
        ? label(
            say((_, numbers) => numbers.count(count)),
            CALENDAR_WIDTH - countWidth + 16 + (count / largest) * (countWidth - 60),
            y + 10,
            'class="small soft"',
          )
        : '',
    ];
  });
  const months = Array.from({ length: 12 }, (_, month) =>
    label(
      say((words) => words.months[month].slice(0, 1).toUpperCase()),
      left + (month + 0.5) * width,
      12,
      'class="small" text-anchor="middle"',
    ),
  );
  return drawing(CALENDAR_WIDTH, 22 + shown.length * YEAR_HEIGHT, [...rows, ...months].join(''));
}

/** Rows by columns of shares 0…1, with the share written in. */
export function drawShareMatrix(
  rows: readonly Both[],
  columns: readonly Both[],
  shareAt: (row: number, column: number) => { share: number; text: Both } | null,
): string {
  const left = 156;
  const top = 20;
  const width = (CALENDAR_WIDTH - left) / columns.length;
  const height = 24;
  const cells = rows.flatMap((_, row) =>
    columns.map((_, column) => {
      const [x, y] = [left + column * width, top + row * height];
      const found = shareAt(row, column);
      if (found === null)
        return `<rect class="diagonal" x="${at(x)}" y="${at(y)}" width="${at(width - 1.5)}" height="${height - 1.5}"/>`;
      const { share, text } = found;
      return `${cellOf(x, y, width - 1.5, height - 1.5, share, text.en)}${label(text, x + width / 2, y + 16, `class="small${share > 0.5 ? ' on-heat' : ''}" text-anchor="middle"`)}`;
    }),
  );
  const names = [
    ...rows.map((name, row) => label(name, left - 8, top + row * height + 16, 'text-anchor="end"')),
    ...columns.map((name, column) => label(name, left + (column + 0.5) * width, 13, 'text-anchor="middle"')),
  ];
  return drawing(CALENDAR_WIDTH, top + rows.length * height + 2, [...cells, ...names].join(''));
}

import type { Groups, Scatter, Unit } from '../contract.ts';
import { roundStep } from '../statistics/bin-values.ts';
import { quantile } from '../statistics/summarise.ts';
import { labelOf } from '../wording/wording.ts';
import { at, drawing, escapeText, label, say, shorten } from './markup.ts';

/** A scale from values to the picture, with the values to name. */
interface Scale {
  readonly ticks: readonly number[];
  of(value: number): number;
}

function makeScale(low: number, high: number, from: number, to: number, log: boolean, most = 6): Scale {
  if (log) {
    const [first, last] = [
      Math.floor(Math.log10(low) + 1e-9),
      Math.max(Math.ceil(Math.log10(high) - 1e-9), Math.floor(Math.log10(low)) + 1),
    ];
    const every = Math.ceil((last - first + 1) / (most + 1));
    return {
      ticks: Array.from({ length: last - first + 1 }, (_, place) => first + place)
        .filter((_, place) => place % every === 0)
        .map((power) => 10 ** power),
      of: (value) => from + ((Math.log10(value) - first) / (last - first)) * (to - from),
    };
  }
  const step = roundStep(high > low ? high - low : 1, most);
  const [first, last] = [
    Math.floor(low / step + 1e-9),
    Math.max(Math.ceil(high / step - 1e-9), Math.floor(low / step) + 1),
  ];
  return {
    ticks: Array.from({ length: last - first + 1 }, (_, place) => Number(((first + place) * step).toPrecision(12))),
    of: (value) => from + ((value / step - first) / (last - first)) * (to - from),
  };
}

const WIDTH = 560;
const HEIGHT = 400;
const LEFT = 56;
const BOTTOM = 40;
const NAMED_POINTS = 9;

/** On logarithmic scales the lowest of a hundred titles may lie outside of the picture: money given in another unit would take most of it. */
const OUTSIDE_OF_HUNDRED = 3;

const least = (values: number[]): number =>
  10 ** Math.floor(Math.log10(quantile(Float64Array.from(values).sort(), OUTSIDE_OF_HUNDRED / 100)) + 1e-9);

/** The points that a picture has room for, and how many it has not. */
export function framePoints({ points, scale }: Scatter): { inside: Scatter['points']; outside: number } {
  if (scale !== 'log') return { inside: points, outside: 0 };
  const [x, y] = [least(points.map((point) => point.x)), least(points.map((point) => point.y))];
  const inside = points.filter((point) => point.x >= x && point.y >= y);
  return { inside, outside: points.length - inside.length };
}

/** The titles of the largest points, where there is room for their names. */
function namePoints(points: readonly { x: number; y: number; r: number; title: string }[]): string {
  const taken: { left: number; right: number; top: number; bottom: number }[] = [];
  const names: string[] = [];
  for (const { x, y, r, title } of points.toSorted((a, b) => b.r - a.r || (a.title < b.title ? -1 : 1))) {
    if (names.length >= NAMED_POINTS) break;
    const text = shorten(title, 24);
    const width = text.length * 6.4;
    const end = x + r + 4 + width > WIDTH - 4;
    const left = end ? x - r - 4 - width : x + r + 4;
    const box = { left, right: left + width, top: y - 8, bottom: y + 6 };
    const clash = taken.some(
      (one) => box.left < one.right && box.right > one.left && box.top < one.bottom && box.bottom > one.top,
    );
    if (clash || left < LEFT) continue;
    taken.push(box);
    names.push(label(text, end ? x - r - 4 : x + r + 4, y + 4, `class="small halo"${end ? ' text-anchor="end"' : ''}`));
  }
  return names.join('');
}

/** Two columns against each other, the third as the area of the points; the largest are named. `even` draws the line on which both are alike. */
export function drawScatter(scatter: Scatter, { even = false } = {}): string {
  const { x, y, scale, size } = scatter;
  const points = framePoints(scatter).inside;
  const log = scale === 'log';
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const across = makeScale(Math.min(...xs), Math.max(...xs), LEFT, WIDTH - 10, log);
  const up = makeScale(Math.min(...ys), Math.max(...ys), HEIGHT - BOTTOM, 12, log);
  const largest = Math.max(...points.map((point) => point.size), 1);
  const drawn = points.map((point) => ({
    x: across.of(point.x),
    y: up.of(point.y),
    r: 1.3 + 10 * Math.sqrt(Math.max(0, point.size) / largest),
    title: point.title,
    told: `${point.title} (${point.year ?? '–'}): ${point.x} × ${point.y}, ${size} ${point.size}`,
  }));
  const grid = [
    ...across.ticks.map(
      (value) =>
        `<path class="grid" d="M${at(across.of(value))} 12V${HEIGHT - BOTTOM}"/>${label(
          say((_, numbers) => (x === 'releaseYear' ? String(value) : numbers.compact(value))),
          across.of(value),
          HEIGHT - BOTTOM + 16,
          'text-anchor="middle"',
        )}`,
    ),
    ...up.ticks.map(
      (value) =>
        `<path class="grid" d="M${LEFT} ${at(up.of(value))}H${WIDTH - 10}"/>${label(
          say((_, numbers) => (y === 'releaseYear' ? String(value) : numbers.compact(value))),
          LEFT - 7,
          up.of(value) + 4,
          'text-anchor="end"',
        )}`,
    ),
  ];
  const low = Math.max(across.ticks[0], up.ticks[0]);
  const high = Math.min(across.ticks.at(-1)!, up.ticks.at(-1)!);
  const line =
    even && low < high
      ? `<path class="median" d="M${at(across.of(low))} ${at(up.of(low))}L${at(across.of(high))} ${at(up.of(high))}"/>`
      : '';
  const circles = drawn
    .toSorted((a, b) => b.r - a.r)
    .map(
      (point) =>
        `<circle class="point" cx="${at(point.x)}" cy="${at(point.y)}" r="${at(point.r)}"><title>${escapeText(point.told)}</title></circle>`,
    );
  const names = [
    label(
      say((words) => `${labelOf(words, x)} →`),
      WIDTH - 10,
      HEIGHT - 6,
      'class="soft" text-anchor="end"',
    ),
    label(
      say((words) => `↑ ${labelOf(words, y)}`),
      4,
      HEIGHT - 6,
      'class="soft"',
    ),
  ];
  return drawing(WIDTH, HEIGHT, [...grid, line, ...circles, namePoints(drawn), ...names].join(''));
}

const BOX_ROW = 24;
const BOX_LEFT = 150;
const BOX_WIDTH = 480;

/** One box for each group: the middle half, the median, whiskers to the last values within 1.5 interquartile ranges. */
export function drawBoxes({ groups }: Groups, { log, unit }: { log: boolean; unit: Unit }): string {
  const drawn = groups.filter(({ whiskers }) => whiskers !== null && (!log || whiskers[0] > 0));
  if (drawn.length === 0) return '';
  const low = Math.min(...drawn.map(({ whiskers }) => whiskers![0]));
  const high = Math.max(...drawn.map(({ whiskers }) => whiskers![1]));
  const scale = makeScale(low, high, BOX_LEFT, BOX_WIDTH - 44, log, 5);
  const floor = drawn.length * BOX_ROW + 4;
  const grid = scale.ticks.map(
    (value) =>
      `<path class="grid" d="M${at(scale.of(value))} 0V${floor}"/>${label(
        say((_, numbers) => (unit === 'year' ? String(value) : numbers.compact(value))),
        scale.of(value),
        floor + 15,
        'text-anchor="middle"',
      )}`,
  );
  const boxes = drawn.map(({ name, n, q1, median, q3, whiskers }, place) => {
    const y = place * BOX_ROW;
    const middle = y + BOX_ROW / 2;
    const [from, to] = whiskers!;
    const [a, b] = [scale.of(q1!), scale.of(q3!)];
    return [
      label(shorten(name, 22), BOX_LEFT - 10, middle + 4, 'text-anchor="end"'),
      `<path class="whisker" d="M${at(scale.of(from))} ${at(middle)}H${at(scale.of(to))}"/>`,
      `<rect class="box" x="${at(a)}" y="${at(y + 5)}" width="${at(Math.max(1, b - a))}" height="${BOX_ROW - 10}"><title>${escapeText(`${name}: n ${n}, ${q1} – ${median} – ${q3}`)}</title></rect>`,
      `<path class="middle" d="M${at(scale.of(median!))} ${at(y + 4)}V${at(y + BOX_ROW - 4)}"/>`,
      label(
        say((_, numbers) => numbers.count(n)),
        BOX_WIDTH - 4,
        middle + 4,
        'class="soft small" text-anchor="end"',
      ),
    ].join('');
  });
  return drawing(BOX_WIDTH, floor + 20, [...grid, ...boxes].join(''));
}

/** Several series over the same places as lines; `names` are drawn at the end of each. */
export function drawLines(
  series: readonly { readonly name: string; readonly values: readonly { readonly x: number; readonly y: number }[] }[],
  nameOfX: (x: number) => string,
): string {
  const all = series.flatMap(({ values }) => values);
  if (all.length === 0) return '';
  const across = makeScale(
    Math.min(...all.map(({ x }) => x)),
    Math.max(...all.map(({ x }) => x)),
    48,
    BOX_WIDTH - 62,
    false,
    5,
  );
  const up = makeScale(0, Math.max(...all.map(({ y }) => y), 1), 200, 10, false, 4);
  const grid = [
    ...up.ticks.map(
      (value) =>
        `<path class="grid" d="M48 ${at(up.of(value))}H${BOX_WIDTH - 62}"/>${label(
          say((_, numbers) => numbers.compact(value)),
          42,
          up.of(value) + 4,
          'text-anchor="end"',
        )}`,
    ),
    ...across.ticks
      .filter((value) => across.of(value) <= BOX_WIDTH - 62)
      .map((value) => label(nameOfX(value), across.of(value), 218, 'text-anchor="middle"')),
  ];
  // Names at the line ends, pushed apart where they would cover each other.
  const ends = series
    .filter(({ values }) => values.length > 0)
    .map(({ name, values }) => ({ name, y: up.of(values[values.length - 1].y) }))
    .toSorted((a, b) => a.y - b.y);
  for (let place = 1; place < ends.length; place++)
    ends[place] = { ...ends[place], y: Math.max(ends[place].y, ends[place - 1].y + 13) };
  const lines = series.map(
    ({ values }, place) =>
      `<path class="line line-${place % 4}" d="${values.map(({ x, y }, step) => `${step === 0 ? 'M' : 'L'}${at(across.of(x))} ${at(up.of(y))}`).join('')}"/>`,
  );
  const names = ends.map(({ name, y }) => {
    const place = series.findIndex((one) => one.name === name);
    return label(name, BOX_WIDTH - 58, y + 4, `class="small ink-${place % 4}"`);
  });
  return drawing(BOX_WIDTH, 226, [...grid, ...lines, ...names].join(''));
}

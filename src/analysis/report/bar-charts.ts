import type { NameCount, NumberDistribution } from '../contract.ts';
import { roundStep } from '../statistics/bin-values.ts';
import { at, drawing, escapeText, label, say, shorten } from './markup.ts';

const WIDTH = 360;
const LEFT = 40;
const RIGHT = 8;
const TOP = 10;
const HEIGHT = 150;
const BOTTOM = 34;
const MOST_LABELS = 6;

/** Whether each bin holds one value alone, which is then named in its middle. */
const holdsSingles = ({ bins, open, scale, step }: NumberDistribution): boolean => {
  const inner = bins[open.low ? 1 : 0];
  return step !== null && scale === 'linear' && inner !== undefined && Math.abs(inner.to - inner.from - step) < 1e-9;
};

/** Where the number `value` lies among bins drawn equally wide, in bins from the left. */
function placeAmong(distribution: NumberDistribution, value: number): number {
  const { bins, scale } = distribution;
  const bin = bins.findIndex(({ to }, place) => value < to || place === bins.length - 1);
  const { from, to } = bins[bin];
  const part = scale === 'log' ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  const within = Math.min(1, Math.max(0, Number.isFinite(part) ? part : 0.5));
  return bin + within + (holdsSingles(distribution) ? 0.5 : 0);
}

interface Tick {
  /** In bins from the left. */
  readonly place: number;
  readonly value: number;
}

/** The edges (of bins as narrow as the step of the values: their middles) that are named below the axis. */
function ticksOf(distribution: NumberDistribution): Tick[] {
  const { bins, open, scale } = distribution;
  const closed = bins.slice(open.low ? 1 : 0, bins.length - (open.high ? 1 : 0));
  const first = open.low ? 1 : 0;
  if (closed.length === 0) return [];
  const single = holdsSingles(distribution);
  const edges = [
    ...closed.map(({ from }, place) => ({ place: first + place + (single ? 0.5 : 0), value: from })),
    ...(single ? [] : [{ place: first + closed.length, value: closed[closed.length - 1].to }]),
  ];
  if (scale === 'log') {
    const decades = edges.filter(({ value }) => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9);
    const named = decades.length >= 3 ? decades : edges;
    const every = Math.ceil(named.length / MOST_LABELS);
    return named.filter((_, place) => place % every === 0);
  }
  const span = edges[edges.length - 1].value - edges[0].value;
  if (span === 0) return edges;
  const wide = roundStep(span, MOST_LABELS, closed[0].to - closed[0].from);
  return edges.filter(({ value }) => Math.abs(value / wide - Math.round(value / wide)) < 1e-6);
}

/** A histogram: a bar for each bin, the open ones paler, the median as a line. */
export function drawHistogram(distribution: NumberDistribution): string {
  const { bins, open, unit, summary } = distribution;
  const most = Math.max(...bins.map(({ count }) => count), 1);
  const width = (WIDTH - LEFT - RIGHT) / bins.length;
  const floor = TOP + HEIGHT;
  const heightOf = (count: number): number => (count / most) * HEIGHT;
  const xOf = (place: number): number => LEFT + place * width;
  const step = roundStep(most, 3);
  const lines = [1, 2, 3]
    .map((times) => times * step)
    .filter((count) => count <= most * 1.001)
    .map(
      (count) =>
        `<path class="grid" d="M${LEFT} ${at(floor - heightOf(count))}H${WIDTH - RIGHT}"/>${label(
          say((_, numbers) => numbers.compact(count)),
          LEFT - 6,
          floor - heightOf(count) + 4,
          'text-anchor="end"',
        )}`,
    );
  const bars = bins.map(({ from, to, count }, place) => {
    const far = (place === 0 && open.low) || (place === bins.length - 1 && open.high);
    const height = count === 0 ? 0 : Math.max(1, heightOf(count));
    const gap = width > 6 ? 1 : 0.4;
    return `<rect class="bar${far ? ' far' : ''}" x="${at(xOf(place) + gap / 2)}" y="${at(floor - height)}" width="${at(width - gap)}" height="${at(height)}"><title>${escapeText(`${from} – ${to}: ${count}`)}</title></rect>`;
  });
  const besideEnds = ({ place }: Tick): boolean =>
    (!open.low || (place - 0.5) * width > 20) && (!open.high || (bins.length - 0.5 - place) * width > 20);
  const ticks = ticksOf(distribution)
    .filter(besideEnds)
    .map(({ place, value }) =>
      label(
        say((_, numbers) => (unit === 'year' ? String(value) : numbers.compact(value))),
        xOf(place),
        floor + 16,
        'text-anchor="middle"',
      ),
    );
  const ends = [
    ...(open.low ? [label('≤', xOf(0.5), floor + 16, 'text-anchor="middle"')] : []),
    ...(open.high ? [label('≥', xOf(bins.length - 0.5), floor + 16, 'text-anchor="middle"')] : []),
  ];
  const median =
    summary.median === null || (distribution.scale === 'log' && summary.median <= 0)
      ? ''
      : `<path class="median" d="M${at(xOf(placeAmong(distribution, summary.median)))} ${TOP - 4}V${floor}"/>`;
  const axis = `<path class="axis" d="M${LEFT} ${floor}H${WIDTH - RIGHT}"/>`;
  const name = label(
    say(({ units }) => units[unit]),
    WIDTH - RIGHT,
    floor + 31,
    'class="soft" text-anchor="end"',
  );
  return drawing(WIDTH, TOP + HEIGHT + BOTTOM, [...lines, ...bars, median, axis, ...ticks, ...ends, name].join(''));
}

const ROW = 19;
const NAME_WIDTH = 132;
const NAME_LENGTH = 20;

/** One horizontal bar for each name, with its count. */
export function drawNames(
  names: readonly NameCount[],
  nameOf: (name: string) => ReturnType<typeof say> = (name) => ({ es: name, en: name }),
): string {
  const most = Math.max(...names.map(({ count }) => count), 1);
  const room = WIDTH - NAME_WIDTH - 88;
  const rows = names.map(({ name, count, share }, place) => {
    const y = place * ROW;
    const width = Math.max(1, (count / most) * room);
    const called = nameOf(name);
    return [
      label(
        { es: shorten(called.es, NAME_LENGTH), en: shorten(called.en, NAME_LENGTH) },
        NAME_WIDTH - 8,
        y + 14,
        'text-anchor="end"',
      ),
      `<rect class="bar" x="${NAME_WIDTH}" y="${at(y + 3)}" width="${at(width)}" height="${ROW - 6}" rx="1"><title>${escapeText(name)}: ${count}</title></rect>`,
      label(
        say((_, numbers) => `${numbers.count(count)} · ${numbers.percent(share)}`),
        NAME_WIDTH + width + 5,
        y + 14,
        'class="soft small"',
      ),
    ].join('');
  });
  return drawing(WIDTH + 20, Math.max(1, names.length) * ROW + 4, rows.join(''));
}

/** One horizontal bar for each share of a whole, 0…1, on a pale ground of the whole. */
export function drawShares(rows: readonly { readonly name: ReturnType<typeof say>; readonly share: number }[]): string {
  const room = WIDTH - NAME_WIDTH - 52;
  const bars = rows.map(({ name, share }, place) => {
    const y = place * ROW;
    return [
      label(
        { es: shorten(name.es, NAME_LENGTH), en: shorten(name.en, NAME_LENGTH) },
        NAME_WIDTH - 8,
        y + 14,
        'text-anchor="end"',
      ),
      `<rect class="ground" x="${NAME_WIDTH}" y="${at(y + 5)}" width="${at(room)}" height="${ROW - 10}"/>`,
      `<rect class="bar" x="${NAME_WIDTH}" y="${at(y + 5)}" width="${at(share * room)}" height="${ROW - 10}"/>`,
      label(
        say((_, numbers) => numbers.percent(share)),
        NAME_WIDTH + room + 6,
        y + 14,
        'class="soft small"',
      ),
    ].join('');
  });
  return drawing(WIDTH, Math.max(1, rows.length) * ROW + 4, bars.join(''));
}

/** A quantity measured at several sizes. */
export interface GrowthLine {
  readonly name: string;
  readonly unit: string;
  /** Sizes and values, both above 0. */
  readonly points: readonly (readonly [size: number, value: number])[];
}

const [WIDTH, HEIGHT] = [360, 280];
const FRAME = { left: 56, right: 14, top: 34, bottom: 42 };

/** Whole powers of ten and their doubles and fives between two values, at least the two that enclose them. */
function listTicks(low: number, high: number): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const step of [1, 2, 5]) ticks.push(step * 10 ** power);
  }
  const first = Math.max(
    0,
    ticks.findLastIndex((tick) => tick <= low * 1.001),
  );
  const last = ticks.findIndex((tick) => tick >= high * 0.999);
  return ticks.slice(first, last < 0 ? ticks.length : last + 1);
}

/**
 * Returns an SVG with one panel for each line, both axes logarithmic, and a dashed line of what growth in proportion to the first size
 * would be. It has colours for a light and for a dark page. The same lines give the same text.
 */
export function drawGrowth(lines: readonly GrowthLine[], title: string, sizeName: string): string {
  const panels = lines.map((line, at) => drawPanel(line, at * WIDTH, sizeName));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * lines.length} ${HEIGHT}" role="img" aria-label="${title}">
<title>${title}</title>
<style>
text { font: 12px system-ui, sans-serif; fill: #3d4451; }
.grid { stroke: #d5d9e0; stroke-width: 1; }
.line { fill: none; stroke: #b3402a; stroke-width: 2; }
.dot { fill: #b3402a; }
.even { fill: none; stroke: #6b7280; stroke-width: 1.5; stroke-dasharray: 4 4; }
.name { font-weight: 600; }
@media (prefers-color-scheme: dark) {
text { fill: #d5d9e0; }
.grid { stroke: #3d4451; }
.line { stroke: #ff9b80; }
.dot { fill: #ff9b80; }
.even { stroke: #9aa3b2; }
}
</style>
${panels.join('\n')}
</svg>
`;
}

/** Where a value stands between `from` and `to`, by its logarithm between the first tick and the last. */
function placeOf(value: number, ticks: readonly number[], from: number, to: number): number {
  return from + ((to - from) * Math.log(value / ticks[0])) / Math.log(ticks[ticks.length - 1] / ticks[0]);
}

function drawPanel({ name, unit, points }: GrowthLine, left: number, sizeName: string): string {
  const [firstSize, firstValue] = points[0];
  const even = points.map(([size]) => [size, (firstValue * size) / firstSize] as const);
  const values = [...points, ...even].map(([, value]) => value);
  const [xTicks, yTicks] = [points.map(([size]) => size), listTicks(Math.min(...values), Math.max(...values))];
  const x = (size: number): string => placeOf(size, xTicks, left + FRAME.left, left + WIDTH - FRAME.right).toFixed(1);
  const y = (value: number): string => placeOf(value, yTicks, HEIGHT - FRAME.bottom, FRAME.top).toFixed(1);
  const path = (all: readonly (readonly [number, number])[]): string =>
    all.map(([size, value], at) => `${at === 0 ? 'M' : 'L'}${x(size)} ${y(value)}`).join(' ');
  const edge = (left + FRAME.left).toFixed(1);
  const end = (left + WIDTH - FRAME.right).toFixed(1);
  return [
    `<text class="name" x="${edge}" y="18">${name} (${unit})</text>`,
    ...yTicks.map(
      (tick) =>
        `<path class="grid" d="M${edge} ${y(tick)} L${end} ${y(tick)}"/><text x="${left + FRAME.left - 8}" y="${(Number(y(tick)) + 4).toFixed(1)}" text-anchor="end">${tick}</text>`,
    ),
    ...xTicks.map(
      (tick) => `<text x="${x(tick)}" y="${HEIGHT - FRAME.bottom + 18}" text-anchor="middle">${tick}</text>`,
    ),
    `<text x="${end}" y="${HEIGHT - 6}" text-anchor="end">${sizeName}</text>`,
    `<path class="even" d="${path(even)}"/>`,
    `<path class="line" d="${path(points)}"/>`,
    ...points.map(([size, value]) => `<circle class="dot" cx="${x(size)}" cy="${y(value)}" r="3.5"/>`),
  ].join('\n');
}

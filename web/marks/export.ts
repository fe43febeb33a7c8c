/** What is taken away of a chart: the picture, as it is drawn, and its values. */

/** The values behind a chart, as a table; null where there is none. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

const PAINT = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'visibility',
  'display',
] as const;

const NAMESPACE = 'http://www.w3.org/2000/svg';
const MARGIN = 24;
const TITLE_SIZE = 18;
const TEXT_SIZE = 13;
const LINE = 18;
/** Average width of a letter, in parts of the size: breaks lines of the sentence. */
const LETTER = 0.54;
const PICTURE_SCALE = 2;

function wrap(text: string, width: number): string[] {
  const most = Math.max(20, Math.floor(width / (TEXT_SIZE * LETTER)));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** Every colour and type as attributes of its own: the picture leaves the style sheets behind. */
function paint(from: Element, to: Element): void {
  const computed = getComputedStyle(from);
  for (const name of PAINT) {
    const value = computed.getPropertyValue(name);
    if (value !== '') to.setAttribute(name, value);
  }
  for (const name of ['class', 'style', 'tabindex', 'role', 'aria-label', 'aria-pressed']) to.removeAttribute(name);
  const [inside, copies] = [from.children, to.children];
  for (let at = 0; at < inside.length; at++) paint(inside[at], copies[at]);
}

function textElement(text: string, y: number, size: number, weight: number, color: string): SVGTextElement {
  const element = document.createElementNS(NAMESPACE, 'text');
  element.textContent = text;
  for (const [name, value] of Object.entries({
    x: MARGIN,
    y,
    fill: color,
    'font-size': size,
    'font-weight': weight,
    'font-family': 'Inter, system-ui, sans-serif',
  }))
    element.setAttribute(name, String(value));
  return element;
}

interface Picture {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** The drawn chart as an SVG document with title and sentence, in the colours of the theme in force. Sizes in pixels. */
export function pictureOf(drawn: SVGSVGElement, title: string, sentence: string): Picture {
  const { width: inner, height: drawnHeight } = drawn.getBoundingClientRect();
  const lines = wrap(sentence, inner);
  const head = MARGIN + TITLE_SIZE + 8 + lines.length * LINE + 8;
  const width = Math.ceil(inner + 2 * MARGIN);
  const height = Math.ceil(head + drawnHeight + MARGIN);
  const panel = getComputedStyle(document.documentElement);
  const color = (name: string): string => panel.getPropertyValue(name).trim();
  const picture = document.createElementNS(NAMESPACE, 'svg');
  picture.setAttribute('xmlns', NAMESPACE);
  picture.setAttribute('width', String(width));
  picture.setAttribute('height', String(height));
  picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const ground = document.createElementNS(NAMESPACE, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', color('--surface'));
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  paint(drawn, copy);
  copy.setAttribute('x', String(MARGIN));
  copy.setAttribute('y', String(head));
  copy.setAttribute('overflow', 'visible');
  picture.append(
    ground,
    textElement(title, MARGIN + TITLE_SIZE - 4, TITLE_SIZE, 600, color('--ink')),
    ...lines.map((line, at) =>
      textElement(line, MARGIN + TITLE_SIZE + 8 + (at + 0.75) * LINE, TEXT_SIZE, 400, color('--ink-soft')),
    ),
    copy,
  );
  return { text: new XMLSerializer().serializeToString(picture), width, height };
}

/** Gives a file to the person. */
export function takeAway(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The picture as pixels, twice as many as on the screen. */
export async function pixelsOf({ text, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * PICTURE_SCALE;
  canvas.height = height * PICTURE_SCALE;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('the picture could not be drawn')) : resolve(blob)));
  });
}

const cell = (value: string | number | null): string => {
  if (value === null) return '';
  const text = String(value);
  // A text that begins like a formula is made plain, so that no spreadsheet runs it.
  const plain = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** A table as CSV: a heading line, decimal points, unknown is empty. */
export const csvOf = ({ columns, rows }: ChartTable): string =>
  `${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`;

/** Pieces of HTML and SVG in two languages at once: the page shows one of them by its style sheet. */
import { type AnalysisLanguage, formats, type Formats } from '../wording/formats.ts';
import { type AnalysisWording, analysisWording } from '../wording/wording.ts';

/** The same in both languages. */
export interface Both {
  readonly es: string;
  readonly en: string;
}

/** Says something in both languages, with the words and the numbers of each. */
export const say = (
  sentence: (words: AnalysisWording, numbers: Formats, language: AnalysisLanguage) => string,
): Both => ({
  es: sentence(analysisWording('es'), formats.es, 'es'),
  en: sentence(analysisWording('en'), formats.en, 'en'),
});

/** Text as it may stand in HTML and SVG, attributes included. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Text in both languages within HTML; one piece where they are alike. */
export function tell(both: Both | string): string {
  if (typeof both === 'string') return escapeText(both);
  const { es, en } = both;
  return es === en
    ? escapeText(es)
    : `<span class="es" lang="es">${escapeText(es)}</span><span class="en" lang="en">${escapeText(en)}</span>`;
}

/** A coordinate with one decimal. */
export const at = (value: number): string => String(Math.round(value * 10) / 10);

/** SVG text in both languages; `attributes` as they stand in the tag. */
export function label(both: Both | string, x: number, y: number, attributes = ''): string {
  const place = `x="${at(x)}" y="${at(y)}"${attributes === '' ? '' : ` ${attributes}`}`;
  const one = typeof both === 'string' || both.es === both.en;
  if (one) return `<text ${place}>${escapeText(typeof both === 'string' ? both : both.es)}</text>`;
  const classes = /class="([^"]*)"/.exec(place)?.[1];
  const rest = place.replace(/ ?class="[^"]*"/, '');
  return (['es', 'en'] as const)
    .map((language) => {
      const names = classes === undefined ? language : `${classes} ${language}`;
      return `<text class="${names}" lang="${language}" ${rest}>${escapeText(both[language])}</text>`;
    })
    .join('');
}

/** A picture of the given size in its own units; its description stands in the caption of its figure. */
export const drawing = (width: number, height: number, content: string): string =>
  `<svg viewBox="0 0 ${width} ${at(height)}" role="img" preserveAspectRatio="xMidYMid meet">${content}</svg>`;

/** The beginning of a text that fits `most` characters. */
export function shorten(text: string, most: number): string {
  const letters = Array.from(text);
  return letters.length > most
    ? `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : text;
}

interface FigureParts {
  readonly title: Both;
  /** What it shows, in a sentence. */
  readonly caption: Both;
  readonly picture: string;
}

/** A picture with its title and a sentence on what it shows. */
export function figure({ title, caption, picture }: FigureParts): string {
  const name = escapeText(title.es === title.en ? title.es : `${title.es} · ${title.en}`);
  const named = picture.replace('<svg ', () => `<svg aria-label="${name}" `);
  return `<figure><h4>${tell(title)}</h4><div class="frame">${named}</div><figcaption>${tell(caption)}</figcaption></figure>`;
}

/** A table; cells are texts in one language or both, columns of numbers are named by their place. */
export function tableOf(
  headings: readonly (Both | string)[],
  rows: readonly (readonly (Both | string)[])[],
  numeric: readonly number[] = [],
): string {
  const cell = (tag: 'th' | 'td', content: Both | string, column: number): string =>
    `<${tag}${tag === 'th' ? ' scope="col"' : ''}${numeric.includes(column) ? ' class="number"' : ''}>${tell(content)}</${tag}>`;
  const head = headings.map((heading, column) => cell('th', heading, column)).join('');
  const body = rows.map((row) => `<tr>${row.map((content, column) => cell('td', content, column)).join('')}</tr>`);
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

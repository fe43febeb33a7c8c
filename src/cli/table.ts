const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const WIDE =
  /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|[\uFF01-\uFF60]/u;

/** How many columns of a terminal the text takes: one for each visible character, two for wide ones. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

const NUMBER = /^-?\d[\d.,\s]*$|^$/;

/** Rows as text in columns: left-aligned, numbers right-aligned, two spaces between; nothing stands behind the last cell. */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const numeric = headings.map((_, column) => rows.length > 0 && rows.every((row) => NUMBER.test(row[column])));
  const widths = headings.map((heading, column) =>
    Math.max(displayWidth(heading), ...rows.map((row) => displayWidth(row[column]))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const gap = ' '.repeat(widths[column] - displayWidth(cell));
        return numeric[column] ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd();
  return [headings, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

/** `name  value` lines with the values under each other. */
export function formatFacts(facts: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...facts.map(([name]) => displayWidth(name)));
  return facts.map(([name, value]) => `${name}${' '.repeat(width - displayWidth(name))}  ${value}`).join('\n');
}

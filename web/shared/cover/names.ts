/** A title's name as a poster sets it. */
export interface PosterName {
  /** The name, large. */
  readonly main: string;
  /** What follows a colon or a dash, small; empty without. */
  readonly rest: string;
  /** The same for all parts of a series. */
  readonly series: string;
}

const PART =
  /[\s,]+(?:part|parte|vol\.?|volume|chapter|cap[íi]tulo|episode|episodio)?\s*(?:\d{1,2}|[ivx]{1,4}|one|two|three|dos|tres)$/i;

/** Splits a name into what a poster sets large and small, and finds the series that it belongs to. */
export function posterName(title: string): PosterName {
  const bare = title.replaceAll(/\s*\([^)]*\)/g, '').trim() || title;
  const cut = /^(.{2,}?)(?:\s*:\s+|\s+[-–—]\s+)(.+)$/.exec(bare);
  const main = cut?.[1] ?? bare;
  const family = main.replace(PART, '');
  const head = /^(\S+ \S+) (?:and|y) (?:the|el|la|los|las)\b/i.exec(family)?.[1] ?? family;
  const series = (head.length < 3 ? main : head).toLowerCase().replace(/^(?:the|a|an|el|la|los|las|un|una) (?=\S)/, '');
  return { main, rest: cut?.[2] ?? '', series };
}

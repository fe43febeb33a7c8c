/**
 * Splits the values of a list parameter into groups of pieces: text between bars or in double quotes is one piece by itself; commas
 * part pieces that may still belong together ("Crouching Tiger, Hidden Dragon"), so they stay in one group.
 */
function splitValues(values: readonly string[]): string[][] {
  const groups: string[][] = [];
  for (const value of values) {
    for (const part of value.match(/"(?:[^"]|"")*"|[^|"]+|"/g) ?? []) {
      if (part.length >= 2 && part.startsWith('"') && part.endsWith('"')) {
        groups.push([part.slice(1, -1).replaceAll('""', '"').trim()]);
      } else {
        groups.push(part.split(',').map((piece) => piece.trim()));
      }
    }
  }
  return groups.map((group) => group.filter((piece) => piece !== '')).filter((group) => group.length > 0);
}

/** A known name rarely holds more commas than this. */
const LONGEST_JOIN = 8;

/**
 * Returns what `find` makes of each member of a list parameter, and the members it does not know. Members stand between commas or
 * bars or come one in each value; neighbouring pieces between commas are tried together first, the longest run first, so a name
 * with a comma is found with quotes or without. Order is kept, repeated results come once. `complete` is false when there
 * were more than `limit` members; those beyond were not read.
 */
export function resolveList<T>(
  values: readonly string[],
  find: (name: string) => T | null,
  limit: number,
): { found: { name: string; value: T }[]; unknown: string[]; complete: boolean } {
  const found: { name: string; value: T }[] = [];
  const unknown: string[] = [];
  const seen = new Set<T>();
  let members = 0;
  for (const pieces of splitValues(values)) {
    for (let at = 0; at < pieces.length; ) {
      if (++members > limit) return { found, unknown, complete: false };
      let taken = 1;
      let match: T | null = null;
      for (let end = Math.min(pieces.length, at + LONGEST_JOIN); end > at && match === null; end--) {
        match = find(pieces.slice(at, end).join(', '));
        if (match !== null) taken = end - at;
      }
      if (match === null) unknown.push(pieces[at]);
      else if (!seen.has(match)) {
        seen.add(match);
        found.push({ name: pieces.slice(at, at + taken).join(', '), value: match });
      }
      at += taken;
    }
  }
  return { found, unknown, complete: true };
}

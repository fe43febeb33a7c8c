import type { Wording } from './wording.ts';

const oneOf = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const quoted = (names: readonly string[]): string => {
  const marked = names.map((name) => `“${name}”`);
  return marked.length < 2 ? marked.join('') : `${marked.slice(0, -1).join(', ')} and ${marked.at(-1)}`;
};
const offer = (names: readonly string[]): string =>
  names.length === 0 ? '' : ` Did you mean ${oneOf.format(names.map((name) => `“${name}”`))}?`;

/** The sentences of serving in English. */
export const en: Wording = {
  reason({ watched, liked, shared, asked, popular, history }) {
    const causes: string[] = [];
    if (watched.length > 0) causes.push(`you watched ${quoted(watched)}`);
    if (liked.length > 0) causes.push(`you like ${quoted(liked)}`);
    if (causes.length > 0) {
      const because = `${popular === 'mostly' ? 'Among the most watched here, and because' : 'Because'} ${causes.join(' and ')}`;
      if (shared.length === 0) return `${because}.`;
      return `${because}; ${asked ? 'it matches' : 'in common'}: ${shared.join(', ')}.`;
    }
    if (shared.length > 0) {
      const fit = `${asked ? 'Matches what you asked for' : 'In your line'}: ${shared.join(', ')}`;
      return popular === 'mostly' ? `${fit}; and among the most watched.` : `${fit}.`;
    }
    if (popular !== 'no') return 'Among the most watched here.';
    return history ? 'For all you have watched, taken together.' : 'A first step into the catalogue.';
  },
  similarReason: (name, shared) =>
    shared.length > 0 ? `Like “${name}”: ${shared.join(', ')}.` : `People who watch “${name}” tend to watch it too.`,
  unknownTitle: (name, suggestions) => `No title is called “${name}”; it was left out.${offer(suggestions)}`,
  unknownGenre: (name, suggestions) =>
    `No title is of the genre “${name}”; it was not filtered by.${offer(suggestions)}`,
  unknownTag: (name, suggestions) => `No title has the tag “${name}”; it was not filtered by.${offer(suggestions)}`,
  noPlatforms: (name) => `This catalogue does not say on which platform a title is; it was not filtered by “${name}”.`,
  unknownPlatform: (name, known) =>
    `“${name}” is none of the platforms here; it was not filtered by. They are ${known.join(', ')}.`,
  fewMatches: (found, wanted) =>
    `Only ${found} ${found === 1 ? 'title meets' : 'titles meet'} what was asked, of ${wanted}. Fewer filters give more.`,
};

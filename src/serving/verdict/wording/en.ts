import type { NamedPart, VerdictWording } from './wording.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const stars = (value: number): string => (Math.round(value * 10) / 10).toString();
const listed = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const named = (parts: readonly NamedPart[]): string =>
  listed.format(parts.map((part) => `“${part.name}”${part.stars === null ? '' : ` (${stars(part.stars)})`}`));

/** Verdicts in English. */
export const en: VerdictWording = {
  verdict: ({ name, recommended, probability, stars: expected, threshold }) =>
    `${recommended ? 'Yes' : 'No'}: “${name}” would be liked with a probability of ${percent(probability)} (${stars(expected)} stars expected; it takes ${percent(threshold)}).`,
  reason({ kind, name, isNewTitle, pro, con, shared }) {
    const sentences: string[] = [];
    if (kind === 'nothing')
      sentences.push('Nothing is known of this viewer yet: this is how people here like it on the whole.');
    if (kind === 'views')
      sentences.push(
        'What this viewer watched is known, but no ratings: this is near to how people like it on the whole.',
      );
    if (pro.length > 0) {
      sentences.push(`For it: ${named(pro)}${shared.length === 0 ? '' : `; in common: ${shared.join(', ')}`}.`);
    }
    if (con.length > 0) sentences.push(`Against it: ${named(con)}.`);
    if (isNewTitle) sentences.push(`Nobody has rated “${name}” yet: it is judged by its genres and year.`);
    return sentences.length === 0
      ? 'Hardly anything of what this viewer rated speaks for or against it.'
      : sentences.join(' ');
  },
  why: ({ threshold, wanted, reached, precision, recall }) => {
    const found =
      precision === null || recall === null
        ? 'too few later ratings were above it to measure it'
        : `of the latest ratings, ${percent(precision)} of what it recommended was liked, and it recommended ${percent(recall)} of what was liked`;
    return `Yes from ${percent(threshold)} on, ${reached ? `so that ${percent(wanted)} of what is recommended is liked` : `the nearest to the ${percent(wanted)} wanted, which no threshold reached`}; ${found}.`;
  },
  unknownUser: (userId) => `No user is called “${userId}”; the answer is the one for a stranger.`,
};

import type { NamedPart, VerdictWording } from './wording.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const stars = (value: number): string => (Math.round(value * 10) / 10).toString().replace('.', ',');
const listed = new Intl.ListFormat('es', { type: 'conjunction' });
const named = (parts: readonly NamedPart[]): string =>
  listed.format(parts.map((part) => `«${part.name}»${part.stars === null ? '' : ` (${stars(part.stars)})`}`));

/** Verdicts in Spanish. */
export const es: VerdictWording = {
  verdict: ({ name, recommended, probability, stars: expected, threshold }) =>
    `${recommended ? 'Sí' : 'No'}: «${name}» gustaría con una probabilidad del ${percent(probability)} (se esperan ${stars(expected)} estrellas; hace falta un ${percent(threshold)}).`,
  reason({ kind, name, isNewTitle, pro, con, shared }) {
    const sentences: string[] = [];
    if (kind === 'nothing')
      sentences.push('Aún no se sabe nada de esta persona: así gusta aquí a la gente en general.');
    if (kind === 'views')
      sentences.push('Se sabe qué ha visto esta persona, pero no qué valoró: queda cerca de lo que gusta en general.');
    if (pro.length > 0) {
      sentences.push(`A favor: ${named(pro)}${shared.length === 0 ? '' : `; en común: ${shared.join(', ')}`}.`);
    }
    if (con.length > 0) sentences.push(`En contra: ${named(con)}.`);
    if (isNewTitle) sentences.push(`Nadie ha valorado todavía «${name}»: se juzga por sus géneros y su año.`);
    return sentences.length === 0
      ? 'Casi nada de lo que valoró esta persona habla a favor o en contra.'
      : sentences.join(' ');
  },
  why: ({ threshold, wanted, reached, precision, recall }) => {
    const found =
      precision === null || recall === null
        ? 'hubo demasiado pocas valoraciones posteriores por encima para medirlo'
        : `de las últimas valoraciones gustó el ${percent(precision)} de lo recomendado, y se recomendó el ${percent(recall)} de lo que gustó`;
    return `Sí a partir del ${percent(threshold)}, ${reached ? `para que guste el ${percent(wanted)} de lo que se recomienda` : `lo más cercano al ${percent(wanted)} pedido, que ningún umbral alcanzó`}; ${found}.`;
  },
  unknownUser: (userId) => `Ningún usuario se llama «${userId}»; se responde como a alguien desconocido.`,
};

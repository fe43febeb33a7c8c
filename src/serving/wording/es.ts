import type { Wording } from './wording.ts';

/** Spanish says "e" before the sound i: «Alien» e «Indiana Jones», but «Alien» y «Hielo». */
const SOUNDS_LIKE_I = /^(i|hi(?![aeo]))/i;

function quoted(names: readonly string[]): string {
  const last = names.at(-1);
  if (last === undefined) return '';
  if (names.length === 1) return `«${last}»`;
  const before = names.slice(0, -1).map((name) => `«${name}»`);
  return `${before.join(', ')} ${SOUNDS_LIKE_I.test(last) ? 'e' : 'y'} «${last}»`;
}
const offer = (names: readonly string[]): string =>
  names.length === 0 ? '' : ` ¿Quizá ${oneOf.format(names.map((name) => `«${name}»`))}?`;
const oneOf = new Intl.ListFormat('es', { type: 'disjunction' });

/** The sentences of serving in Spanish. */
export const es: Wording = {
  reason({ watched, liked, shared, asked, popular, history }) {
    const causes: string[] = [];
    if (watched.length > 0) causes.push(`viste ${quoted(watched)}`);
    if (liked.length > 0) causes.push(`te ${liked.length > 1 ? 'gustan' : 'gusta'} ${quoted(liked)}`);
    if (causes.length > 0) {
      const because = `${popular === 'mostly' ? 'De lo más visto aquí, y porque' : 'Porque'} ${causes.join(' y ')}`;
      if (shared.length === 0) return `${because}.`;
      return `${because}; ${asked ? 'encaja con' : 'comparte'}: ${shared.join(', ')}.`;
    }
    if (shared.length > 0) {
      const fit = `${asked ? 'Encaja con lo que buscas' : 'En tu línea'}: ${shared.join(', ')}`;
      return popular === 'mostly' ? `${fit}; y es de lo más visto.` : `${fit}.`;
    }
    if (popular !== 'no') return 'De lo más visto aquí.';
    return history ? 'Por el conjunto de lo que has visto.' : 'Para empezar a descubrir el catálogo.';
  },
  similarReason: (name, shared) =>
    shared.length > 0 ? `Como «${name}»: ${shared.join(', ')}.` : `Quienes ven «${name}» suelen verla también.`,
  unknownTitle: (name, suggestions) =>
    `No conocemos el título «${name}»; no se ha tenido en cuenta.${offer(suggestions)}`,
  unknownGenre: (name, suggestions) =>
    `Ningún título es del género «${name}»; no se ha filtrado por él.${offer(suggestions)}`,
  unknownTag: (name, suggestions) =>
    `Ningún título lleva la etiqueta «${name}»; no se ha filtrado por ella.${offer(suggestions)}`,
  noPlatforms: (name) => `Este catálogo no dice en qué plataforma está cada título; no se ha filtrado por «${name}».`,
  unknownPlatform: (name, known) =>
    `«${name}» no es ninguna de las plataformas; no se ha filtrado por ella. Son ${known.join(', ')}.`,
  fewMatches: (found, wanted) =>
    `${found === 1 ? 'Solo un título cumple' : `Solo ${found} títulos cumplen`} lo pedido, de ${wanted}. Con menos filtros habrá más.`,
};

import type { Language } from './contract.ts';
import { foldName } from './names.ts';

/** Genres as film catalogues write them in English, with the Spanish name people see and others they type. */
const GENRES: readonly (readonly [english: string, spanish: string, ...others: string[]])[] = [
  ['Action', 'acción'],
  ['Adventure', 'aventuras', 'aventura'],
  ['Animation', 'animación', 'animada', 'animadas', 'dibujos animados'],
  ['Children', 'infantil', 'infantiles', 'niños', "Children's", 'kids'],
  ['Comedy', 'comedia', 'comedias'],
  ['Crime', 'crimen', 'policíaca', 'policial', 'policiaco'],
  ['Documentary', 'documental', 'documentales'],
  ['Drama', 'drama', 'dramas'],
  ['Family', 'familiar', 'familia'],
  ['Fantasy', 'fantasía', 'fantástica', 'fantástico'],
  ['Film-Noir', 'cine negro', 'noir', 'film noir'],
  ['History', 'historia', 'histórica', 'histórico', 'Historical'],
  ['Horror', 'terror', 'miedo', 'horror'],
  ['IMAX', 'IMAX'],
  ['Music', 'música', 'musical'],
  ['Musical', 'musical', 'musicales'],
  ['Mystery', 'misterio', 'intriga'],
  ['Romance', 'romance', 'romántica', 'romántico', 'amor', 'romantic'],
  ['Sci-Fi', 'ciencia ficción', 'Science Fiction', 'SF', 'sci fi', 'scifi'],
  ['Short', 'cortometraje', 'corto', 'cortos'],
  ['Sport', 'deporte', 'deportes', 'Sports'],
  ['Thriller', 'suspense', 'suspenso', 'thriller'],
  ['TV Movie', 'película de televisión', 'telefilme'],
  ['War', 'bélica', 'guerra', 'bélico'],
  ['Western', 'western', 'oeste', 'del oeste'],
];

const bySpelling = new Map<string, Set<string>>();
const canonical = new Map<string, string>();
const spanish = new Map<string, string>();
for (const [english, shown, ...others] of GENRES) {
  const spellings = [english, shown, ...others].map(foldName);
  spanish.set(english, shown);
  spanish.set(foldName(english), shown);
  for (const spelling of spellings) {
    if (!canonical.has(spelling)) canonical.set(spelling, english);
    const group = bySpelling.get(spelling) ?? new Set<string>();
    for (const other of spellings) group.add(other);
    bySpelling.set(spelling, group);
  }
}

/** Every folded spelling under which the genre may stand in a catalogue, the given one first. */
export function genreSpellings(name: string): string[] {
  const folded = foldName(name);
  return [...new Set([folded, ...(bySpelling.get(folded) ?? [])])];
}

/** The English name of a genre under any spelling; null for one that is not known. */
export const canonicalGenre = (name: string): string | null => canonical.get(foldName(name)) ?? null;

/** A genre as people read it in a sentence: in lower case, in Spanish where we know the name. */
export function genreLabel(name: string, language: Language): string {
  if (language === 'es') return spanish.get(name) ?? spanish.get(foldName(name)) ?? name.toLowerCase();
  return name === 'IMAX' || name === 'TV Movie' ? name : name.toLowerCase();
}

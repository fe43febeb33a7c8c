import { foldText, normalizePhrase } from './tokenizer.ts';

/** Each genre: key, its name in English and Spanish, and other spellings found in catalogues and in what people write. */
const GENRES: readonly (readonly [key: string, en: string, es: string, spellings: string])[] = [
  ['action', 'Action', 'Acción', 'accion, action movie, pelicula de accion'],
  ['adventure', 'Adventure', 'Aventura', 'aventuras, adventures, action adventure, aventurera'],
  [
    'animation',
    'Animation',
    'Animación',
    'animated, animada, animadas, animado, animados, dibujos animados, cartoon, cartoons, caricaturas',
  ],
  ['anime', 'Anime', 'Anime', 'animes, anime features, anime series'],
  ['biography', 'Biography', 'Biografía', 'biopic, biographical, biografica, biografico'],
  [
    'children',
    'Children',
    'Infantil',
    'childrens, children s, kids, infantiles, ninos, para ninos, children family movies, kids tv',
  ],
  ['comedy', 'Comedy', 'Comedia', 'comedies, comedias, comica, comico, comicas, comicos'],
  ['crime', 'Crime', 'Crimen', 'crimenes, criminal, policiaca, policiaco, policial, policiales, policiacas'],
  ['documentary', 'Documentary', 'Documental', 'documentaries, documentales, docuseries'],
  ['drama', 'Drama', 'Drama', 'dramas, dramatica, dramatico, dramaticas, dramaticos, dramatic, dramon'],
  ['family', 'Family', 'Familiar', 'familiares, para toda la familia, para la familia, family friendly'],
  ['fantasy', 'Fantasy', 'Fantasía', 'fantasia, fantastica, fantastico, fantasticas, fantasticos, cine fantastico'],
  ['film-noir', 'Film-Noir', 'Cine negro', 'noir, film noir, neo noir, cine negro'],
  ['history', 'History', 'Historia', 'historica, historico, historicas, historicos, historical'],
  ['horror', 'Horror', 'Terror', 'horror movies, miedo, de miedo, terrorifica, terrorifico, scary, espanto'],
  ['imax', 'IMAX', 'IMAX', ''],
  ['music', 'Music', 'Música', 'musica'],
  ['musical', 'Musical', 'Musical', 'musicals, musicales'],
  ['mystery', 'Mystery', 'Misterio', 'misterios, mysteries, misteriosa, misterioso'],
  ['romance', 'Romance', 'Romance', 'romantic, romances, romantica, romantico, romanticas, romanticos, de amor'],
  [
    'science-fiction',
    'Sci-Fi',
    'Ciencia ficción',
    'science fiction, scifi, sci fi, ciencia ficcion, cienciaficcion, sci fi fantasy, futurista',
  ],
  ['thriller', 'Thriller', 'Suspense', 'thrillers, suspenso, suspense, suspenseful'],
  ['tv-movie', 'TV Movie', 'Película de TV', 'telefilme, telefilm'],
  ['war', 'War', 'Guerra', 'guerras, belica, belico, belicas, belicos, cine belico, war movie'],
  ['western', 'Western', 'Western', 'westerns, del oeste, pelicula del oeste, vaqueros, oeste, spaghetti western'],
];

const BY_SPELLING = new Map<string, string>();
for (const [key, en, es, spellings] of GENRES) {
  for (const spelling of [key, en, es, ...spellings.split(',')]) {
    const phrase = normalizePhrase(spelling);
    if (phrase !== '') BY_SPELLING.set(phrase, key);
  }
}

/** Returns the key of a genre by any of its names ("Sci-Fi", "ciencia ficción" → `science-fiction`); an unknown one keeps its own folded name. */
export function canonicalGenre(name: string): string {
  const phrase = normalizePhrase(name);
  return BY_SPELLING.get(phrase) ?? (phrase === '' ? foldText(name).trim() : phrase);
}

/** Returns every spelling with its genre key, as normalised phrases. */
export function genreSpellings(): ReadonlyMap<string, string> {
  return BY_SPELLING;
}

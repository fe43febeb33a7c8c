import type { FilmNeighbours } from '../../models/index.ts';
import type { Language } from '../contract.ts';
import type { SimilarFilmsAnswer, SimilarQuestion } from './contract.ts';
import type { FilmFinder, FoundFilm } from './find-film.ts';
import { notes } from './notes.ts';
import { sentences } from './sentences.ts';

/** The films most similar to the one that was found, with what each shares with it. */
export function answerSimilar(
  neighbours: FilmNeighbours,
  finder: FilmFinder,
  { film, others }: FoundFilm,
  { n, diversity }: SimilarQuestion,
  language: Language,
): SimilarFilmsAnswer {
  const asked = finder.reference(film);
  const recomendaciones = neighbours.similar(film, n, diversity).map(({ film: other, score }) => {
    const { collection, directors, cast, keywords, genres, words } = neighbours.explain(film, other);
    return {
      ...finder.reference(other),
      score,
      comparten: {
        coleccion: collection,
        directores: directors,
        actores: cast,
        palabras_clave: keywords,
        generos: genres,
        palabras: words,
      },
    };
  });
  return {
    mensaje: sentences.similar(
      asked.titulo,
      recomendaciones.map(({ titulo }) => titulo),
    ),
    ...asked,
    recomendaciones,
    otras: others.map((namesake) => finder.reference(namesake)),
    modelo: neighbours.versionId,
    detalle:
      notes[language].similar(neighbours.size, diversity) +
      (others.length === 0 ? '' : notes[language].namesakes(others.length)),
  };
}

/** What an answer counted and what it left out, in both languages. */
import type { Language } from '../contract.ts';

export interface Notes {
  /** `films`: how many the catalogue has. */
  calendar(films: number): string;
  score(): string;
  votes(needed: number): string;
  actor(films: number, withReturn: number): string;
  director(films: number, withReturn: number): string;
  /** `left`: titles that match the filters and were not compared, because their duration is unknown or of the other unit. */
  longest(unit: 'min' | 'season', compared: number, left: number): string;
  countAbove(films: number, scored: number): string;
  platform(untyped: number): string;
  /** `unnamed`: entries that are no name, such as "1". */
  commonActor(titles: number, withCast: number, unnamed: number): string;
  similar(films: number, diversity: number): string;
  /** Added where other films bear the same name. */
  namesakes(others: number): string;
}

const es: Notes = {
  calendar: (films) =>
    `Se cuentan las ${films} películas del catálogo, cada una una vez por su id y por su fecha de estreno; las filas sin fecha no están en el catálogo.`,
  score: () => 'El score es la popularidad de TMDB.',
  votes: (needed) => `Se exige un mínimo de ${needed} valoraciones. El promedio va de 0 a 10.`,
  actor: (films, withReturn) =>
    `Se cuentan sus ${films} películas como actor, no las que dirige; el retorno es recaudación / presupuesto. En ${withReturn} se conocen las dos cifras; las otras ${films - withReturn} cuentan con retorno 0, también en el promedio.`,
  director: (films, withReturn) =>
    `Se cuentan las ${films} películas en que figura con el oficio Director; el retorno es recaudación / presupuesto, y la ganancia su diferencia en dólares. En ${withReturn} se conocen las dos cifras; en las demás el retorno es 0 y la ganancia nula. Un costo o una recaudación de 0 significa que no se conoce.`,
  longest: (unit, compared, left) =>
    unit === 'min'
      ? `Se comparan ${compared} películas con duración en minutos; quedan fuera ${left} que no la tienen o la tienen en temporadas, y las series.`
      : `Se comparan ${compared} series con duración en temporadas; quedan fuera ${left} que no la tienen o la tienen en minutos, y las películas.`,
  countAbove: (films, scored) =>
    scored === 0 && films > 0
      ? `Ninguna de las ${films} películas de esa plataforma y ese año tiene puntaje: no se importaron puntajes. Las series no se cuentan.`
      : `De ${films} películas de esa plataforma y ese año, ${scored} tienen puntaje; se cuentan las que superan el pedido (no las que lo igualan). Las series no se cuentan.`,
  platform: (untyped) =>
    `Se cuentan solo las películas; las series van aparte${untyped === 0 ? '' : untyped === 1 ? ', y 1 título no dice qué es' : `, y ${untyped} títulos no dicen qué son`}.`,
  commonActor: (titles, withCast, unnamed) =>
    `Se cuentan películas y series: de ${titles} títulos de esa plataforma y ese año, ${withCast} nombran a sus actores; cada actor cuenta una vez por título.${unnamed === 0 ? '' : unnamed === 1 ? ' Queda fuera 1 entrada del reparto que no es un nombre.' : ` Quedan fuera ${unnamed} entradas del reparto que no son un nombre.`}`,
  similar: (films, diversity) =>
    `Se buscan entre las ${films} películas del catálogo, por colección, dirección, reparto, palabras clave, géneros y texto; las más similares primero${diversity > 0 ? `, con variedad ${diversity}` : ''}.`,
  namesakes: (others) =>
    others === 1
      ? ' Otra película se llama igual: va en otras; elija con year.'
      : ` Otras ${others} películas se llaman igual: van en otras; elija con year.`,
};

const en: Notes = {
  calendar: (films) =>
    `All ${films} films of the catalogue count, each once by its id, by their release date; rows without a date are not in the catalogue.`,
  score: () => 'The score is TMDB’s popularity.',
  votes: (needed) => `At least ${needed} votes are needed. The mean goes from 0 to 10.`,
  actor: (films, withReturn) =>
    `Counts ${films} films as an actor, not those directed; return is revenue / budget. Of ${withReturn} both figures are known; the other ${films - withReturn} count with return 0, in the mean too.`,
  director: (films, withReturn) =>
    `Counts the ${films} films with the job Director; return is revenue / budget, gain their difference in dollars. Of ${withReturn} both figures are known; for the others the return is 0 and the gain null. A cost or revenue of 0 is not known.`,
  longest: (unit, compared, left) =>
    unit === 'min'
      ? `Compares ${compared} films that last minutes; leaves out ${left} without a duration or with one in seasons, and all series.`
      : `Compares ${compared} series that last seasons; leaves out ${left} without a duration or with one in minutes, and all films.`,
  countAbove: (films, scored) =>
    scored === 0 && films > 0
      ? `None of the ${films} films of that platform and year has a score: no scores were imported. Series do not count.`
      : `Of ${films} films of that platform and year ${scored} have a score; those above the one asked for count (not those equal to it). Series do not count.`,
  platform: (untyped) =>
    `Films only; series stand beside${untyped === 0 ? '' : untyped === 1 ? ', and 1 title does not say what it is' : `, and ${untyped} titles do not say what they are`}.`,
  commonActor: (titles, withCast, unnamed) =>
    `Films and series count: of ${titles} titles of that platform and year ${withCast} name their cast; an actor counts once a title.${unnamed === 0 ? '' : unnamed === 1 ? ' 1 entry of the cast that is no name is left out.' : ` ${unnamed} entries of the cast that are no name are left out.`}`,
  similar: (films, diversity) =>
    `Looks among the ${films} films of the catalogue, by collection, direction, cast, keywords, genres and text; the most similar first${diversity > 0 ? `, with variety ${diversity}` : ''}.`,
  namesakes: (others) =>
    others === 1
      ? ' Another film has the same name: it stands in otras; choose by year.'
      : ` ${others} other films have the same name: they stand in otras; choose by year.`,
};

export const notes: Readonly<Record<Language, Notes>> = { es, en };

import { ButacaError } from '../../base/errors.ts';
import type { ListColumn } from '../../base/string-column.ts';
import type { FilmsCatalogue } from '../../dataset/index.ts';
import type { FilmAnswers, FilmQuestion } from './contract.ts';
import type { Language } from '../contract.ts';
import { buildFilmFinder, type FilmFinder } from './find-film.ts';
import { buildNamePlaces, type NamePlaces } from './name-places.ts';
import { notes } from './notes.ts';
import { sentences } from './sentences.ts';
import { dateOfDay, MONTHS, monthOfDay, WEEKDAYS, weekdayOfDay } from './spanish-calendar.ts';

/** Votes that a film needs for its mean to be told. */
const LEAST_VOTES = 2_000;
/** Names offered for a person who is not known. */
const SUGGESTIONS = 5;

/** For each name of a list column the rows that hold it: CSR, names × rows, rows ascending. */
interface RowsOfName {
  readonly indptr: Int32Array;
  readonly rows: Int32Array;
}

/** Turns rows × names into names × rows. */
function rowsOfNames({ names, indptr, indices }: ListColumn): RowsOfName {
  const starts = new Int32Array(names.size + 1);
  for (const name of indices) starts[name + 1]++;
  for (let name = 0; name < names.size; name++) starts[name + 1] += starts[name];
  const filled = starts.slice();
  const rows = new Int32Array(indices.length);
  for (let row = 0; row + 1 < indptr.length; row++) {
    for (let at = indptr[row]; at < indptr[row + 1]; at++) rows[filled[indices[at]]++] = row;
  }
  return { indptr: starts, rows };
}

/** People by name with their films. */
interface People {
  /** The person's place, and others whose names differ by case, accents or punctuation alone; throws UNKNOWN_PERSON. */
  find(name: string): { person: number; others: string[] };
  filmsOf(person: number): Int32Array;
}

async function indexPeople(column: ListColumn): Promise<People> {
  const { indptr, rows } = rowsOfNames(column);
  const films = Int32Array.from({ length: column.names.size }, (_, person) => indptr[person + 1] - indptr[person]);
  const names: NamePlaces = await buildNamePlaces(column.names, films);
  return {
    find(name) {
      const [person, ...others] = names.exact(name);
      if (person !== undefined) return { person, others: others.map((other) => column.names.at(other)) };
      const suggestions = names.nearest(name, SUGGESTIONS).map((near) => column.names.at(near));
      const meant = suggestions.length === 0 ? '' : `; did you mean ${suggestions.join(', ')}?`;
      throw new ButacaError('UNKNOWN_PERSON', `unknown person: ${name}${meant}`, {
        details: { name, suggestions: suggestions.map((title) => ({ title })) },
      });
    },
    filmsOf: (person) => rows.subarray(indptr[person], indptr[person + 1]),
  };
}

/** Films by month and by weekday of their release. */
function countCalendar(releaseDates: Int32Array): { months: Int32Array; weekdays: Int32Array } {
  const months = new Int32Array(MONTHS.length);
  const weekdays = new Int32Array(WEEKDAYS.length);
  for (const day of releaseDates) {
    months[monthOfDay(day)]++;
    weekdays[weekdayOfDay(day)]++;
  }
  return { months, weekdays };
}

/** Indexes a films catalogue; about a second for 45,000 films with 200,000 people, in pieces between which the thread does other work. */
export async function openFilmAnswers(films: FilmsCatalogue): Promise<{ answers: FilmAnswers; finder: FilmFinder }> {
  const finder = await buildFilmFinder(films);
  const actors = await indexPeople(films.cast);
  const directors = await indexPeople(films.directors);
  const { months, weekdays } = countCalendar(films.releaseDates);

  const isKnown = (film: number): boolean => films.budgets[film] > 0 && films.revenues[film] > 0;
  const sumReturns = (rows: Int32Array): { total: number; known: number } => {
    let total = 0;
    let known = 0;
    for (const film of rows) {
      total += films.returns[film];
      if (isKnown(film)) known++;
    }
    return { total, known };
  };
  /** What every answer about one film says: which film, its namesakes, and the note with them. */
  const findFilm = (question: FilmQuestion, note: string, language: Language) => {
    const { film, others } = finder.find(question);
    return {
      film,
      reference: finder.reference(film),
      namesakes: {
        otras: others.map((other) => finder.reference(other)),
        detalle: note + (others.length === 0 ? '' : notes[language].namesakes(others.length)),
      },
    };
  };

  const answers: FilmAnswers = {
    countMonth: (month, language) => ({
      mensaje: sentences.month(months[month], MONTHS[month]),
      mes: MONTHS[month],
      cantidad: months[month],
      detalle: notes[language].calendar(films.size),
    }),
    countWeekday: (weekday, language) => ({
      mensaje: sentences.weekday(weekdays[weekday], WEEKDAYS[weekday]),
      dia: WEEKDAYS[weekday],
      cantidad: weekdays[weekday],
      detalle: notes[language].calendar(films.size),
    }),
    score(question, language) {
      const { film, reference, namesakes } = findFilm(question, notes[language].score(), language);
      const score = films.popularities[film];
      return {
        mensaje: sentences.score(reference.titulo, reference.anio, score),
        ...reference,
        score,
        ...namesakes,
      };
    },
    votes(question, language) {
      const { film, reference, namesakes } = findFilm(question, notes[language].votes(LEAST_VOTES), language);
      const { titulo, anio } = reference;
      const votos = films.voteCounts[film];
      const promedio = films.voteAverages[film];
      return votos >= LEAST_VOTES
        ? {
            mensaje: sentences.votes(titulo, anio, votos, promedio),
            ...reference,
            cumple: true,
            votos,
            promedio,
            ...namesakes,
          }
        : {
            mensaje: sentences.tooFewVotes(titulo, anio, LEAST_VOTES),
            ...reference,
            cumple: false,
            votos: null,
            promedio: null,
            ...namesakes,
          };
    },
    actor(name, language) {
      const { person, others } = actors.find(name);
      const actor = films.cast.names.at(person);
      const rows = actors.filmsOf(person);
      const { total, known } = sumReturns(rows);
      const mean = total / rows.length;
      return {
        mensaje: sentences.actor(actor, rows.length, total, mean),
        actor,
        cantidad_filmaciones: rows.length,
        filmaciones_con_retorno: known,
        retorno_total: total,
        retorno_promedio: mean,
        otros: others,
        detalle: notes[language].actor(rows.length, known),
      };
    },
    director(name, language) {
      const { person, others } = directors.find(name);
      const director = films.directors.names.at(person);
      const rows = directors.filmsOf(person);
      const { total, known } = sumReturns(rows);
      const inOrder = [...rows].sort((a, b) => films.releaseDates[a] - films.releaseDates[b] || a - b);
      return {
        mensaje: sentences.director(director, rows.length, total),
        director,
        cantidad_filmaciones: rows.length,
        filmaciones_con_retorno: known,
        retorno_total: total,
        peliculas: inOrder.map((film) => ({
          ...finder.reference(film),
          fecha: dateOfDay(films.releaseDates[film]),
          retorno: films.returns[film],
          costo: films.budgets[film],
          recaudacion: films.revenues[film],
          ganancia: isKnown(film) ? films.revenues[film] - films.budgets[film] : null,
        })),
        otros: others,
        detalle: notes[language].director(rows.length, known),
      };
    },
  };
  return { answers, finder };
}

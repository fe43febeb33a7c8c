/** Every reason for which an import sets a row aside or takes it with a change: one registry, told in Spanish and English. */

interface Reason {
  /** `set-aside`: the row is not in the snapshot. `adjusted`: it is, with a change. `notice`: worth knowing, nothing was changed. */
  readonly effect: 'set-aside' | 'adjusted' | 'notice';
  readonly es: string;
  readonly en: string;
}

const reason = (effect: Reason['effect'], es: string, en: string): Reason => ({ effect, es, en });

export const REASONS = {
  WRONG_FIELD_COUNT: reason(
    'set-aside',
    'La fila no tiene tantos campos como la cabecera.',
    'The row does not have as many fields as the header.',
  ),
  UNCLOSED_QUOTE: reason(
    'set-aside',
    'Unas comillas se abren en esta línea y no se cierran.',
    'A quote opens on this line and does not close.',
  ),
  LINE_TOO_LONG: reason(
    'set-aside',
    'La línea pasa de 1 MiB, más de lo que puede medir una fila.',
    'The line is longer than 1 MiB, the most a row may have.',
  ),
  NUL_BYTE: reason('set-aside', 'La fila contiene bytes nulos: no es texto.', 'The row has NUL bytes: it is not text.'),
  EMPTY_ITEM_ID: reason('set-aside', 'El identificador del título está vacío.', 'The title id is empty.'),
  EMPTY_USER_ID: reason('set-aside', 'El identificador del usuario está vacío.', 'The user id is empty.'),
  ID_TOO_LONG: reason('set-aside', 'El identificador pasa de 512 caracteres.', 'The id is longer than 512 characters.'),
  EMPTY_NAME: reason('set-aside', 'El título no tiene nombre.', 'The title has no name.'),
  DUPLICATE_ITEM_ID: reason(
    'set-aside',
    'Otro título anterior tiene el mismo identificador; vale el primero.',
    'An earlier title has the same id; the first one stands.',
  ),
  SAME_NAME_AND_YEAR: reason(
    'notice',
    'Otro título tiene el mismo nombre y año con otro identificador; si es el mismo, sus interacciones están repartidas.',
    'Another title has the same name and year under another id; if it is the same, its interactions are divided.',
  ),
  UNKNOWN_ITEM_ID: reason(
    'set-aside',
    'La interacción nombra un título que no está en el catálogo.',
    'The interaction names a title that is not in the catalogue.',
  ),
  INVALID_RATING: reason(
    'set-aside',
    'La valoración no es un número de la escala.',
    'The rating is not a number of the scale.',
  ),
  INVALID_FRACTION: reason(
    'set-aside',
    'La parte vista no es un número entre 0 y 1 (o entre 0 y 100).',
    'The watched part is not a number from 0 to 1 (or 0 to 100).',
  ),
  INVALID_TIME: reason(
    'adjusted',
    'No se entiende la fecha; la interacción queda sin fecha.',
    'The time cannot be read; the interaction is kept without a time.',
  ),
  TIME_OUT_OF_RANGE: reason(
    'adjusted',
    'La fecha es anterior a 1990 o está en el futuro; la interacción queda sin fecha.',
    'The time is before 1990 or in the future; the interaction is kept without a time.',
  ),
  INVALID_YEAR: reason(
    'adjusted',
    'El año no es un año entre 1870 y 2100; el título queda sin año.',
    'The year is not a year from 1870 to 2100; the title is kept without a year.',
  ),
  MISREAD_TEXT: reason(
    'adjusted',
    'El texto se guardó alguna vez con la codificación equivocada (PelÃ­cula); se ha leído como debía ser (Película).',
    'The text was once saved in the wrong encoding (PelÃ­cula); it was read as it was meant (Película).',
  ),
  DECIMAL_ITEM_ID: reason(
    'adjusted',
    'El identificador está escrito con decimales (12.0); se ha leído sin ellos (12).',
    'The id is written with decimals (12.0); it was read without them (12).',
  ),
  INVALID_LITERAL: reason(
    'adjusted',
    'La celda anidada está rota y no se puede leer; la fila se ha tomado sin ella.',
    'The nested cell is broken and cannot be read; the row was taken without it.',
  ),
  MISALIGNED_ROW: reason(
    'set-aside',
    'El identificador de la película es una fecha: las celdas de la fila están corridas.',
    'The film id is a date: the cells of the row are out of place.',
  ),
  INVALID_FILM_ID: reason(
    'set-aside',
    'El identificador de la película no es un número entero.',
    'The film id is not a whole number.',
  ),
  UNDATED_FILM: reason(
    'set-aside',
    'La película no tiene fecha de estreno, o no se entiende: no entra en el catálogo de películas.',
    'The film has no release date, or one that cannot be read: it does not enter the films catalogue.',
  ),
  REPEATED_FILM_ID: reason(
    'set-aside',
    'Otra fila anterior tiene el mismo identificador de película; vale la primera y la película se cuenta una vez.',
    'An earlier row has the same film id; the first one stands and the film counts once.',
  ),
  UNKNOWN_FILM_ID: reason(
    'notice',
    'La fila es de una película que no está en el catálogo de películas.',
    'The row is of a film that is not in the films catalogue.',
  ),
  INVALID_LINK: reason(
    'set-aside',
    'El enlace no tiene un identificador numérico de TMDB.',
    'The link has no numeric TMDB id.',
  ),
  DURATION_IN_RATING: reason(
    'adjusted',
    'En la clasificación por edades hay una duración; se ha puesto en su sitio, y la clasificación queda en «g».',
    'A duration stands in the maturity rating; it was put in its place, and the rating becomes “g”.',
  ),
  MISSING_RATING: reason(
    'adjusted',
    'El título no tiene clasificación por edades; queda en «g».',
    'The title has no maturity rating; it becomes “g”.',
  ),
  MISSING_DURATION: reason(
    'notice',
    'El título no tiene duración: no cuenta donde se pregunta por ella.',
    'The title has no duration: it does not count where one is asked for.',
  ),
  INVALID_DURATION: reason(
    'adjusted',
    'La duración no es un número de minutos o de temporadas; el título queda sin ella.',
    'The duration is not a number of minutes or seasons; the title is kept without one.',
  ),
  SEASONS_OF_FILM: reason(
    'notice',
    'Es una película y su duración está en temporadas; se ha tomado como está.',
    'It is a film and its duration is in seasons; it was taken as it stands.',
  ),
  UNKNOWN_TYPE: reason(
    'adjusted',
    'El tipo no es película ni serie; el título no cuenta como ninguna de las dos.',
    'The type is neither film nor series; the title counts as neither.',
  ),
  INVALID_DATE: reason(
    'adjusted',
    'No se entiende la fecha; el título queda sin ella.',
    'The date cannot be read; the title is kept without one.',
  ),
  INVALID_PERSON: reason(
    'adjusted',
    'Donde debía haber una persona hay un nombre sin ninguna letra; no se ha tomado.',
    'Where a person should stand there is a name without a letter; it was not taken.',
  ),
  NO_CAST: reason(
    'notice',
    'Ningún título del fichero dice quién actúa: de esta plataforma no se conoce el reparto.',
    'No title of the file says who acts: the cast of this platform is not known.',
  ),
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof REASONS;

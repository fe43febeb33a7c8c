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
    'set-aside',
    'La celda anidada está rota y no se puede leer.',
    'The nested cell is broken and cannot be read.',
  ),
  INVALID_LINK: reason(
    'set-aside',
    'El enlace no tiene un identificador numérico de TMDB.',
    'The link has no numeric TMDB id.',
  ),
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof REASONS;

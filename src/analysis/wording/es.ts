import { type Facts, fill, type Numbers, readFacts } from './facts.ts';
import { formats, nameIn } from './formats.ts';
import type { AnalysisWording, ColumnName } from './wording.ts';

const { count, decimal, percent, chance } = formats.es;

const columns: Readonly<Record<string, ColumnName>> = {
  runtime: ['duración', 'la duración'],
  releaseYear: ['año de estreno', 'el año de estreno'],
  budget: ['presupuesto', 'el presupuesto'],
  revenue: ['recaudación', 'la recaudación'],
  return: ['retorno', 'el retorno'],
  voteCount: ['votos', 'el número de votos'],
  voteAverage: ['voto medio', 'el voto medio'],
  popularity: ['popularidad', 'la popularidad'],
  castSize: ['tamaño del reparto', 'el tamaño del reparto'],
  genreCount: ['géneros por título', 'el número de géneros'],
  genres: ['género', 'el género'],
  countries: ['país', 'el país'],
  originalLanguage: ['idioma original', 'el idioma original'],
  spokenLanguages: ['idioma hablado', 'el idioma hablado'],
  companies: ['productora', 'la productora'],
  collection: ['colección', 'la colección'],
  keywords: ['palabra clave', 'las palabras clave'],
  directors: ['dirección', 'la dirección'],
  cast: ['reparto', 'el reparto'],
  releaseDate: ['fecha de estreno', 'la fecha de estreno'],
  title: ['título', 'el título'],
  overview: ['sinopsis', 'la sinopsis'],
  minutes: ['duración de las películas', 'la duración de las películas'],
  seasons: ['temporadas de las series', 'el número de temporadas'],
  score: ['puntuación media', 'la puntuación media'],
  yearsUntilAdded: ['años hasta llegar', 'los años entre el estreno y la llegada'],
  platform: ['plataforma', 'la plataforma'],
  type: ['tipo', 'el tipo'],
  maturityRating: ['clasificación por edad', 'la clasificación por edad'],
  dateAdded: ['fecha de llegada', 'la fecha de llegada'],
  description: ['descripción', 'la descripción'],
  duration: ['duración', 'la duración'],
  durationInt: ['duración', 'la duración'],
  durationType: ['unidad de la duración', 'la unidad de la duración'],
  viewers: ['usuarios que lo vieron', 'el número de usuarios que lo vieron'],
  meanRating: ['valoración media', 'la valoración media'],
  ratingDeviation: ['dispersión de las valoraciones', 'la dispersión de las valoraciones'],
  tagCount: ['etiquetas por título', 'el número de etiquetas'],
  synopsisLength: ['longitud de la sinopsis', 'la longitud de la sinopsis'],
  tags: ['etiqueta', 'las etiquetas'],
  synopsis: ['sinopsis', 'la sinopsis'],
  userInteractions: ['interacciones por usuario', 'las interacciones de los usuarios'],
  userMeanRating: ['valoración media por usuario', 'la valoración media de los usuarios'],
  userRatingDeviation: ['dispersión de sus valoraciones', 'la dispersión de las valoraciones de los usuarios'],
  rating: ['valoración', 'la valoración'],
  watchedFraction: ['parte vista', 'la parte vista'],
  interactionTime: ['momento de la interacción', 'el momento de la interacción'],
  inOneMinute: ['en un minuto', 'las interacciones en un minuto'],
  count: ['filas iguales', 'las filas iguales'],
};

const months = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
const weekdays = 'lunes martes miércoles jueves viernes sábado domingo'.split(' ');
const the = (column: string): string => columns[column]?.[1] ?? column;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const limits = (low: number | null, high: number | null): string =>
  [low === null ? '' : `por debajo de ${decimal(low)}`, high === null ? '' : `por encima de ${decimal(high)}`]
    .filter((part) => part !== '')
    .join(' o ') || 'ningún valor lo está';

/** What a rule flags, without the counts. */
const RULES: Readonly<Record<string, (column: string, low: number | null, high: number | null) => string>> = {
  'far-out': (column, low, high) =>
    `${capital(the(column))} queda lejos del resto: ${limits(low, high)} (Tukey, 3 rangos intercuartílicos más allá de los cuartiles)`,
  'far-out-log': (column, low, high) =>
    `${capital(the(column))} queda lejos del resto en escala logarítmica: ${limits(low, high)} (Tukey, 3 rangos intercuartílicos del logaritmo)`,
  'return-above-1000': () =>
    'Recaudó más de 1000 veces un presupuesto de menos de 1000 dólares: el presupuesto está en otra unidad',
  'budget-below-1000': () => 'Presupuesto de menos de 1000 dólares: probablemente dado en miles o millones',
  'revenue-without-budget': () => 'Recaudó dinero con un presupuesto de cero: el presupuesto no se conoce',
  'runtime-above-400': () => 'Dura más de 400 minutos: series y seriales más que películas',
  'year-before-1900': () => 'Estrenada antes de 1900: las primeras películas, o una errata en la fecha',
  'released-in-the-future': () => 'Estrenada después del día de esta exploración',
  'perfect-by-few-votes': () => 'Un 10 de media con menos de cinco votos: una media que no dice nada',
  'votes-without-average': () => 'Tiene votos pero una media de 0: votada antes del estreno, o un error',
  'same-title-and-year': () => 'Comparte nombre y año con otro id: dos gemelas, o una misma película dos veces',
  'twice-on-a-platform': () => 'Está dos veces en una plataforma, con igual nombre, tipo y año',
  'movie-in-seasons': () => 'Una película cuya duración se da en temporadas: una serie con el tipo equivocado',
  'series-in-minutes': () => 'Una serie cuya duración se da en minutos',
  'duration-as-maturity-rating': () => 'Hay una duración donde debería estar la clasificación por edad',
  'minutes-above-300': () => 'Películas de más de 300 minutos: sonidos para dormir, o varias partes en una',
  'minutes-below-5': () => 'Películas de menos de 5 minutos: tráileres, pruebas, canciones',
  'seasons-above-15': () => 'Más de 15 temporadas',
  'added-before-release': () =>
    'Llegó a la plataforma en un año anterior al de su estreno: el año es el de una temporada posterior, o está mal',
  'added-in-the-future': () => 'Llegó después del día de esta exploración',
  'year-before-1925': () => 'Estrenada antes de 1925',
  'low-rated-by-many': () => 'Vista por 20 usuarios o más, con una valoración media por debajo de 2 estrellas',
  'always-the-same-rating': () => 'Usuarios con 20 interacciones o más que siempre dan la misma valoración',
  'many-in-a-minute': () => 'Usuarios con más de 50 interacciones en un minuto: metidas de golpe, no mientras se ve',
};

const strong = (value: number): string =>
  Math.abs(value) >= 0.7 ? 'muy juntos' : Math.abs(value) >= 0.4 ? 'claramente juntos' : 'algo juntos';

type Sentence = (facts: Facts, numbers: Numbers, n: number) => string;

const label = (column: string): string => columns[column]?.[0] ?? column;

const FINDINGS: Readonly<Record<string, Sentence>> = {
  correlation: ({ a, b }, { spearman, pearson }) =>
    `${capital(the(a))} y ${the(b)} van ${strong(spearman)}${spearman < 0 ? ', en sentidos opuestos' : ''}: Spearman ${decimal(spearman)}, Pearson ${decimal(pearson)}.`,
  'new-years-day': ({ column }, { count: found, expected, ratio }) =>
    `El 1 de enero tiene ${count(found)} filas según ${the(column)}, ${decimal(ratio, 0)} veces las ${decimal(expected, 0)} de un día cualquiera: las fuentes ponen ahí lo que solo fechan por el año.`,
  'months-uneven': ({ column }, { most, mostRatio, least, leastRatio, effect, p }) =>
    `Según ${the(column)}, ${months[most]} tiene ${decimal(mostRatio)} veces lo que darían sus días y ${months[least]} ${decimal(leastRatio)} veces (χ², p ${chance(p)}; efecto w ${decimal(effect)}).`,
  'months-uneven-apart-from-new-year': ({ column }, { most, mostRatio, least, leastRatio, effect, p }) =>
    `Según ${the(column)}, y aparte del 1 de enero, ${months[most]} tiene ${decimal(mostRatio)} veces lo que darían sus días y ${months[least]} ${decimal(leastRatio)} veces (χ², p ${chance(p)}; efecto w ${decimal(effect)}).`,
  'weekdays-uneven': ({ column }, { most, mostShare, effect, p }) =>
    `El ${percent(mostShare)} cae en ${weekdays[most]} según ${the(column)}, cuando una séptima parte sería el 14,3 % (χ², p ${chance(p)}; efecto w ${decimal(effect)}).`,
  'share-rises': ({ column, name }, { first, last, from, to, low, high }) =>
    `«${nameIn('es', column, name)}» (${label(column)}) crece del ${percent(from)} de los títulos de la década de ${first} al ${percent(to)} de los de la de ${last} (intervalo del 95 % del cambio: de ${percent(low)} a ${percent(high)}).`,
  'share-falls': ({ column, name }, { first, last, from, to, low, high }) =>
    `«${nameIn('es', column, name)}» (${label(column)}) baja del ${percent(from)} de los títulos de la década de ${first} al ${percent(to)} de los de la de ${last} (intervalo del 95 % del cambio: de ${percent(low)} a ${percent(high)}).`,
  'titles-concentrated': ({ column }, { few, share, gini }) =>
    `Uno de cada cien títulos (${count(few)}) reúne el ${percent(share)} del total de ${label(column)} (Gini ${decimal(gini)}).`,
  'users-concentrated': (_, { few, share, median, gini }) =>
    `Uno de cada cien usuarios (${count(few)}) hizo el ${percent(share)} de las interacciones; el usuario mediano hizo ${decimal(median, 1)} (Gini ${decimal(gini)}).`,
  'groups-differ': ({ column, by, highest, lowest }, { explained, highestMedian, lowestMedian }) =>
    `${capital(the(column))} cambia según ${the(by)}: mediana de ${decimal(highestMedian)} en «${highest}» y de ${decimal(lowestMedian)} en «${lowest}» (η² ${decimal(explained, 3)}).`,
  'scores-flat': (_, { q1, q3, median }) =>
    `Las puntuaciones apenas distinguen unos títulos de otros: la mitad está entre ${decimal(q1)} y ${decimal(q3)}, con una mediana de ${decimal(median)}. Parecen azar y no son base para recomendar.`,
  'mostly-missing': ({ column }, { count: found, share }) =>
    `Al ${percent(share)} de los títulos le falta ${the(column)} (${count(found)}).`,
  'platform-lacks': ({ platform, column }, { count: found, share }) =>
    `${capital(platform)} no da ${the(column)} de casi ningún título: falta en ${count(found)} (${percent(share)}).`,
  'money-known': (_, { known, share, knownVotes, unknownVotes }) =>
    `Presupuesto y recaudación se conocen a la vez de ${count(known)} películas (${percent(share)}), y son las famosas: mediana de ${decimal(knownVotes, 0)} votos frente a ${decimal(unknownVotes, 0)}. Lo que se diga del dinero vale solo para ellas.`,
  'few-shared': (_, { different, alone, share }) =>
    `El ${percent(share)} de las películas y series está en una sola plataforma (${count(alone)} de ${count(different)} distintas).`,
  'closest-platforms': ({ a, b }, { both, jaccard }) =>
    `${capital(a)} y ${capital(b)} son las que más comparten: ${count(both)} títulos, el ${percent(jaccard)} de los que tiene alguna de las dos.`,
  'platform-ages': ({ oldest, newest }, { oldestYear, newestYear }) =>
    `${capital(newest)} tiene los títulos más nuevos (mediana de ${newestYear}) y ${capital(oldest)} los más antiguos (${oldestYear}).`,
  'added-at-once': ({ platform, month }, { count: found, share }) =>
    `${capital(platform)} incorporó el ${percent(share)} de sus títulos fechados en un solo mes, ${month} (${count(found)}).`,
  'cold-titles': (_, { none, few, share }) =>
    `El ${percent(share)} de los títulos tiene menos de cinco usuarios (${count(few)}; ${count(none)} no tienen ninguno): por ellos debe hablar aquello de lo que tratan.`,
};

/** What explorations say in Spanish. */
export const es: AnalysisWording = {
  language: 'es',
  catalogues: {
    films: { name: 'Películas', what: 'el catálogo de películas: cada una una vez, con dinero, votos y personas' },
    aggregator: { name: 'Streaming', what: 'los títulos de las plataformas de streaming' },
    platform: {
      name: 'Catálogo propio',
      what: 'los títulos de los que salen las recomendaciones, y lo que los usuarios hicieron con ellos',
    },
  },
  columns,
  units: {
    minutes: 'minutos',
    seasons: 'temporadas',
    year: 'año',
    dollars: 'dólares',
    ratio: 'veces',
    votes: 'votos',
    'out-of-10': 'sobre 10',
    stars: 'estrellas',
    points: 'puntos',
    people: 'personas',
    names: 'nombres',
    users: 'usuarios',
    interactions: 'interacciones',
    characters: 'caracteres',
    years: 'años',
  },
  grains: { titles: 'títulos', users: 'usuarios', interactions: 'interacciones' },
  months,
  weekdays,
  importNotes: 'Dicho por la importación',
  sections: {
    findings: {
      title: 'Merece otra mirada',
      how: 'Encontrado con reglas fijas en las cifras de abajo; cada una dice cuánto es y en cuántas filas se apoya. Ninguna dice por qué.',
    },
    distributions: {
      title: 'Cómo se reparte',
      how: 'Valores conocidos en intervalos de igual anchura (igual en escala logarítmica donde se indica); un nombre cuenta una vez por título. Los cuartiles interpolan linealmente (tipo 7).',
    },
    relations: {
      title: 'Qué va con qué',
      how: 'Correlaciones sobre las filas en que se conocen ambas columnas: Pearson de los valores, Spearman de los rangos. Las cajas guardan la mitad central; los bigotes llegan a 1,5 rangos intercuartílicos.',
    },
    outliers: {
      title: 'Fuera de lo común',
      how: 'Cada regla dice qué señala; no se quita nada. Señalado no quiere decir equivocado.',
    },
    missing: {
      title: 'Qué falta',
      how: 'Filas sin valor; el 0 cuenta como desconocido en el dinero, la duración y la media sin votos.',
    },
    words: {
      title: 'Palabras de los títulos',
      how: 'Títulos en los que está cada palabra, una vez cada uno; sin artículos, preposiciones, pronombres ni números.',
    },
    calendar: { title: 'Calendario', how: 'Filas fechadas por mes y día de la semana, UTC.' },
    platforms: {
      title: 'Las plataformas, lado a lado',
      how: 'Títulos de cada plataforma; la misma película en dos plataformas se reconoce por nombre, año y dirección.',
    },
  },
  rule: ({ rule, column, low, high, n, found }) =>
    `${RULES[rule]?.(column ?? '', low, high) ?? rule}: ${count(found)} de ${count(n)}.`,
  finding: ({ kind, facts, n }) => fill(FINDINGS[kind], readFacts(facts), n),
};

import type { SourceRole } from '../sources/index.ts';
import type { LinkReport } from './catalogues/links.ts';
import type { FileReport, ImportReport, ReasonReport } from './import-report.ts';
import { describeCatalogues } from './report-catalogues.ts';

type Language = 'es' | 'en';

const SHOWN_SAMPLES = 3;
/** Characters of a row that are shown. */
const SHOWN_ROW = 100;

const ROLES: Readonly<Record<Language, Readonly<Record<SourceRole, string>>>> = {
  es: {
    titles: 'títulos',
    interactions: 'interacciones',
    tags: 'etiquetas de usuarios',
    links: 'enlaces a TMDB e IMDb',
    'tmdb-movies': 'películas de TMDB',
    'tmdb-credits': 'reparto y dirección de TMDB',
    'tmdb-keywords': 'palabras clave de TMDB',
    'streaming-titles': 'catálogo de una plataforma',
    'streaming-ratings': 'puntuaciones de los títulos de plataformas',
  },
  en: {
    titles: 'titles',
    interactions: 'interactions',
    tags: 'tags of users',
    links: 'links to TMDB and IMDb',
    'tmdb-movies': 'TMDB films',
    'tmdb-credits': 'TMDB cast and directors',
    'tmdb-keywords': 'TMDB keywords',
    'streaming-titles': 'catalogue of a platform',
    'streaming-ratings': 'scores of the titles of platforms',
  },
};

const WORDS = {
  es: {
    done: (id: string) => `Importación terminada: instantánea ${id}.`,
    unchanged: (id: string) => `Importación terminada: el contenido es el de la instantánea ${id}, que ya estaba.`,
    dry: 'Prueba de importación: no se ha escrito nada.',
    titles: ['título', 'títulos'],
    users: ['usuario', 'usuarios'],
    interactions: ['interacción', 'interacciones'],
    from: 'de',
    to: 'a',
    files: 'Ficheros',
    rows: (read: string, taken: string, out: string) => `${read} filas leídas, ${taken} tomadas, ${out} apartadas`,
    columns: 'columnas',
    unused: 'sin usar',
    scale: (top: number) => `valoraciones de 0 a ${top}`,
    scaled: (top: number) => `valoraciones de 0 a ${top}, llevadas a 0,5–5`,
    part: (top: number) => (top === 1 ? 'parte vista de 0 a 1' : 'parte vista en tanto por ciento'),
    monthFirst: 'fechas mes/día/año',
    encoding: 'codificación',
    facts: 'Qué hay y qué falta',
    withoutSynopsis: ['título sin sinopsis', 'títulos sin sinopsis'],
    withoutGenres: ['título sin géneros', 'títulos sin géneros'],
    withoutYear: ['título sin año', 'títulos sin año'],
    withoutInteractions: ['título sin ninguna interacción', 'títulos sin ninguna interacción'],
    withCredits: ['título con reparto o dirección', 'títulos con reparto o dirección'],
    folded: [
      'fila que repite usuario y título, plegada con la otra',
      'filas que repiten usuario y título, plegadas en una',
    ],
    withoutTime: ['interacción sin fecha', 'interacciones sin fecha'],
    neither: [
      'interacción sin valoración ni parte vista (cuenta como vista)',
      'interacciones sin valoración ni parte vista (cuentan como vistas)',
    ],
    enriched: 'Tomado de otras tablas (donde el catálogo no decía nada)',
    enrichedSynopsis: 'sinopsis',
    enrichedTags: 'etiquetas',
    enrichedCredits: 'reparto o dirección',
    links: 'El mismo título en varios catálogos',
    filmLinks: (what: string, file: string, year: string, director: string) =>
      `${what} con su película: ${file} por la tabla de enlaces, ${year} por título y año, ${director} también por director`,
    ofItems: 'títulos',
    ofPlatforms: 'títulos de plataformas',
    available: (count: string) => `títulos que están en alguna plataforma: ${count}`,
    onSeveral: (count: string) => `películas y series que están en varias plataformas: ${count}`,
    doubtful: (count: string) => `enlaces dudosos, que no se han hecho: ${count}`,
    feedback: (events: string, taken: string, last: string) =>
      `Respuestas de usuarios guardadas: ${events}, tomadas ${taken}, hasta la número ${last}.`,
    reasons: 'Filas apartadas o cambiadas',
    none: 'Ninguna: todas las filas se han tomado como estaban.',
    effects: { 'set-aside': 'apartadas', adjusted: 'tomadas con un cambio', notice: 'aviso' },
    line: 'línea',
    row: 'fila',
    more: (count: string) => `… y ${count} más en rejected.jsonl`,
    beyond: (count: string) => `rejected.jsonl no recoge ${count} filas más: es demasiado grande.`,
    ignored: 'Ficheros que no se han importado',
    why: {
      empty: 'está vacío',
      unrecognised: 'no se reconoce la tabla',
      'missing-column': 'le falta una columna necesaria',
      'other-catalogue': 'es de otro catálogo',
      'unknown-platform':
        'es el catálogo de una plataforma que no es Amazon, Disney, Hulu ni Netflix, o su nombre no dice cuál',
      'not-text': 'no es texto',
    },
    number: (value: number) => value.toLocaleString('es-ES', { useGrouping: true }),
  },
  en: {
    done: (id: string) => `Import finished: snapshot ${id}.`,
    unchanged: (id: string) => `Import finished: the contents are those of snapshot ${id}, which was here already.`,
    dry: 'Dry run: nothing was written.',
    titles: ['title', 'titles'],
    users: ['user', 'users'],
    interactions: ['interaction', 'interactions'],
    from: 'from',
    to: 'to',
    files: 'Files',
    rows: (read: string, taken: string, out: string) => `${read} rows read, ${taken} taken, ${out} set aside`,
    columns: 'columns',
    unused: 'not used',
    scale: (top: number) => `ratings from 0 to ${top}`,
    scaled: (top: number) => `ratings from 0 to ${top}, brought to 0.5–5`,
    part: (top: number) => (top === 1 ? 'watched part from 0 to 1' : 'watched part in percent'),
    monthFirst: 'dates month/day/year',
    encoding: 'encoding',
    facts: 'What is there and what is missing',
    withoutSynopsis: ['title without synopsis', 'titles without synopsis'],
    withoutGenres: ['title without genres', 'titles without genres'],
    withoutYear: ['title without year', 'titles without year'],
    withoutInteractions: ['title without any interaction', 'titles without any interaction'],
    withCredits: ['title with cast or directors', 'titles with cast or directors'],
    folded: [
      'row that repeats a user and title, folded into the other',
      'rows that repeat a user and title, folded into one',
    ],
    withoutTime: ['interaction without a time', 'interactions without a time'],
    neither: [
      'interaction without rating and watched part (it counts as viewed)',
      'interactions without rating and watched part (they count as viewed)',
    ],
    enriched: 'Taken from other tables (where the catalogue says nothing)',
    enrichedSynopsis: 'synopses',
    enrichedTags: 'tags',
    enrichedCredits: 'cast or directors',
    links: 'The same title in several catalogues',
    filmLinks: (what: string, file: string, year: string, director: string) =>
      `${what} with their film: ${file} by the links table, ${year} by title and year, ${director} by director too`,
    ofItems: 'titles',
    ofPlatforms: 'titles of platforms',
    available: (count: string) => `titles that some platform has: ${count}`,
    onSeveral: (count: string) => `films and series that several platforms have: ${count}`,
    doubtful: (count: string) => `doubtful links, which were not made: ${count}`,
    feedback: (events: string, taken: string, last: string) =>
      `Stored feedback of users: ${events} events, ${taken} taken, up to number ${last}.`,
    reasons: 'Rows set aside or changed',
    none: 'None: every row was taken as it stands.',
    effects: { 'set-aside': 'set aside', adjusted: 'taken with a change', notice: 'notice' },
    line: 'line',
    row: 'row',
    more: (count: string) => `… and ${count} more in rejected.jsonl`,
    beyond: (count: string) => `rejected.jsonl does not hold ${count} more rows: it is full.`,
    ignored: 'Files that were not imported',
    why: {
      empty: 'it is empty',
      unrecognised: 'the table is not recognised',
      'missing-column': 'a needed column is missing',
      'other-catalogue': 'it belongs to another catalogue',
      'unknown-platform':
        'it is the catalogue of a platform other than Amazon, Disney, Hulu and Netflix, or its name does not say which',
      'not-text': 'it is not text',
    },
    number: (value: number) => value.toLocaleString('en-US'),
  },
} as const;

const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

function describeFile(file: FileReport, language: Language): string[] {
  const words = WORDS[language];
  const { number } = words;
  const { rows, scale } = file;
  const columns = Object.entries(file.columns).map(([field, column]) =>
    field === column ? field : `${field} ← ${column}`,
  );
  const facts: string[] = [];
  if (file.encoding !== 'utf-8') facts.push(`${words.encoding} ${file.encoding}`);
  if (scale?.ratingTop != null) facts.push(scale.ratingTop === 5 ? words.scale(5) : words.scaled(scale.ratingTop));
  if (scale?.fractionTop != null) facts.push(words.part(scale.fractionTop));
  if (scale?.monthFirst === true) facts.push(words.monthFirst);
  const lines = [
    `  ${file.name} (${ROLES[language][file.role]}): ${words.rows(number(rows.read), number(rows.taken), number(rows.setAside))}`,
    `    ${words.columns}: ${columns.join(', ')}`,
  ];
  if (file.unusedColumns.length > 0) {
    const named = file.unusedColumns.map((column) => (column === '' ? '""' : column));
    lines.push(`    ${words.unused}: ${named.slice(0, 12).join(', ')}${named.length > 12 ? ', …' : ''}`);
  }
  if (facts.length > 0) lines.push(`    ${facts.join(' · ')}`);
  return lines;
}

/** The row on one line, its beginning where it is long. */
function showRow(cells: readonly string[]): string {
  const text = JSON.stringify(cells).slice(1, -1);
  return text.length <= SHOWN_ROW ? text : `${text.slice(0, SHOWN_ROW - 1).toWellFormed()}…`;
}

function describeReason(entry: ReasonReport, language: Language): string[] {
  const words = WORDS[language];
  const shown = entry.samples.slice(0, SHOWN_SAMPLES);
  const lines = [
    `  ${entry.file}: ${words.number(entry.count)} ${words.effects[entry.effect]} · ${entry[language]} (${entry.reason})`,
    ...shown.map(
      ({ line, field, value, row }) =>
        `    ${words.line} ${line}${field === '' ? '' : `, ${field}`}: ${JSON.stringify(value)}${field === '' || row === undefined ? '' : ` · ${words.row} ${showRow(row)}`}`,
    ),
  ];
  if (entry.count > shown.length) lines.push(`    ${words.more(words.number(entry.count - shown.length))}`);
  return lines;
}

function describeLinks(report: LinkReport, language: Language): string[] {
  const words = WORDS[language];
  const { number } = words;
  const byMethod = (what: string, [file, year, director]: readonly number[]): string[] =>
    file + year + director === 0 ? [] : [`  ${words.filmLinks(what, number(file), number(year), number(director))}`];
  const lines = [
    words.links,
    ...byMethod(words.ofItems, report.items),
    ...byMethod(words.ofPlatforms, report.aggregator),
    `  ${words.available(number(report.availableItems))}`,
    `  ${words.onSeveral(number(report.onSeveralPlatforms))}`,
  ];
  if (report.doubtful > 0) lines.push(`  ${words.doubtful(number(report.doubtful))}`);
  for (const { id, title, year, film, confidence } of report.doubtfulLinks.slice(0, SHOWN_SAMPLES)) {
    lines.push(`    ${id}: ${title} (${year ?? '?'}) ~ ${film.title} (${film.year}), ${confidence.toFixed(2)}`);
  }
  return lines;
}

/** Returns the import report as plain text for people, in Spanish or English. */
export function formatImportReport(report: ImportReport, language: Language = 'en'): string {
  const words = WORDS[language];
  const { number } = words;
  const { totals, enriched, feedback } = report;
  const counted = (count: number, [one, many]: readonly [string, string]): string =>
    `${number(count)} ${count === 1 ? one : many}`;
  const headline =
    report.snapshotId === null
      ? words.dry
      : report.unchanged
        ? words.unchanged(report.snapshotId)
        : words.done(report.snapshotId);
  const span =
    totals.firstTime === null || totals.lastTime === null
      ? ''
      : `, ${words.from} ${day(totals.firstTime)} ${words.to} ${day(totals.lastTime)}`;
  const lines = [
    headline,
    `${counted(totals.titles, words.titles)} · ${counted(totals.users, words.users)} · ${counted(totals.interactions, words.interactions)}${span}`,
    '',
    words.files,
    ...report.files.flatMap((file) => describeFile(file, language)),
    '',
    words.facts,
  ];
  const facts: readonly (readonly [number, readonly [string, string]])[] = [
    [totals.titlesWithoutSynopsis, words.withoutSynopsis],
    [totals.titlesWithoutGenres, words.withoutGenres],
    [totals.titlesWithoutYear, words.withoutYear],
    [totals.titlesWithoutInteractions, words.withoutInteractions],
    [totals.titlesWithCredits, words.withCredits],
    [totals.folded, words.folded],
    [totals.withoutTime, words.withoutTime],
    [totals.viewsOnly, words.neither],
  ];
  for (const [count, what] of facts) lines.push(`  ${counted(count, what)}`);
  const taken: readonly (readonly [number, string])[] = [
    [enriched.synopsis, words.enrichedSynopsis],
    [enriched.tags, words.enrichedTags],
    [enriched.credits, words.enrichedCredits],
  ];
  if (taken.some(([count]) => count > 0)) {
    lines.push('', words.enriched);
    for (const [count, what] of taken) lines.push(`  ${what}: ${counted(count, words.titles)}`);
  }
  const catalogues = describeCatalogues(report.catalogues, language, number);
  if (catalogues.length > 0) lines.push('', ...catalogues);
  if (report.links !== null) lines.push('', ...describeLinks(report.links, language));
  if (feedback.events > 0) {
    lines.push('', words.feedback(number(feedback.events), number(feedback.taken), number(feedback.sequence)));
  }
  lines.push('', words.reasons);
  if (report.reasons.length === 0) lines.push(`  ${words.none}`);
  for (const entry of report.reasons) lines.push(...describeReason(entry, language));
  if (report.rejectedBeyondFile > 0) lines.push(`  ${words.beyond(number(report.rejectedBeyondFile))}`);
  if (report.ignored.length > 0) {
    lines.push('', words.ignored);
    for (const { name, why } of report.ignored) lines.push(`  ${name}: ${words.why[why]}`);
  }
  return lines.join('\n');
}

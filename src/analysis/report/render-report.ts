import type {
  Calendar,
  CatalogueExploration,
  Exploration,
  ExplorationPart,
  ImportNote,
  OutlierReport,
  PlatformComparison,
  Relations,
} from '../contract.ts';
import type { AnalysisLanguage } from '../wording/formats.ts';
import { labelOf, type SectionName } from '../wording/wording.ts';
import { drawHistogram, drawNames, drawShares } from './bar-charts.ts';
import {
  both,
  captionBoxes,
  captionNames,
  captionNumbers,
  captionScatter,
  captionWeek,
  nameInLanguage,
  titleBy,
  titleOf,
} from './captions.ts';
import { drawCorrelations, drawWeek, drawYears } from './heat-maps.ts';
import { type Both, escapeText, figure, say, tableOf, tell } from './markup.ts';
import { renderPlatforms } from './platform-section.ts';
import { drawBoxes, drawScatter, framePoints } from './spread-charts.ts';
import { REPORT_CSS } from './style.ts';
import { drawCloud } from './word-cloud.ts';

const MOST_NAMES = 10;
const MOST_WORDS = 60;
const MOST_ROWS = 12;

const headingOf = (section: SectionName): string =>
  `<h3>${tell(say(({ sections }) => sections[section].title))}</h3><p>${tell(say(({ sections }) => sections[section].how))}</p>`;

function renderFindings({ findings }: CatalogueExploration): string {
  if (findings.length === 0) return '';
  const items = findings.map(
    (finding) =>
      `<li>${tell(say((words) => words.finding(finding)))} <small>n ${tell(say((_, { count }) => count(finding.n)))}</small></li>`,
  );
  return `${headingOf('findings')}<ul class="findings">${items.join('')}</ul>`;
}

function renderDistributions({ distributions }: ExplorationPart): string {
  const pictures = distributions.map((one) =>
    one.kind === 'numbers'
      ? figure({ title: titleOf(one.column), caption: captionNumbers(one), picture: drawHistogram(one) })
      : figure({
          title: titleOf(one.column),
          caption: captionNames(one),
          picture: drawNames(one.names.slice(0, MOST_NAMES), (name) => nameInLanguage(one.column, name)),
        }),
  );
  return `${headingOf('distributions')}<div class="gallery">${pictures.join('')}</div>`;
}

function renderRelations({ columns, correlations, scatters, groups }: Relations, part: ExplorationPart): string {
  const scaleOf = (column: string) =>
    part.distributions.find((one) => one.kind === 'numbers' && one.column === column) as
      | Extract<ExplorationPart['distributions'][number], { kind: 'numbers' }>
      | undefined;
  const shown = columns.filter((column) => correlations.some(({ a, b, n }) => (a === column || b === column) && n > 2));
  const map = figure({
    title: both('correlaciones', 'correlations'),
    caption: both(
      'Bajo la diagonal, Spearman; sobre ella, Pearson. Rojo: crecen juntas; azul: una crece cuando la otra mengua. Solo filas en que se conocen ambas.',
      'Below the diagonal Spearman, above it Pearson. Red: they grow together; blue: one grows as the other shrinks. Only rows in which both are known.',
    ),
    picture: drawCorrelations(shown, correlations),
  });
  const clouds = scatters.map((scatter) => {
    const even = scatter.x === 'budget' && scatter.y === 'revenue';
    return figure({
      title: say((words) => `${labelOf(words, scatter.x)} × ${labelOf(words, scatter.y)}`),
      caption: captionScatter(scatter, even, framePoints(scatter).outside),
      picture: drawScatter(scatter, { even }),
    });
  });
  const boxes = groups.flatMap((one) => {
    const column = scaleOf(one.column);
    const picture = drawBoxes(one, { log: column?.scale === 'log', unit: column?.unit ?? 'points' });
    return picture === '' ? [] : [figure({ title: titleBy(one.column, one.by), caption: captionBoxes(one), picture })];
  });
  return `${headingOf('relations')}<div class="gallery large">${[map, ...clouds, ...boxes].join('')}</div>`;
}

const yearsCaption = ({ years }: Calendar): Both =>
  say((_, { count }, language) => {
    const most = years.reduce((best, one) => (one.count > best.count ? one : best));
    return language === 'es'
      ? `Los últimos años con filas, mes a mes; la barra es el total. El año con más es ${most.year} (${count(most.count)}).`
      : `The last years that have rows, month by month; the bar is the whole year. ${most.year} has most (${count(most.count)}).`;
  });

function renderCalendars({ calendars }: ExplorationPart): string {
  if (calendars.length === 0) return '';
  const pictures = calendars.flatMap((one) => [
    figure({
      title: say(
        (words, _, language) =>
          `${labelOf(words, one.column)}${language === 'es' ? ', mes y día' : ', month and weekday'}`,
      ),
      caption: captionWeek(one),
      picture: drawWeek(one),
    }),
    figure({
      title: say(
        (words, _, language) => `${labelOf(words, one.column)}${language === 'es' ? ', año a año' : ', year by year'}`,
      ),
      caption: yearsCaption(one),
      picture: drawYears(one),
    }),
  ]);
  return `${headingOf('calendar')}<div class="gallery large">${pictures.join('')}</div>`;
}

const count = (value: number): Both => say((_, numbers) => numbers.count(value));

function renderWords({ words }: ExplorationPart): string {
  if (words.top.length === 0) return '';
  const cloud = `<figure class="cloud">${drawCloud(words.top).replace('<svg ', '<svg aria-label="Palabras · Words" ')}<figcaption>${tell(
    say((_, numbers, language) =>
      language === 'es'
        ? `Cuanto mayor, en más títulos está: «${words.top[0].word}» en ${numbers.count(words.top[0].titles)} de ${numbers.count(words.n)}. ${numbers.count(words.distinct)} palabras distintas. La tabla las da en cifras.`
        : `The larger, the more titles have it: “${words.top[0].word}” stands in ${numbers.count(words.top[0].titles)} of ${numbers.count(words.n)}. ${numbers.count(words.distinct)} different words. The table gives the figures.`,
    ),
  )}</figcaption></figure>`;
  const table = tableOf(
    [both('Palabra', 'Word'), both('Títulos', 'Titles')],
    words.top.slice(0, MOST_WORDS).map(({ word, titles }) => [word, count(titles)]),
    [1],
  );
  return `${headingOf('words')}<div class="words">${cloud}<div class="card">${table}</div></div>`;
}

/** What the import told of the files, with the first rows. */
function renderImportNotes(notes: readonly ImportNote[]): string {
  if (notes.length === 0) return '';
  const details = notes.map(({ file, count: found, n, es, en, samples }) => {
    const sentence = say(
      (_, numbers, language) =>
        `${file}: ${language === 'es' ? es : en} ${numbers.count(found)} ${language === 'es' ? 'de' : 'of'} ${numbers.count(n)}.`,
    );
    const rows = samples.map(({ line, field, value }) => [String(line), field, value]);
    const headings = [both('Línea', 'Line'), both('Campo', 'Field'), both('Valor', 'Value')];
    return `<details><summary>${tell(sentence)}</summary>${tableOf(headings, rows, [0])}</details>`;
  });
  return `<h4 class="apart">${tell(say(({ importNotes }) => importNotes))}</h4>${details.join('')}`;
}

function renderOutliers(reports: readonly OutlierReport[]): string {
  const flagging = reports.filter(({ found }) => found > 0);
  const silent = reports.filter(({ found }) => found === 0);
  const details = flagging.map((report) => {
    const columns = Object.keys(report.rows[0].values);
    const rows = report.rows.slice(0, MOST_ROWS).map(({ id, title, year, values }) => [
      id,
      title === '' ? '–' : title,
      year === null ? '–' : String(year),
      ...columns.map((column): Both | string => {
        const value = values[column];
        if (typeof value !== 'number') return value ?? '–';
        return /year/i.test(column) ? String(value) : say((_, numbers) => numbers.decimal(value));
      }),
    ]);
    const numeric = columns.flatMap((column, place) =>
      typeof report.rows[0].values[column] === 'number' ? [place + 3] : [],
    );
    const headings = ['id', both('Título', 'Title'), both('Año', 'Year'), ...columns.map(titleOf)];
    return `<details><summary>${tell(say((words) => words.rule(report)))}</summary>${tableOf(headings, rows, numeric)}</details>`;
  });
  const rest =
    silent.length === 0
      ? ''
      : `<p class="quiet">${tell(
          say((words, _, language) =>
            [
              language === 'es' ? 'Sin nada que señalar:' : 'Nothing to flag:',
              ...silent.map((report) => words.rule(report)),
            ].join(' '),
          ),
        )}</p>`;
  return `${headingOf('outliers')}${details.join('')}${rest}`;
}

function renderMissing({ missing }: ExplorationPart): string {
  const pictures = missing.map(({ grain, n, columns }) =>
    figure({
      title: say(({ grains }) => grains[grain]),
      caption: say((_, numbers, language) =>
        language === 'es'
          ? `Parte de las filas sin valor en cada columna. n = ${numbers.count(n)}.`
          : `The part of the rows without a value, by column. n = ${numbers.count(n)}.`,
      ),
      picture: drawShares(columns.map(({ column, share }) => ({ name: titleOf(column), share }))),
    }),
  );
  return `${headingOf('missing')}<div class="gallery">${pictures.join('')}</div>`;
}

function renderCatalogue(exploration: CatalogueExploration, platforms: PlatformComparison | null): string {
  const { catalogue, titles, parts, relations, outliers, importNotes } = exploration;
  const [whole] = parts;
  const comparison =
    platforms !== null && catalogue === 'aggregator'
      ? `${headingOf('platforms')}${renderPlatforms(platforms, parts)}`
      : '';
  const what = say(
    ({ catalogues }, { count }, language) =>
      `${count(titles)} ${language === 'es' ? 'títulos' : 'titles'}: ${catalogues[catalogue].what}.`,
  );
  return `<section id="${catalogue}"><h2>${tell(say(({ catalogues }) => catalogues[catalogue].name))}</h2><p>${tell(what)}</p>
${renderFindings(exploration)}
${comparison}
${renderWords(whole)}
${renderDistributions(whole)}
${renderRelations(relations, whole)}
${renderCalendars(whole)}
${renderOutliers(outliers)}
${renderImportNotes(importNotes)}
${renderMissing(whole)}</section>`;
}

/**
 * The exploration as one HTML page in both languages, without script and without anything from outside; `language` is the one that
 * shows first. The same exploration gives the same bytes.
 */
export function renderReport(exploration: Exploration, language: AnalysisLanguage): string {
  const { catalogues, platforms, snapshotId, asOf } = exploration;
  const pick = (one: AnalysisLanguage, name: string): string =>
    `<input class="pick" type="radio" name="language" id="pick-${one}" aria-label="${name}"${one === language ? ' checked' : ''}>`;
  const titles = catalogues.map(
    ({ catalogue }) => `<a href="#${catalogue}">${tell(say((words) => words.catalogues[catalogue].name))}</a>`,
  );
  const claim = both(
    'Qué hay en los catálogos antes de que ningún modelo los mire: cómo se reparte, qué va con qué, qué se sale de lo común y qué falta.',
    'What stands in the catalogues before any model looks at them: how it is spread, what goes together, what is out of the ordinary and what is missing.',
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Butaca · ${language === 'es' ? 'Exploración' : 'Exploration'}</title>
<style>${REPORT_CSS}</style>
</head>
<body>
${pick('es', 'Español')}${pick('en', 'English')}
<header class="top"><div><div class="languages"><label for="pick-es">Español</label><label for="pick-en">English</label></div>
<h1><small>Butaca</small>${tell(both('La sala, antes de la película', 'The house before the film'))}</h1><p>${tell(claim)}</p><nav>${titles.join('')}</nav></div><div class="perforation"></div></header>
<main>
${catalogues.map((one) => renderCatalogue(one, platforms)).join('\n')}
</main>
<footer>${tell(both(`Instantánea ${snapshotId}, explorada el ${asOf}.`, `Snapshot ${snapshotId}, explored on ${asOf}.`))} ${escapeText('butaca explore')}</footer>
</body>
</html>
`;
}

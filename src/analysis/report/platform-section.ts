import type { ExplorationPart, PlatformComparison } from '../contract.ts';
import { both, titleOf } from './captions.ts';
import { drawShareMatrix } from './heat-maps.ts';
import { type Both, figure, say, tableOf } from './markup.ts';
import { drawLines } from './spread-charts.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const named = (platform: string): Both => both(capital(platform), capital(platform));
const MOST_COLUMNS = 12;
const FIRST_DECADE = 1960;

/** Months since year 0 of `2019-11`, to draw along. */
const monthNumber = (month: string): number => Number(month.slice(0, 4)) + (Number(month.slice(5)) - 1) / 12;

const share = (value: number): Both => say((_, numbers) => numbers.percent(value));
const count = (value: number): Both => say((_, numbers) => numbers.count(value));

/** The platforms side by side: a table, what they share, what they lack, how old they are, when they grew. */
export function renderPlatforms(comparison: PlatformComparison, parts: readonly ExplorationPart[]): string {
  const { platforms, overlaps, different, reach } = comparison;
  const figures = tableOf(
    [
      both('Plataforma', 'Platform'),
      both('Títulos', 'Titles'),
      both('Películas', 'Movies'),
      both('Series', 'Series'),
      both('Solo aquí', 'Only here'),
      both('Año mediano', 'Median year'),
      both('Minutos (mediana)', 'Minutes (median)'),
      both('Puntuación media', 'Mean score'),
      both('Género más frecuente', 'Most frequent genre'),
    ],
    platforms.map((one) => [
      named(one.platform),
      count(one.titles),
      count(one.movies),
      count(one.series),
      share(one.exclusive / one.titles),
      one.medianYear === null ? '–' : String(one.medianYear),
      one.medianMinutes === null ? '–' : String(one.medianMinutes),
      one.meanScore === null ? '–' : say((_, numbers) => numbers.decimal(one.meanScore!)),
      one.genres[0]?.name ?? '–',
    ]),
    [1, 2, 3, 4, 5, 6, 7],
  );
  const pair = new Map(
    overlaps.flatMap(({ a, b, both, jaccard }) => [
      [`${a} ${b}`, { both, jaccard }],
      [`${b} ${a}`, { both, jaccard }],
    ]),
  );
  const closest = Math.max(...overlaps.map(({ jaccard }) => jaccard), 1e-9);
  const names = platforms.map(({ platform }) => named(platform));
  const alone = reach.find((one) => one.platforms === 1)?.count ?? 0;
  const overlap = figure({
    title: both('Lo que comparten', 'What they share'),
    caption: say((_, numbers, language) =>
      language === 'es'
        ? `Títulos que están en ambas plataformas; más oscuro, mayor parte de los que tiene alguna (el máximo es el ${numbers.percent(closest)}). De ${numbers.count(different)} distintos, ${numbers.count(alone)} están en una sola.`
        : `Titles that both platforms have; the darker, the larger a part of those that either has (at most ${numbers.percent(closest)}). Of ${numbers.count(different)} different ones ${numbers.count(alone)} are on one alone.`,
    ),
    picture: drawShareMatrix(names, names, (row, column) => {
      const found = pair.get(`${platforms[row].platform} ${platforms[column].platform}`);
      return found === undefined ? null : { share: found.jaccard / closest, text: count(found.both) };
    }),
  });
  const own = parts.filter(({ platform }) => platform !== null);
  const columns = parts[0].missing[0].columns.filter(({ missing }) => missing > 0).slice(0, MOST_COLUMNS);
  const gaps = figure({
    title: both('Qué le falta a cada una', 'What each lacks'),
    caption: both(
      'Parte de los títulos de cada plataforma sin ese dato. Lo que una plataforma no da no se puede comparar.',
      "The part of each platform's titles without that value. What a platform does not give cannot be compared.",
    ),
    picture: drawShareMatrix(
      columns.map(({ column }) => titleOf(column)),
      own.map(({ platform }) => named(platform!)),
      (row, column) => {
        const found = own[column].missing[0].columns.find((one) => one.column === columns[row].column);
        return found === undefined ? null : { share: found.share, text: share(found.share) };
      },
    ),
  });
  const ages = figure({
    title: both('Por década de estreno', 'By decade of release'),
    caption: say((_, numbers, language) => {
      const older = platforms.reduce(
        (sum, { decades }) =>
          sum + decades.filter(({ decade }) => decade < FIRST_DECADE).reduce((part, one) => part + one.count, 0),
        0,
      );
      return language === 'es'
        ? `Parte de los títulos de cada plataforma que es de cada década desde ${FIRST_DECADE} (${numbers.count(older)} son anteriores). n = ${numbers.count(comparison.n)}.`
        : `The part of each platform's titles that is of each decade since the ${FIRST_DECADE}s (${numbers.count(older)} are older). n = ${numbers.count(comparison.n)}.`;
    }),
    picture: drawLines(
      platforms.map(({ platform, titles, decades }) => ({
        name: capital(platform),
        values: decades
          .filter(({ decade }) => decade >= FIRST_DECADE)
          .map(({ decade, count }) => ({ x: decade, y: (100 * count) / titles })),
      })),
      String,
    ),
  });
  const dated = platforms.filter(({ added }) => added.length > 1);
  const growth =
    dated.length === 0
      ? ''
      : figure({
          title: both('Títulos incorporados, acumulados', 'Titles added, running total'),
          caption: say((_, numbers, language) => {
            const known = dated.flatMap(({ added }) => added).reduce((sum, one) => sum + one.count, 0);
            return language === 'es'
              ? `Títulos con fecha de llegada, mes a mes. n = ${numbers.count(known)} de ${numbers.count(comparison.n)}; los que no tienen fecha no están.`
              : `Titles with a date of arrival, month by month. n = ${numbers.count(known)} of ${numbers.count(comparison.n)}; titles without a date are not in it.`;
          }),
          picture: drawLines(
            dated.map(({ platform, added }) => {
              let total = 0;
              return {
                name: capital(platform),
                values: added.map(({ month, count }) => ({ x: monthNumber(month), y: (total += count) })),
              };
            }),
            String,
          ),
        });
  return `<div class="card figures">${figures}</div><div class="gallery large">${overlap}${gaps}${ages}${growth}</div>`;
}

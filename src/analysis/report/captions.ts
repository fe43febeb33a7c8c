/** What each picture shows, as sentences in both languages. */
import type { Calendar, Groups, NameDistribution, NumberDistribution, Scatter } from '../contract.ts';
import { type AnalysisLanguage, type Formats, nameIn } from '../wording/formats.ts';
import { type AnalysisWording, labelOf } from '../wording/wording.ts';
import { type Both, say } from './markup.ts';

/** A name out of a column in both languages. */
export const nameInLanguage = (column: string, name: string): Both =>
  say((_words, _numbers, language) => nameIn(language, column, name));

/** The label of a column. */
export const titleOf = (column: string): Both => say((words) => labelOf(words, column));

const known = (n: number, all: number, { count, percent }: Formats, language: AnalysisLanguage): string =>
  n === all
    ? `n\u00a0=\u00a0${count(n)}`
    : language === 'es'
      ? `n\u00a0=\u00a0${count(n)} (${percent(n / all)} de las filas)`
      : `n\u00a0=\u00a0${count(n)} (${percent(n / all)} of the rows)`;

/** Of a histogram: the median, the middle half, the ends, n. */
export function captionNumbers(distribution: NumberDistribution): Both {
  const { n, missing, unscaled, unit, scale, open, summary } = distribution;
  const { median, q1, q3, min, max } = summary;
  return say((_, numbers, language) =>
    sentencesOf(numbers, language)
      .filter((sentence) => sentence !== '')
      .join(' '),
  );

  function sentencesOf(numbers: Formats, language: AnalysisLanguage): string[] {
    const [middle, low, high, least, most] = [median, q1, q3, min, max].map((value) => numbers.value(value!, unit));
    const rows = known(n, n + missing, numbers, language);
    if (language === 'es') {
      return [
        `La mediana es ${middle}; la mitad central va de ${low} a ${high} y los extremos son ${least} y ${most}.`,
        scale === 'log' ? 'Escala logarítmica.' : '',
        unscaled > 0 ? `${numbers.count(unscaled)} con valor 0 no se dibujan.` : '',
        open.low || open.high ? 'Las barras pálidas reúnen lo más lejano.' : '',
        `${rows}.`,
      ];
    }
    return [
      `The median is ${middle}; the middle half runs from ${low} to ${high}, the ends are ${least} and ${most}.`,
      scale === 'log' ? 'Logarithmic scale.' : '',
      unscaled > 0 ? `${numbers.count(unscaled)} with the value 0 are not drawn.` : '',
      open.low || open.high ? 'The pale bars gather what lies far out.' : '',
      `${rows}.`,
    ];
  }
}

/** Of names: the first, how many different, n. */
export const captionNames = ({ column, n, missing, distinct, names }: NameDistribution): Both =>
  say((_, numbers, language) => {
    const first = nameInLanguage(column, names[0].name)[language];
    const rows = known(n, n + missing, numbers, language);
    return language === 'es'
      ? `Lo más frecuente es «${first}», en el ${numbers.percent(names[0].share)}; hay ${numbers.count(distinct)} distintos. ${rows}.`
      : `“${first}” is the most frequent, in ${numbers.percent(names[0].share)}; there are ${numbers.count(distinct)} different ones. ${rows}.`;
  });

/** Of a cloud of points, of which `outside` lie beyond the picture. */
export const captionScatter = ({ x, y, size, n, points, scale }: Scatter, even: boolean, outside: number): Both =>
  say((words, numbers, language) => {
    const [across, up, area] = [x, y, size].map((column) => labelOf(words, column));
    const [shown, all, beyond] = [points.length, n, outside].map((count) => numbers.count(count));
    const sentences =
      language === 'es'
        ? [
            `Cada punto es un título: ${across} hacia la derecha, ${up} hacia arriba; el tamaño es ${area}.`,
            scale === 'log' ? 'Escalas logarítmicas.' : '',
            even ? 'Sobre la línea se recauda lo que se gastó; por encima, más.' : '',
            points.length < n ? `Muestra fija de ${shown} de ${all}.` : `n\u00a0=\u00a0${all}.`,
            outside > 0 ? `${beyond} quedan fuera del dibujo, por debajo de sus escalas.` : '',
          ]
        : [
            `Each point is a title: ${across} to the right, ${up} upwards; its size is ${area}.`,
            scale === 'log' ? 'Logarithmic scales.' : '',
            even ? 'On the line revenue equals budget; above it is more.' : '',
            points.length < n ? `A fixed sample of ${shown} of ${all}.` : `n\u00a0=\u00a0${all}.`,
            outside > 0 ? `${beyond} lie outside of the picture, below its scales.` : '',
          ];
    return sentences.filter((sentence) => sentence !== '').join(' ');
  });

/** Of boxes. */
export const captionBoxes = ({ by, explained, groups }: Groups): Both =>
  say((words, numbers, language) => {
    const group = labelOf(words, by);
    const [first, last] = [groups[0].name, groups[groups.length - 1].name];
    const part = explained === null ? '–' : numbers.percent(explained);
    return language === 'es'
      ? `De mayor a menor mediana: «${first}» arriba, «${last}» abajo. Agrupar por ${group} explica el ${part} de la variación (η²). A la derecha, cuántos.`
      : `By falling median: “${first}” first, “${last}” last. Grouping by ${group} explains ${part} of the variation (η²). To the right, how many.`;
  });

/** Of a calendar by month and weekday. */
export const captionWeek = ({ n, missing, months, weekdays, newYearsDay, grain }: Calendar): Both =>
  say((words, numbers, language) => {
    const month = words.months[months.indexOf(Math.max(...months))];
    const day = words.weekdays[weekdays.indexOf(Math.max(...weekdays))];
    const [inMonth, onDay] = [Math.max(...months), Math.max(...weekdays)].map((count) => numbers.count(count));
    const rows = known(n, n + missing, numbers, language);
    const what = words.grains[grain];
    return language === 'es'
      ? `El mes con más es ${month} (${inMonth} ${what}) y el día, ${day} (${onDay}). El 1 de enero reúne ${numbers.count(newYearsDay)}. ${rows}.`
      : `${month} has most (${inMonth} ${what}), and of the weekdays ${day} (${onDay}). 1 January has ${numbers.count(newYearsDay)}. ${rows}.`;
  });

/** A sentence that reads the same words of both languages by hand. */
export const both = (es: string, en: string): Both => ({ es, en });

/** A column's title with the column by which it is grouped. */
export const titleBy = (column: string, by: string): Both =>
  say((words: AnalysisWording, _, language) =>
    language === 'es'
      ? `${labelOf(words, column)}, por ${labelOf(words, by)}`
      : `${labelOf(words, column)} by ${labelOf(words, by)}`,
  );

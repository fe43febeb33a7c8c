import type { ReactNode } from 'react';
import { useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { HeatMap } from '../../marks/heat-map.tsx';
import { Lines } from '../../marks/lines.tsx';
import { chartWords } from './chart-words.ts';
import type { Conditions } from './conditions.ts';
import { capital, monthNames, type Selection, weekdayNames } from './units.ts';
import { exploreWords } from './words.ts';

type Calendar = Selection['calendars'][number];

const largestAt = (values: readonly number[]): number => values.indexOf(Math.max(...values));

/** Dated titles by month and weekday; a field chooses. */
export function CalendarChart({
  calendar,
  conditions,
}: {
  readonly calendar: Calendar;
  readonly conditions: Conditions;
}): ReactNode {
  const words = useWords(chartWords);
  const { titles, interactions, users } = useWords(exploreWords);
  const format = useFormat();
  const { language } = useLanguage();
  const [months, days] = [monthNames(language), weekdayNames(language)];
  const most = Math.max(1, ...calendar.cells.flat());
  const weekday = largestAt(calendar.weekdays);
  const canChoose = calendar.grain === 'titles';
  const sentence = words.calendar(
    months[largestAt(calendar.months)],
    days[weekday],
    format.percent(calendar.weekdays[weekday] / Math.max(1, calendar.n)),
  );
  return (
    <HeatMap
      title={capital(calendar.label)}
      level={2}
      name={`${conditions.catalogue}-calendar`}
      sentence={
        calendar.newYearsDay > calendar.n / 50
          ? `${sentence} ${words.newYear(format.number(calendar.newYearsDay))}`
          : sentence
      }
      rows={monthNames(language, 'short').map(capital)}
      columns={weekdayNames(language, 'short').map(capital)}
      counted={{ titles, interactions, users }[calendar.grain]}
      cells={calendar.cells.map((cells, month) =>
        cells.map((value, day) => ({
          label: `${capital(days[day])}, ${months[month]}`,
          value,
          text: format.compact(value),
          strength: value / most,
          mark: canChoose ? 1 : 3,
        })),
      )}
      {...(canChoose
        ? {
            chosen:
              conditions.month === null || conditions.weekday === null
                ? null
                : ([conditions.month - 1, conditions.weekday - 1] as const),
            onChoose: (month: number, day: number) =>
              conditions.month === month + 1 && conditions.weekday === day + 1
                ? conditions.setDay(null, null)
                : conditions.setDay(month + 1, day + 1),
          }
        : {})}
    />
  );
}

/** The same year by year. */
export function YearChart({ calendar }: { readonly calendar: Calendar }): ReactNode {
  const words = useWords(chartWords);
  const { titles, interactions, users } = useWords(exploreWords);
  const format = useFormat();
  const counted = { titles, interactions, users }[calendar.grain];
  const fullest = calendar.years.reduce((best, one) => (one.count > best.count ? one : best), calendar.years[0]);
  return (
    <Lines
      title={words.yearsTitle(capital(calendar.label))}
      level={2}
      name="years"
      sentence={words.years(String(fullest.year), format.number(fullest.count))}
      xName={calendar.label}
      yName={counted}
      height={384}
      lines={[
        {
          name: counted,
          mark: calendar.grain === 'titles' ? 1 : 3,
          points: calendar.years.map(({ year, count }) => ({ x: year, y: count })),
        },
      ]}
    />
  );
}

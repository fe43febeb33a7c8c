import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { platformsSchema } from '../../../src/api/contract/analysis.ts';
import { type Format, useFormat } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { platformName } from '../../shared/names.ts';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Panel } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { Table } from '../../shared/ui/table.tsx';
import layout from '../../shared/ui/layout.module.css';
import { Bars } from '../../marks/bars.tsx';
import { HeatMap } from '../../marks/heat-map.tsx';
import { Lines } from '../../marks/lines.tsx';
import { chartWords } from './chart-words.ts';
import { capital, monthNames } from './units.ts';
import { exploreWords } from './words.ts';

type Comparison = z.output<typeof platformsSchema>;

/** The streaming platforms side by side. */
export function Platforms(): ReactNode {
  const { data, error, refetch } = useAnswer<Comparison>('/v1/analysis/platforms');
  if (error !== null) return <Problem error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading height={900} />;
  return (
    <div className={layout.stack}>
      <PlatformTable comparison={data} />
      <div className={layout.pair}>
        <Panel>
          <Overlap comparison={data} />
        </Panel>
        <Panel>
          <Reach comparison={data} />
        </Panel>
      </div>
      <Panel>
        <Decades comparison={data} />
      </Panel>
      <Panel>
        <Added comparison={data} />
      </Panel>
    </div>
  );
}

const orDash = (value: number | null, write: (value: number) => string): string =>
  value === null ? '–' : write(value);

function PlatformTable({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const words = useWords(chartWords);
  const { titles } = useWords(exploreWords);
  const format = useFormat();
  const { platforms, different } = comparison;
  const first = [...platforms].sort((a, b) => b.titles - a.titles).at(0);
  const rows: readonly (readonly [
    name: string,
    write: (one: Comparison['platforms'][number], format: Format) => string,
  ])[] = [
    [titles, (one) => format.number(one.titles)],
    [words.movies, (one) => format.number(one.movies)],
    [words.series, (one) => format.number(one.series)],
    [words.exclusive, (one) => format.percent(one.exclusive / Math.max(1, one.titles))],
    [words.medianYear, (one) => orDash(one.medianYear, (value) => String(Math.round(value)))],
    [words.medianMinutes, (one) => orDash(one.medianMinutes, (value) => `${format.number(value)} min`)],
    [words.meanScore, (one) => orDash(one.meanScore, (value) => `${format.number(value, 2)} ★`)],
  ];
  return (
    <Panel
      title={words.table}
      note={
        first === undefined
          ? ''
          : words.platformSentence(platformName(first.platform), format.number(first.titles), format.number(different))
      }
      actions={
        <a className={buttonClass('quiet', true)} href="/v1/analysis/platforms?format=csv">
          <Download size={16} aria-hidden="true" />
          CSV
        </a>
      }
    >
      <Table label={words.table}>
        <thead>
          <tr>
            <td />
            {platforms.map(({ platform }) => (
              <th key={platform} scope="col" data-number="">
                {platformName(platform)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, write]) => (
            <tr key={name}>
              <th scope="row">{capital(name)}</th>
              {platforms.map((one) => (
                <td key={one.platform} data-number="">
                  {write(one, format)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function Overlap({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const words = useWords(chartWords);
  const format = useFormat();
  const names = comparison.platforms.map(({ platform }) => platform);
  const most = [...comparison.overlaps].sort((a, b) => b.both - a.both).at(0);
  const between = (a: string, b: string): number =>
    comparison.overlaps.find((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a))?.both ?? 0;
  return (
    <HeatMap
      title={words.overlap}
      level={2}
      name="platforms-overlap"
      sentence={
        most === undefined
          ? words.noNumbers
          : words.overlapSentence(platformName(most.a), platformName(most.b), format.number(most.both))
      }
      counted={words.shared}
      rows={names.map(platformName)}
      columns={names.map(platformName)}
      rowHeight={52}
      cells={names.map((row, r) =>
        names.map((column, c) => {
          if (r === c) return null;
          const value = between(row, column);
          return {
            label: `${platformName(row)} · ${platformName(column)}`,
            value,
            text: format.number(value),
            strength: value / Math.max(1, most?.both ?? 1),
            mark: 3,
          };
        }),
      )}
    />
  );
}

function Reach({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const words = useWords(chartWords);
  const format = useFormat();
  const alone = comparison.reach.find(({ platforms }) => platforms === 1)?.count ?? 0;
  return (
    <Bars
      title={words.reach}
      level={2}
      name="platforms-reach"
      sentence={words.reachSentence(format.percent(alone / Math.max(1, comparison.different), 1))}
      counted={words.works}
      mark={4}
      bars={comparison.reach.map(({ platforms, count }) => ({
        name: String(platforms),
        label: words.platformsCount(platforms),
        value: count,
      }))}
    />
  );
}

function Decades({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const words = useWords(chartWords);
  const format = useFormat();
  const newest = [...comparison.platforms].sort((a, b) => (b.medianYear ?? 0) - (a.medianYear ?? 0)).at(0);
  return (
    <Lines
      title={words.decades}
      level={2}
      name="platforms-decades"
      sentence={newest === undefined ? words.noNumbers : words.decadesSentence(platformName(newest.platform))}
      xName={words.decades}
      yName={words.share}
      yFormat={(value) => format.percent(value)}
      height={260}
      lines={comparison.platforms.map(({ platform, decades, titles }, at) => ({
        name: platform,
        label: platformName(platform),
        mark: at + 1,
        points: decades.map(({ decade, count }) => ({ x: decade, y: count / Math.max(1, titles) })),
      }))}
    />
  );
}

function Added({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const words = useWords(chartWords);
  const format = useFormat();
  const { language } = useLanguage();
  const lines = comparison.platforms
    .map(({ platform, added }, at) => ({
      name: platform,
      label: platformName(platform),
      mark: at + 1,
      points: added.map(({ month, count }) => ({ x: Date.parse(`${month}-01`), y: count })),
    }))
    .filter(({ points }) => points.length > 1);
  const fullest = lines
    .flatMap(({ label, points }) => points.map((point) => ({ label, ...point })))
    .sort((a, b) => b.y - a.y)
    .at(0);
  const months = monthNames(language, 'short');
  const monthOf = (time: number): string => {
    const date = new Date(time);
    return `${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  };
  if (fullest === undefined) return null;
  return (
    <Lines
      title={words.added}
      level={2}
      name="platforms-added"
      sentence={words.addedSentence(fullest.label, monthOf(fullest.x), format.number(fullest.y))}
      xName={words.added}
      yName={words.works}
      isTime
      xFormat={monthOf}
      height={260}
      lines={lines}
    />
  );
}

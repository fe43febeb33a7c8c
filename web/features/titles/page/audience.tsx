import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { titleAudienceSchema } from '../../../../src/api/contract/catalogue.ts';
import type { z } from 'zod';
import { Bars } from '../../../marks/bars.tsx';
import { type ColumnBin, Columns } from '../../../marks/columns.tsx';
import { Cover } from '../../../shared/cover/cover.tsx';
import { type Format, useFormat } from '../../../shared/format.ts';
import { type Language, useLanguage, useWords } from '../../../shared/language.tsx';
import { Empty } from '../../../shared/ui/empty.tsx';
import { Loading } from '../../../shared/ui/loading.tsx';
import { Panel } from '../../../shared/ui/page.tsx';
import { Problem } from '../../../shared/ui/problem.tsx';
import { useAnswer } from '../../../shared/use-answer.ts';
import { genreName } from '../../../shared/names.ts';
import styles from './page.module.css';
import { pageWords } from './words.ts';

type TitleAudience = z.output<typeof titleAudienceSchema>;

/** A span of more months than this is told by years. */
const MOST_MONTHS = 36;

const monthsOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

/** Viewers by month, or by year over a long time; what lies between is there with none. */
function binsOf(months: TitleAudience['months'], language: Language): ColumnBin[] {
  const first = monthsOf(months[0].month);
  const last = monthsOf(months.at(-1)!.month);
  const size = last - first >= MOST_MONTHS ? 12 : 1;
  const from = Math.floor(first / size);
  const counts = Array.from({ length: Math.floor(last / size) - from + 1 }, () => 0);
  for (const { month, viewers } of months) counts[Math.floor(monthsOf(month) / size) - from] += viewers;
  const name = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  return counts.map((count, at) => ({
    from: from + at,
    to: from + at + 1,
    count,
    label: size === 12 ? String(from + at) : name.format(new Date(Date.UTC(0, 0)).setUTCFullYear(0, from + at, 1)),
  }));
}

function OverTime({ months }: { readonly months: TitleAudience['months'] }): ReactNode {
  const words = useWords(pageWords);
  const { language } = useLanguage();
  const bins = binsOf(months, language);
  return (
    <Columns
      title={words.audience}
      sentence={words.audienceSentence(bins[0].label, bins.at(-1)!.label)}
      name="audience"
      level={2}
      bins={bins}
      edge={(value) => bins[value - bins[0].from]?.label ?? ''}
      counted={words.viewersCounted}
      height={200}
    />
  );
}

function Ratings({ ratings, mean }: { readonly ratings: TitleAudience['ratings']; readonly mean: number }): ReactNode {
  const words = useWords(pageWords);
  const format = useFormat();
  const count = ratings.reduce((sum, { count: some }) => sum + some, 0);
  return (
    <Bars
      title={words.ratings}
      sentence={words.ratingsSentence(format.number(count), format.number(mean, 1))}
      name="ratings"
      level={2}
      bars={ratings
        .toReversed()
        .map(({ stars, count: value }) => ({ name: String(stars), label: starsOf(stars, format), value }))}
      counted={words.ratingsCounted}
      mark={2}
    />
  );
}

const starsOf = (stars: number, format: Format): string => `${format.number(stars, stars % 1 === 0 ? 0 : 1)} ★`;

interface TastesProps {
  readonly title: string;
  readonly sentence: string;
  readonly name: string;
  readonly tastes: TitleAudience['genres'];
  readonly labelOf: (name: string) => string;
  readonly mark: number;
}

function Tastes({ title, sentence, name, tastes, labelOf, mark }: TastesProps): ReactNode {
  const words = useWords(pageWords);
  const format = useFormat();
  return (
    <Bars
      title={title}
      sentence={sentence}
      name={name}
      level={2}
      bars={tastes.map(({ name: term, share, everybody, lift }) => ({
        name: term,
        label: labelOf(term),
        value: share,
        expected: everybody,
        more: [['×', format.number(lift, 2)]],
      }))}
      counted={words.shareCounted}
      expectedName={words.everybody}
      format={(value) => format.percent(value, value < 0.1 ? 1 : 0)}
      mark={mark}
    />
  );
}

function Also({ also }: { readonly also: TitleAudience['also'] }): ReactNode {
  const words = useWords(pageWords);
  const format = useFormat();
  return (
    <Panel title={words.also} note={words.alsoSentence}>
      <ul className={styles.also}>
        {also.map(({ title, share, lift }) => (
          <li key={title.id}>
            <Link href={`/titles/${encodeURIComponent(title.id)}`}>
              <Cover title={title} className={styles.thumb} />
              <span>
                <strong>{title.title}</strong>
                <small>{words.alsoShare(format.percent(share), format.number(lift, 1))}</small>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Who watches a title: over time, by stars, by what else they watch. */
export default function Audience({ id }: { readonly id: string }): ReactNode {
  const words = useWords(pageWords);
  const format = useFormat();
  const { language } = useLanguage();
  const { data, error, refetch } = useAnswer<TitleAudience>(`/v1/titles/${encodeURIComponent(id)}/audience`, {
    keep: false,
  });
  if (error !== null) return <Problem error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading height={640} />;
  if (data.viewers === 0) {
    return (
      <Panel>
        <Empty title={words.noAudience} text={words.noAudienceNote} />
      </Panel>
    );
  }
  return (
    <>
      {data.months.length === 0 ? null : (
        <Panel>
          <OverTime months={data.months} />
        </Panel>
      )}
      <div className={styles.pair}>
        {data.meanRating === null ? null : (
          <Panel>
            <Ratings ratings={data.ratings} mean={data.meanRating} />
          </Panel>
        )}
        {data.genres.length === 0 ? null : (
          <Panel>
            <Tastes
              title={words.tastes}
              sentence={words.tastesSentence}
              name="tastes"
              tastes={data.genres}
              labelOf={(genre) => genreName(genre, language)}
              mark={3}
            />
          </Panel>
        )}
        {data.tags.length === 0 ? null : (
          <Panel>
            <Tastes
              title={words.tags}
              sentence={words.tagsSentence}
              name="themes"
              tastes={data.tags}
              labelOf={(tag) => tag}
              mark={5}
            />
          </Panel>
        )}
      </div>
      {data.also.length === 0 ? null : <Also also={data.also} />}
      {data.lookedAt < data.viewers ? (
        <p className={styles.note}>{words.lookedAt(format.number(data.lookedAt), format.number(data.viewers))}</p>
      ) : null}
    </>
  );
}

import type { Calendar, ExplorationPart, Finding, Groups, PlatformComparison, Relations } from './contract.ts';
import { countByName } from './distributions.ts';
import { chiSquareTail, compareShares, type ShareChange, testShares } from './statistics/compare-shares.ts';
import { giniOf, sortKnown, summarise } from './statistics/summarise.ts';
import { allRows, numbersNamed, type Table } from './table.ts';

/** So many columns are looked at that what one in ten thousand would show by chance is not told; in standard errors. */
const CHANCE = 1e-4;
const STANDARD_ERRORS = 4;
const LEAST_PAIRS = 100;
const LEAST_CORRELATION = 0.2;
const MOST_CORRELATIONS = 4;
/** Columns of which one is computed of the other. */
const DERIVED = new Set([
  'budget return',
  'revenue return',
  'releaseYear yearsUntilAdded',
  'meanRating ratingDeviation',
]);
/** Mean days of the months, February with its leap days. */
const MONTH_DAYS = [31, 28.2425, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const YEAR_DAYS = 365.2425;
const LEAST_DATED = 500;
/** Cohen's w below which an uneven calendar is not worth telling. */
const LEAST_EFFECT = 0.05;
const LEAST_IN_DECADE = 500;
const DECADE = 10;
/** Cohen's h from which a share has changed. */
const LEAST_CHANGE = 0.1;
const LEAST_EXPLAINED = 0.01;
const FAMOUS_PART = 0.01;

const strengthOf = (effect: number): number => Math.min(1, Math.abs(effect));

/** The pairs of columns that go together most, by Spearman's correlation; of columns derived from one another none. */
export function tellCorrelations({ correlations }: Relations): Finding[] {
  return correlations
    .filter(({ a, b, n }) => n >= LEAST_PAIRS && !DERIVED.has(`${a} ${b}`))
    .filter(({ n, spearman }) => {
      const size = Math.abs(spearman ?? 0);
      return size >= LEAST_CORRELATION && size * Math.sqrt(n - 1) >= STANDARD_ERRORS;
    })
    .sort((x, y) => Math.abs(y.spearman!) - Math.abs(x.spearman!))
    .slice(0, MOST_CORRELATIONS)
    .map(({ a, b, n, pearson, spearman }) => ({
      kind: 'correlation',
      strength: strengthOf(spearman!),
      n,
      facts: { a, b, spearman, pearson },
    }));
}

const placeOfMost = (values: readonly number[]): number => values.indexOf(Math.max(...values));
const placeOfLeast = (values: readonly number[]): number => values.indexOf(Math.min(...values));

/** Whether months, weekdays and New Year's Day have more rows than the length of the year gives them. */
export function tellCalendar(calendar: Calendar): Finding[] {
  const { column, n, months, weekdays, newYearsDay } = calendar;
  if (n < LEAST_DATED) return [];
  const found: Finding[] = [];
  const usual = n / YEAR_DAYS;
  const heaped = newYearsDay > 3 * usual;
  if (heaped) {
    found.push({
      kind: 'new-years-day',
      strength: strengthOf(newYearsDay / n),
      n,
      facts: { column, count: newYearsDay, expected: usual, ratio: newYearsDay / usual },
    });
  }
  const [january, ...others] = months;
  const [januaryDays, ...otherDays] = MONTH_DAYS;
  const uneven = testShares(
    [heaped ? january - newYearsDay : january, ...others],
    [heaped ? januaryDays - 1 : januaryDays, ...otherDays],
  );
  if (uneven !== null && uneven.effect >= LEAST_EFFECT && uneven.p < CHANCE) {
    const { ratios, effect, chiSquare, freedom, p } = uneven;
    const [most, least] = [placeOfMost(ratios), placeOfLeast(ratios)];
    found.push({
      kind: heaped ? 'months-uneven-apart-from-new-year' : 'months-uneven',
      strength: strengthOf(effect),
      n: uneven.n,
      facts: { column, most, mostRatio: ratios[most], least, leastRatio: ratios[least], effect, chiSquare, freedom, p },
    });
  }
  const week = testShares(
    weekdays,
    weekdays.map(() => 1),
  );
  if (week !== null && week.effect >= LEAST_EFFECT && week.p < CHANCE) {
    const { ratios, effect, chiSquare, freedom, p } = week;
    const most = placeOfMost(ratios);
    found.push({
      kind: 'weekdays-uneven',
      strength: strengthOf(effect),
      n,
      facts: { column, most, mostShare: weekdays[most] / n, mostRatio: ratios[most], effect, chiSquare, freedom, p },
    });
  }
  return found;
}

interface NamedChange extends ShareChange {
  readonly name: string;
}

/** The names of a column whose share grew or shrank most from the first decade with enough titles to the last. */
export function tellChanges(table: Table, column: string, most: number): Finding[] {
  const years = numbersNamed(table, 'releaseYear').values;
  const { lists } = table.names.find(({ name }) => name === column)!;
  const byDecade = Map.groupBy(
    allRows(table).filter((row) => Number.isFinite(years[row]) && lists.indptr[row] < lists.indptr[row + 1]),
    (row) => Math.floor(years[row] / DECADE) * DECADE,
  );
  const decades = [...byDecade.keys()]
    .filter((key) => byDecade.get(key)!.length >= LEAST_IN_DECADE)
    .sort((a, b) => a - b);
  if (decades.length < 2) return [];
  const [first, last] = [decades[0], decades[decades.length - 1]];
  const [before, after] = [first, last].map((decade) => countByName(lists, Int32Array.from(byDecade.get(decade)!)));
  // Cohen's h has this standard error, whatever the shares.
  const deviation = Math.sqrt(1 / before.carrying + 1 / after.carrying);
  const changes = Array.from(
    { length: lists.names.size },
    (_, place): NamedChange => ({
      name: lists.names.at(place),
      ...compareShares(before.counts[place], before.carrying, after.counts[place], after.carrying),
    }),
  ).filter(({ effect }) => Math.abs(effect) >= Math.max(LEAST_CHANGE, STANDARD_ERRORS * deviation));
  changes.sort((a, b) => b.effect - a.effect || (a.name < b.name ? -1 : 1));
  const rising = changes.filter(({ effect }) => effect > 0).slice(0, most);
  const falling = changes
    .filter(({ effect }) => effect < 0)
    .slice(-most)
    .toReversed();
  return [...rising, ...falling].map(({ name, from, to, change, low, high, effect }) => ({
    kind: effect > 0 ? 'share-rises' : 'share-falls',
    strength: strengthOf(effect),
    n: before.carrying + after.carrying,
    facts: { column, name, first, last, from, to, change, low, high, effect },
  }));
}

/** How unequally a quantity is shared out: what the hundredth of the rows with the most of it have, and the Gini coefficient. */
export function tellConcentration(table: Table, column: string): Finding[] {
  const sorted = sortKnown(numbersNamed(table, column).values).toReversed();
  const total = sorted.reduce((sum, value) => sum + value, 0);
  if (sorted.length < LEAST_PAIRS || total <= 0) return [];
  const few = Math.ceil(sorted.length * FAMOUS_PART);
  const share = sorted.subarray(0, few).reduce((sum, value) => sum + value, 0) / total;
  const gini = giniOf(sorted);
  return [
    {
      kind: table.grain === 'users' ? 'users-concentrated' : 'titles-concentrated',
      strength: strengthOf(gini),
      n: sorted.length,
      facts: { column, few, share, gini, median: summarise(sorted).median },
    },
  ];
}

/** Columns whose numbers differ between groups: the groups with the highest and the lowest median. */
export function tellGroups(groups: readonly Groups[]): Finding[] {
  return groups.flatMap(({ column, by, explained, groups }): Finding[] => {
    if (explained === null || explained < LEAST_EXPLAINED || groups.length < 2) return [];
    const [highest, lowest] = [groups[0], groups[groups.length - 1]];
    const n = groups.reduce((sum, group) => sum + group.n, 0);
    // n·η² of groups that do not differ is a chi-square of one degree less than there are groups.
    if (highest.median === lowest.median || chiSquareTail(n * explained, groups.length - 1) > CHANCE) return [];
    return [
      {
        kind: 'groups-differ',
        strength: strengthOf(Math.sqrt(explained)),
        n,
        facts: {
          column,
          by,
          explained,
          highest: highest.name,
          highestMedian: highest.median,
          lowest: lowest.name,
          lowestMedian: lowest.median,
        },
      },
    ];
  });
}

/** Scores whose middle half lies so close together that they tell titles apart hardly at all. */
export function tellFlatScores(table: Table, column: string, scaleWidth: number): Finding[] {
  const { n, q1, median, q3 } = summarise(numbersNamed(table, column).values);
  if (n < LEAST_PAIRS || q1 === null || q3 === null || (q3 - q1) / scaleWidth > 0.05) return [];
  const strength = 1 - (q3 - q1) / scaleWidth;
  return [{ kind: 'scores-flat', strength, n, facts: { column, q1, median, q3, scaleWidth } }];
}

/** Columns that most rows lack, and columns that one platform lacks wholly while the whole has them. */
export function tellGaps(parts: readonly ExplorationPart[], most: number): Finding[] {
  const [whole, ...platforms] = parts;
  const missing = whole.missing.find(({ grain }) => grain === 'titles');
  if (missing === undefined) return [];
  const half = missing.columns
    .filter(({ share }) => share >= 0.5 && share < 1)
    .slice(0, most)
    .map(
      ({ column, missing: count, share }): Finding => ({
        kind: 'mostly-missing',
        strength: share,
        n: missing.n,
        facts: { column, count, share },
      }),
    );
  const usual = new Map(missing.columns.map(({ column, share }) => [column, share]));
  const lacking = platforms.flatMap(({ platform, missing: [own] }) =>
    own.columns
      .filter(({ column, share }) => share >= 0.99 && (usual.get(column) ?? 1) < 0.75)
      .map(
        ({ column, missing: count, share }): Finding => ({
          kind: 'platform-lacks',
          strength: 1 - (usual.get(column) ?? 0),
          n: own.n,
          facts: { platform, column, count, share },
        }),
      ),
  );
  return [...half, ...lacking];
}

/** Whether the films whose money is known are others than the rest: the median votes of both. */
export function tellKnownMoney(table: Table): Finding[] {
  const [budget, revenue, votes] = ['budget', 'revenue', 'voteCount'].map((name) => numbersNamed(table, name).values);
  const known: number[] = [];
  const unknown: number[] = [];
  for (let row = 0; row < table.size; row++) (budget[row] > 0 && revenue[row] > 0 ? known : unknown).push(votes[row]);
  const share = known.length / table.size;
  if (known.length < LEAST_PAIRS || unknown.length < LEAST_PAIRS) return [];
  const [knownVotes, unknownVotes] = [summarise(known).median, summarise(unknown).median];
  return [
    {
      kind: 'money-known',
      strength: 1 - share,
      n: table.size,
      facts: { known: known.length, share, knownVotes, unknownVotes },
    },
  ];
}

/** How the platforms differ: what they share, how old their titles are, when most were added. */
export function tellPlatforms({ n, different, platforms, overlaps, reach }: PlatformComparison): Finding[] {
  if (platforms.length < 2) return [];
  const alone = reach.find(({ platforms }) => platforms === 1)?.count ?? 0;
  const found: Finding[] = [
    { kind: 'few-shared', strength: alone / different, n, facts: { different, alone, share: alone / different } },
  ];
  const closest = overlaps.toSorted((a, b) => b.jaccard - a.jaccard)[0];
  if (closest.both > 0) {
    const { a, b, both, jaccard } = closest;
    found.push({ kind: 'closest-platforms', strength: jaccard, n: different, facts: { a, b, both, jaccard } });
  }
  const dated = platforms.filter(({ medianYear }) => medianYear !== null);
  const [oldest, newest] = [
    dated.toSorted((a, b) => a.medianYear! - b.medianYear!)[0],
    dated.toSorted((a, b) => b.medianYear! - a.medianYear!)[0],
  ];
  if (oldest !== undefined && oldest.medianYear !== newest.medianYear) {
    const gap = newest.medianYear! - oldest.medianYear!;
    found.push({
      kind: 'platform-ages',
      strength: strengthOf(gap / 50),
      n,
      facts: {
        oldest: oldest.platform,
        oldestYear: oldest.medianYear,
        newest: newest.platform,
        newestYear: newest.medianYear,
      },
    });
  }
  for (const { platform, added } of platforms) {
    const total = added.reduce((sum, { count }) => sum + count, 0);
    const peak = added.toSorted((a, b) => b.count - a.count || (a.month < b.month ? -1 : 1))[0];
    if (total < LEAST_PAIRS || peak.count / total < 0.2) continue;
    const { month, count } = peak;
    found.push({
      kind: 'added-at-once',
      strength: count / total,
      n: total,
      facts: { platform, month, count, share: count / total },
    });
  }
  return found;
}

/** Titles that few users have seen: how many have none, and how many fewer than five. */
export function tellColdTitles(table: Table): Finding[] {
  const viewers = numbersNamed(table, 'viewers').values;
  const none = viewers.reduce((sum, count) => sum + (count === 0 ? 1 : 0), 0);
  const few = viewers.reduce((sum, count) => sum + (count < 5 ? 1 : 0), 0);
  if (table.size < LEAST_PAIRS || few === 0) return [];
  return [
    { kind: 'cold-titles', strength: few / table.size, n: table.size, facts: { none, few, share: few / table.size } },
  ];
}

/** Findings with the strongest first; of equal strength in their order. */
export const orderFindings = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => b.strength - a.strength);

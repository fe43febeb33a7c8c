import type { Snapshot } from '../dataset/index.ts';
import type { OutlierReport } from './contract.ts';
import { normalizeTitle } from './normalize-title.ts';
import { applyRule, findFarOut, makeSharedRule } from './outliers.ts';
import type { PlatformTables } from './platform-tables.ts';
import { numbersNamed } from './table.ts';

/** From this many ratings on a user is asked whether they vary. */
const ENOUGH_RATINGS = 20;
const ENOUGH_VIEWERS = 20;
const FIRST_YEAR = 1900;
/** Interactions in one minute that no hand makes while watching: the history was put in at once. */
const BURST = 50;
const MINUTE_SECONDS = 60;

/** The most interactions that each user has within one clock minute. */
function fastestMinutes({ users, interactions: { indptr, times } }: Snapshot): Float64Array {
  return Float64Array.from({ length: users.size }, (_, user) => {
    let most = Number.NaN;
    let run = 0;
    let minute = Number.NaN;
    // Within a user in order of time.
    for (let at = indptr[user]; at < indptr[user + 1]; at++) {
      if (!Number.isFinite(times[at])) continue;
      const now = Math.floor(times[at] / MINUTE_SECONDS);
      run = now === minute ? run + 1 : 1;
      minute = now;
      most = Math.max(Number.isNaN(most) ? 0 : most, run);
    }
    return most;
  });
}

/** What stands out among the platform's own titles and users, rule by rule; rules that flag nothing are told too. */
export function findPlatformOutliers(snapshot: Snapshot, { titles, users }: PlatformTables): OutlierReport[] {
  const viewers = numbersNamed(titles, 'viewers').values;
  const means = numbersNamed(titles, 'meanRating').values;
  const activity = numbersNamed(users, 'userInteractions').values;
  const deviations = numbersNamed(users, 'userRatingDeviation').values;
  const bursts = fastestMinutes(snapshot);
  return [
    applyRule(titles, {
      rule: 'year-before-1900',
      column: 'releaseYear',
      low: FIRST_YEAR,
      judge(row) {
        const year = snapshot.titles[row].year;
        return year === null ? null : { flagged: year < FIRST_YEAR, distance: -year, values: { releaseYear: year } };
      },
    }),
    applyRule(
      titles,
      makeSharedRule(titles, {
        rule: 'same-title-and-year',
        keyOf: (row) => `${snapshot.titles[row].year ?? ''} ${normalizeTitle(snapshot.titles[row].name)}`,
        values: (row) => ({ viewers: viewers[row] }),
      }),
    ),
    applyRule(titles, {
      rule: 'low-rated-by-many',
      column: 'meanRating',
      judge: (row) =>
        viewers[row] >= ENOUGH_VIEWERS && Number.isFinite(means[row])
          ? {
              flagged: means[row] < 2,
              distance: viewers[row],
              values: { meanRating: means[row], viewers: viewers[row] },
            }
          : null,
    }),
    ...findFarOut(titles, ['viewers', 'tagCount', 'synopsisLength']),
    ...findFarOut(users, ['userInteractions', 'userMeanRating']),
    applyRule(users, {
      rule: 'always-the-same-rating',
      column: 'userRatingDeviation',
      judge: (user) =>
        activity[user] >= ENOUGH_RATINGS && Number.isFinite(deviations[user])
          ? {
              flagged: deviations[user] === 0,
              distance: activity[user],
              values: { userInteractions: activity[user], userRatingDeviation: deviations[user] },
            }
          : null,
    }),
    applyRule(users, {
      rule: 'many-in-a-minute',
      column: 'interactionTime',
      high: BURST,
      judge: (user) =>
        Number.isFinite(bursts[user])
          ? {
              flagged: bursts[user] > BURST,
              distance: bursts[user],
              values: { inOneMinute: bursts[user], userInteractions: activity[user] },
            }
          : null,
    }),
  ];
}

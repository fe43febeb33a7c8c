import { type Facts, fill, type Numbers, readFacts } from './facts.ts';
import { formats, nameIn } from './formats.ts';
import type { AnalysisWording, ColumnName } from './wording.ts';

const { count, decimal, percent, chance } = formats.en;

const columns: Readonly<Record<string, ColumnName>> = {
  runtime: ['runtime', 'the runtime'],
  releaseYear: ['year of release', 'the year of release'],
  budget: ['budget', 'the budget'],
  revenue: ['revenue', 'the revenue'],
  return: ['return on budget', 'the return on the budget'],
  voteCount: ['votes', 'the number of votes'],
  voteAverage: ['mean vote', 'the mean vote'],
  popularity: ['popularity', 'the popularity'],
  castSize: ['size of the cast', 'the size of the cast'],
  genreCount: ['genres a title', 'the number of genres'],
  genres: ['genre', 'the genre'],
  countries: ['country', 'the country'],
  originalLanguage: ['original language', 'the original language'],
  spokenLanguages: ['spoken language', 'the language spoken'],
  companies: ['company', 'the company'],
  collection: ['collection', 'the collection'],
  keywords: ['keyword', 'the keywords'],
  directors: ['director', 'the director'],
  cast: ['actor', 'the cast'],
  releaseDate: ['date of release', 'the date of release'],
  title: ['title', 'the title'],
  overview: ['overview', 'the overview'],
  minutes: ['length of movies', 'the length of movies'],
  seasons: ['seasons of series', 'the number of seasons'],
  score: ['mean score', 'the mean score'],
  yearsUntilAdded: ['years until added', 'the years between release and arrival'],
  platform: ['platform', 'the platform'],
  type: ['type', 'the type'],
  maturityRating: ['maturity rating', 'the maturity rating'],
  dateAdded: ['date added', 'the date of arrival'],
  description: ['description', 'the description'],
  duration: ['duration', 'the duration'],
  durationInt: ['duration', 'the duration'],
  durationType: ['unit of the duration', 'the unit of the duration'],
  viewers: ['users who saw it', 'the number of users who saw it'],
  meanRating: ['mean rating', 'the mean rating'],
  ratingDeviation: ['spread of the ratings', 'the spread of the ratings'],
  tagCount: ['tags a title', 'the number of tags'],
  synopsisLength: ['length of the synopsis', 'the length of the synopsis'],
  tags: ['tag', 'the tags'],
  synopsis: ['synopsis', 'the synopsis'],
  userInteractions: ['interactions a user', 'the interactions of users'],
  userMeanRating: ['mean rating a user', 'the mean rating of users'],
  userRatingDeviation: ["spread of a user's ratings", "the spread of users' ratings"],
  rating: ['rating', 'the rating'],
  watchedFraction: ['part watched', 'the part watched'],
  interactionTime: ['time of the interaction', 'the time of the interaction'],
  inOneMinute: ['in one minute', 'the interactions in one minute'],
  count: ['rows alike', 'the rows alike'],
};

const months = 'January February March April May June July August September October November December'.split(' ');
const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const the = (column: string): string => columns[column]?.[1] ?? column;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a rule flags, without the counts. */
const RULES: Readonly<Record<string, (column: string, low: number | null, high: number | null) => string>> = {
  'far-out': (column, low, high) =>
    `${capital(the(column))} lies far from the rest: ${limits(low, high)} (Tukey, 3 interquartile ranges beyond the quartiles)`,
  'far-out-log': (column, low, high) =>
    `${capital(the(column))} lies far from the rest on a logarithmic scale: ${limits(low, high)} (Tukey, 3 interquartile ranges of the logarithm)`,
  'return-above-1000': () =>
    'Earned over 1,000 times a budget of less than 1,000 dollars: the budget is given in another unit',
  'budget-below-1000': () => 'Budget below 1,000 dollars: probably given in thousands or millions',
  'revenue-without-budget': () => 'Earned money on a budget of nothing: the budget is not known',
  'runtime-above-400': () => 'Longer than 400 minutes: series and serials rather than films',
  'year-before-1900': () => 'Released before 1900: the first films, or a slip of the date',
  'released-in-the-future': () => 'Released after the day of this exploration',
  'perfect-by-few-votes': () => 'A mean of 10 out of fewer than five votes: a mean that says nothing',
  'votes-without-average': () => 'Has votes but a mean of 0: voted on before its release, or an error',
  'same-title-and-year': () => 'Shares name and year with another id: twins, or one film twice',
  'twice-on-a-platform': () => 'Stands twice on one platform, with the same name, type and year',
  'movie-in-seasons': () => 'A movie whose duration is told in seasons: a series under the wrong type',
  'series-in-minutes': () => 'A series whose duration is told in minutes',
  'duration-as-maturity-rating': () => 'A duration stands where the maturity rating should',
  'minutes-above-300': () => 'Movies longer than 300 minutes: sounds to sleep by, or several parts in one',
  'minutes-below-5': () => 'Movies shorter than 5 minutes: trailers, tests, songs',
  'seasons-above-15': () => 'More than 15 seasons',
  'added-before-release': () =>
    'Added to the platform in a year before its release: the year is that of a later season, or wrong',
  'added-in-the-future': () => 'Added after the day of this exploration',
  'year-before-1925': () => 'Released before 1925',
  'low-rated-by-many': () => 'Seen by 20 users or more, with a mean rating below 2 stars',
  'always-the-same-rating': () => 'Users with 20 interactions or more who always give the same rating',
  'many-in-a-minute': () => 'Users with more than 50 interactions in one minute: put in at once, not while watching',
};

const limits = (low: number | null, high: number | null): string =>
  [low === null ? '' : `below ${decimal(low)}`, high === null ? '' : `above ${decimal(high)}`]
    .filter((part) => part !== '')
    .join(' or ') || 'no value does';

const strong = (value: number): string =>
  Math.abs(value) >= 0.7 ? 'closely' : Math.abs(value) >= 0.4 ? 'clearly' : 'somewhat';

type Sentence = (facts: Facts, numbers: Numbers, n: number) => string;

const FINDINGS: Readonly<Record<string, Sentence>> = {
  correlation: ({ a, b }, { spearman, pearson }) =>
    `${capital(the(a))} and ${the(b)} go together ${strong(spearman)}${spearman < 0 ? ', in opposite directions' : ''}: Spearman ${decimal(spearman)}, Pearson ${decimal(pearson)}.`,
  'new-years-day': ({ column }, { count: found, expected, ratio }) =>
    `1 January has ${count(found)} rows by ${the(column)}, ${decimal(ratio, 0)} times the ${decimal(expected, 0)} of any day: sources put there what they date by the year alone.`,
  'months-uneven': ({ column }, { most, mostRatio, least, leastRatio, effect, p }) =>
    `By ${the(column)}, ${months[most]} has ${decimal(mostRatio)} times what its days would give and ${months[least]} ${decimal(leastRatio)} times (χ², p ${chance(p)}; effect w ${decimal(effect)}).`,
  'months-uneven-apart-from-new-year': ({ column }, { most, mostRatio, least, leastRatio, effect, p }) =>
    `By ${the(column)}, 1 January apart, ${months[most]} has ${decimal(mostRatio)} times what its days would give and ${months[least]} ${decimal(leastRatio)} times (χ², p ${chance(p)}; effect w ${decimal(effect)}).`,
  'weekdays-uneven': ({ column }, { most, mostShare, effect, p }) =>
    `${percent(mostShare)} fall on a ${weekdays[most]} by ${the(column)}, where a seventh would be 14.3% (χ², p ${chance(p)}; effect w ${decimal(effect)}).`,
  'share-rises': ({ column, name }, { first, last, from, to, low, high }) =>
    `“${nameIn('en', column, name)}” (${label(column)}) grows from ${percent(from)} of the titles of the ${first}s to ${percent(to)} of those of the ${last}s (95% interval of the change: ${percent(low)} to ${percent(high)}).`,
  'share-falls': ({ column, name }, { first, last, from, to, low, high }) =>
    `“${nameIn('en', column, name)}” (${label(column)}) shrinks from ${percent(from)} of the titles of the ${first}s to ${percent(to)} of those of the ${last}s (95% interval of the change: ${percent(low)} to ${percent(high)}).`,
  'titles-concentrated': ({ column }, { few, share, gini }) =>
    `One title in a hundred (${count(few)}) holds ${percent(share)} of the total of ${label(column)} (Gini ${decimal(gini)}).`,
  'users-concentrated': (_, { few, share, median, gini }) =>
    `One user in a hundred (${count(few)}) made ${percent(share)} of all interactions; the median user made ${decimal(median, 1)} (Gini ${decimal(gini)}).`,
  'groups-differ': ({ column, by, highest, lowest }, { explained, highestMedian, lowestMedian }) =>
    `${capital(the(column))} differs by ${label(by)}: median ${decimal(highestMedian)} for “${highest}”, ${decimal(lowestMedian)} for “${lowest}” (η² ${decimal(explained, 3)}).`,
  'scores-flat': (_, { q1, q3, median }) =>
    `The scores hardly tell titles apart: half of them lie between ${decimal(q1)} and ${decimal(q3)}, the median is ${decimal(median)}. They look like chance and are no ground for a recommendation.`,
  'mostly-missing': ({ column }, { count: found, share }) =>
    `${percent(share)} of the titles lack ${the(column)} (${count(found)}).`,
  'platform-lacks': ({ platform, column }, { count: found, share }) =>
    `${capital(platform)} gives ${the(column)} of hardly any title: ${count(found)} lack it (${percent(share)}).`,
  'money-known': (_, { known, share, knownVotes, unknownVotes }) =>
    `Budget and revenue are both known of ${count(known)} films (${percent(share)}), and those are the famous ones: median ${decimal(knownVotes, 0)} votes against ${decimal(unknownVotes, 0)}. What is said of money holds for them alone.`,
  'few-shared': (_, { different, alone, share }) =>
    `${percent(share)} of the films and series are on one platform alone (${count(alone)} of ${count(different)} different ones).`,
  'closest-platforms': ({ a, b }, { both, jaccard }) =>
    `${capital(a)} and ${capital(b)} share most: ${count(both)} titles, ${percent(jaccard)} of those that either has.`,
  'platform-ages': ({ oldest, newest }, { oldestYear, newestYear }) =>
    `${capital(newest)} has the newest titles (median of ${newestYear}), ${capital(oldest)} the oldest (${oldestYear}).`,
  'added-at-once': ({ platform, month }, { count: found, share }) =>
    `${capital(platform)} added ${percent(share)} of its dated titles in one month, ${month} (${count(found)}).`,
  'cold-titles': (_, { none, few, share }) =>
    `${percent(share)} of the titles have fewer than five users (${count(few)}; ${count(none)} have none): for these, what they are about must speak.`,
};

const label = (column: string): string => columns[column]?.[0] ?? column;

/** What explorations say in English. */
export const en: AnalysisWording = {
  language: 'en',
  catalogues: {
    films: { name: 'Films', what: 'the films catalogue: every film once, with money, votes and people' },
    aggregator: { name: 'Streaming', what: 'the titles of the streaming platforms' },
    platform: {
      name: 'Own catalogue',
      what: 'the titles that recommendations come from, and what users did with them',
    },
  },
  columns,
  units: {
    minutes: 'minutes',
    seasons: 'seasons',
    year: 'year',
    dollars: 'US dollars',
    ratio: 'times',
    votes: 'votes',
    'out-of-10': 'out of 10',
    stars: 'stars',
    points: 'points',
    people: 'people',
    names: 'names',
    users: 'users',
    interactions: 'interactions',
    characters: 'characters',
    years: 'years',
  },
  grains: { titles: 'titles', users: 'users', interactions: 'interactions' },
  months,
  weekdays,
  importNotes: 'Told by the import',
  sections: {
    findings: {
      title: 'Worth a second look',
      how: 'Found by fixed rules in the numbers below; each says how large it is and on how many rows it rests. None says why.',
    },
    distributions: {
      title: 'How it is spread',
      how: 'Known values in bins of equal width (equal on a logarithmic scale where marked); a name counts once a title. Quartiles interpolate linearly (type 7).',
    },
    relations: {
      title: 'What goes together',
      how: 'Correlations over the rows in which both columns are known: Pearson of the values, Spearman of the ranks. Boxes hold the middle half, whiskers reach 1.5 interquartile ranges.',
    },
    outliers: {
      title: 'Out of the ordinary',
      how: 'Each rule says what it flags; nothing is removed. Flagged is not wrong.',
    },
    missing: {
      title: 'What is missing',
      how: 'Rows without a value; 0 counts as unknown for money, runtime and the mean of no votes.',
    },
    words: {
      title: 'Words of the titles',
      how: 'Titles in which a word stands, once each; articles, prepositions, pronouns and numbers are left out.',
    },
    calendar: { title: 'Calendar', how: 'Dated rows by month and weekday, UTC.' },
    platforms: {
      title: 'Platforms side by side',
      how: 'Titles of each platform; the same film on two platforms is found by name, year and director.',
    },
  },
  rule: ({ rule, column, low, high, n, found }) =>
    `${RULES[rule]?.(column ?? '', low, high) ?? rule}: ${count(found)} of ${count(n)}.`,
  finding: ({ kind, facts, n }) => fill(FINDINGS[kind], readFacts(facts), n),
};

import { nearestName } from '../base/nearest.ts';
import { ButacaError } from '../base/errors.ts';
import { listAt } from '../base/string-column.ts';
import {
  type AggregatorCatalogue,
  type Catalogues,
  DURATION_TYPES,
  NO_DATE,
  type Platform,
  PLATFORMS,
  TITLE_TYPES,
} from '../dataset/index.ts';
import { findPlatform } from '../sources/index.ts';
import { foldColumn } from './questions/fold-column.ts';
import { foldName } from './names.ts';
import { buildNamePlaces } from './questions/name-places.ts';
import { WordPlaces } from './word-places.ts';

/** Nearest names that are offered for one that is not known. */
const SUGGESTIONS = 5;
const DAY_MS = 86_400_000;

/** A title of a platform in a few words; all text is in lower case. */
export interface BriefPlatformTitle {
  /** `ns123`. */
  readonly id: string;
  readonly platform: Platform;
  /** Null where the source says neither. */
  readonly type: (typeof TITLE_TYPES)[number] | null;
  readonly title: string;
  readonly year: number | null;
}

export interface PlatformTitle extends BriefPlatformTitle {
  /** YYYY-MM-DD on which the platform added it. */
  readonly dateAdded: string | null;
  /** Maturity rating. */
  readonly rating: string;
  readonly duration: { readonly value: number; readonly unit: (typeof DURATION_TYPES)[number] } | null;
  readonly description: string | null;
  readonly genres: readonly string[];
  readonly directors: readonly string[];
  /** Empty too where the platform tells no cast at all. */
  readonly cast: readonly string[];
  readonly countries: readonly string[];
  /** Mean rating of users; and how many ratings are behind it, 0 when only the mean is known. */
  readonly score: number | null;
  readonly scoreCount: number;
  /** The film that it is in the films catalogue. */
  readonly film: { readonly tmdbId: number; readonly title: string; readonly year: number } | null;
  /** The same film or series on other platforms, and its other versions on this one. */
  readonly sameFilm: readonly BriefPlatformTitle[];
}

export interface PlatformTitleList {
  readonly titles: readonly BriefPlatformTitle[];
  /** How many match in all. */
  readonly total: number;
  /** The nearest names, when none matches. */
  readonly suggestions: readonly BriefPlatformTitle[];
}

/** The titles of the platforms, by id and by name. */
export interface PlatformTitles {
  /** A title by id or exact name (of several with one name the first in order of platform); UNKNOWN_TITLE with the nearest names otherwise. */
  title(name: string): PlatformTitle;
  /**
   * Titles whose names hold every word of the text, the words as beginnings: whole names first, then the shorter ones. UNKNOWN_PLATFORM
   * for a platform that is none of the four.
   */
  search(text: string, options: { readonly platform?: string | undefined; readonly n: number }): PlatformTitleList;
}

const opened = new WeakMap<AggregatorCatalogue, Promise<PlatformTitles>>();

/** The titles of the platforms of these catalogues, indexed when they are first asked for; some 5 MB for 23,000 titles. */
export async function openPlatformTitles(catalogues: Catalogues): Promise<PlatformTitles> {
  const { aggregator } = catalogues;
  if (aggregator === null) {
    throw new ButacaError(
      'MISSING_CATALOGUE',
      'missing aggregator catalogue: none was imported; import the platforms’ titles (netflix_titles.csv …).',
      { details: { catalogue: 'aggregator' } },
    );
  }
  let titles = opened.get(aggregator);
  if (titles === undefined) {
    titles = indexTitles(aggregator, catalogues);
    opened.set(aggregator, titles);
  }
  return titles;
}

function placeOf(platform: string): number {
  const found = findPlatform(platform);
  if (found !== null) return PLATFORMS.indexOf(found);
  throw new ButacaError('UNKNOWN_PLATFORM', `unknown platform: ${platform}; expected one of ${PLATFORMS.join(', ')}.`, {
    details: { platform, platforms: PLATFORMS, nearest: nearestName(platform.slice(0, 40), PLATFORMS) },
  });
}

async function indexTitles(aggregator: AggregatorCatalogue, { films, links }: Catalogues): Promise<PlatformTitles> {
  const { size, ids, platforms, types, titles, releaseYears } = aggregator;
  const names = await buildNamePlaces(titles, new Uint8Array(size));
  const folded = await foldColumn(titles);
  const words = new WordPlaces(folded.bytes, folded.offsets);
  const rowOfId = new Map<string, number>();
  for (let row = 0; row < size; row++) rowOfId.set(ids.at(row), row);
  const group = links?.sameFilm ?? Int32Array.from({ length: size }, (_, row) => row);
  const rowsByGroup = Int32Array.from({ length: size }, (_, row) => row).sort((a, b) => group[a] - group[b] || a - b);

  const brief = (row: number): BriefPlatformTitle => ({
    id: ids.at(row),
    platform: PLATFORMS[platforms[row]],
    type: TITLE_TYPES[types[row]] ?? null,
    title: titles.at(row),
    year: releaseYears[row] === 0 ? null : releaseYears[row],
  });
  const sameFilm = (row: number): number[] => {
    // The first row of the group that has its number.
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (group[rowsByGroup[middle]] < group[row]) low = middle + 1;
      else high = middle;
    }
    const found: number[] = [];
    for (; low < size && group[rowsByGroup[low]] === group[row]; low++) {
      if (rowsByGroup[low] !== row) found.push(rowsByGroup[low]);
    }
    return found;
  };
  const filmOf = (row: number): PlatformTitle['film'] => {
    const at = links?.filmOfAggregator[row] ?? -1;
    if (films === null || at < 0) return null;
    return { tmdbId: films.ids[at], title: films.titles.at(at), year: films.releaseYears[at] };
  };
  const detail = (row: number): PlatformTitle => {
    const added = aggregator.dateAdded[row];
    const unit = DURATION_TYPES[aggregator.durationTypes[row]];
    const score = aggregator.scores[row];
    return {
      ...brief(row),
      dateAdded: added === NO_DATE ? null : new Date(added * DAY_MS).toISOString().slice(0, 10),
      rating: aggregator.ratings.at(row),
      duration: unit === undefined ? null : { value: aggregator.durationInts[row], unit },
      description: aggregator.descriptions.at(row) || null,
      genres: listAt(aggregator.genres, row),
      directors: listAt(aggregator.directors, row),
      cast: listAt(aggregator.cast, row),
      countries: listAt(aggregator.countries, row),
      score: Number.isNaN(score) ? null : score,
      scoreCount: aggregator.scoreCounts[row],
      film: filmOf(row),
      sameFilm: sameFilm(row).map(brief),
    };
  };
  const length = (row: number): number => folded.offsets[row + 1] - folded.offsets[row];
  const exact = (name: string): number[] => {
    const row = rowOfId.get(name.trim().toLowerCase());
    return row === undefined ? names.exact(name).sort((a, b) => a - b) : [row];
  };
  return {
    title(name) {
      const [row] = exact(name);
      if (row !== undefined) return detail(row);
      const suggestions = names.nearest(name, SUGGESTIONS).map(brief);
      const meant = suggestions.map(({ title, platform }) => `${title} (${platform})`).join(', ');
      throw new ButacaError(
        'UNKNOWN_TITLE',
        `unknown title: ${name}; expected the id or the name of one of ${size} titles.${meant === '' ? '' : ` Did you mean ${meant}?`}`,
        { details: { title: name, suggestions } },
      );
    },
    search(text, { platform, n }) {
      const place = platform === undefined ? null : placeOf(platform);
      const isWanted = (row: number): boolean => place === null || platforms[row] === place;
      const whole = exact(text).filter(isWanted);
      const others = words
        .find(foldName(text))
        .filter((row) => isWanted(row) && !whole.includes(row))
        .sort((a, b) => length(a) - length(b) || a - b);
      const found = [...whole, ...others];
      return {
        titles: found.slice(0, n).map(brief),
        total: found.length,
        suggestions: found.length > 0 ? [] : names.nearest(text, SUGGESTIONS).filter(isWanted).map(brief),
      };
    },
  };
}

import type { Catalogue } from './catalogue.ts';
import type { TypicalUser } from './contract.ts';
import { rounded } from './explain.ts';

/** Titles that a taste must have been told by, where half of the users have so many; and beyond which a history says no more of it. */
const SHORTEST = 20;
const LONGEST = 600;
/** Users looked at, evenly over all. */
const LOOKED_AT = 2_000;
/** Part of all watching below which a genre is no taste of its own. */
const RAREST = 0.01;
const FAVOURITES = 5;
const GENRES = 3;

/** How much of each genre a user has watched and liked, as parts of all of it. */
function genreShares(
  genresOf: readonly (readonly number[])[],
  items: Int32Array,
  weights: Float32Array,
  genres: number,
): Float64Array {
  const shares = new Float64Array(genres);
  let total = 0;
  for (let at = 0; at < items.length; at++) {
    const weight = Math.max(0, weights[at]);
    const its = genresOf[items[at]];
    for (const genre of its) shares[genre] += weight / its.length;
    if (its.length > 0) total += weight;
  }
  if (total > 0) for (let genre = 0; genre < genres; genre++) shares[genre] /= total;
  return shares;
}

/**
 * One user for each taste: for each genre the one who stands out most by it, in standard deviations of its share among the users
 * looked at, each user once; the most marked tastes first. Each with the genres that the user stands out by, and the best known of
 * the liked titles that have the first. `historyOf` gives a user's history in the snapshot.
 */
export function findTypicalUsers(
  catalogue: Catalogue,
  historyOf: (userNum: number) => { readonly items: Int32Array; readonly weights: Float32Array },
): TypicalUser[] {
  const { snapshot, titles, viewers, brief } = catalogue;
  const names = [...new Set(titles.flatMap((title) => title.genres))].sort();
  const place = new Map(names.map((name, at) => [name, at]));
  const genresOf = titles.map((title) => title.genres.map((name) => place.get(name)!));
  const step = Math.max(1, Math.floor(snapshot.users.size / LOOKED_AT));
  const lengths = Array.from(
    { length: Math.ceil(snapshot.users.size / step) },
    (_, at) => historyOf(at * step).items.length,
  );
  const shortest = Math.max(1, Math.min(SHORTEST, lengths.sort((a, b) => a - b)[lengths.length >> 1] ?? 0));
  const users: { readonly num: number; readonly shares: Float64Array }[] = [];
  for (let num = 0; num < snapshot.users.size; num += step) {
    const { items, weights } = historyOf(num);
    if (items.length < shortest || items.length > LONGEST) continue;
    users.push({ num, shares: genreShares(genresOf, items, weights, names.length) });
  }
  if (users.length === 0) return [];
  const means = names.map((_, genre) => users.reduce((sum, { shares }) => sum + shares[genre], 0) / users.length);
  const deviations = names.map((_, genre) =>
    Math.sqrt(users.reduce((sum, { shares }) => sum + (shares[genre] - means[genre]) ** 2, 0) / users.length),
  );
  const marked = ({ shares }: { readonly shares: Float64Array }, genre: number): number =>
    deviations[genre] === 0 ? 0 : (shares[genre] - means[genre]) / deviations[genre];
  const taken = new Set<number>();
  const chosen: { readonly user: (typeof users)[number]; readonly genre: number; readonly mark: number }[] = [];
  for (const genre of [...names.keys()].filter((at) => means[at] >= RAREST).sort((a, b) => means[b] - means[a])) {
    let best: (typeof users)[number] | null = null;
    for (const user of users) {
      if (!taken.has(user.num) && (best === null || marked(user, genre) > marked(best, genre))) best = user;
    }
    if (best === null || marked(best, genre) <= 0) continue;
    taken.add(best.num);
    chosen.push({ user: best, genre, mark: marked(best, genre) });
  }
  return chosen
    .sort((a, b) => b.mark - a.mark || a.user.num - b.user.num)
    .map(({ user, genre }) => {
      const { items, weights } = historyOf(user.num);
      const liked = [...items.keys()].filter((at) => weights[at] > 0);
      const favourites = liked
        .sort(
          (a, b) =>
            Number(genresOf[items[b]].includes(genre)) - Number(genresOf[items[a]].includes(genre)) ||
            weights[b] - weights[a] ||
            viewers[items[b]] - viewers[items[a]] ||
            items[a] - items[b],
        )
        .slice(0, FAVOURITES);
      const others = [...names.keys()]
        .filter((other) => other !== genre && marked(user, other) > 0)
        .sort((a, b) => marked(user, b) - marked(user, a))
        .slice(0, GENRES - 1);
      return {
        id: snapshot.users.id(user.num)!,
        interactions: items.length,
        genres: [genre, ...others].map((at) => ({ name: names[at], share: rounded(user.shares[at]) })),
        favourites: favourites.map((at) => brief[items[at]]),
      };
    });
}

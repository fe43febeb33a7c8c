/** The platforms whose catalogues the aggregator brings together. */

/** In the order of their numbers. Their first letters differ: a title's id begins with it. */
export const PLATFORMS = ['amazon', 'disney', 'hulu', 'netflix'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** Other words by which people and file names call a platform. */
const ALSO_CALLED: Readonly<Record<Platform, readonly string[]>> = {
  amazon: ['prime', 'primevideo'],
  disney: ['disneyplus'],
  hulu: [],
  netflix: [],
};

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/** The platform that people mean by a name (`Netflix`, `Amazon Prime Video`, `disney+`); null when it is none of them. */
export function findPlatform(name: string): Platform | null {
  const words = fold(name)
    .replace(/\+/g, ' plus ')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const rest = words.filter((word) => !['plus', 'prime', 'video', 'tv', 'com'].includes(word));
  const whole = words.join('');
  for (const platform of PLATFORMS) {
    if (whole === platform || ALSO_CALLED[platform].includes(whole)) return platform;
    if (rest.length === 1 && rest[0] === platform) return platform;
  }
  return null;
}

/**
 * The platform whose catalogue a file holds, by its name, else by the nearest folder's (`amazon_prime_titles.csv`,
 * `netflix/titles.csv`); null when neither names one, or one names several.
 */
export function platformOfFile(name: string): Platform | null {
  for (const part of name.split('/').reverse()) {
    const words = fold(part)
      .split(/[^a-z]+/)
      .filter((word) => word !== '');
    const named = PLATFORMS.filter((platform) =>
      words.some((word) => word.startsWith(platform) || ALSO_CALLED[platform].includes(word)),
    );
    if (named.length === 1) return named[0];
    if (named.length > 1) return null;
  }
  return null;
}

import type { filmSchema } from '../../../../src/api/contract/catalogue.ts';
import type { titleOfPlatformSchema } from '../../../../src/api/contract/platform-titles.ts';
import type { titleSchema } from '../../../../src/api/contract/titles.ts';
import type { z } from 'zod';

/** A title that lists are made of. */
export type OwnTitle = z.output<typeof titleSchema>;
/** A film of the films catalogue. */
export type Film = z.output<typeof filmSchema>;
/** A title of a platform. */
export type PlatformTitle = z.output<typeof titleOfPlatformSchema>;

/** What all catalogues know of one title; at least one of them is there. */
export interface Known {
  readonly own: OwnTitle | null;
  readonly film: Film | null;
  readonly onPlatforms: readonly PlatformTitle[];
}

/** The name of a title: its own, else its film's, else that of a platform, which is in lower case throughout. */
export const nameOf = ({ own, film, onPlatforms }: Known): string =>
  own?.title ??
  film?.title ??
  (onPlatforms[0]?.title ?? '').replace(
    /(^|\s)(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );

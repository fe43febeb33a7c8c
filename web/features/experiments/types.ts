import type { z } from 'zod';
import type {
  experimentComparisonSchema,
  experimentSchema,
  experimentsSchema,
  measuredSchema,
} from '../../../src/api/contract/experiments.ts';
import type { experimentFacetsSchema, lineageSchema } from '../../../src/api/contract/lineage.ts';
import type { aliasMoveSchema, gateAnswerSchema } from '../../../src/api/contract/promotions.ts';
import type { modelsSchema } from '../../../src/api/contract/status.ts';

export type Run = z.output<typeof experimentSchema>;
export type Runs = z.output<typeof experimentsSchema>;
export type Measured = z.output<typeof measuredSchema>;
export type Facets = z.output<typeof experimentFacetsSchema>;
export type Lineage = z.output<typeof lineageSchema>;
export type Comparison = z.output<typeof experimentComparisonSchema>;
export type Models = z.output<typeof modelsSchema>;
export type Version = Models['versions'][number];
export type Gate = z.output<typeof gateAnswerSchema>;
export type Move = z.output<typeof aliasMoveSchema>;

/** Settings by their path: `{ ease: { n: 2 } }` as `ease.n`, 2. */
export function flatSettings(
  settings: Readonly<Record<string, unknown>>,
  under = '',
): [name: string, value: unknown][] {
  return Object.entries(settings).flatMap(([key, value]) => {
    const name = under === '' ? key : `${under}.${key}`;
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? flatSettings(value as Record<string, unknown>, name)
      : [[name, value] as [string, unknown]];
  });
}

/** A setting as text. */
export const settingText = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '–' : JSON.stringify(value);

/** The end of an id, which tells runs of a day apart; and the whole of short ones. */
export const shortId = (id: string): string => (id.length > 12 ? (id.split('-').at(-1) ?? id) : id);

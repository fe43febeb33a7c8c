/** A choice of titles, and what stands in it: what a brush or a click in one chart changes in the others. */
import { z } from 'zod';
import { EXPLORED_CATALOGUES, UNITS } from '../../analysis/index.ts';
import { languageSchema } from './fields.ts';
import { LIMITS } from './limits.ts';

const CONDITIONS = 20;
const condition = z.string().min(3).max(LIMITS.nameLength);
/** One, or repeated; never cut at commas, which stand in names. */
const conditions = z.union([condition, z.array(condition).max(CONDITIONS)]).optional();

export const selectionQuerySchema = z.strictObject({
  catalogue: z.enum(EXPLORED_CATALOGUES).optional().meta({
    description: 'Defaults to the first that the snapshot has.',
    example: 'platform',
  }),
  range: conditions.meta({
    description:
      'A column of numbers and its limits: `runtime:90:120`; one of them may be left out: `releaseYear:2010:`. The lower one is within, the upper one is not, but for the end of the last bin. May be repeated.',
  }),
  name: conditions.meta({
    description:
      'A column of names and one of them, as the answer writes it: `genres:Drama`. May be repeated: of one column any, of several columns all must be there.',
  }),
  word: z
    .string()
    .min(1)
    .max(LIMITS.nameLength)
    .optional()
    .meta({ description: 'Only titles with this word, in lower case.' }),
  month: z.coerce.number().int().min(1).max(12).optional().meta({ description: "Of the catalogue's date: 1 to 12." }),
  weekday: z.coerce.number().int().min(1).max(7).optional().meta({ description: '1: Monday, to 7: Sunday.' }),
  lang: languageSchema.optional(),
});

const count = z.number().int();
const share = z.number();
const grain = z.enum(['titles', 'users', 'interactions']);
const numberOrNull = z.number().nullable();

export const selectionSchema = z
  .strictObject({
    snapshot: z.string(),
    catalogue: z.enum(EXPLORED_CATALOGUES),
    titles: count,
    selected: count,
    distributions: z
      .array(
        z.discriminatedUnion('kind', [
          z.strictObject({
            kind: z.literal('numbers'),
            column: z.string(),
            label: z.string(),
            grain,
            unit: z.enum(UNITS),
            scale: z.enum(['linear', 'log']),
            step: numberOrNull,
            open: z.strictObject({ low: z.boolean(), high: z.boolean() }),
            n: count,
            missing: count,
            median: numberOrNull,
            mean: numberOrNull,
            all: count.meta({ description: 'Values known in the whole catalogue.' }),
            bins: z.array(z.strictObject({ from: z.number(), to: z.number(), count, all: count })),
          }),
          z.strictObject({
            kind: z.literal('names'),
            column: z.string(),
            label: z.string(),
            grain,
            n: count,
            missing: count,
            distinct: count,
            all: count.meta({ description: 'Rows of the whole catalogue that carry any.' }),
            names: z.array(z.strictObject({ name: z.string(), count, all: count })),
          }),
        ]),
      )
      .meta({
        description:
          'A column by which titles are chosen shows those that the other conditions leave, so that it can be chosen anew.',
      }),
    missing: z.strictObject({
      n: count,
      columns: z.array(z.strictObject({ column: z.string(), label: z.string(), missing: count, share })),
    }),
    words: z.array(z.strictObject({ word: z.string(), titles: count, all: count })),
    calendars: z.array(
      z.strictObject({
        column: z.string(),
        label: z.string(),
        grain,
        n: count,
        missing: count,
        cells: z.array(z.array(count)).meta({ description: 'January to December by Monday to Sunday.' }),
        months: z.array(count),
        weekdays: z.array(count),
        newYearsDay: count,
        years: z.array(z.strictObject({ year: count, count, months: z.array(count) })),
      }),
    ),
    scatters: z.array(
      z.strictObject({
        x: z.string(),
        y: z.string(),
        size: z.string(),
        labels: z.strictObject({ x: z.string(), y: z.string(), size: z.string() }),
        scale: z.enum(['linear', 'log']),
        n: count,
        seed: count,
        points: z
          .array(
            z.strictObject({
              id: z.string(),
              title: z.string(),
              year: count.nullable(),
              x: z.number(),
              y: z.number(),
              size: z.number(),
            }),
          )
          .meta({ description: 'All, or a sample that the seed fixes.' }),
      }),
    ),
    examples: z
      .array(z.strictObject({ id: z.string(), title: z.string(), year: count.nullable() }))
      .meta({ description: 'The best known of the selection.' }),
  })
  .meta({ id: 'Selection' });

/** The building blocks of all requests: languages, ids, numbers written as text, lists written as text. */
import { z } from 'zod';
import { LIMITS } from './limits.ts';

export const LANGUAGES = ['es', 'en'] as const;

export const languageSchema = z.enum(LANGUAGES).meta({
  description: 'Language of reasons, warnings and errors. By default the Accept-Language header decides, then Spanish.',
  example: 'es',
});

export const idSchema = z.string().min(1).max(LIMITS.idLength);

/** A list in a query: repeated parameters, or one value with members between commas or bars; a member that holds a comma stands in double quotes, or is written whole in its own parameter. */
export const listSchema = z.union([
  z.string().max(LIMITS.urlBytes),
  z.array(z.string().max(LIMITS.urlBytes)).max(LIMITS.listLength),
]);

export const listLengthSchema = z.coerce
  .number()
  .int()
  .min(LIMITS.n.least)
  .max(LIMITS.n.most)
  .meta({ description: `How many titles, 1 to 100; defaults to ${LIMITS.n.byDefault}.`, example: 5 });

export const yearSchema = z.coerce.number().int().min(LIMITS.year.least).max(LIMITS.year.most);

export const diversitySchema = z.coerce.number().min(0).max(1).meta({
  description: 'The variety dial: 0 orders by the model alone, 1 looks for titles as unlike one another as can be.',
});

export const matchSchema = z.enum(['any', 'all']);

/** A yes or no in a query. */
export const flagSchema = z.enum(['true', 'false', '1', '0']);

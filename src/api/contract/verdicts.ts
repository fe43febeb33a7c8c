/** Verdicts: will this viewer like this title, and how sure is that? */
import { z } from 'zod';
import { idSchema, LANGUAGES, languageSchema, listSchema } from './fields.ts';
import { LIMITS } from './limits.ts';
import { givenHistorySchema, warningSchema } from './recommendations.ts';
import { briefTitleSchema, titleReferenceSchema } from './titles.ts';

const nameSchema = z.string().min(1).max(LIMITS.nameLength);
const shareSchema = z.number().min(0).max(1);
const listNote = 'Repeat the parameter, or put commas or bars between members; quote a member that holds a comma.';
const precisionNote =
  'Of the titles that are recommended, the part that is to be liked, 0 to 1; it settles the threshold. Defaults to the setting `verdicts.precision`.';

export const verdictQuerySchema = z.strictObject({
  userId: idSchema.optional().meta({
    description:
      'The viewer; required unless `liked`, `disliked` or `history` describe one. One who is not known is answered as a stranger.',
    example: '1',
  }),
  movieId: nameSchema.meta({ description: 'The title in question, by id or name; required.', example: '10' }),
  liked: listSchema.optional().meta({ description: `Titles the viewer likes, by id or name. ${listNote}` }),
  disliked: listSchema.optional().meta({ description: `Titles the viewer dislikes, by id or name. ${listNote}` }),
  history: listSchema.optional().meta({
    description: `Titles the viewer watched, by id or name; with stars they go into POST /v1/verdicts. ${listNote}`,
  }),
  precision: z.coerce.number().min(0).max(1).optional().meta({ description: precisionNote }),
  lang: languageSchema.optional(),
});
export type VerdictQuery = z.output<typeof verdictQuerySchema>;

const namesSchema = z.array(nameSchema).max(LIMITS.listLength);

export const verdictBodySchema = z
  .strictObject({
    userId: idSchema.optional().meta({ description: 'A registered user, whose history is taken along.' }),
    movieId: nameSchema.meta({ description: 'The title in question, by id or name.' }),
    history: givenHistorySchema
      .optional()
      .meta({ description: 'What the viewer saw, oldest first; none at all: a stranger.' }),
    liked: namesSchema.optional(),
    disliked: namesSchema.optional(),
    precision: shareSchema.optional().meta({ description: precisionNote }),
    lang: z.enum(LANGUAGES).optional(),
  })
  .meta({
    id: 'VerdictRequest',
    example: {
      movieId: 'Heat',
      history: [
        { title: 'Toy Story', rating: 5 },
        { title: '2', kind: 'view' },
      ],
      disliked: ['Drácula'],
      lang: 'es',
    },
  });
export type VerdictBody = z.output<typeof verdictBodySchema>;

const modelSchema = z.strictObject({ version: z.string(), name: z.string() });

const chosenShape = {
  threshold: shareSchema.meta({ description: 'The verdict is yes from this probability on.' }),
  wanted: shareSchema.meta({ description: 'The precision that was wanted.' }),
  reached: z
    .boolean()
    .meta({ description: 'Whether earlier ratings reached it; if not, the nearest threshold is taken.' }),
};
const foundShape = {
  precision: shareSchema
    .nullable()
    .meta({ description: 'Of the yeses on later ratings, the part that was liked; null where there was none.' }),
  recall: shareSchema
    .nullable()
    .meta({ description: 'Of what was liked among later ratings, the part that got a yes.' }),
  share: shareSchema.meta({ description: 'The part of all verdicts on later ratings that was yes.' }),
};

export const verdictPartSchema = z
  .strictObject({
    title: titleReferenceSchema,
    stars: z
      .number()
      .nullable()
      .meta({ description: 'As the viewer gave them, or a like or dislike stands for; null: only watched.' }),
    amount: z.number().meta({ description: 'Stars that it added to what is expected; below 0: took away.' }),
  })
  .meta({ id: 'VerdictPart' });

export const verdictSchema = z
  .strictObject({
    mensaje: z.string().meta({ description: 'The verdict in one sentence, in Spanish.' }),
    sentence: z.string().meta({ description: 'The same in the language asked for.' }),
    userId: z.string().nullable(),
    title: briefTitleSchema,
    recommended: z.boolean(),
    probability: shareSchema.meta({ description: 'That the viewer would give `likeFrom` stars or more.' }),
    stars: z.number().meta({ description: 'The stars that are expected.' }),
    deviation: z.number().meta({ description: 'How far a rating lies from them.' }),
    likeFrom: z.number().meta({ description: 'Stars from which on a rating counts as liking.' }),
    scale: z
      .strictObject({ low: z.number(), high: z.number() })
      .meta({ description: 'The lowest and highest rating that people gave.' }),
    threshold: z
      .strictObject({ ...chosenShape, ...foundShape, why: z.string() })
      .meta({ description: 'From which probability on the verdict is yes, why, and what that costs.' }),
    basedOn: z
      .strictObject({
        kind: z.enum(['ratings', 'views', 'nothing']).meta({
          description:
            'What is known of the viewer: ratings; only what was watched; nothing, so that what people like on the whole is told.',
        }),
        rated: z.number().int(),
        watched: z.number().int().meta({ description: 'Titles of the history without stars.' }),
        ratingsOfTitle: z
          .number()
          .int()
          .meta({ description: 'Ratings of the title that were learnt from; 0: it is judged by its genres and year.' }),
      })
      .meta({ description: 'What the verdict stands on.' }),
    said: z.strictObject({ stars: z.number().nullable() }).optional().meta({
      description: 'What the viewer said of this very title before, which is left out; absent where nothing.',
    }),
    reason: z
      .string()
      .meta({ description: 'Which titles of the history spoke for it and against it, in the language asked for.' }),
    base: z.number().meta({
      description:
        'Stars that the title itself and people on the whole bring; with all parts they add up to `stars` (held to the scale).',
    }),
    because: z.array(verdictPartSchema).meta({ description: 'The largest parts, whatever the sign.' }),
    others: z
      .strictObject({ titles: z.number().int(), amount: z.number() })
      .meta({ description: 'All other parts, added up.' }),
    shared: z
      .array(z.strictObject({ kind: z.enum(['person', 'tag', 'genre']), term: z.string() }))
      .meta({ description: 'What the title has in common, by the catalogue, with those that speak for it.' }),
    model: modelSchema,
    snapshot: z.string(),
    language: z.enum(LANGUAGES),
    warnings: z.array(warningSchema),
  })
  .meta({ id: 'Verdict' });

export const certaintyQuerySchema = z.strictObject({
  precision: z.coerce.number().min(0).max(1).optional().meta({ description: precisionNote, example: 0.8 }),
  lang: languageSchema.optional(),
});

const figuresShape = {
  count: z.number().int(),
  liked: shareSchema.meta({ description: 'The part that was liked.' }),
  brier: z.number().meta({ description: 'Mean squared distance between probability and outcome; lower is better.' }),
  brierOfShare: z.number().meta({ description: 'The same when `liked` is told to everyone.' }),
  ece: z.number().meta({ description: 'Expected calibration error, over ten bins of equal width.' }),
  auc: shareSchema.nullable().meta({ description: 'That what was liked got the higher probability of two.' }),
  bins: z
    .array(z.strictObject({ count: z.number().int(), said: shareSchema, happened: shareSchema }))
    .meta({ description: 'The reliability curve: mean probability said, part that was liked.' }),
};

export const certaintySchema = z
  .strictObject({
    model: modelSchema,
    likeFrom: z.number(),
    threshold: z.strictObject({
      ...chosenShape,
      test: z.strictObject({ ...foundShape, count: z.number().int().meta({ description: 'Verdicts that were yes.' }) }),
    }),
    why: z.string(),
    cut: z
      .strictObject({
        by: z.enum(['time', 'random']),
        training: z.number().int(),
        calibration: z.number().int(),
        test: z.number().int(),
        drawn: z
          .strictObject({ calibration: z.number().int(), test: z.number().int() })
          .nullable()
          .meta({ description: 'Ratings drawn out of the time of training; null where all parts are drawn.' }),
        beginsSeconds: z.strictObject({ calibration: z.number(), test: z.number() }).nullable(),
      })
      .meta({
        description:
          'Ratings learnt from, corrected by (and the threshold found by), measured with: later and later in time.',
      }),
    test: z
      .strictObject({
        ...figuresShape,
        rmse: z.number().meta({ description: 'Of the stars expected.' }),
        eceUncorrected: z.number(),
        thresholds: z
          .array(z.strictObject({ threshold: shareSchema, count: z.number().int(), ...foundShape }))
          .meta({ description: 'What every threshold 0, 0.01 … 1 would do.' }),
      })
      .meta({ description: 'Of the last ratings, by which nothing was learnt or chosen.' }),
    whenever: z.strictObject(figuresShape).nullable().meta({
      description:
        'Of ratings drawn out of the time of training, whenever they were given; half of them asked with little or no history. Null of none.',
    }),
    segments: z
      .array(
        z.strictObject({
          name: z.enum(['history-0', 'history-1-9', 'history-10-49', 'history-50', 'new-title']),
          ...figuresShape,
          precision: foundShape.precision,
          recall: foundShape.recall,
        }),
      )
      .meta({
        description:
          'The same ratings by how many the viewer had given before, and those of titles that nobody had rated.',
      }),
  })
  .meta({ id: 'VerdictCertainty' });

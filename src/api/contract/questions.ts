/** The analysts' questions: parameters by the names of their briefs, answers with a Spanish sentence and typed fields. */
import { z } from 'zod';
import { diversitySchema, flagSchema, yearSchema } from './fields.ts';
import { LIMITS } from './limits.ts';
import { QUESTION_EXAMPLES as examples } from './question-examples.ts';

const nameSchema = z.string().min(1).max(LIMITS.nameLength);

const titleShape = {
  titulo: nameSchema.meta({
    description:
      'Name of the film, case and accents set aside; a year behind it chooses between namesakes: `Sabrina (1995)`. Also `titulo_de_la_filmacion`.',
    example: 'Toy Story',
  }),
};
const namesakeShape = {
  year: yearSchema.optional().meta({ description: 'Year of release, where several films bear the name. Also `anio`.' }),
  id: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional()
    .meta({ description: 'TMDB id, where name and year do not tell them apart.' }),
};
const platformSchema = nameSchema.meta({
  description: 'amazon, disney, hulu or netflix, in any case; `Disney+` and `Prime Video` too. Also `plataforma`.',
  example: 'disney',
});
const premiereYearSchema = yearSchema.meta({ description: 'Year of release. Also `anio`.', example: 2021 });
const durationTypeSchema = nameSchema.meta({
  description:
    '`min` (default) compares films by their minutes, `season` series by their seasons; `minutos` and `temporadas` too. Also `tipo_duracion`.',
  example: 'min',
});

/** What may be asked, by question. */
export const questionShapes = {
  month: {
    mes: nameSchema.meta({ description: 'A month in Spanish, in any case.', example: 'enero' }),
  },
  weekday: {
    dia: nameSchema.meta({
      description: 'A weekday in Spanish, in any case, with or without accent.',
      example: 'sábado',
    }),
  },
  film: { ...titleShape, ...namesakeShape },
  actor: {
    nombre_actor: nameSchema.meta({
      description: 'Name of the actor, case and accents set aside.',
      example: 'Tom Hanks',
    }),
  },
  platformActor: { platform: platformSchema, year: premiereYearSchema },
  anyActor: {
    nombre_actor: nameSchema
      .optional()
      .meta({ description: 'Name of the actor, for the films catalogue; alone.', example: 'Tom Hanks' }),
    platform: nameSchema.optional().meta({ description: 'Platform, for the platforms’ titles; together with `year`.' }),
    year: yearSchema.optional().meta({ description: 'Year of release; together with `platform`.' }),
  },
  director: {
    nombre_director: nameSchema.meta({
      description: 'Name of the director, case and accents set aside.',
      example: 'John Lasseter',
    }),
  },
  longest: {
    year: premiereYearSchema.optional(),
    platform: platformSchema.optional(),
    duration_type: durationTypeSchema.optional(),
  },
  scoreCount: {
    platform: platformSchema,
    scored: z.coerce.number().meta({
      description: 'Films with a mean rating above this count. Also `puntaje`.',
      example: 3.2,
    }),
    year: yearSchema.meta({ description: 'Year of release. Also `anio`.', example: 2011 }),
  },
  platform: { platform: platformSchema },
  similar: {
    ...titleShape,
    ...namesakeShape,
    n: z.coerce
      .number()
      .int()
      .min(LIMITS.n.least)
      .max(LIMITS.n.most)
      .optional()
      .meta({ description: 'How many films, 1 to 100; defaults to 5.' }),
    diversity: diversitySchema.optional().meta({
      description: '0 (default) orders by likeness alone, up to 1 puts others before copies of what the list has.',
    }),
    detalle: flagSchema
      .optional()
      .meta({ description: 'With 1 the films as objects, with year, likeness and what they share; else their names.' }),
  },
} as const;

const mensaje = z.string().meta({ description: 'The answer as a Spanish sentence.' });
const detalle = z.string().meta({ description: 'What was counted and what was left out, in the language asked for.' });
const count = z.int().min(0);
const namesakes = z.array(z.string()).meta({
  description: 'Other people whose names differ by case, accents or punctuation alone.',
});

export const monthCountSchema = z
  .strictObject({ mensaje, mes: z.string(), cantidad: count, detalle })
  .meta({ id: 'MonthCount', example: examples.MonthCount });

export const weekdayCountSchema = z
  .strictObject({ mensaje, dia: z.string(), cantidad: count, detalle })
  .meta({ id: 'WeekdayCount', example: examples.WeekdayCount });

export const filmReferenceSchema = z
  .strictObject({ id: z.string(), titulo: z.string(), anio: z.int() })
  .meta({ id: 'FilmReference' });

const filmShape = {
  mensaje,
  ...filmReferenceSchema.shape,
};
const otras = z.array(filmReferenceSchema).meta({ description: 'Other films of this name, the best known first.' });

export const filmScoreSchema = z
  .strictObject({ ...filmShape, score: z.number().meta({ description: 'TMDB’s popularity.' }), otras, detalle })
  .meta({ id: 'FilmScore', example: examples.FilmScore });

export const filmVotesSchema = z
  .strictObject({
    ...filmShape,
    cumple: z.boolean().meta({ description: 'Whether it has the 2,000 votes that the answer needs.' }),
    votos: count.nullable().meta({ description: 'Null when it has fewer.' }),
    promedio: z.number().nullable().meta({ description: 'Mean vote, 0 to 10; null when it has fewer.' }),
    otras,
    detalle,
  })
  .meta({ id: 'FilmVotes', example: examples.FilmVotes });

const successShape = {
  cantidad_filmaciones: count,
  filmaciones_con_retorno: count.meta({
    description: 'Films whose cost and revenue are known; the others count as 0.',
  }),
  retorno_total: z.number().meta({ description: 'Sum of revenue / cost.' }),
};

export const actorSuccessSchema = z
  .strictObject({
    mensaje,
    actor: z.string(),
    ...successShape,
    retorno_promedio: z.number().meta({ description: 'Over all films.' }),
    otros: namesakes,
    detalle,
  })
  .meta({ id: 'ActorSuccess', example: examples.ActorSuccess });

export const directorSuccessSchema = z
  .strictObject({
    mensaje,
    director: z.string(),
    ...successShape,
    peliculas: z
      .array(
        z.strictObject({
          ...filmReferenceSchema.shape,
          fecha: z.string().meta({ description: 'YYYY-MM-DD' }),
          retorno: z.number().meta({ description: 'Revenue / cost; 0 where it cannot be computed.' }),
          costo: z.number().meta({ description: 'US dollars; 0 where unknown.' }),
          recaudacion: z.number().meta({ description: 'US dollars; 0 where unknown.' }),
          ganancia: z
            .number()
            .nullable()
            .meta({ description: 'Revenue minus cost in US dollars; null where one of them is unknown.' }),
        }),
      )
      .meta({ description: 'In order of release.' }),
    otros: namesakes,
    detalle,
  })
  .meta({ id: 'DirectorSuccess', example: examples.DirectorSuccess });

export const platformTitleSchema = z
  .strictObject({ id: z.string(), titulo: z.string(), plataforma: z.string(), anio: z.int().nullable() })
  .meta({ id: 'PlatformTitle' });

export const longestTitleSchema = z
  .strictObject({
    mensaje,
    titulo: z.string().nullable().meta({ description: 'Null when no title answers the filters.' }),
    id: z.string().nullable(),
    plataforma: z.string().nullable(),
    anio: z.int().nullable(),
    duracion: count.nullable(),
    tipo_duracion: z.enum(['min', 'season']),
    empates: z.array(platformTitleSchema).meta({ description: 'Other titles that last as long.' }),
    detalle,
  })
  .meta({ id: 'LongestTitle', example: examples.LongestTitle });

export const scoreCountSchema = z
  .strictObject({
    mensaje,
    plataforma: z.string(),
    anio: z.int(),
    puntaje: z.number(),
    cantidad: count,
    peliculas: count.meta({ description: 'Films of the platform and year.' }),
    con_puntaje: count.meta({ description: 'How many of them have a score at all.' }),
    detalle,
  })
  .meta({ id: 'ScoreCount', example: examples.ScoreCount });

export const platformCountSchema = z
  .strictObject({
    mensaje,
    plataforma: z.string(),
    cantidad: count.meta({ description: 'Films.' }),
    series: count,
    detalle,
  })
  .meta({ id: 'PlatformCount', example: examples.PlatformCount });

export const platformActorSchema = z
  .strictObject({
    mensaje,
    plataforma: z.string(),
    anio: z.int(),
    actor: z.string().nullable().meta({ description: 'The first of `actores`; null when nobody is named.' }),
    apariciones: count,
    actores: z.array(z.string()).meta({ description: 'All who appear as often, in alphabetical order.' }),
    titulos: count.meta({ description: 'Films and series of the platform and year.' }),
    con_reparto: count.meta({ description: 'How many of them name a cast.' }),
    detalle,
  })
  .meta({ id: 'PlatformActor', example: examples.PlatformActor });

export const anyActorSchema = z
  .union([actorSuccessSchema, platformActorSchema])
  .meta({ id: 'AnyActor', description: 'With `nombre_actor` the first form, with `platform` and `year` the second.' });

export const similarFilmsSchema = z
  .strictObject({
    ...filmShape,
    recomendaciones: z.array(
      z.strictObject({
        ...filmReferenceSchema.shape,
        score: z.number().meta({ description: 'Likeness, 0 to 1.' }),
        comparten: z
          .strictObject({
            coleccion: z.string().nullable(),
            directores: z.array(z.string()),
            actores: z.array(z.string()),
            palabras_clave: z.array(z.string()),
            generos: z.array(z.string()),
            palabras: z.array(z.string()),
          })
          .meta({ description: 'What both films share.' }),
      }),
    ),
    otras,
    modelo: z.string().meta({ description: 'The model version that found them.' }),
    detalle,
  })
  .meta({ id: 'SimilarFilms' });

export const recomendacionSchema = z.union([z.array(z.string()), similarFilmsSchema]).meta({
  id: 'Recomendacion',
  description: 'The names of the most similar films, best first; with `detalle=1` the second form.',
  example: ['Toy Story 2', 'Toy Story 3', 'Toy Story of Terror!', 'Toy Story That Time Forgot', "A Bug's Life"],
});

import { z } from 'zod';
import { contentConfig } from '../content/config.ts';
import { easeConfig } from '../ease/index.ts';

/** The settings of the models inside, some with another default here: the default of each setting, so that it stays when others are given. */
const { regularization, minInteractions, maxItems, windows } = easeConfig.unwrap().shape;
const insideEase = easeConfig.unwrap().extend({
  regularization: regularization.default(400),
  minInteractions: minInteractions.default(5),
  maxItems: maxItems.default(4096),
  windows: windows.default([0, 30]),
});
const insideContent = contentConfig.unwrap().extend({ popularity: contentConfig.unwrap().shape.popularity.default(0) });

export const hybridConfig = z
  .strictObject({
    /** Whether the words of synopses are read (passed on to the content part). */
    synopsis: z.boolean().default(true),
    /** Which texts are read, `all` or `none` (passed on to the content part). */
    text: z.enum(['all', 'none']).default('all'),
    /** The item-to-item part. */
    ease: insideEase.prefault({}),
    /** The factors part; vectors of the items that the item-to-item part knows. */
    factors: z
      .strictObject({
        factors: z.int().min(4).max(256).multipleOf(4).default(32),
        regularization: z.number().positive().max(1e6).default(0.02),
        weight: z.number().positive().max(1e5).default(10),
        epochs: z.int().min(1).max(500).default(10),
      })
      .prefault({}),
    /** The content part, without its own popularity, which the blend has already; `synopsis` and `text` above win over its own. */
    content: insideContent.prefault({}),
    /** Where titles nobody has watched are expected among the tastes of users: finer vectors than those of the content part. */
    cold: z
      .strictObject({
        factors: z.int().min(4).max(256).multipleOf(4).default(96),
        weight: z.number().positive().max(1e5).default(5),
        regularization: z.number().positive().max(1e6).default(4),
        /** What being known counts in lists of titles similar to a new one, beside nearness (at most 1). */
        similarPopularity: z.number().min(0).max(100).default(0.35),
      })
      .prefault({}),
    /** How histories are weighed: an interaction `recentHalfLife` steps back counts half, and all count at least `floor`. */
    history: z
      .strictObject({
        recentHalfLife: z.number().positive().max(1e6).default(5),
        floor: z.number().min(0).max(1).default(0.05),
        /** The half-life of those who come back: after `sessionHours` without an interaction the last steps say less. */
        returnHalfLife: z.number().positive().max(1e6).default(20),
        sessionHours: z.number().min(0).max(1e6).default(24),
        /** Half-life in steps for genres and factors, which ask for a broader view. */
        broadHalfLife: z.number().positive().max(1e6).default(20),
        broadFloor: z.number().min(0).max(1).default(0.1),
        /** Only so many of the latest interactions are read. */
        maxLength: z.int().min(1).max(100_000).default(150),
      })
      .prefault({}),
    /** Days after which an interaction counts half in the trend. */
    trendHalfLifeDays: z.number().positive().max(100_000).default(365),
    /** How many watched titles one title counts for that the viewer named in the question, when the weights are chosen. */
    stated: z.int().min(1).max(1000).default(30),
    /** How much a perfect match with the words asked for adds to the score (log odds). */
    asked: z.number().min(0).max(1000).default(10),
    /** How the weights of the parts are learned, on histories set aside from the training data. */
    practice: z
      .strictObject({
        /** Part of the users that is held out whole. */
        newUsers: z.number().min(0).max(0.5).default(0.2),
        /** At most so many of them are asked. */
        maxNewUsers: z.int().min(0).max(100_000).default(300),
        /** At most so many of the others are asked about their latest interactions. */
        maxUsers: z.int().min(0).max(100_000).default(600),
        /** Part of the watched titles that is held out whole, so that new titles are learned about. */
        newTitles: z.number().min(0).max(0.5).default(0.06),
        /** How strongly the weights are held at the ones known from experience. */
        regularization: z.number().min(0).max(1e6).default(300),
      })
      .prefault({}),
  })
  .prefault({});
export type HybridConfig = z.output<typeof hybridConfig>;

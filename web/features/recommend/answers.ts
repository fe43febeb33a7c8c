/** What the API answers, as far as this screen asks. */
import type { z } from 'zod';
import type { recommendationSchema, slateSchema } from '../../../src/api/contract/recommendations.ts';
import type {
  becauseSchema,
  briefTitleSchema,
  briefTitlesSchema,
  similarTitlesSchema,
  titleSchema,
  titlesSchema,
  wallSchema,
} from '../../../src/api/contract/titles.ts';
import type { modelsSchema } from '../../../src/api/contract/status.ts';
import type { typicalUsersSchema, userSchema, usersSchema } from '../../../src/api/contract/users.ts';

export type Slate = z.output<typeof slateSchema>;
export type Recommendation = z.output<typeof recommendationSchema>;
export type Because = z.output<typeof becauseSchema>;
export type BriefTitle = z.output<typeof briefTitleSchema>;
export type BriefTitles = z.output<typeof briefTitlesSchema>;
export type SimilarTitles = z.output<typeof similarTitlesSchema>;
export type Title = z.output<typeof titleSchema>;
export type Titles = z.output<typeof titlesSchema>;
export type Wall = z.output<typeof wallSchema>;
export type Models = z.output<typeof modelsSchema>;
export type TypicalUsers = z.output<typeof typicalUsersSchema>;
export type User = z.output<typeof userSchema>;
export type Users = z.output<typeof usersSchema>;

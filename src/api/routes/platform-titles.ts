import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { ButacaError } from '../../base/errors.ts';
import { openPlatformTitles, type PlatformTitles } from '../../serving/index.ts';
import {
  exampleCalls,
  LIMITS,
  platformTitleParametersSchema,
  platformTitleQuerySchema,
  titleOfPlatformSchema,
  platformTitlesQuerySchema,
  titlesOfPlatformsSchema,
} from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { problems } from '../route-schema.ts';

/** The platforms' own titles: search, one with where else it is. */
export function registerPlatformTitles(app: FastifyInstance, { questions }: AppContext): void {
  const tags = ['titles'];
  const served = async (): Promise<PlatformTitles> => {
    const catalogues = questions.served()?.catalogues;
    if (catalogues !== undefined) return openPlatformTitles(catalogues);
    throw new ButacaError('NOT_READY', 'missing snapshot: none could be opened yet; import the files.', {
      details: { waitsFor: 'catalogues' },
    });
  };

  app.get<{ Querystring: z.output<typeof platformTitlesQuerySchema> }>(
    '/v1/platform-titles',
    {
      schema: {
        tags,
        operationId: 'getPlatformTitles',
        summary: "The platforms' titles by name",
        description: `Titles of the four platforms' own catalogues.${exampleCalls('getPlatformTitles')}`,
        querystring: platformTitlesQuerySchema,
        response: { 200: titlesOfPlatformsSchema, ...problems },
      },
    },
    async ({ query: { search, platform, n = LIMITS.n.byDefault } }) => (await served()).search(search, { platform, n }),
  );

  app.get<{ Params: { id: string } }>(
    '/v1/platform-titles/:id',
    {
      schema: {
        tags,
        operationId: 'getPlatformTitle',
        summary: 'A title of a platform, and where else it is',
        description: `Everything that a platform says of a title, its film, and the same film or series on other platforms.${exampleCalls('getPlatformTitle')}`,
        params: platformTitleParametersSchema,
        querystring: platformTitleQuerySchema,
        response: { 200: titleOfPlatformSchema, ...problems },
      },
    },
    async ({ params }) => (await served()).title(params.id),
  );
}

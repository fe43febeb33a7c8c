import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { ButacaError, isButacaError } from '../../base/errors.ts';
import { type Browsing, FACETS, openBrowsing, readFilm } from '../../serving/index.ts';
import {
  catalogueQuerySchema,
  catalogueSchema,
  exampleCalls,
  filmParametersSchema,
  filmQuerySchema,
  filmSchema,
  LIMITS,
  titleAudienceSchema,
  titleParametersSchema,
} from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { problems } from '../route-schema.ts';

const listOf = (given: string | readonly string[] | undefined): string[] =>
  (typeof given === 'string' ? [given] : (given ?? []))
    .flatMap((part) => part.split('|'))
    .filter((part) => part !== '');

/** Opens all catalogues as one, again whenever another model or another snapshot serves. */
function followCatalogues({ recommender, questions }: AppContext): () => Promise<Browsing> {
  let opened: { readonly key: string; readonly browsing: Promise<Browsing> } | null = null;
  return async () => {
    const version = recommender.readiness().model?.version ?? null;
    const served = questions.served();
    if (version === null && served === null) {
      throw new ButacaError('NOT_READY', 'missing snapshot: none could be opened yet; import the files.', {
        details: { waitsFor: 'catalogues' },
      });
    }
    const key = `${version} ${served?.snapshotId}`;
    if (opened?.key === key) return opened.browsing;
    const open = async (): Promise<Browsing> => {
      const items = version === null ? null : await recommender.itemColumns();
      return openBrowsing(served?.catalogues ?? null, items);
    };
    const browsing = open();
    opened = { key, browsing };
    try {
      return await browsing;
    } catch (error) {
      if (opened?.browsing === browsing) opened = null;
      throw error;
    }
  };
}

/** All catalogues together: search with facets; a film of the films catalogue; who watched a title. */
export function registerCatalogue(app: FastifyInstance, context: AppContext): void {
  const { recommender, questions } = context;
  const tags = ['titles'];
  const browsing = followCatalogues(context);

  app.get<{ Querystring: z.output<typeof catalogueQuerySchema> }>(
    '/v1/catalogue',
    {
      schema: {
        tags,
        operationId: 'getCatalogue',
        summary: 'Search in all catalogues, with facets',
        description: `The titles that lists are made of, the films of TMDB and the platforms' titles; what is tied is one title. Between facets all choices must hold.${exampleCalls('getCatalogue')}`,
        querystring: catalogueQuerySchema,
        response: { 200: catalogueSchema, ...problems },
      },
    },
    async ({ query }) => {
      const chosen = Object.fromEntries(
        FACETS.map((facet) => [facet, listOf(facet === 'language' ? query.spoken : query[facet])]),
      );
      return (await browsing()).search({
        text: query.search ?? '',
        chosen,
        yearFrom: query.year_from ?? null,
        yearTo: query.year_to ?? null,
        sort: query.sort ?? 'relevance',
        offset: query.offset ?? 0,
        n: query.n ?? LIMITS.n.byDefault,
      });
    },
  );

  app.get<{ Params: { id: number } }>(
    '/v1/films/:id',
    {
      schema: {
        tags,
        operationId: 'getFilm',
        summary: 'A film of the films catalogue',
        description: `Everything that the films catalogue says of a film, and where else it stands.${exampleCalls('getFilm')}`,
        params: filmParametersSchema,
        querystring: filmQuerySchema,
        response: { 200: filmSchema, ...problems },
      },
    },
    async ({ params: { id } }) => {
      questions.films();
      const film = readFilm(questions.served()!.catalogues, id);
      if (film === null) {
        throw new ButacaError(
          'UNKNOWN_TITLE',
          `unknown film: ${id}; expected the TMDB id of a film of the catalogue.`,
          {
            details: { title: String(id), suggestions: [] },
          },
        );
      }
      const standing = await browsing().catch((error: unknown) => {
        if (isButacaError(error, 'NOT_READY')) return null;
        throw error;
      });
      return { ...film, titleId: standing?.standingOfFilm(id)?.titleId ?? null };
    },
  );

  app.get<{ Params: { id: string } }>(
    '/v1/titles/:id/audience',
    {
      schema: {
        tags,
        operationId: 'getTitleAudience',
        summary: 'Who watched a title, when, and what else they like',
        description: `From the snapshot that serves; live feedback is not in it yet.${exampleCalls('getTitleAudience')}`,
        params: titleParametersSchema,
        querystring: filmQuerySchema,
        response: { 200: titleAudienceSchema, ...problems },
      },
    },
    async ({ params }) => recommender.audience(params.id),
  );
}

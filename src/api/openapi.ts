import { jsonSchemaTransformObject } from 'fastify-type-provider-zod';

/** What the OpenAPI document says of the whole; the rest comes from the routes. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Butaca',
    version: '1',
    description:
      'Movie recommendations with reasons, on your own machine. Errors are RFC 9457 problem documents with a stable `code`; every list says why each title is in it, in Spanish or English (`lang` or Accept-Language).',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  tags: [
    { name: 'recommendations', description: 'Lists for registered users, strangers and histories in the body' },
    { name: 'titles', description: 'Search, details, neighbours' },
    {
      name: 'questions',
      description:
        'The analysts’ questions under the names of their briefs; `mensaje` is the answer as a Spanish sentence',
    },
    { name: 'analysis', description: 'What stands in the catalogues: distributions, relations, outliers, gaps, words' },
    { name: 'users', description: 'Search, history, tastes' },
    { name: 'events', description: 'Feedback, durable before it is acknowledged' },
    { name: 'status', description: 'Data and models in service' },
    { name: 'experiments', description: 'What was tried, with which settings and data, and what came of it' },
    { name: 'health', description: 'For load balancers' },
  ],
};

type TransformObject = typeof jsonSchemaTransformObject;

/**
 * The document with one schema for each thing: the provider writes every schema twice, as `Event` for answers and `EventInput` for
 * requests, which are alike here because no schema of the contract changes what it reads.
 */
export const tidyDocument: TransformObject = (parts) => {
  const text = JSON.stringify(jsonSchemaTransformObject(parts)).replaceAll(
    /("#\/components\/schemas\/\w+?)Input"/g,
    '$1"',
  );
  const document = JSON.parse(text) as ReturnType<TransformObject>;
  const schemas = (document as { components?: { schemas?: Record<string, unknown> } }).components?.schemas ?? {};
  for (const name of Object.keys(schemas)) if (name.endsWith('Input')) delete schemas[name];
  return document;
};

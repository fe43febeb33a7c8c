/**
 * In: HTTP requests. Out: JSON answers in the form of contract/, errors as problem documents. Knows nothing of models, files or the
 * database: it asks the recommender, the store and the registry.
 */
export type { AppOptions } from './context.ts';
export { createApp } from './create-app.ts';

/** The HTTP contract: schemas of every request and answer, shared by server, screens and client; knows no server. */
export * from './analysis.ts';
export * from './events.ts';
export * from './examples.ts';
export * from './experiments.ts';
export * from './fields.ts';
export * from './limits.ts';
export * from './overview.ts';
export * from './platform-titles.ts';
export * from './problem.ts';
export * from './questions.ts';
export * from './recommendations.ts';
export * from './screens.ts';
export * from './selection.ts';
export * from './status.ts';
export * from './titles.ts';
export * from './updates.ts';
export * from './users.ts';

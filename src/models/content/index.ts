/**
 * In: titles with their texts, interactions. Out: a scorer that ranks by what titles are about, new titles among them.
 * Knows nothing of other models but the factorisation it learns from.
 */
import type { ModelDefinition } from '../contract.ts';
import { type ContentConfig, contentConfig } from './config.ts';
import { type ContentScorer, loadContent } from './scorer.ts';
import { trainContent } from './train.ts';

export type { ContentConfig, ContentScorer };
export { type ColdTaste, openColdTaste } from './cold-taste.ts';
export { learnColdTaste } from './learn-cold-taste.ts';
export { loadContent };

/**
 * Ranks by content: terms of synopsis, name, tags, genres, people and years, projected into the space of users' tastes by a ridge
 * regression learned from the interactions. See docs/models/content.md.
 */
export const content: ModelDefinition<typeof contentConfig> = {
  name: 'content',
  config: contentConfig,
  abilities: { coldItems: true, coldUsers: true, similarItems: true, explanation: true, usesText: true },
  train: async (data, config, environment) => trainContent(data, config, environment),
  load: (artifact, titles, { kernels }) => loadContent(artifact, titles, kernels),
};

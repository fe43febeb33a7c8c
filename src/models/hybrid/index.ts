/**
 * In: interactions and titles. Out: the scorer that is served, blended from the other models' parts with learned weights.
 * Knows nothing of filters, lists or people's screens.
 */
export type { HybridConfig } from './config.ts';
export { hybrid } from './hybrid.ts';

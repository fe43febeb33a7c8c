export { type PopularityConfig, popularity } from './popularity.ts';

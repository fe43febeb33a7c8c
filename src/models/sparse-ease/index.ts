export { sparseEase } from './sparse-ease.ts';

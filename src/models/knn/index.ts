export { knn } from './knn.ts';

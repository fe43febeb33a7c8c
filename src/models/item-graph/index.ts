export { type CoOccurrence, openCoOccurrence, selectNearest } from './co-occurrence.ts';
export { buildItemGraph, itemGraphTensors, type Neighbourhood, openItemGraph } from './item-graph.ts';

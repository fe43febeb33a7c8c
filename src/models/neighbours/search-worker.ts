/** A thread that finds neighbours: takes blocks of films, one after another, until none is left. */
import { parentPort, workerData } from 'node:worker_threads';
import { type SearchTask, takeBlocks } from './take-blocks.ts';

const port = parentPort!;
takeBlocks(workerData as SearchTask, (taken) => port.postMessage(taken));

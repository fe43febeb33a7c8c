import { fileURLToPath } from 'node:url';

/** The tables that ship with Butaca. */
export const sampleFolder = fileURLToPath(new URL('../../data/sample', import.meta.url));

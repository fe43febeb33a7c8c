import { problemSchema } from './contract/index.ts';

/** The error answers that every route documents. */
export const problems = {
  '4xx': {
    description: 'The request cannot be answered as it is; see `code`.',
    content: { 'application/problem+json': { schema: problemSchema } },
  },
  '5xx': {
    description: 'Butaca cannot answer now; see `code`.',
    content: { 'application/problem+json': { schema: problemSchema } },
  },
} as const;

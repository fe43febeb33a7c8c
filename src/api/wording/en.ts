import { ERROR_KINDS, type ErrorCode } from '../../base/errors.ts';
import type { ApiWording, ProblemFacts } from './wording.ts';

const units: Record<string, string> = { string: 'characters', array: 'members', number: '', int: '' };
const types: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
  boolean: 'true or false',
};
const quoted = (text: string): string => `“${text}”`;
const meant = (suggestions: ProblemFacts['suggestions']): string =>
  suggestions.length === 0
    ? ''
    : ` Did you mean ${suggestions.map(({ title, year }) => quoted(title) + (year === undefined || year === null ? '' : ` (${year})`)).join(', ')}?`;

/** Errors in English. */
export const en: ApiWording = {
  title: (code: ErrorCode) => ERROR_KINDS[code].title,
  issue({ parameter, expected }) {
    const name = parameter === '' ? 'the body' : parameter;
    switch (expected.kind) {
      case 'known':
        return `unknown ${name}; ${expected.nearest === null ? '' : `did you mean ${expected.nearest}? `}expected one of ${expected.names.join(', ')}`;
      case 'one-of':
        return `invalid ${name}; expected ${expected.values.join(' or ')}`;
      case 'type':
        return `${expected.missing ? 'missing' : 'invalid'} ${name}; expected ${types[expected.type] ?? expected.type}`;
      case 'least':
      case 'most':
        return `invalid ${name}; expected ${expected.kind === 'least' ? 'at least' : 'at most'} ${expected.limit} ${units[expected.of] ?? ''}`.trim();
      default:
        return `invalid ${name}; ${expected.message}`;
    }
  },
  details: {
    UNKNOWN_USER: ({ userId, users }) =>
      `No user is called ${quoted(userId)} among the ${users} known. For a viewer without a history call /get_new_user_recommendation/, or send a first event to POST /v1/events.`,
    UNKNOWN_TITLE: ({ title, suggestions }) => `No title has the id or name ${quoted(title)}.${meant(suggestions)}`,
    UNKNOWN_PERSON: ({ name, suggestions }) => `Nobody is called ${quoted(name)} there.${meant(suggestions)}`,
    UNKNOWN_PLATFORM: ({ platform, platforms }) =>
      `No platform is called ${quoted(platform)}; the platforms are ${platforms.join(', ')}.`,
    UNKNOWN_ROUTE: ({ method, path, nearest }) =>
      `Nothing answers ${method} ${path}.${nearest === null ? '' : ` Did you mean ${nearest}?`} All addresses are at /docs.`,
    INTERNAL: ({ requestId }) =>
      `Something failed inside; the log has it under request ${requestId}. Try again; if it happens again, send that number to support.`,
  },
};

import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { ButacaError } from '../base/errors.ts';
import { nearestName } from '../base/nearest.ts';

/** What a value should have been; the wording of each language makes a phrase of it. */
export type Expectation =
  | { readonly kind: 'known'; readonly names: readonly string[]; readonly nearest: string | null }
  | { readonly kind: 'one-of'; readonly values: readonly string[] }
  | { readonly kind: 'type'; readonly type: string; readonly missing: boolean }
  | { readonly kind: 'least' | 'most'; readonly of: string; readonly limit: number }
  | { readonly kind: 'other'; readonly message: string };

/** One thing wrong with a request. */
export interface Issue {
  /** The parameter, or the path within the body: `events[3].rating`. */
  readonly parameter: string;
  readonly expected: Expectation;
}

/** Issues told in one answer; a batch can have one for every event. */
const MOST_ISSUES = 1_000;

const pathName = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (name, key) => (typeof key === 'number' ? `${name}[${key}]` : name === '' ? String(key) : `${name}.${String(key)}`),
    '',
  );

const keysOf = (schema: unknown, path: readonly PropertyKey[]): string[] => {
  let at = schema as {
    shape?: Record<string, unknown>;
    element?: unknown;
    unwrap?: () => unknown;
    options?: unknown[];
  };
  const rest = [...path];
  for (;;) {
    if (at?.shape !== undefined) {
      if (rest.length === 0) return Object.keys(at.shape);
      at = at.shape[String(rest.shift())] as typeof at;
    } else if (at?.unwrap !== undefined) at = at.unwrap() as typeof at;
    else if (at?.element !== undefined) {
      rest.shift();
      at = at.element as typeof at;
    } else return [];
  }
};

function expectationOf(issue: z.core.$ZodIssue, schema: unknown, key?: string): Expectation {
  switch (issue.code) {
    case 'unrecognized_keys': {
      const names = keysOf(schema, issue.path);
      return { kind: 'known', names, nearest: nearestName(key ?? '', names) };
    }
    case 'invalid_value':
      return { kind: 'one-of', values: issue.values.map(String) };
    case 'invalid_type':
      return { kind: 'type', type: issue.expected, missing: issue.input === undefined && issue.expected !== 'nan' };
    case 'too_small':
      return { kind: 'least', of: issue.origin, limit: Number(issue.minimum) };
    case 'too_big':
      return { kind: 'most', of: issue.origin, limit: Number(issue.maximum) };
    default:
      return { kind: 'other', message: issue.message };
  }
}

/** The issues of a failed parse, flat. */
function describeIssues(
  issues: readonly z.core.$ZodIssue[],
  schema: unknown,
  at: readonly PropertyKey[] = [],
): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    const path = [...at, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        parameter: pathName([...path, key]),
        expected: expectationOf({ ...issue, path }, schema, key),
      }));
    }
    if (issue.code === 'invalid_union' && issue.errors.length > 0)
      return describeIssues(issue.errors.at(-1)!, schema, path);
    return [{ parameter: pathName(path), expected: expectationOf(issue, schema) }];
  });
}

/** Of a union of objects, the member that shares most keys with what was given, so that its issues speak of what was meant. */
function memberFor(schema: z.ZodType, given: unknown): z.ZodType {
  const { options } = schema as { options?: readonly z.ZodType[] };
  if (options === undefined || given === null || typeof given !== 'object') return schema;
  const shared = (member: z.ZodType): number =>
    Object.keys((member as z.ZodObject).shape ?? {}).filter((key) => key in given).length;
  return options.reduce((best, member) => (shared(member) > shared(best) ? member : best));
}

/** Parameters that a form sends empty are taken as not given. */
function withoutEmpty(query: Record<string, unknown>): Record<string, unknown> {
  for (const key in query)
    if (query[key] === '') return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  return query;
}

/** The error of a request that does not fit: INVALID_BODY or INVALID_PARAMETER with every issue in its details. */
export function invalidRequest(part: string | undefined, issues: readonly Issue[]): ButacaError {
  const [first] = issues;
  return new ButacaError(
    part === 'body' ? 'INVALID_BODY' : 'INVALID_PARAMETER',
    `invalid ${part === 'body' ? 'body' : 'parameter'}: ${first?.parameter ?? ''}`,
    { details: { issues: issues.slice(0, MOST_ISSUES) } },
  );
}

/** Checks requests against the zod schemas of the contract. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (data: unknown) => {
    const given = httpPart === 'querystring' ? withoutEmpty(data as Record<string, unknown>) : data;
    const member = memberFor(schema, given);
    const result = member.safeParse(given, { reportInput: true });
    if (result.success) return { value: result.data };
    return { error: invalidRequest(httpPart, describeIssues(result.error.issues, member)) };
  };

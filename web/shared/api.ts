import { QueryClient } from '@tanstack/react-query';
import type { problemSchema } from '../../src/api/contract/problem.ts';
import type { z } from 'zod';
import type { Language } from './language.tsx';

type Problem = z.output<typeof problemSchema>;

/** An answer of the server that says what went wrong; `offline` is the code when there was no answer at all. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly problem: Problem | null;

  constructor(code: string, status: number, message: string, problem: Problem | null) {
    super(message);
    this.name = 'ApiProblem';
    this.code = code;
    this.status = status;
    this.problem = problem;
  }
}

type Parameter = string | number | boolean | readonly string[] | null | undefined;

/** An address with its parameters; what is null, undefined or an empty list is left out, lists repeat the parameter. */
export function addressOf(path: string, parameters: Readonly<Record<string, Parameter>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null || value === undefined) continue;
    if (typeof value === 'object') for (const member of value) search.append(name, member);
    else search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/**
 * Where a list is asked that only somebody of the staff looks at: it is not noted as shown to a viewer, so that it spoils neither
 * learning nor measuring.
 */
export const listAddressOf = (path: string, parameters: Readonly<Record<string, Parameter>>): string =>
  addressOf(path, { ...parameters, exposure: false });

const DELAY_MS = 20_000;

/**
 * Asks the server and gives its answer, which the caller names by a schema of the contract. Throws ApiProblem for every answer that
 * is not a success, and when none came.
 */
export async function ask<T>(
  address: string,
  { language, method = 'GET', body, signal, headers }: AskOptions,
): Promise<T> {
  const limit = AbortSignal.timeout(method === 'GET' ? DELAY_MS : 10 * DELAY_MS);
  const isForm = body instanceof Blob;
  const response = await fetch(address, {
    method,
    signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    headers: {
      accept: 'application/json',
      'accept-language': language,
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new ApiProblem('offline', 0, '', null);
  });
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  const problem = (await response.json().catch(() => null)) as Problem | null;
  throw new ApiProblem(problem?.code ?? 'offline', response.status, problem?.detail ?? response.statusText, problem);
}

export interface AskOptions {
  readonly language: Language;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON; a Blob as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const WAITING_MS = 3_000;

/** Whether a question waits for the first model: it is asked again until there is one. */
export const isNotReady = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'NOT_READY';

/** Milliseconds after which a question that failed so is asked again by itself; false: never. */
export const askAgainAfter = (error: unknown): number | false => (isNotReady(error) ? WAITING_MS : false);

const isWorthRepeating = (failures: number, error: unknown): boolean =>
  failures < 2 && !isNotReady(error) && error instanceof ApiProblem && (error.status === 0 || error.status === 503);

/** The memory of answers: half a minute old is new enough, a question that cannot be answered is not repeated. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      retry: isWorthRepeating,
      refetchInterval: ({ state }) => askAgainAfter(state.error),
      refetchOnWindowFocus: false,
    },
  },
});

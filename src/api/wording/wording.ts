import type { ErrorCode } from '../../base/errors.ts';
import type { Issue } from '../validate.ts';

/** The facts of an error's details that sentences are made of. */
export interface ProblemFacts {
  readonly userId: string;
  readonly users: number;
  readonly title: string;
  readonly suggestions: readonly { readonly title: string; readonly year?: number | null }[];
  readonly name: string;
  readonly platform: string;
  readonly platforms: readonly string[];
  readonly catalogue: 'films' | 'aggregator' | 'platform';
  /** What a NOT_READY waits for, where it is not a model. */
  readonly waitsFor?: 'catalogues' | 'neighbours' | 'stars';
  /** Of a MISSING_RATINGS. */
  readonly ratings: number;
  readonly least: number;
  readonly method: string;
  readonly path: string;
  readonly nearest: string | null;
  readonly requestId: string;
  readonly reason: string;
  readonly limit: number;
}

/** What problem documents say in one language. */
export interface ApiWording {
  /** What happened, in general. */
  title(code: ErrorCode): string;
  /** One thing wrong with a request, as a phrase. */
  issue(issue: Issue): string;
  /** The particular sentence of a code, made from the error's details; codes without one use the error's message. */
  readonly details: Partial<Record<ErrorCode, (facts: ProblemFacts) => string>>;
}

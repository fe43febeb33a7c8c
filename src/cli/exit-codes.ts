import { type ErrorCode, isButacaError } from '../base/errors.ts';

const EXIT_FAILED = 1;
export const EXIT_USAGE = 2;
const EXIT_DATA = 3;
const EXIT_NOT_NOW = 4;

const CODES: Partial<Record<ErrorCode, number>> = {
  INVALID_PARAMETER: EXIT_USAGE,
  INVALID_CONFIGURATION: EXIT_USAGE,
  UNKNOWN_USER: EXIT_USAGE,
  UNKNOWN_TITLE: EXIT_USAGE,
  UNKNOWN_MODEL: EXIT_USAGE,
  UNKNOWN_RUN: EXIT_USAGE,
  UNKNOWN_VERSION: EXIT_USAGE,
  UNKNOWN_SNAPSHOT: EXIT_USAGE,
  UNSAFE_PATH: EXIT_USAGE,
  MISSING_FILE: EXIT_DATA,
  UNSUPPORTED_SOURCE: EXIT_DATA,
  UNSUPPORTED_FILE: EXIT_DATA,
  MISSING_COLUMN: EXIT_DATA,
  EMPTY_SOURCE: EXIT_DATA,
  INSUFFICIENT_DATA: EXIT_DATA,
  WORKSPACE_BUSY: EXIT_NOT_NOW,
  GATE_CLOSED: EXIT_NOT_NOW,
  NOT_READY: EXIT_NOT_NOW,
  MISSING_SNAPSHOT: EXIT_NOT_NOW,
  MISSING_MODEL: EXIT_NOT_NOW,
  NO_EARLIER_VERSION: EXIT_NOT_NOW,
};

/** The exit code for an error: 1 failed, 2 wrong use, 3 unusable data, 4 not now. Documented in docs/configuration.md. */
export function exitCodeOf(error: unknown): number {
  return isButacaError(error) ? (CODES[error.code] ?? EXIT_FAILED) : EXIT_FAILED;
}

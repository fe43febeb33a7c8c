/** Every way in which Butaca refuses: one registry of stable codes; docs/errors.md explains each, and a test keeps the two alike. */

interface ErrorKind {
  /** HTTP status of the problem document. */
  readonly status: number;
  /** What happened, in general; the message of each error says it in particular. */
  readonly title: string;
}

const kind = (status: number, title: string): ErrorKind => ({ status, title });

/** Codes are never renamed nor reused. Grammar of messages: `adjective noun: value; expected …. What to do.` */
export const ERROR_KINDS = {
  INVALID_PARAMETER: kind(400, 'A parameter is not of the expected form'),
  INVALID_BODY: kind(400, 'The request body is not of the expected form'),
  BODY_TOO_LARGE: kind(413, 'The request is larger than allowed'),
  URL_TOO_LONG: kind(414, 'The address is longer than allowed'),
  UNSUPPORTED_MEDIA_TYPE: kind(415, 'The request body is not JSON'),
  TOO_MANY_REQUESTS: kind(429, 'More requests than allowed'),
  UNKNOWN_ROUTE: kind(404, 'No such address'),
  UNKNOWN_USER: kind(404, 'No such user'),
  UNKNOWN_TITLE: kind(404, 'No such title'),
  UNKNOWN_PERSON: kind(404, 'No such person'),
  UNKNOWN_PLATFORM: kind(404, 'No such platform'),
  INTERNAL: kind(500, 'Something failed inside'),
  NOT_READY: kind(503, 'No model is serving yet'),
  STORE_UNAVAILABLE: kind(503, 'The event could not be written to the disk'),
  CORRUPT_STORE: kind(500, 'The database file is damaged'),
  UNSUPPORTED_STORE: kind(500, 'The database is not of this version'),
  INVALID_CONFIGURATION: kind(500, 'The configuration is not valid'),
  MISSING_FILE: kind(400, 'A file is missing'),
  UNSUPPORTED_SOURCE: kind(400, 'No known source format'),
  UNSUPPORTED_FILE: kind(400, 'The file is not readable text'),
  MISSING_COLUMN: kind(400, 'A needed column is missing'),
  EMPTY_SOURCE: kind(400, 'Nothing usable was found to import'),
  MISSING_CATALOGUE: kind(409, 'The files that this question is about have not been imported'),
  MISSING_RATINGS: kind(409, 'There are too few ratings to say who will like what'),
  MISSING_SNAPSHOT: kind(409, 'No snapshot has been imported yet'),
  UNKNOWN_SNAPSHOT: kind(404, 'No such snapshot'),
  CORRUPT_SNAPSHOT: kind(500, 'A snapshot does not match its manifest'),
  MISSING_MODEL: kind(409, 'No model has been trained yet'),
  UNKNOWN_MODEL: kind(404, 'No such model'),
  UNKNOWN_RUN: kind(404, 'No such run'),
  UNKNOWN_VERSION: kind(404, 'No such model version'),
  UNSUPPORTED_ARTIFACT: kind(500, 'A model file cannot be read by this version'),
  CORRUPT_ARTIFACT: kind(500, 'A model file does not match its manifest'),
  CORRUPT_REGISTRY: kind(500, 'A file of the registry is damaged'),
  CONFLICTING_MOVE: kind(409, 'The alias was moved by someone else meanwhile'),
  NO_EARLIER_VERSION: kind(409, 'There is nothing to roll back to'),
  TOO_MUCH_LOST: kind(409, 'The new tables would lose too much'),
  GATE_CLOSED: kind(409, 'The model did not pass the gate'),
  WORKSPACE_BUSY: kind(409, 'Another process is writing to the workspace'),
  UNKNOWN_UPLOAD: kind(404, 'No such upload'),
  UPLOAD_TOO_LARGE: kind(413, 'The table is larger than allowed'),
  UPLOAD_CONFLICT: kind(409, 'The upload is not in the state for this'),
  CROSS_SITE_REQUEST: kind(403, 'Another site asked for a change'),
  UNSAFE_PATH: kind(400, 'A path leaves the workspace'),
  INSUFFICIENT_DATA: kind(422, 'There is too little data for this'),
  LEAKED_PAIR: kind(422, 'A pair to be found is known before'),
  LEAKED_TIME: kind(422, 'Training knows the future'),
  LEAKED_USER: kind(422, 'A held-out user is not held out'),
  LEAKED_TITLE: kind(422, 'A new title is not new'),
  LEAKED_VALIDATION: kind(422, 'Tuning would see the test part'),
  LEAKED_NEGATIVE: kind(422, 'A negative is a positive'),
  DUPLICATED_USER: kind(422, 'A user stands twice where once is meant'),
  INCOMPARABLE_RUNS: kind(409, 'Runs that do not answer the same question'),
  SINGULAR_SYSTEM: kind(500, 'A system of equations could not be solved'),
  MLFLOW_UNAVAILABLE: kind(502, 'The MLflow server did not take the run'),
  OUT_OF_MEMORY: kind(500, 'The memory set aside for numbers is full'),
  MISSING_BUILD: kind(500, 'A built file is missing'),
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERROR_KINDS;

/** An error a person can act on: `code` is stable, `message` says what was found, what was expected and what to do. */
export class ButacaError extends Error {
  override readonly name = 'ButacaError';
  readonly code: ErrorCode;
  /** Typed facts for programs (the parameter, the row, the nearest names …); plain JSON. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: { details?: Record<string, unknown>; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }

  get status(): number {
    return ERROR_KINDS[this.code].status;
  }
}

/** Whether an unknown thrown value is one of ours, optionally with a given code. */
export function isButacaError(error: unknown, code?: ErrorCode): error is ButacaError {
  return error instanceof ButacaError && (code === undefined || error.code === code);
}

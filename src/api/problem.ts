import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ButacaError, type ErrorCode, isButacaError } from '../base/errors.ts';
import type { Language } from '../serving/index.ts';
import { LIMITS, type Problem } from './contract/index.ts';
import { DATA_PROTECTION } from './protection.ts';
import type { Issue } from './validate.ts';
import { en } from './wording/en.ts';
import { es } from './wording/es.ts';
import type { ProblemFacts } from './wording/wording.ts';

const wordings = { es, en };
const MEDIA_TYPE = 'application/problem+json; charset=utf-8';
/** Issues that the sentence names; all of them stand in `details`. */
const NAMED_ISSUES = 3;

const FASTIFY_ERRORS: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'INVALID_BODY',
  FST_ERR_CTP_INVALID_JSON_BODY: 'INVALID_BODY',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'INVALID_BODY',
};

/** Any thrown value as one of our errors; what is not foreseen becomes INTERNAL and tells nothing of the inside. */
function asButacaError(error: unknown, requestId: string): ButacaError {
  if (isButacaError(error)) {
    if (error.status < 500 || error.code === 'NOT_READY' || error.code === 'STORE_UNAVAILABLE') return error;
    return new ButacaError('INTERNAL', 'something failed inside', { details: { requestId }, cause: error });
  }
  const { code, statusCode, message } = error as Partial<FastifyError>;
  const known = code === undefined ? undefined : FASTIFY_ERRORS[code];
  if (known === 'BODY_TOO_LARGE') {
    return new ButacaError(known, `invalid body: over ${LIMITS.bodyBytes} bytes; send smaller batches.`, {
      details: { limit: LIMITS.bodyBytes },
    });
  }
  if (known === 'INVALID_BODY')
    return new ButacaError(known, `invalid body: ${message}`, { details: { reason: message ?? '' } });
  if (known !== undefined) {
    return new ButacaError(known, 'unsupported body: not JSON; expected content-type: application/json.');
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new ButacaError('INVALID_PARAMETER', `invalid request: ${message ?? ''}`, { details: { issues: [] } });
  }
  return new ButacaError('INTERNAL', 'something failed inside', { details: { requestId }, cause: error });
}

/** The problem document of an error in a language. */
export function describeProblem(error: ButacaError, language: Language, requestId: string): Problem {
  const wording = wordings[language];
  const issues = (error.details['issues'] as Issue[] | undefined) ?? [];
  const sentences = issues.map((issue) => wording.issue(issue));
  const more = sentences.length > NAMED_ISSUES ? ` (+${sentences.length - NAMED_ISSUES})` : '';
  const detail =
    sentences.length > 0
      ? `${sentences.slice(0, NAMED_ISSUES).join('; ')}${more}.`
      : (wording.details[error.code]?.(error.details as unknown as ProblemFacts) ?? error.message);
  return {
    type: `/docs/errors#${error.code.toLowerCase()}`,
    title: wording.title(error.code),
    status: error.status,
    detail,
    code: error.code,
    requestId,
    details:
      issues.length > 0
        ? {
            ...error.details,
            issues: issues.map((issue, at) => ({ parameter: issue.parameter, message: sentences[at] })),
          }
        : error.details,
  };
}

/** Answers with the problem document of whatever was thrown, with a Spanish `mensaje` where asked, and logs what was not foreseen. */
export function sendProblem(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  language: Language,
  { mensaje = false }: { mensaje?: boolean } = {},
): void {
  const error = asButacaError(thrown, request.id);
  // Not being ready is a state that /health/ready tells, not a fault of each request.
  if (error.status >= 500 && error.code !== 'NOT_READY') {
    const { code, cause } = error;
    request.log.error(
      { err: cause ?? error, code, requestId: request.id, route: request.routeOptions.url },
      'request failed',
    );
  }
  if (error.status === 503 || error.status === 429) void reply.header('retry-after', '1');
  const problem = describeProblem(error, language, request.id);
  const spanish = mensaje ? { mensaje: describeProblem(error, 'es', request.id).detail } : {};
  void reply
    .code(error.status)
    .headers(DATA_PROTECTION)
    .header('content-type', MEDIA_TYPE)
    .header('content-language', language)
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send({ ...problem, ...spanish });
}

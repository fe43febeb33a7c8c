import type { Socket } from 'node:net';
import type { ErrorCode } from '../base/errors.ts';
import { ButacaError } from '../base/errors.ts';
import { LIMITS } from './contract/index.ts';
import { describeProblem } from './problem.ts';

const KINDS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  HPE_HEADER_OVERFLOW: [
    'URL_TOO_LONG',
    `invalid request: address and headers over ${LIMITS.headerBytes} bytes; use POST /v1/recommendations.`,
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    'INVALID_PARAMETER',
    `invalid request: not whole after ${LIMITS.requestTimeoutMs / 1000} seconds; send it again.`,
  ],
};

/** Answers what is not HTTP, or too slow, or has headers without end: a problem document straight on the socket, then the end of it. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [code, message] = KINDS[error.code ?? ''] ?? [
    'INVALID_PARAMETER',
    'invalid request: not HTTP; expected an HTTP/1.1 request.',
  ];
  const problem = describeProblem(new ButacaError(code, message, { details: { limit: LIMITS.headerBytes } }), 'en', '');
  const text = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} Error\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  );
}

import { readSync } from 'node:fs';
import { Socket, type SocketConstructorOpts } from 'node:net';
import type { Progress } from '../base/progress.ts';
import { type ChildMessage, errorToText, STOP_FD } from './child.ts';

/** Least time between two updates that are sent, in milliseconds. */
const UPDATE_MS = 80;

const send = (message: ChildMessage, sent?: () => void): void => {
  if (process.connected) process.send?.(message, () => sent?.());
  else sent?.();
};

/** Looks, without waiting, whether the parent has rung or gone; false where there is no parent to ring. */
function openBell(): () => boolean {
  const byte = Buffer.alloc(1);
  try {
    // Never read from as a stream: opened so, the descriptor does not block.
    const options: SocketConstructorOpts & { manualStart: true } = { fd: STOP_FD, readable: true, manualStart: true };
    new Socket(options).on('error', () => undefined).unref();
  } catch {
    return () => false;
  }
  return () => {
    try {
      readSync(STOP_FD, byte);
      return true;
    } catch {
      return false;
    }
  };
}

/**
 * The child's side of runInChild: takes the request, works, answers, ends. After a word to stop (through the pipe, by SIGTERM, or by
 * the end of the parent) the next word of progress throws, so that the work unwinds and cleans up behind itself; work that tells its
 * progress need not come back to the event loop for that.
 */
export function answerParent(work: (request: unknown, progress: Progress) => Promise<unknown>): void {
  let left = false;
  const leave = (code: number): void => {
    left = true;
    process.exitCode = code;
    if (process.connected) process.disconnect();
    setTimeout(() => process.exit(), 1_000).unref();
  };
  const stop = new AbortController();
  // Ctrl-C reaches the whole terminal group: the parent decides, and sends SIGTERM.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => stop.abort(new Error('stopped')));
  // The parent is gone: nobody reads the answer.
  process.on('disconnect', () => {
    if (left) return;
    stop.abort(new Error('stopped: the parent process ended'));
    setTimeout(() => process.exit(1), 2_000).unref();
  });
  const isRung = openBell();
  const checkStop = (): void => {
    if (isRung()) stop.abort(new Error('stopped'));
    stop.signal.throwIfAborted();
  };
  let updatedMs = Number.NEGATIVE_INFINITY;
  const progress: Progress = {
    stage(name) {
      checkStop();
      updatedMs = Number.NEGATIVE_INFINITY;
      send({ type: 'stage', name });
    },
    update(fraction, detail = '') {
      stop.signal.throwIfAborted();
      const nowMs = performance.now();
      if (nowMs - updatedMs < UPDATE_MS) return;
      updatedMs = nowMs;
      checkStop();
      send({ type: 'update', fraction, detail });
    },
  };
  process.once('message', (request: unknown) => {
    work(request, progress).then(
      (result) => send({ type: 'done', result }, () => leave(0)),
      (error: unknown) => send({ type: 'failed', error: errorToText(error) }, () => leave(1)),
    );
  });
}

import type { Progress } from '../base/progress.ts';
import { type ChildMessage, errorToText } from './child.ts';

/** Least time between two updates that are sent, in milliseconds. */
const UPDATE_MS = 80;

const send = (message: ChildMessage, sent?: () => void): void => {
  if (process.connected) process.send?.(message, () => sent?.());
  else sent?.();
};

/**
 * The child's side of runInChild: takes the request, works, answers, ends. On SIGTERM `signal` is aborted and the next word of
 * progress throws, so that the work unwinds and cleans up behind itself.
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
  let updatedMs = Number.NEGATIVE_INFINITY;
  const progress: Progress = {
    stage(name) {
      stop.signal.throwIfAborted();
      updatedMs = Number.NEGATIVE_INFINITY;
      send({ type: 'stage', name });
    },
    update(fraction, detail = '') {
      stop.signal.throwIfAborted();
      const nowMs = performance.now();
      if (nowMs - updatedMs < UPDATE_MS) return;
      updatedMs = nowMs;
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

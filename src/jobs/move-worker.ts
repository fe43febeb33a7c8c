/** A thread that moves an alias and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../base/clock.ts';
import { ButacaError, isButacaError } from '../base/errors.ts';
import type { MoveReply, MoveRequest } from './move-alias.ts';
import { runPromote, runRollBack } from './run-promote.ts';

function answer(asked: MoveRequest): MoveReply {
  const workspace = { home: asked.home, clock: systemClock };
  try {
    return {
      move: asked.kind === 'promote' ? runPromote(asked.request, workspace) : runRollBack(asked.request, workspace),
    };
  } catch (error) {
    const { code, message, details } = isButacaError(error)
      ? error
      : new ButacaError('INTERNAL', error instanceof Error ? error.message : String(error));
    return { failure: { code, message, details } };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort!.postMessage(answer(workerData as MoveRequest));

import { Worker } from 'node:worker_threads';
import { ButacaError, type ErrorCode } from '../base/errors.ts';
import type { AliasMove } from '../registry/index.ts';
import type { PromoteRequest, RollBackRequest } from './contract.ts';

/** What the thread is started with. */
export type MoveRequest = { readonly home: string } & (
  | { readonly kind: 'promote'; readonly request: PromoteRequest }
  | { readonly kind: 'rollback'; readonly request: RollBackRequest }
);

/** What it answers. */
export type MoveReply =
  | { readonly move: AliasMove }
  | { readonly failure: { readonly code: ErrorCode; readonly message: string; readonly details: object } };

/**
 * Moves an alias as runPromote and runRollBack do, in a thread of its own: the bytes of the version are hashed first, which takes a
 * moment for a large one. Rejects as they throw.
 */
export async function moveAlias(request: MoveRequest): Promise<AliasMove> {
  const worker = new Worker(new URL('./move-worker.ts', import.meta.url), { workerData: request, execArgv: [] });
  worker.unref();
  const reply = await new Promise<MoveReply>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new ButacaError('INTERNAL', `ended thread of a promotion: exit code ${code}; look what serves now.`)),
    );
  });
  if ('move' in reply) return reply.move;
  const { code, message, details } = reply.failure;
  throw new ButacaError(code, message, { details: { ...details } });
}

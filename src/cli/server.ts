import type { AddressInfo } from 'node:net';
import type { Config } from '../base/config.ts';
import { ButacaError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { Uploads } from '../jobs/index.ts';
import { openRegistry } from '../registry/index.ts';
import { openQuestions, openRecommender, type Recommender, registeredNeighbours } from '../serving/index.ts';
import { openStore } from '../store/index.ts';
import { ensureBuild, ensureDashboard } from './build.ts';
import { openExplorations } from './explorations.ts';
import type { Session } from './session.ts';

export interface Server {
  /** Where people reach it, e.g. `http://localhost:8080`. */
  readonly url: string;
  readonly recommender: Recommender;
  /** Takes no new connection, finishes what has begun, writes what is queued, closes the workspace. */
  close(): Promise<void>;
}

/** What went wrong at listening, in the person's words. */
function explainListening(error: unknown, { host, port }: Config['server'], session: Session): unknown {
  const { errors } = session.words;
  const messages: Partial<Record<string, string>> = {
    EADDRINUSE: errors.portInUse(port, host),
    EACCES: errors.portDenied(port, host),
    EADDRNOTAVAIL: errors.hostUnknown(host),
    ENOTFOUND: errors.hostUnknown(host),
    EAI_AGAIN: errors.hostUnknown(host),
  };
  const message = messages[(error as NodeJS.ErrnoException).code ?? ''];
  return message === undefined ? error : new ButacaError('INVALID_CONFIGURATION', message, { cause: error });
}

const EVERYWHERE = new Set(['0.0.0.0', '::', 'localhost', '127.0.0.1', '::1']);

/** Uploads whose work is done in processes of their own, and told to MLflow where there is one. */
async function openServerUploads(config: Config, { clock }: Session, log: Log): Promise<Uploads> {
  const { exportingJobs, jobsInChildren, openUploads, threadsOf } = await import('../jobs/index.ts');
  const { home } = config.workspace;
  const threads = threadsOf(config.compute.threads);
  return openUploads(config, {
    clock,
    makeJobs: (progress, signal) =>
      exportingJobs(jobsInChildren({ home, threads, progress, signal }), {
        target: config.mlflow,
        home,
        clock,
        warn: (message) => log.warn({}, message),
      }),
  });
}

/** Opens the workspace and listens; answers from the first moment, and with recommendations once a model serves. */
export async function openServer(session: Session, config: Config, log: Log): Promise<Server> {
  const { clock } = session;
  const { home } = config.workspace;
  await Promise.all([ensureBuild(), ensureDashboard()]);
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    const registry = openRegistry({ home, clock });
    const store = await openStore({ home, clock, log });
    closers.push(async () => store.close());
    // The model is loaded in a thread of its own; the catalogues are opened and the code of the API is read meanwhile.
    const opening = openQuestions({ home, neighbours: registeredNeighbours(registry), log });
    closers.push(async () => (await opening).close());
    const [recommender, questions, { createApp }] = await Promise.all([
      openRecommender({
        home,
        registry,
        store,
        clock,
        log,
        threads: config.server.threads,
        cacheMs: config.server.cacheSeconds * 1000,
      }),
      opening,
      import('../api/index.ts'),
    ]);
    closers.push(async () => recommender.close());
    const closing = new AbortController();
    closers.push(async () => closing.abort(new Error('stopped')));
    const explorations = openExplorations(home, closing.signal);
    const uploads = await openServerUploads(config, session, log);
    closers.push(async () => uploads.close());
    const app = await createApp({ recommender, questions, explorations, uploads, store, registry, config, clock, log });
    closers.push(async () => {
      await app.close();
    });
    const { host, port } = config.server;
    await app.listen({ host, port }).catch((error: unknown) => {
      throw explainListening(error, config.server, session);
    });
    const address = app.server.address() as AddressInfo;
    const name = EVERYWHERE.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
    return { url: `http://${name}:${address.port}`, recommender, close };
  } catch (error) {
    await close();
    throw error;
  }
}

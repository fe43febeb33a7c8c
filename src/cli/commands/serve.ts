import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import type { Config } from '../../base/config.ts';
import { silent } from '../../base/progress.ts';
import type { Fault, SourceWatch } from '../../jobs/index.ts';
import { wholeNumber } from '../arguments.ts';
import { reportError } from '../report-error.ts';
import { runJobs } from '../run-jobs.ts';
import type { Server } from '../server.ts';
import { printResult, secondsSince, type Session, sessionConfig, sessionLog, tell } from '../session.ts';
import { formatFacts } from '../table.ts';
import { describeCommand } from './describe.ts';

interface ServeOptions {
  readonly port?: number;
  readonly host?: string;
}

const readServeConfig = (session: Session, { port, host }: ServeOptions): Config =>
  sessionConfig(session, {
    server: { ...(port === undefined ? {} : { port }), ...(host === undefined ? {} : { host }) },
  });

/** Says what to open in the browser. */
async function tellAddresses(session: Session, { url, recommender }: Server): Promise<void> {
  const words = session.words.serve;
  const { users } = recommender.readiness().ready ? await recommender.searchUsers('', 1) : { users: [] };
  const text = session.language === 'es' ? 'una comedia romántica en París' : 'a romantic comedy in Paris';
  const addresses: [string, string][] = [
    [words.open, url],
    [words.docs, `${url}/docs`],
    [words.stranger, `${url}/get_new_user_recommendation/`],
    [words.words, `${url}/get_new_user_recommendation/?text=${encodeURIComponent(text).replaceAll('%20', '+')}`],
  ];
  if (users[0] !== undefined) {
    addresses.push([words.user, `${url}/get_user_recommendation/?userId=${encodeURIComponent(users[0].id)}`]);
  }
  const lines = formatFacts(addresses).replaceAll(/^/gm, '  ');
  const { ready, problem } = recommender.readiness();
  const state = ready ? words.ready : `${words.notReady}${problem === null ? '' : `\n✗ ${problem.message}`}`;
  printResult(session, { url, ready, problem }, `${state}\n\n${lines}\n\n${words.stop}`);
}

const untilAborted = async (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

const listen = async (session: Session, config: Config): Promise<Server> => {
  const { openServer } = await import('../server.ts');
  return openServer(session, config, sessionLog(session, config));
};

/** Serves until Ctrl-C or SIGTERM, then ends in order: no answer that has begun is cut off. */
async function serveUntilStopped(session: Session, server: Server): Promise<void> {
  if (!session.signal.aborted) await tellAddresses(session, server);
  await untilAborted(session.signal);
  tell(session, session.words.serve.stopping);
  await server.close();
  tell(session, session.words.serve.stopped);
}

const addServeOptions = (command: Command, { words }: Session): Command =>
  command
    .addOption(new Option('--port <number>', words.serve.port).argParser(wholeNumber(0, 65535)))
    .addOption(new Option('--host <address>', words.serve.host));

/** Adds `butaca serve`. */
export function addServe(program: Command, session: Session): void {
  const command = addServeOptions(program.command('serve'), session).action(async (options: ServeOptions) => {
    const config = readServeConfig(session, options);
    await serveUntilStopped(session, await listen(session, config));
  });
  describeCommand(command, session.words.serve, session.words);
}

const READY_MS = 15_000;

/** Waits until the server has taken over a model that was just promoted; gives up when it cannot be loaded or takes too long. */
async function untilReady(session: Session, { recommender }: Server, known: Fault | null): Promise<void> {
  const endMs = session.clock.nowMs() + READY_MS;
  const isSettled = (): boolean => {
    const { ready, problem } = recommender.readiness();
    return ready || (problem !== null && problem !== known) || session.signal.aborted || session.clock.nowMs() > endMs;
  };
  while (!isSettled()) await sleep(50);
}

const LOOK_MS = 200;

/** Says, once, that lists are served while the rest is still being prepared; the returned function ends the watch. */
function tellWhenServing(session: Session, { recommender, url }: Server): () => void {
  if (recommender.readiness().ready) return () => undefined;
  const timer = setInterval(() => {
    if (!recommender.readiness().ready) return;
    clearInterval(timer);
    // A moving line stands there, and is drawn again below.
    const clear = session.stderr.isTTY === true ? '\r\u001B[2K' : '';
    tell(session, `${clear}${session.words.start.serving(url)}`);
  }, LOOK_MS).unref();
  return () => clearInterval(timer);
}

/** Prepares what the workspace lacks while the server already listens: it takes the model over as soon as it is promoted. */
async function prepare(session: Session, config: Config, server: Server): Promise<void> {
  const words = session.words.start;
  const { prepareWorkspace, workspaceNeeds } = await import('../../jobs/index.ts');
  const fault = server.recommender.readiness().problem;
  const needs = workspaceNeeds(config, session.clock, fault);
  if (needs.length === 0) return;
  const startedMs = session.clock.nowMs();
  if (fault !== null) tell(session, words.replacing(fault.message));
  else tell(session, needs.includes('import') ? words.preparing : words.resuming);
  const stopTelling = tellWhenServing(session, server);
  try {
    const done = await runJobs(session, config, async (jobs) =>
      prepareWorkspace(config, { clock: session.clock, jobs, fault }),
    );
    await untilReady(session, server, fault);
    tell(session, words.prepared(secondsSince(session, startedMs)));
    if (done !== null && done.refused !== null) tell(session, words.refused(done.versionId, done.refused));
  } catch (error) {
    // Without anything to serve there is nothing to start.
    if (!server.recommender.readiness().ready) throw error;
    // Who is stopped while the rest is prepared stops in order: the next start goes on with it.
    if (session.signal.aborted) return;
    reportError(error, session);
    tell(session, words.continuing);
  } finally {
    stopTelling();
  }
}

/** Keeps the workspace up to date while the server runs. */
async function watchTables(session: Session, config: Config): Promise<SourceWatch> {
  const { exportingJobs, jobsInChildren, threadsOf, watchSources } = await import('../../jobs/index.ts');
  const { signal, clock } = session;
  const threads = threadsOf(config.compute.threads);
  const { home } = config.workspace;
  const log = sessionLog(session, config);
  const jobs = exportingJobs(jobsInChildren({ home, threads, progress: silent, signal }), {
    target: config.mlflow,
    home,
    clock,
    warn: (message) => log.warn({}, message),
  });
  return watchSources(config, { clock, jobs, log });
}

/** Adds `butaca start`. */
export function addStart(program: Command, session: Session): void {
  const command = addServeOptions(program.command('start'), session).action(async (options: ServeOptions) => {
    const config = readServeConfig(session, options);
    const server = await listen(session, config);
    try {
      await prepare(session, config, server);
    } catch (error) {
      await server.close();
      throw error;
    }
    const watch = await watchTables(session, config);
    try {
      await serveUntilStopped(session, server);
    } finally {
      await watch.close();
    }
  });
  describeCommand(command, session.words.start, session.words);
}

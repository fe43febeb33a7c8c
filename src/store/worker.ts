/** A thread of the store: opens the log to write or to read, then does one task after another and answers each. */
import { parentPort, workerData } from 'node:worker_threads';
import { ButacaError, isButacaError } from '../base/errors.ts';
import { type EventLog, openEventLog } from './event-log.ts';
import { type LogReader, openLogReader } from './log-reader.ts';
import type { Failure, ReaderSettings, Reply, Request, Task, WriterSettings } from './messages.ts';

/** Users are indexed when no task came for so long, so many events at a time: some milliseconds. */
const REST_MS = 100;
const INDEXED_AT_REST = 1_000;

type Perform = (task: Task) => unknown;

const describe = (error: unknown): Failure => {
  if (!isButacaError(error)) throw error;
  const { code, message, details }: ButacaError = error;
  return { code, message, details };
};

const refuse = (task: Task): never => {
  throw new ButacaError('INTERNAL', `misplaced task: ${task.kind}; expected one for this thread`);
};

function startWriter(settings: WriterSettings): Perform {
  const log = openEventLog(settings);
  const rest = startResting(log);
  return (task) => {
    if (task.kind === 'append') {
      rest.later();
      return log.append(task.rows);
    }
    if (task.kind === 'exposures') return log.addExposures(task.rows, task.nowMs);
    if (task.kind === 'read') return refuse(task);
    rest.end();
    return log.close();
  };
}

/** Indexes users whenever the log rests; `later` puts it off. */
function startResting(log: EventLog): { later: () => void; end: () => void } {
  let timer: NodeJS.Timeout;
  const work = (): void => {
    try {
      if (log.indexUsers(INDEXED_AT_REST) > 0) timer.refresh();
    } catch (error) {
      // Nothing is lost: the index is behind, and the next rest goes on from there.
      if (!isButacaError(error)) throw error;
    }
  };
  timer = setTimeout(work, REST_MS);
  return { later: () => timer.refresh(), end: () => clearTimeout(timer) };
}

function startReader(settings: ReaderSettings): Perform {
  // Opened at the first question: the writer, which starts at the same time, may have to make the file.
  let reader: LogReader | undefined;
  return (task) => {
    if (task.kind === 'read') {
      reader ??= openLogReader(settings);
      return reader.read(task.question);
    }
    return task.kind === 'close' ? reader?.close() : refuse(task);
  };
}

function serve(port: NonNullable<typeof parentPort>): void {
  const reply = (message: Reply): void => port.postMessage(message);
  const settings = workerData as WriterSettings | ReaderSettings;
  let perform: Perform;
  try {
    perform = settings.role === 'writer' ? startWriter(settings) : startReader(settings);
  } catch (error) {
    reply({ call: 0, failure: describe(error) });
    return;
  }
  port.on('message', ({ call, task }: Request) => {
    try {
      reply({ call, value: perform(task) });
    } catch (error) {
      reply({ call, failure: describe(error) });
    }
    if (task.kind === 'close') port.close();
  });
  reply({ call: 0, value: null });
}

if (parentPort !== null) serve(parentPort);

/** The thread of one engine: loads the model, then takes events in and answers questions in the order in which they come. */
import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { isButacaError } from '../base/errors.ts';
import { readItemColumns } from './browsing/item-columns.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { Engine } from './engine.ts';
import type {
  Answer,
  EngineCalls,
  EngineSettings,
  Failure,
  FromEngine,
  ToEngine,
  WrittenSlate,
} from './engine-messages.ts';
import { loadEngine } from './load-engine.ts';
import { VerdictDesk } from './verdict/verdict-desk.ts';

/** Answers are sent together, but none waits for more than this many others. */
const SENT_TOGETHER = 4;

function describe(error: unknown): Failure {
  if (isButacaError(error)) return { code: error.code, message: error.message, details: error.details };
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { message, stack };
}

const callsOf = (engine: Engine, verdicts: VerdictDesk): EngineCalls => ({
  recommend: (request, slateId, nowMs) => engine.recommendBytes(request, slateId, nowMs),
  similar: (title, n, language) => engine.similar(title, n, language),
  title: (title) => engine.title(title),
  searchTitles: (text, n) => engine.searchTitles(text, n),
  searchUsers: (beginning, n) => engine.searchUsers(beginning, n),
  typicalUsers: (n) => engine.typicalUsers(n),
  wall: (request, nowMs) => engine.wall(request, nowMs),
  briefTitles: (ids) => engine.briefTitles(ids),
  user: (userId, n) => engine.user(userId, n),
  audience: (title) => engine.audience(title),
  itemColumns: () => readItemColumns(engine.catalogue),
  verdict: (request) => verdicts.answer(request),
  certainty: (precision, language) => verdicts.certainty(precision, language),
  takeStars: (settings) => verdicts.takeStars(settings),
  counts: () => ({
    users: engine.histories.users,
    titles: engine.catalogue.titles.length,
    liveEvents: engine.histories.liveEvents,
  }),
});

const port = parentPort!;
const send = (message: FromEngine, moved: ArrayBuffer[] = []): void => port.postMessage(message, moved);

/** Sends the answers; the bytes of lists are moved, not copied. */
function sendAnswers(answers: readonly Answer[]): void {
  const moved: ArrayBuffer[] = [];
  for (const answer of answers) {
    if ('value' in answer && isWrittenSlate(answer.value)) moved.push(answer.value.bytes.buffer);
  }
  send({ answers }, moved);
}

const isWrittenSlate = (value: unknown): value is WrittenSlate =>
  typeof value === 'object' && value !== null && 'bytes' in value;

function answer(calls: EngineCalls, messages: readonly ToEngine[], engine: Engine): void {
  let answers: Answer[] = [];
  for (const message of messages) {
    if ('events' in message) {
      for (const event of message.events) engine.histories.add(event);
      continue;
    }
    const { id, name, parameters } = message;
    try {
      answers.push({ id, value: (calls[name] as (...given: readonly unknown[]) => unknown)(...parameters) });
    } catch (error) {
      answers.push({ id, failure: describe(error) });
    }
    if (answers.length >= SENT_TOGETHER) {
      sendAnswers(answers);
      answers = [];
    }
  }
  if (answers.length > 0) sendAnswers(answers);
}

try {
  const engine = await loadEngine(workerData as EngineSettings);
  const calls = callsOf(engine, new VerdictDesk(engine.catalogue, engine.histories));
  collectGarbage();
  const { titles, snapshot } = engine.catalogue;
  port.on('message', (messages: readonly ToEngine[]) => answer(calls, messages, engine));
  // Now, because a thread that is ended keeps nothing.
  flushCompileCache();
  send({ loaded: { manifest: snapshot.manifest, itemIds: titles.map(({ id }) => id) } });
} catch (error) {
  send({ unloadable: describe(error) });
}

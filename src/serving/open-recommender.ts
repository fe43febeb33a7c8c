import { randomUUID } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { ButacaError, isButacaError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { Registry } from '../registry/index.ts';
import type { FeedbackStore, StoredEvent } from '../store/index.ts';
import { BASELINE } from './contract.ts';
import type { Readiness, Recommender, RecommendRequest, Slate } from './contract.ts';
import { collectGarbage } from './collect-garbage.ts';
import { openEngineFleet } from './engine-fleet.ts';
import type { HostedEngine } from './hosted-engine.ts';
import { keepYoungSpace } from './keep-young-space.ts';
import { openRivals } from './rivals.ts';
import { SlateCache } from './slate-cache.ts';
import { followStars } from './verdict/follow-stars.ts';

export interface OpenRecommenderOptions {
  /** The workspace folder. */
  readonly home: string;
  readonly registry: Registry;
  readonly store: FeedbackStore;
  readonly clock: Clock;
  readonly log?: Log;
  /** Threads that score, each with the whole model in memory; defaults to 1. */
  readonly threads?: number;
  /** How long a list is given again to whoever asks the very same, in milliseconds; defaults to 0: each is made anew. */
  readonly cacheMs?: number;
  /** Makes the ids of lists; random by default. */
  readonly newId?: () => string;
}

/** Events read from the store at a time. */
const PAGE = 5_000;
/** Before a model whose thread died is loaded again. */
const RECOVERY_MS = 1_000;
/** Lists that may wait for a scoring thread: about a second of work. More would only wait longer and fail later. */
const MOST_WAITING = 1_000;

/** Lists given again: some 5 kB each. */
const MOST_KEPT = 2_000;
/** Questions longer than this (long histories in the body) are hardly asked again. */
const LONGEST_KEY = 1_000;

const decoder = new TextDecoder();

/** The request without the members that are undefined: each of them would be written and read at the border of the threads. */
function withoutAbsent(request: RecommendRequest): RecommendRequest {
  const present: Record<string, unknown> = {};
  for (const name in request) {
    const value = request[name as keyof RecommendRequest];
    if (value !== undefined) present[name] = value;
  }
  return present as unknown as RecommendRequest;
}

/** Gives an engine the feedback that is newer than its snapshot. */
async function replay(engine: HostedEngine, store: FeedbackStore): Promise<void> {
  for (let after = engine.facts.manifest.feedbackSequence; ; ) {
    const page = await store.readEvents(after, PAGE);
    if (page.length > 0) engine.addEvents(page);
    if (page.length < PAGE) return;
    after = page.at(-1)!.sequence;
  }
}

/**
 * Opens the champion in threads of its own and follows its alias: a new champion is loaded beside the old one, gets the feedback
 * that came meanwhile, and takes over between two requests; the old one ends when its last answer has gone out. While none can be
 * loaded the one before goes on; without any the recommender is open, but answers NOT_READY until a first model is promoted.
 */
export async function openRecommender(options: OpenRecommenderOptions): Promise<Recommender> {
  const { home, registry, store, clock, log, threads = 1, cacheMs = 0, newId = randomUUID } = options;
  const cache = new SlateCache({ keepMs: cacheMs, most: MOST_KEPT });
  let engine: HostedEngine | null = null;
  let knownIds: ReadonlySet<string> = new Set();
  let problem: Readiness['problem'] = null;
  let closed = false;
  let swaps = 0;
  let failedSwaps = 0;
  let slates = 0;
  let repeated = 0;
  /** Events that came in while a model was being loaded; null at other times. */
  let meanwhile: StoredEvent[] | null = null;
  const ending = new Set<Promise<void>>();

  const end = (old: HostedEngine): void => {
    const ended = old.close().finally(() => ending.delete(ended));
    ending.add(ended);
  };

  const stars = followStars(registry, () => engine, log);
  const follow = async (): Promise<void> => {
    let versionId: string | null = null;
    let next: HostedEngine | null = null;
    meanwhile = [];
    try {
      const version = registry.champion();
      if (version === null || version.id === engine?.model.version) return;
      versionId = version.id;
      const settings = { home, version, artifactPath: registry.artifactPath(version.id) };
      const opened: HostedEngine = await openEngineFleet(settings, threads, (error) => recover(opened, error));
      next = opened;
      await stars.bring(next);
      await replay(next, store);
      if (closed) return;
      if (!next.alive) throw new Error('the thread ended while the feedback was given to it');
      if (meanwhile.length > 0) next.addEvents(meanwhile);
      const old = engine;
      engine = next;
      next = null;
      cache.clear();
      knownIds = new Set(engine.facts.itemIds);
      problem = null;
      swaps++;
      if (old !== null) end(old);
      // The alias may have moved while the model was being loaded.
      void stars.bring(engine);
      log?.info({ version: versionId, previous: old?.model.version }, 'model in service');
    } catch (error) {
      failedSwaps++;
      const code = isButacaError(error) ? error.code : 'INTERNAL';
      problem = { code, message: isButacaError(error) ? error.message : 'the model could not be loaded; see the log' };
      log?.error({ err: error, version: versionId, serving: engine?.model.version }, 'model could not be loaded');
    } finally {
      meanwhile = null;
      if (next !== null) end(next);
    }
  };

  let following: Promise<void> = Promise.resolve();
  let waiting = false;
  const followSoon = (): void => {
    if (closed || waiting) return;
    waiting = true;
    following = following.then(() => {
      waiting = false;
      return closed ? undefined : follow();
    });
  };
  const recover = (crashed: HostedEngine, error: Error): void => {
    log?.error({ err: error, version: crashed.model.version }, 'the thread of a model ended; loading it again');
    if (engine !== crashed) return;
    engine = null;
    end(crashed);
    setTimeout(followSoon, RECOVERY_MS).unref();
  };
  const rivals = openRivals({
    clock,
    async load(versionId, onCrash) {
      const version = registry.readVersion(versionId);
      const settings = { home, version, artifactPath: registry.artifactPath(versionId) };
      const opened = await openEngineFleet(settings, 1, onCrash);
      await replay(opened, store).catch(async (error: unknown) => {
        await opened.close();
        throw error;
      });
      return opened;
    },
  });
  const watch = registry.watchAlias('champion', followSoon);
  followSoon();
  await following;
  collectGarbage();
  const letYoungSpace = keepYoungSpace();

  const serving = (): HostedEngine => {
    if (engine !== null) return engine;
    throw new ButacaError(
      'NOT_READY',
      `missing model: none is in service; ${problem === null ? 'expected a promoted model. Import and train first' : problem.message}.`,
    );
  };

  const refuseWhenFull = ({ waiting: others }: HostedEngine): void => {
    if (others < MOST_WAITING * threads) return;
    throw new ButacaError('TOO_MANY_REQUESTS', `too many requests: ${others} wait; ask again in a second.`);
  };

  const logSlate = (
    request: RecommendRequest,
    slateId: string,
    versionId: string,
    itemIds: readonly string[],
    timeMs: number,
  ): void => {
    if (request.exposure === false) return;
    store.logExposure({
      slateId,
      userId: request.userId ?? null,
      itemIds,
      versionId,
      timeMs,
      context: request.context,
    });
  };

  const recommendByRival = async (versionId: string, request: RecommendRequest): Promise<Uint8Array> => {
    // An unknown version is told before it asks for a place.
    registry.readVersion(versionId);
    const now = clock.nowMs();
    const slateId = newId();
    const { bytes, itemIds } = await rivals.ask(versionId, async (engine) =>
      engine.call('recommend', withoutAbsent(request), slateId, now),
    );
    logSlate(request, slateId, versionId, itemIds, now);
    return bytes;
  };

  const recommendBytes = async (request: RecommendRequest): Promise<Uint8Array> => {
    const asked = serving();
    const { model } = request;
    if (model !== undefined && model !== BASELINE && model !== asked.model.version)
      return recommendByRival(model, request);
    const now = clock.nowMs();
    const slateId = newId();
    const question = withoutAbsent(request);
    const key = cacheMs === 0 ? '' : JSON.stringify({ ...question, context: undefined, exposure: undefined });
    const isKept = key !== '' && key.length <= LONGEST_KEY;
    const again = isKept ? cache.find(key, slateId, now) : null;
    if (again === null) refuseWhenFull(asked);
    const { moment } = cache;
    const slate = again ?? (await asked.call('recommend', question, slateId, now));
    if (again !== null) repeated++;
    else if (isKept && asked === engine) cache.keep(key, request.userId ?? null, slate, moment, now);
    const { bytes, itemIds } = slate;
    slates++;
    logSlate(request, slateId, model === BASELINE ? BASELINE : asked.model.version, itemIds, now);
    return bytes;
  };

  return {
    recommendBytes,
    recommend: async (request) => JSON.parse(decoder.decode(await recommendBytes(request))) as Slate,
    similar: async (title, { n, language }) => serving().call('similar', title, n, language),
    title: async (title) => serving().call('title', title),
    searchTitles: async (text, n) => serving().call('searchTitles', text, n),
    searchUsers: async (beginning, n) => serving().call('searchUsers', beginning, n),
    typicalUsers: async (n) => serving().call('typicalUsers', n),
    wall: async (request) => serving().call('wall', request, clock.nowMs()),
    briefTitles: async (ids) => serving().call('briefTitles', ids),
    user: async (userId, { n }) => serving().call('user', userId, n),
    audience: async (title) => serving().call('audience', title),
    itemColumns: async () => serving().call('itemColumns'),
    async verdict(request) {
      refuseWhenFull(serving());
      return serving().call('verdict', request);
    },
    certainty: async (precision, language) => serving().call('certainty', precision, language),
    addEvents(events) {
      if (events.length === 0) return;
      if (cacheMs > 0) for (const { userId } of events) cache.forgetUser(userId);
      meanwhile?.push(...events);
      engine?.addEvents(events);
      rivals.addEvents(events);
    },
    knowsTitle: (titleId) => knownIds.has(titleId),
    readiness: () => ({
      ready: engine !== null,
      model: engine?.model ?? null,
      snapshot: engine?.facts.manifest.id ?? null,
      problem,
    }),
    snapshot: () => engine?.facts.manifest ?? null,
    async counts() {
      const counts = (await engine?.call('counts')) ?? { users: 0, titles: 0, liveEvents: 0 };
      return { ...counts, swaps, failedSwaps, slates, repeated };
    },
    async close() {
      if (closed) return;
      closed = true;
      watch.close();
      stars.close();
      letYoungSpace();
      await following;
      await rivals.close();
      if (engine !== null) end(engine);
      engine = null;
      await Promise.all(ending);
    },
  };
}

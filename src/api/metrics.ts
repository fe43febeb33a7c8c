import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry as MetricsRegistry } from 'prom-client';
import { listUpdates, type Update } from '../registry/index.ts';
import type { AppOptions } from './context.ts';
import { type LatestTimes, openLatestTimes } from './latest-times.ts';

/** The numbers that /metrics tells, in Prometheus' form. */
export interface Metrics {
  /** Notes one answer; `route` is the pattern, never the address. */
  observeRequest(route: string, method: string, status: number, seconds: number): void;
  /** Notes one verdict, and what was known of the viewer. */
  countVerdict(recommended: boolean, basedOn: string): void;
  countEvents(stored: number, duplicates: number, unknownTitles: number): void;
  /** How long the latest lists took. */
  latestLists(): ReturnType<LatestTimes['read']>;
  /** Events waiting for the disk at this moment. */
  waitingEvents: number;
  read(): Promise<string>;
  readonly contentType: string;
}

const LIST_ROUTE = /recommendation/;

/** Opens the numbers of one server. */
export function openMetrics({
  recommender,
  store,
  config,
}: Pick<AppOptions, 'recommender' | 'store' | 'config'>): Metrics {
  const registry = new MetricsRegistry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 10 });
  const requests = new Histogram({
    name: 'butaca_http_request_seconds',
    help: 'Time from the arrival of a request to the end of its answer, by route and status.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const events = new Counter({
    name: 'butaca_events_total',
    help: 'Feedback events by outcome: stored, duplicate; unknown_title counts the stored ones whose title the snapshot does not know.',
    labelNames: ['outcome'],
    registers,
  });
  const verdicts = new Counter({
    name: 'butaca_verdicts_total',
    help: 'Verdicts by answer (yes, no) and by what was known of the viewer: ratings, views, nothing.',
    labelNames: ['answer', 'based_on'],
    registers,
  });
  const counted = (name: string, help: string, read: () => Promise<number>): void => {
    const counter = new Counter({
      name,
      help,
      registers: [],
      async collect() {
        const value = await read();
        this.reset();
        this.inc(value);
      },
    });
    registry.registerMetric(counter);
  };
  const measured = (name: string, help: string, read: () => number | Promise<number>): void => {
    const gauge = new Gauge({
      name,
      help,
      registers: [],
      async collect() {
        this.set(await read());
      },
    });
    registry.registerMetric(gauge);
  };
  counted('butaca_slates_total', 'Lists answered.', async () => (await recommender.counts()).slates);
  counted(
    'butaca_slates_repeated_total',
    'Lists answered that had been made a moment ago for the very same question.',
    async () => (await recommender.counts()).repeated,
  );
  counted(
    'butaca_model_swaps_total',
    'Models put into service since the start.',
    async () => (await recommender.counts()).swaps,
  );
  counted(
    'butaca_model_swaps_failed_total',
    'Models that could not be loaded.',
    async () => (await recommender.counts()).failedSwaps,
  );
  measured('butaca_ready', '1 while a model is in service.', () => (recommender.readiness().ready ? 1 : 0));
  measured('butaca_users', 'Users known, live ones included.', async () => (await recommender.counts()).users);
  measured('butaca_titles', 'Titles of the serving snapshot.', async () => (await recommender.counts()).titles);
  measured(
    'butaca_live_events',
    'Events since the snapshot, held in memory.',
    async () => (await recommender.counts()).liveEvents,
  );
  measured('butaca_store_events', 'Events in the log.', async () => (await store.counts()).events);
  measured(
    'butaca_exposures_dropped',
    'Exposures lost because more came than could be written.',
    async () => (await store.counts()).droppedExposures,
  );
  const lastUpdate = (read: (update: Update) => number): number => {
    const [update] = listUpdates(config.workspace.home, 1);
    return update === undefined ? Number.NaN : read(update);
  };
  measured(
    'butaca_last_update_start_seconds',
    'When the last update began, seconds since 1970; NaN before the first.',
    () => lastUpdate(({ startedMs }) => startedMs / 1000),
  );
  measured('butaca_last_update_seconds', 'How long the last update took; NaN while it runs.', () =>
    lastUpdate(({ startedMs, endedMs }) => (endedMs === null ? Number.NaN : (endedMs - startedMs) / 1000)),
  );
  measured('butaca_last_update_ok', '1 when the last update was done, 0 when it failed or was held back.', () =>
    lastUpdate(({ status }) => (status === 'done' ? 1 : status === 'running' ? Number.NaN : 0)),
  );
  const modelInfo = new Gauge({
    name: 'butaca_model_info',
    help: '1 for the version in service.',
    labelNames: ['version', 'model', 'snapshot'],
    registers: [],
    collect() {
      this.reset();
      const { model, snapshot } = recommender.readiness();
      if (model !== null) this.set({ version: model.version, model: model.name, snapshot: snapshot ?? '' }, 1);
    },
  });
  registry.registerMetric(modelInfo);

  const latest = openLatestTimes();
  const children = new Map<string, { observe(seconds: number): void }>();
  const metrics: Metrics = {
    observeRequest(route, method, status, seconds) {
      const key = `${method} ${route} ${status}`;
      let child = children.get(key);
      if (child === undefined) {
        child = requests.labels({ route, method, status: String(status) });
        children.set(key, child);
      }
      child.observe(seconds);
      if (status === 200 && LIST_ROUTE.test(route)) latest.add(seconds * 1000);
    },
    countVerdict: (recommended, basedOn) => verdicts.inc({ answer: recommended ? 'yes' : 'no', based_on: basedOn }),
    countEvents(stored, duplicates, unknownTitles) {
      if (stored > 0) events.inc({ outcome: 'stored' }, stored);
      if (duplicates > 0) events.inc({ outcome: 'duplicate' }, duplicates);
      if (unknownTitles > 0) events.inc({ outcome: 'unknown_title' }, unknownTitles);
    },
    latestLists: () => latest.read(),
    waitingEvents: 0,
    read: () => registry.metrics(),
    contentType: registry.contentType,
  };
  measured('butaca_events_waiting', 'Events waiting for the disk.', () => metrics.waitingEvents);
  return metrics;
}

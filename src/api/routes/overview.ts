import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { OVERVIEW_METRIC, readOverview } from '../../jobs/index.ts';
import type { AppContext } from '../context.ts';
import { languageSchema, overviewSchema } from '../contract/index.ts';
import { problems } from '../route-schema.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** How things stand, for people: the first page of the dashboard. */
export function registerOverview(app: FastifyInstance, context: AppContext): void {
  const { recommender, registry, store, clock, config, metrics } = context;
  const startedMs = clock.nowMs();
  app.get(
    '/v1/overview',
    {
      schema: {
        tags: ['status'],
        operationId: 'getOverview',
        summary: 'How things stand: data, model, what needs somebody, live figures',
        querystring: z.strictObject({ lang: languageSchema.optional() }),
        response: { 200: overviewSchema, ...problems },
      },
    },
    async () => {
      const { ready, model, snapshot } = recommender.readiness();
      const [counts, stored] = await Promise.all([recommender.counts(), store.counts()]);
      const manifest = recommender.snapshot();
      const newEvents = Math.max(0, stored.lastSequence - (manifest?.feedbackSequence ?? 0));
      const overview = readOverview({ home: config.workspace.home, clock, registry, recommender, newEvents });
      const { lastImport, lastTraining, period } = overview;
      return {
        now: iso(overview.nowMs),
        state: overview.state,
        since: overview.sinceMs === null ? null : iso(overview.sinceMs),
        model,
        snapshot,
        isSample: overview.isSample,
        counts:
          ready && manifest !== null
            ? { users: counts.users, titles: counts.titles, interactions: manifest.counts.interactions }
            : null,
        period: period === null ? null : { first: iso(period.firstMs), last: iso(period.lastMs) },
        lastImport:
          lastImport === null
            ? null
            : { at: iso(lastImport.atMs), snapshot: lastImport.snapshotId, rows: lastImport.rows },
        lastTraining:
          lastTraining === null
            ? null
            : {
                at: iso(lastTraining.run.endedMs ?? lastTraining.run.startedMs),
                run: lastTraining.run.id,
                version: lastTraining.version?.id ?? null,
                model: lastTraining.run.model,
                seconds: ((lastTraining.run.endedMs ?? overview.nowMs) - lastTraining.run.startedMs) / 1000,
                metric: OVERVIEW_METRIC,
                figure: lastTraining.figure,
                baseline: lastTraining.baseline,
                previous: lastTraining.previous,
                outcome: lastTraining.outcome,
                verdict: lastTraining.verdict,
              },
        attention: [...overview.attention],
        live: {
          lists: counts.slates,
          events: stored.events,
          newEvents,
          answer: metrics.latestLists(),
          uptimeSeconds: Math.round((overview.nowMs - startedMs) / 1000),
        },
      };
    },
  );
}

import type { FastifyInstance } from 'fastify';
import { ButacaError } from '../../base/errors.ts';
import { type EventKind, type FeedbackEvent, newEventId } from '../../store/index.ts';
import { eventsAnswerSchema, eventsBodySchema, type EventBody, LIMITS } from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { problems } from '../route-schema.ts';
import { type Issue, invalidRequest } from '../validate.ts';

/** Events that may wait for the disk; more are refused with TOO_MANY_REQUESTS. */
const MOST_WAITING = 50_000;
/** Numbers below this are seconds, above milliseconds: as seconds the year 5138, as milliseconds 1973. */
const LEAST_MS = 1e11;
const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** Milliseconds since 1970 of a time as written, or null when it is no time. */
function readTime(time: string | number): number | null {
  const ms =
    typeof time === 'number'
      ? time < LEAST_MS
        ? time * 1000
        : time
      : ZONED.test(time)
        ? Date.parse(time)
        : Number.NaN;
  return Number.isFinite(ms) ? Math.round(ms) : null;
}

/** The event as the store wants it, or what is wrong with it. `at` is its path in the body. */
function readEvent(body: EventBody, at: string, nowMs: number, issues: Issue[]): FeedbackEvent | null {
  const before = issues.length;
  const fault = (name: string, message: string): void => {
    issues.push({ parameter: `${at}${name}`, expected: { kind: 'other', message } });
  };
  const { rating, fraction } = body;
  const kind: EventKind | undefined =
    body.kind ?? (rating !== undefined ? 'rating' : fraction !== undefined ? 'watched' : undefined);
  if (kind === undefined) fault('kind', 'expected a kind, a rating or a fraction');
  if (kind === 'rating' ? rating === undefined : rating !== undefined) {
    fault('rating', 'expected a rating with kind rating, and only there');
  }
  if (kind === 'watched' ? fraction === undefined : fraction !== undefined) {
    fault('fraction', 'expected a fraction with kind watched, and only there');
  }
  const timeMs = body.time === undefined ? nowMs : readTime(body.time);
  if (timeMs === null) fault('time', 'expected ISO 8601 with a zone, or seconds or milliseconds since 1970');
  else if (timeMs < LIMITS.earliestEventMs || timeMs > nowMs + LIMITS.aheadOfClockMs) {
    fault('time', 'expected a time from 1990 to one day ahead');
  }
  if (issues.length > before) return null;
  return {
    eventId: body.eventId ?? newEventId(nowMs),
    userId: body.userId,
    itemId: body.titleId,
    kind: kind!,
    value: rating ?? fraction ?? null,
    timeMs: timeMs!,
  };
}

/** Feedback: on the disk before it is acknowledged, in the next recommendation after it is. */
export function registerEvents(app: FastifyInstance, { recommender, store, clock, metrics }: AppContext): void {
  app.post<{ Body: EventBody | { events: EventBody[] } }>(
    '/v1/events',
    {
      schema: {
        tags: ['events'],
        operationId: 'postEvents',
        summary: 'Feedback: views, ratings, likes, dislikes, watched parts',
        description:
          'One event, or up to 1,000 as `{ "events": [...] }`. The answer comes when they are on the disk. A batch with a bad member is refused whole, and every bad member is named. The same `eventId` is stored once.',
        body: eventsBodySchema,
        response: { 200: eventsAnswerSchema, ...problems },
      },
    },
    async (request) => {
      const { body } = request;
      const nowMs = clock.nowMs();
      const batch = 'events' in body ? body.events : [body];
      if (metrics.waitingEvents + batch.length > MOST_WAITING) {
        throw new ButacaError(
          'TOO_MANY_REQUESTS',
          `too many events: ${metrics.waitingEvents} wait for the disk; send again in a second.`,
        );
      }
      const issues: Issue[] = [];
      const events: FeedbackEvent[] = [];
      for (const [at, member] of batch.entries()) {
        const event = readEvent(member, 'events' in body ? `events[${at}].` : '', nowMs, issues);
        if (event !== null) events.push(event);
      }
      if (issues.length > 0) throw invalidRequest('body', issues);
      metrics.waitingEvents += events.length;
      let results: Awaited<ReturnType<typeof store.append>>;
      try {
        results = await store.append(events);
      } finally {
        metrics.waitingEvents -= events.length;
      }
      const fresh = events.flatMap((event, at) =>
        results[at].outcome === 'stored' ? [{ ...event, sequence: results[at].sequence, receivedMs: nowMs }] : [],
      );
      recommender.addEvents(fresh);
      const answer = results.map(({ eventId, outcome }, at) => ({
        eventId,
        outcome,
        knownTitle: recommender.knowsTitle(events[at].itemId),
      }));
      metrics.countEvents(
        fresh.length,
        results.length - fresh.length,
        fresh.filter(({ itemId }) => !recommender.knowsTitle(itemId)).length,
      );
      return { stored: fresh.length, duplicates: results.length - fresh.length, events: answer };
    },
  );
}

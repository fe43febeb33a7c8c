/** Every query of the store as one Kysely tree, so that another database needs another compiler and not other queries. */
import {
  type Compilable,
  DummyDriver,
  type Generated,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import type { EventKind } from './contract.ts';
import type { Value } from './messages.ts';

interface EventRow {
  sequence: Generated<number>;
  event_id: string;
  user_id: string;
  item_id: string;
  kind: EventKind;
  value: number | null;
  time_ms: number;
  received_ms: number;
}

interface ExposureRow {
  exposure: Generated<number>;
  slate_id: string;
  user_id: string | null;
  /** JSON array of item ids. */
  item_ids: string;
  version_id: string;
  time_ms: number;
  context: string;
}

interface Tables {
  events: EventRow;
  exposures: ExposureRow;
  /** The events of a user, up to the mark `user_events`; what came later stands only in `events`. */
  user_events: { user_id: string; sequence: number };
  marks: { name: string; sequence: number };
}

/** A query compiler without a connection. */
const compiler = () =>
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });

/** One question with its values. */
export interface Question {
  readonly sql: string;
  readonly parameters: readonly Value[];
}

/** The SQL of what the writer does; the values are bound in the order told at each. */
export interface WriteSql {
  /** Event id, user id, item id, kind, value, time, time received; an event id that is there already changes nothing. */
  readonly insertEvent: string;
  /** Event id. */
  readonly sequenceOf: string;
  readonly lastSequence: string;
  /** Slate id, user id, item ids, version id, time, context. */
  readonly insertExposure: string;
  /** How many at most, of the oldest; then a time and an exposure's number before which they go. */
  readonly removeExposures: string;
  /** How far users are indexed. */
  readonly userMark: string;
  /** Sequences after and through which to index users, in the order of users, so that neighbours share pages. */
  readonly indexUsers: string;
  /** The new mark. */
  readonly moveUserMark: string;
}

const lastSequenceOf = (db: Kysely<Tables>) =>
  db.selectFrom('events').select(sql<number>`coalesce(max(sequence), 0)`.as('sequence'));

const userMarkOf = (db: Kysely<Tables>) =>
  db.selectFrom('marks').select('marks.sequence').where('name', '=', sql.lit('user_events'));

/** Returns the writer's SQL. */
export function buildWriteSql(): WriteSql {
  const db = compiler();
  const statements = {
    insertEvent: db
      .insertInto('events')
      .values({ event_id: '', user_id: '', item_id: '', kind: 'view', value: 0, time_ms: 0, received_ms: 0 })
      .onConflict((conflict) => conflict.column('event_id').doNothing()),
    sequenceOf: db.selectFrom('events').select('sequence').where('event_id', '=', ''),
    lastSequence: lastSequenceOf(db),
    insertExposure: db
      .insertInto('exposures')
      .values({ slate_id: '', user_id: '', item_ids: '', version_id: '', time_ms: 0, context: '' }),
    removeExposures: db
      .deleteFrom('exposures')
      .where('exposure', 'in', db.selectFrom('exposures').select('exposure').orderBy('exposure').limit(0))
      .where((row) => row.or([row('time_ms', '<', 0), row('exposure', '<', 0)])),
    userMark: userMarkOf(db),
    indexUsers: db
      .insertInto('user_events')
      .columns(['user_id', 'sequence'])
      .expression(
        db
          .selectFrom('events')
          .select(['user_id', 'sequence'])
          .where('sequence', '>', 0)
          .where('sequence', '<=', 0)
          .orderBy('user_id')
          .orderBy('sequence'),
      ),
    moveUserMark: db.updateTable('marks').set({ sequence: 0 }).where('name', '=', sql.lit('user_events')),
  };
  const entries = Object.entries(statements).map(([name, statement]) => [name, statement.compile().sql]);
  return Object.fromEntries(entries) as Record<keyof typeof statements, string>;
}

/** Only what the reader's thread needs; the query's tree stays here. */
function compiled(query: Compilable): Question {
  const { sql: text, parameters } = query.compile();
  return { sql: text, parameters: parameters as readonly Value[] };
}

/** Returns the reader's questions. Rows come back with the names of the contract. */
export function buildQuestions() {
  const db = compiler();
  const storedEvent = db
    .selectFrom('events')
    .select([
      'events.sequence',
      'event_id as eventId',
      'events.user_id as userId',
      'item_id as itemId',
      'kind',
      'value',
      'time_ms as timeMs',
      'received_ms as receivedMs',
    ]);
  const exposure = db
    .selectFrom('exposures')
    .select([
      'slate_id as slateId',
      'user_id as userId',
      'item_ids as itemIds',
      'version_id as versionId',
      'time_ms as timeMs',
      'context',
    ])
    .orderBy('exposure', 'desc');
  return {
    eventsAfter: (sequence: number, limit: number): Question =>
      compiled(storedEvent.where('events.sequence', '>', sequence).orderBy('events.sequence').limit(limit)),
    /** Newest first: those not indexed yet, then those of the index. */
    eventsOfUser: (userId: string, limit: number): Question =>
      compiled(
        storedEvent
          .where('events.user_id', '=', userId)
          .where('events.sequence', '>', userMarkOf(db))
          .unionAll(
            storedEvent
              .innerJoin('user_events', 'user_events.sequence', 'events.sequence')
              .where('user_events.user_id', '=', userId),
          )
          .orderBy('sequence', 'desc')
          .limit(limit),
      ),
    /** Newest first; of everybody when the user is undefined. */
    exposures: (userId: string | undefined, limit: number): Question =>
      compiled((userId === undefined ? exposure : exposure.where('user_id', '=', userId)).limit(limit)),
    lastSequence: compiled(lastSequenceOf(db)),
    /** Only the oldest exposures are ever removed, so the first and the last number say how many there are. */
    exposureRange: compiled(
      // Two questions: SQLite answers a minimum or a maximum from the ends of the table, but both at once by reading all of it.
      db.selectNoFrom([
        sql<number>`coalesce(${db.selectFrom('exposures').select(sql`min(exposure)`.as('first'))}, 1)`.as('first'),
        sql<number>`coalesce(${db.selectFrom('exposures').select(sql`max(exposure)`.as('last'))}, 0)`.as('last'),
      ]),
    ),
  };
}

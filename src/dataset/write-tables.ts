import { join } from 'node:path';
import { FILM_LISTS } from '../sources/index.ts';
import { DURATION_TYPES, LINK_METHODS, PLATFORMS, TITLE_TYPES } from './catalogues/contract.ts';
import type { Database } from './database.ts';

/** Parquet tables by the statements that write them. */
const TABLES = {
  tables: ['titles', 'users', 'interactions', 'credits', 'links'],
  'tables-films': ['films', 'film_names'],
  'tables-links': ['film_links'],
  'tables-aggregator': ['aggregator'],
} as const;

/** Names of numbers in the core tables, for the statements that write them out. */
const NAMES = {
  film_lists: FILM_LISTS,
  platforms: PLATFORMS,
  title_types: TITLE_TYPES,
  duration_types: DURATION_TYPES,
  link_methods: LINK_METHODS,
};

/** A set of tables: statements in `sql/`, whose core tables must be there and stay as they are. */
export type TableSet = keyof typeof TABLES;

/** Writes tables for analysis while the import goes on. */
export interface TableWriter {
  /** Writes a set after those before it; a failure is told by `finish`. */
  write(set: TableSet): void;
  /** Waits for what is to be written, and returns the names of the files. */
  finish(): Promise<string[]>;
  /** Waits as well, and closes the connection. */
  close(): Promise<void>;
}

/** Writes core tables as Parquet into a folder, for analysis, on a connection of its own. */
export async function openTableWriter(database: Database, folder: string): Promise<TableWriter> {
  const own = await database.connect();
  for (const [name, names] of Object.entries(NAMES)) await own.setVariable(name, names);
  const written = new Set<TableSet>();
  let writing = Promise.resolve();
  const write = async (set: TableSet): Promise<void> => {
    for (const table of TABLES[set]) await own.setVariable(`${table}_table`, join(folder, `${table}.parquet`));
    await own.runFile(set);
  };
  return {
    write(set) {
      written.add(set);
      writing = writing.then(async () => write(set));
      writing.catch(() => {});
    },
    async finish() {
      await writing;
      const sets = (Object.keys(TABLES) as TableSet[]).filter((set) => written.has(set));
      return sets.flatMap((set) => TABLES[set].map((table) => `${table}.parquet`));
    },
    async close() {
      await writing.catch(() => {});
      own.close();
    },
  };
}

import { join } from 'node:path';
import { FILM_LISTS } from '../sources/index.ts';
import type { BuiltCatalogues } from './build-catalogues.ts';
import { DURATION_TYPES, LINK_METHODS, PLATFORMS, TITLE_TYPES } from './catalogues/contract.ts';
import type { Database } from './database.ts';

/** Parquet tables by the statements that write them. */
const TABLES = {
  tables: ['titles', 'users', 'interactions', 'credits', 'links'],
  'tables-films': ['films', 'film_names'],
  'tables-aggregator': ['aggregator'],
  'tables-links': ['film_links'],
} as const;

/** Names of numbers in the core tables, for the statements that write them out. */
const NAMES = {
  film_lists: FILM_LISTS,
  platforms: PLATFORMS,
  title_types: TITLE_TYPES,
  duration_types: DURATION_TYPES,
  link_methods: LINK_METHODS,
};

/** Writes the core tables as Parquet into a folder, for analysis, and returns the names of the files. */
export async function writeTables(
  database: Database,
  folder: string,
  { films, aggregator }: BuiltCatalogues,
): Promise<string[]> {
  const sets: (keyof typeof TABLES)[] = ['tables'];
  if (films !== null) sets.push('tables-films', 'tables-links');
  if (aggregator !== null) sets.push('tables-aggregator');
  for (const [name, names] of Object.entries(NAMES)) await database.setVariable(name, names);
  const written: string[] = [];
  for (const set of sets) {
    for (const table of TABLES[set]) {
      const name = `${table}.parquet`;
      await database.setVariable(`${table}_table`, join(folder, name));
      written.push(name);
    }
    await database.runFile(set);
  }
  return written;
}

import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { ButacaError } from '../base/errors.ts';

/** How much of the machine the import's database may take; changes nothing in what it computes. */
export interface DatabaseLimits {
  /** Threads, 1…; defaults to 2. */
  readonly threads?: number;
  /** Memory in megabytes, beyond which it spills to the scratch folder; defaults to 1024, or 40 % of what the machine or container has. */
  readonly memoryMb?: number;
}

/** A database in memory that lives for one import; statements stand in `sql/`. */
export interface Database {
  /** Runs the statements of `sql/<name>.sql`. */
  runFile(name: string): Promise<void>;
  /** Sets a variable that statements read with getvariable('…'). */
  setVariable(name: string, value: Scalar | readonly string[]): Promise<void>;
  /** All rows as JSON values (64-bit integers as numbers). */
  rows<T>(sql: string): Promise<T[]>;
  /** Streams the columns of a query chunk by chunk, as typed arrays or lists, with the number of rows. */
  chunks(sql: string, onChunk: (columns: readonly ArrayLike<unknown>[], rows: number) => void): Promise<void>;
  /** Another connection to the same tables: its statements run beside this one's. It has variables of its own. */
  connect(): Promise<Database>;
  /** Closes the connection, and the database with its first one. */
  close(): void;
}

type Scalar = string | number | boolean;

function literal(value: Scalar | readonly string[]): string {
  if (typeof value === 'object') return `[${value.map(literal).join(', ')}]`;
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** What the container allows, or the machine has. */
function availableBytes(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

/** Opens an empty database whose overflow goes to the scratch folder; reads no extension from outside. */
export async function openDatabase(scratch: string, limits: DatabaseLimits = {}): Promise<Database> {
  // Loaded here, so that whoever only opens snapshots does not load a database.
  const { DuckDBInstance: Instance } = await import('@duckdb/node-api');
  const memoryMb = limits.memoryMb ?? Math.floor(Math.min(1024, (availableBytes() / 2 ** 20) * 0.4));
  const instance: DuckDBInstance = await Instance.create(':memory:', {
    threads: String(limits.threads ?? 2),
    memory_limit: `${memoryMb}MB`,
    temp_directory: scratch,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'true',
  });
  return connectTo(instance, memoryMb, false);
}

async function connectTo(instance: DuckDBInstance, memoryMb: number, isSecond: boolean): Promise<Database> {
  const connection: DuckDBConnection = await instance.connect();
  const run = async (sql: string): Promise<void> => {
    try {
      await connection.run(sql);
    } catch (error) {
      if (!/out of memory/i.test((error as Error).message)) throw error;
      throw new ButacaError(
        'OUT_OF_MEMORY',
        `too little memory: the import may use ${memoryMb} MB and as much of the disk as is free; expected enough for its tables. Give it more.`,
        { cause: error },
      );
    }
  };
  await run("SET TimeZone = 'UTC'");
  return {
    async runFile(name) {
      await run(readFileSync(new URL(`./sql/${name}.sql`, import.meta.url), 'utf8'));
    },
    async setVariable(name, value) {
      await run(`SET VARIABLE ${name} = ${literal(value)}`);
    },
    async rows<T>(sql: string) {
      const reader = await connection.runAndReadAll(sql);
      const names = reader.columnNames();
      return reader.getRowsJS().map((row) => {
        const entries = row.map((value, i) => [names[i], typeof value === 'bigint' ? Number(value) : value]);
        return Object.fromEntries(entries) as T;
      });
    },
    async chunks(sql, onChunk) {
      const result = await connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) break;
        const columns = Array.from({ length: chunk.columnCount }, (_, i) => {
          const vector = chunk.getColumnVector(i) as { items?: ArrayLike<unknown>; toArray(): unknown[] };
          return ArrayBuffer.isView(vector.items) ? vector.items : vector.toArray();
        });
        onChunk(columns, chunk.rowCount);
      }
    },
    connect: () => connectTo(instance, memoryMb, true),
    close() {
      connection.closeSync();
      if (!isSecond) instance.closeSync();
    },
  };
}

import { ButacaError } from '../base/errors.ts';
import { classify, classifyHeaderless, FIELDS } from './classify.ts';
import { type Field, mapColumns } from './columns.ts';
import { readHead } from './csv/open-bytes.ts';
import { sniffDialect } from './csv/sniff.ts';
import { SOURCE_ROLES, type SourceRole } from './roles.ts';

/** What a table looks like before anybody has said what it is. */
export interface TableInspection {
  readonly encoding: string;
  readonly delimiter: string;
  /** In their order in the file, with their first values. */
  readonly columns: readonly { readonly name: string; readonly samples: readonly string[] }[];
  /** What it would be taken for; null when nothing fits. */
  readonly role: SourceRole | null;
  /** For every kind of table, which column would hold which field. */
  readonly roles: readonly {
    readonly role: SourceRole;
    readonly fields: readonly { readonly field: Field; readonly needed: boolean; readonly column: string | null }[];
  }[];
}

const SAMPLES = 5;
const SAMPLE_LENGTH = 120;

/**
 * Reads the head of a file (at most 256 KiB) and says how it is cut, what its columns hold, and what it could be. Throws
 * UNSUPPORTED_FILE for what is no text, EMPTY_SOURCE for what is empty, UNSUPPORTED_SOURCE for what has one column only.
 */
export function inspectTable(path: string, name: string): TableInspection {
  const head = readHead(path);
  if (head.bytes.length === 0) {
    throw new ButacaError(
      'EMPTY_SOURCE',
      `empty source: ${name} has nothing in it; expected a table with a header line.`,
    );
  }
  const sniffed = sniffDialect(head.bytes, head.whole);
  const first = sniffed?.rows[0];
  if (sniffed === null || first === undefined) {
    throw new ButacaError(
      'UNSUPPORTED_SOURCE',
      `unsupported source: ${name} has one column only; expected columns between commas, semicolons, tabs or bars. Export it as CSV.`,
    );
  }
  const known = classifyHeaderless(name, first);
  const header = known?.header ?? first;
  const rows = known === null ? sniffed.rows.slice(1) : sniffed.rows;
  const roleFields = (role: SourceRole): TableInspection['roles'][number] => {
    const { needed, optional } = FIELDS[role];
    const columns = mapColumns(header, [...needed, ...optional]);
    const told = (field: Field, isNeeded: boolean): TableInspection['roles'][number]['fields'][number] => {
      const position = columns[field];
      return { field, needed: isNeeded, column: position === undefined ? null : header[position] };
    };
    return {
      role,
      fields: [...needed.map((field) => told(field, true)), ...optional.map((field) => told(field, false))],
    };
  };
  return {
    encoding: head.encoding,
    delimiter: sniffed.dialect.delimiter,
    columns: header.map((column, position) => ({
      name: column,
      samples: rows
        .map((row) => (row[position] ?? '').trim().slice(0, SAMPLE_LENGTH))
        .filter((value) => value !== '')
        .slice(0, SAMPLES),
    })),
    role: known?.role ?? classify(first, name),
    roles: SOURCE_ROLES.map(roleFields),
  };
}

import { ButacaError } from '../base/errors.ts';
import { findPlatform, type Platform, PLATFORMS } from './aggregator/platforms.ts';
import { type Field, normaliseColumn, SYNONYMS } from './columns.ts';
import { type SourceRole, SOURCE_ROLES } from './roles.ts';

/**
 * What the user says about files whose names and columns do not tell: `{ synopsis: 'plot_text' }` for any file that has the column,
 * `{ 'films.csv:synopsis': 'plot_text', 'films.csv:role': 'titles' }` for one file; `{ 'n.csv:platform': 'netflix' }` says whose
 * catalogue a file is.
 */
export type Mapping = Readonly<Record<string, string>>;

/** The same for one file, or for all (`file` null). */
export interface FileHint {
  readonly file?: string | null;
  readonly role?: SourceRole;
  readonly platform?: Platform;
  readonly columns?: Readonly<Partial<Record<Field, string>>>;
}

/** Reads the mapping; throws INVALID_PARAMETER for a field or role that does not exist. */
export function readMapping(mapping: Mapping): FileHint[] {
  return Object.entries(mapping).map(([key, value]) => {
    const colon = key.lastIndexOf(':');
    const file = colon < 0 ? null : key.slice(0, colon);
    const field = key.slice(colon + 1);
    if (field === 'role' && file !== null) {
      const role = SOURCE_ROLES.find((known) => known === value);
      if (role === undefined) refuse('role', value, SOURCE_ROLES);
      return { file, role };
    }
    if (field === 'platform' && file !== null) {
      const platform = findPlatform(value);
      if (platform === null) refuse('platform', value, PLATFORMS);
      return { file, platform };
    }
    const known = Object.keys(SYNONYMS).find((name) => normaliseColumn(name) === normaliseColumn(field));
    if (known === undefined) refuse('field', field, Object.keys(SYNONYMS));
    return { file, columns: { [known]: value } };
  });
}

function refuse(what: string, found: string, expected: readonly string[]): never {
  throw new ButacaError('INVALID_PARAMETER', `unknown ${what}: ${found}; expected one of ${expected.join(', ')}.`, {
    details: { [what]: found },
  });
}

/** What is said about a file with this name and header: a column named for all files counts only where it exists. */
export function hintFor(hints: readonly FileHint[], name: string, header: readonly string[]): FileHint {
  const columns: Partial<Record<Field, string>> = {};
  let role: SourceRole | undefined;
  let platform: Platform | undefined;
  const names = header.map(normaliseColumn);
  for (const hint of hints) {
    if (hint.file != null && hint.file !== name && hint.file !== name.split('/').at(-1)) continue;
    role = hint.role ?? role;
    platform = hint.platform ?? platform;
    for (const [field, column] of Object.entries(hint.columns ?? {})) {
      if (names.includes(normaliseColumn(column))) columns[field as Field] = column;
    }
  }
  return { columns, ...(role !== undefined && { role }), ...(platform !== undefined && { platform }) };
}

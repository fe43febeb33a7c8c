import type { uploadPlanSchema } from '../../../src/api/contract/uploads.ts';
import type { z } from 'zod';
import type { Upload } from './uploads.ts';

export type UploadPlan = z.input<typeof uploadPlanSchema>;
export type Role = NonNullable<NonNullable<Upload['inspection']>['role']>;

/** What a person said of one table. */
export interface TableChoice {
  /** Null: what it is taken for. */
  readonly role: Role | null;
  /** Field → column. */
  readonly columns: Readonly<Record<string, string>>;
}

/** Nothing said yet. */
export const NO_CHOICE: TableChoice = { role: null, columns: {} };

/** A field with the column that holds it, by the person's word or by its name; null: none. */
export interface FieldChoice {
  readonly field: string;
  readonly needed: boolean;
  readonly column: string | null;
  readonly isSaid: boolean;
}

/** What the table is. */
export const roleOf = ({ inspection }: Upload, { role }: TableChoice): Role | null => role ?? inspection?.role ?? null;

/** The fields of what the table is; a column that was given to another field is not taken by its name any more. */
export function fieldsOf(upload: Upload, choice: TableChoice): FieldChoice[] {
  const role = roleOf(upload, choice);
  const proposed = upload.inspection?.roles.find((one) => one.role === role)?.fields ?? [];
  const said = new Set(Object.values(choice.columns));
  return proposed.map(({ field, needed, column }) => {
    const own = choice.columns[field];
    if (own !== undefined) return { field, needed, column: own, isSaid: true };
    return { field, needed, column: column !== null && said.has(column) ? null : column, isSaid: false };
  });
}

/** Whether nothing is missing for the table to be read. */
export const isReady = (upload: Upload, choice: TableChoice): boolean =>
  upload.problem === null &&
  upload.inspection !== null &&
  roleOf(upload, choice) !== null &&
  fieldsOf(upload, choice).every(({ needed, column }) => !needed || column !== null);

/** What is asked of the server. */
export function planOf(
  uploads: readonly Upload[],
  choices: ReadonlyMap<string, TableChoice>,
  mode: 'add' | 'replace',
): UploadPlan {
  return {
    mode,
    tables: uploads.map(({ id }) => {
      const { role, columns } = choices.get(id) ?? NO_CHOICE;
      return {
        id,
        ...(role === null ? {} : { role }),
        ...(Object.keys(columns).length === 0 ? {} : { columns: { ...columns } }),
      };
    }),
  };
}

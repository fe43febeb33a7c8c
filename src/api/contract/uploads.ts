/** Tables that are brought over HTTP: sent in parts, looked at, tried dry, and taken in. */
import { z } from 'zod';

/** Bytes of one part; a larger file is sent in several. */
export const UPLOAD_PART_BYTES = 8 * 1024 * 1024;

export const UPLOAD_ROLES = [
  'titles',
  'interactions',
  'tags',
  'links',
  'tmdb-movies',
  'tmdb-credits',
  'tmdb-keywords',
  'streaming-titles',
  'streaming-ratings',
] as const;

const timeSchema = z.string().meta({ description: 'ISO 8601, UTC.' });

const fieldSchema = z.strictObject({
  field: z.string().meta({ description: "The program's name of it: itemId, userId, rating …" }),
  needed: z.boolean().meta({ description: 'Whether the table cannot be read without it.' }),
  column: z.string().nullable().meta({ description: 'The column taken for it by its name; null: none.' }),
});

export const uploadRoleSchema = z
  .strictObject({
    role: z.enum(UPLOAD_ROLES),
    fields: z.array(fieldSchema),
  })
  .meta({ id: 'UploadRole', description: 'What the table could be, and which column would hold which field then.' });

const problemSchema = z.strictObject({ code: z.string(), message: z.string() });

export const uploadInspectionSchema = z
  .strictObject({
    encoding: z.string(),
    delimiter: z.string(),
    columns: z.array(
      z.strictObject({
        name: z.string(),
        samples: z.array(z.string()).meta({ description: 'Its first values, at most five, cut at 120 characters.' }),
      }),
    ),
    role: z.enum(UPLOAD_ROLES).nullable().meta({ description: 'What it is taken for; null: nobody knows.' }),
    roles: z.array(uploadRoleSchema),
  })
  .meta({ id: 'UploadInspection' });

export const uploadTaskSchema = z
  .strictObject({
    kind: z.enum(['dry-run', 'import', 'removal']),
    tables: z.array(z.string()).meta({ description: 'The ids that it is about.' }),
    state: z.enum(['running', 'done', 'failed', 'held']).meta({
      description: '`held`: too much would be lost; nothing has changed. Import again with acceptLoss.',
    }),
    started: timeSchema,
    ended: timeSchema.nullable(),
    stage: z.string().nullable().meta({ description: 'What it is doing: read, titles, core, evaluate, train …' }),
    fraction: z.number().min(0).max(1).nullable().meta({ description: 'How far the stage is.' }),
    detail: z.string().nullable(),
    problem: problemSchema.nullable(),
    update: z.string().nullable().meta({ description: 'The update it made, at /v1/updates/{id}; of an import.' }),
    outcome: z
      .strictObject({
        rows: z.strictObject({ read: z.number().int(), taken: z.number().int(), setAside: z.number().int() }),
        files: z.array(
          z.strictObject({
            name: z.string(),
            role: z.string(),
            rows: z.strictObject({ read: z.number().int(), taken: z.number().int(), setAside: z.number().int() }),
            columns: z.record(z.string(), z.string()).meta({ description: 'Field → column.' }),
            unusedColumns: z.array(z.string()),
            isUploaded: z.boolean(),
          }),
        ),
        reasons: z.array(
          z.strictObject({
            file: z.string(),
            reason: z.string(),
            effect: z.enum(['set-aside', 'adjusted', 'notice']),
            count: z.number().int(),
            es: z.string(),
            en: z.string(),
            samples: z.array(z.strictObject({ line: z.number().int(), field: z.string(), value: z.string() })),
          }),
        ),
        before: z
          .strictObject({ titles: z.number().int(), users: z.number().int(), interactions: z.number().int() })
          .nullable(),
        after: z.strictObject({ titles: z.number().int(), users: z.number().int(), interactions: z.number().int() }),
      })
      .nullable()
      .meta({ description: 'Of a dry run: what would be there, beside what is there now.' }),
  })
  .meta({ id: 'UploadTask' });

export const uploadSchema = z
  .strictObject({
    id: z.string(),
    name: z.string().meta({ description: 'The name of the file, as it was on the machine of the person who sent it.' }),
    bytes: z.number().int(),
    received: z.number().int().meta({ description: 'Bytes that are on the disk; the next part begins here.' }),
    created: timeSchema,
    inspection: uploadInspectionSchema.nullable().meta({ description: 'Once all bytes are there.' }),
    problem: problemSchema.nullable().meta({ description: 'Why it cannot be read as a table.' }),
  })
  .meta({ id: 'Upload' });

export const uploadedTableSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    bytes: z.number().int(),
    added: timeSchema,
    role: z.enum(UPLOAD_ROLES).nullable(),
    columns: z.record(z.string(), z.string()).meta({ description: 'Field → column, where a person said so.' }),
  })
  .meta({ id: 'UploadedTable', description: 'A table that was uploaded and is read at every update since.' });

export const uploadsSchema = z
  .strictObject({
    uploads: z.array(uploadSchema).meta({ description: 'Not taken in yet, the newest first.' }),
    tables: z.array(uploadedTableSchema),
    task: uploadTaskSchema.nullable().meta({
      description: 'The dry run or import that was asked for last; one runs at a time. Ask again while it runs.',
    }),
    base: z.strictObject({
      folder: z
        .string()
        .nullable()
        .meta({ description: 'The folder that is read beside the uploaded tables; null: none.' }),
      isSample: z.boolean(),
    }),
    limits: z.strictObject({ bytes: z.number().int(), partBytes: z.number().int() }),
  })
  .meta({ id: 'Uploads' });

export const newUploadSchema = z
  .strictObject({
    name: z.string().min(1).max(200).meta({ description: 'The name of the file.', example: 'interactions.csv' }),
    bytes: z.number().int().min(1).meta({ description: 'How large it is in all.', example: 1024 }),
  })
  .meta({ id: 'NewUpload', example: { name: 'interactions.csv', bytes: 1024 } });

export const uploadPartQuerySchema = z.strictObject({
  offset: z.coerce.number().int().min(0).meta({ description: 'Where this part begins: `received`.', example: 0 }),
});

export const uploadParametersSchema = z.strictObject({
  id: z.string().min(1).max(40).meta({ description: 'The id of an upload.', example: 'u-0123456789abcdef' }),
});

export const uploadPlanSchema = z
  .strictObject({
    tables: z
      .array(
        z.strictObject({
          id: z.string().min(1).max(40),
          role: z
            .enum(UPLOAD_ROLES)
            .optional()
            .meta({ description: 'What the table is, where it is not what it is taken for.' }),
          columns: z
            .record(z.string().max(40), z.string().max(300))
            .optional()
            .meta({ description: 'Field → column, where the names of the columns do not tell.' }),
        }),
      )
      .min(1)
      .max(20)
      .meta({ description: 'Uploads that are whole; they go in together or not at all.' }),
    mode: z.enum(['add', 'replace']).optional().meta({
      description:
        '`add` to the tables that are read now; `replace`: uploaded tables alone from now on. Defaults to `replace` over the sample when a table of titles is among them, else to `add`.',
    }),
    acceptLoss: z.boolean().optional().meta({ description: 'Goes on although much would be lost; of an import.' }),
  })
  .meta({
    id: 'UploadPlan',
    example: { tables: [{ id: 'u-0123456789abcdef', columns: { rating: 'nota' } }], mode: 'add' },
  });

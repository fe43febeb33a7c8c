/** The form of the registry's files, checked at every reading; unknown fields of later versions are kept out, not refused. */
import { z } from 'zod';

const measured = z.object({ value: z.number(), low: z.number().optional(), high: z.number().optional() });
const metrics = z.record(z.string(), measured);
const config = z.record(z.string(), z.unknown());

const segment = z.object({
  question: z.string(),
  segment: z.string(),
  from: z.number(),
  to: z.number(),
  cases: z.number(),
  model: z.string(),
  metrics,
  baseline: metrics.nullable(),
});

export const runSchema = z.object({
  id: z.string(),
  kind: z.enum(['import', 'train', 'evaluate', 'benchmark', 'tune']),
  status: z.enum(['running', 'done', 'failed']),
  startedMs: z.number(),
  endedMs: z.number().nullable(),
  snapshotId: z.string().nullable(),
  model: z.string().nullable(),
  config,
  seed: z.number(),
  codeVersion: z.string(),
  timingsMs: z.record(z.string(), z.number()),
  metrics,
  notes: z.string(),
  tags: z.array(z.string()).default([]),
  reports: z.array(z.string()),
  segments: z.array(segment).optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});

export const versionSchema = z.object({
  format: z.literal(1),
  id: z.string(),
  model: z.string(),
  createdMs: z.number(),
  runId: z.string(),
  snapshotId: z.string(),
  itemsChecksum: z.string(),
  config,
  seed: z.number(),
  codeVersion: z.string(),
  file: z.object({ name: z.string(), bytes: z.number(), sha256: z.string() }),
  metrics,
});

const check = z.object({
  against: z.enum(['baseline', 'champion']),
  passed: z.boolean(),
  metric: z.string(),
  found: z.number().nullable(),
  expected: z.number().nullable(),
  message: z.string(),
});

const move = z.object({
  alias: z.enum(['champion', 'challenger', 'films', 'stars']),
  versionId: z.string(),
  previousId: z.string().nullable(),
  atMs: z.number(),
  reason: z.string(),
  action: z.enum(['promote', 'rollback']),
  gate: z.object({ passed: z.boolean(), checks: z.array(check) }).optional(),
  forced: z.literal(true).optional(),
});

export const aliasesSchema = z.object({ format: z.literal(1), moves: z.array(move) });

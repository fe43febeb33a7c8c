/**
 * What every benchmark stands on. A question is one file of this folder that exports `run(): Promise<Result>`;
 * `npm run bench` asks all of them, `npm run bench -- kernels` one, each in a fresh process, and keeps the answers in results/.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Milliseconds of each round, and what sums them up. */
export interface Measurement {
  readonly name: string;
  readonly unit: 'ms';
  readonly median: number;
  readonly min: number;
  /** Distance between the quartiles divided by the median: above 0.1 the machine was not quiet. */
  readonly spread: number;
  readonly rounds: readonly number[];
}

/** A figure that is not a time: a ratio against a peer, requests a second, megabytes. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the figure is to reach, as `≥ 3` or `< 500`; absent when it is told without a goal. */
  readonly goal?: string;
}

/** A table for people, beside the figures it tells of. */
export interface ResultTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Result {
  readonly question: string;
  readonly measurements: readonly Measurement[];
  readonly figures?: readonly Figure[];
  /** In documents it stands in the place of the measurements and of the figures without a goal. */
  readonly table?: ResultTable;
  /** What a reader must know to judge the numbers. */
  readonly notes?: readonly string[];
  /** Why nothing was measured, where something needed is absent. */
  readonly skipped?: string;
}

export interface Question {
  run(): Promise<Result>;
}

interface MeasureOptions {
  /** Rounds before the clock counts; defaults to 2. */
  readonly warmUp?: number;
  /** Rounds measured; defaults to 7. */
  readonly rounds?: number;
  /** Runs before every round, outside of its time. */
  readonly prepare?: () => unknown;
  /** Calls in one round, for work too short for the clock; times are per call; defaults to 1. */
  readonly repeat?: number;
}

/** Runs `work` and returns its times in milliseconds. What it computes must have been checked before. */
export async function measure(
  name: string,
  work: () => unknown,
  { warmUp = 2, rounds = 7, prepare, repeat = 1 }: MeasureOptions = {},
): Promise<Measurement> {
  const times: number[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    await prepare?.();
    const start = performance.now();
    for (let call = 0; call < repeat; call++) {
      const pending = work();
      if (pending instanceof Promise) await pending;
    }
    const time = (performance.now() - start) / repeat;
    if (round >= 0) times.push(time);
  }
  return summarize(name, times);
}

/** Returns the measurement of times taken elsewhere (another process), in milliseconds. */
export function summarize(name: string, rounds: readonly number[]): Measurement {
  const sorted = [...rounds].sort((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const low = sorted[Math.floor(place)];
    return low + (sorted[Math.ceil(place)] - low) * (place % 1);
  };
  const median = at(0.5);
  return { name, unit: 'ms', median, min: at(0), spread: (at(0.75) - at(0.25)) / median, rounds };
}

/** One line about where the numbers come from. */
export function describeMachine(): Record<string, string | number> {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}

const git = (...parts: string[]): string =>
  execFileSync('git', parts, { encoding: 'utf8', cwd: import.meta.dirname }).trim();

/** The commit the numbers belong to, with `+` when tracked files differ from it. */
function readCommit(): string {
  try {
    return (
      git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '-uno', '--', '../src') === '' ? '' : '+')
    );
  } catch {
    return 'unknown';
  }
}

/** Writes results/<question>.json: the machine's line, the commit and the numbers; returns its path. */
export function keepResult(result: Result, machine: Record<string, string | number>): string {
  const folder = fileURLToPath(new URL('results/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const path = `${folder}${result.question}.json`;
  writeFileSync(path, `${JSON.stringify({ commit: readCommit(), machine, ...result }, shorten, 2)}\n`);
  return path;
}

/** Five digits are more than any of these measurements is worth. */
const shorten = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value;

const pad = (value: number): string => value.toPrecision(4).padStart(10);

/** The numbers as lines for people. */
export function formatResult(result: Result): string {
  const lines = [`${result.question}${result.skipped === undefined ? '' : `: skipped, ${result.skipped}`}`];
  const width = Math.max(0, ...[...result.measurements, ...(result.figures ?? [])].map(({ name }) => name.length));
  for (const { name, median, min, spread } of result.measurements) {
    const share = (spread * 100).toFixed(0);
    lines.push(`  ${name.padEnd(width)} ${pad(median)} ms  min ${pad(min)}  spread ${share} %`);
  }
  for (const row of result.table?.rows ?? []) lines.push(`  ${row.join(' | ')}`);
  for (const { name, value, unit, goal } of result.figures ?? []) {
    lines.push(`  ${name.padEnd(width)} ${pad(value)} ${unit}${goal === undefined ? '' : `  (goal ${goal})`}`);
  }
  for (const note of result.notes ?? []) lines.push(`  ${note}`);
  return lines.join('\n');
}

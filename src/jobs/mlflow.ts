import type { Clock } from '../base/clock.ts';
import { ButacaError, isButacaError } from '../base/errors.ts';
import { flattenSettings, openRegistry, type Run } from '../registry/index.ts';
import type { Jobs } from './contract.ts';

/** An MLflow server and the experiment there that takes the runs. */
export interface MlflowTarget {
  /** For example `http://localhost:5000`. */
  readonly url: string;
  /** Made when it is not there. */
  readonly experiment: string;
}

interface Pair {
  readonly key: string;
  readonly value: string;
}

/** A run in MLflow's words. */
export interface MlflowRun {
  readonly params: readonly Pair[];
  readonly metrics: readonly { readonly key: string; readonly value: number; readonly timestamp: number }[];
  readonly tags: readonly Pair[];
}

const TIMEOUT_MS = 30_000;
/** What one call may hold, by MLflow's own limits. */
const BATCH = { params: 100, metrics: 800 };
const LENGTH = { key: 250, value: 6_000, note: 8_000 };
const RUN_TAG = 'butaca.run';

/** A name that MLflow takes (letters, digits, `_ - . /` and blanks): `existing ndcg@10 (ease)` → `existing ndcg_10 ease`. */
const nameForMlflow = (name: string): string =>
  name
    .replaceAll(/[()]/g, '')
    .replaceAll(/[^\p{L}\p{N}_.\-/ ]/gu, '_')
    .slice(0, LENGTH.key);

const textOf = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, LENGTH.value);

/**
 * Parameters, metrics and tags of a run as MLflow takes them: settings by their path; each metric, its interval as `… low` and
 * `… high`, timings as `timing … ms`; notes as MLflow's own description.
 */
export function describeForMlflow(run: Run): MlflowRun {
  const timestamp = run.endedMs ?? run.startedMs;
  const facts: readonly (readonly [string, unknown])[] = [
    ['kind', run.kind],
    ['model', run.model ?? ''],
    ['snapshot', run.snapshotId ?? ''],
    ['seed', run.seed],
    ...[...flattenSettings(run.config)].map(([name, value]) => [`config.${name}`, value] as const),
  ];
  const figures: readonly (readonly [string, number | undefined])[] = [
    ...Object.entries(run.metrics).flatMap(([name, { value, low, high }]) => [
      [name, value] as const,
      [`${name} low`, low] as const,
      [`${name} high`, high] as const,
    ]),
    ...Object.entries(run.timingsMs).map(([name, ms]) => [`timing ${name} ms`, ms] as const),
  ];
  return {
    params: facts.map(([name, value]) => ({ key: nameForMlflow(name), value: textOf(value) })),
    metrics: figures.flatMap(([name, value]) =>
      value === undefined ? [] : [{ key: nameForMlflow(name), value, timestamp }],
    ),
    tags: [
      { key: RUN_TAG, value: run.id },
      { key: 'butaca.tags', value: run.tags.join(', ').slice(0, LENGTH.value) },
      { key: 'mlflow.note.content', value: run.notes.slice(0, LENGTH.note) },
      { key: 'mlflow.source.name', value: 'butaca' },
      { key: 'mlflow.source.git.commit', value: run.codeVersion },
      ...(run.error === undefined ? [] : [{ key: 'butaca.error', value: textOf(run.error) }]),
    ],
  };
}

const STATUS = { running: 'RUNNING', done: 'FINISHED', failed: 'FAILED' } as const;

/** Writes runs to an MLflow server by its REST interface. */
export interface Mlflow {
  /** Makes the run there, or brings the one made before up to date, and returns its id there. MLFLOW_UNAVAILABLE when that fails. */
  exportRun(run: Run): Promise<string>;
}

/** The server and experiment to write to; nothing is asked before the first run. */
export function openMlflow({ url, experiment }: MlflowTarget): Mlflow {
  let experimentId: Promise<string> | null = null;

  async function ask<Answer>(path: string, body?: object): Promise<Answer | null> {
    const address = `${url.replace(/\/+$/, '')}/api/2.0/mlflow/${path}`;
    let status: number;
    let text: string;
    try {
      const answer = await fetch(address, {
        ...(body === undefined
          ? {}
          : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      status = answer.status;
      text = await answer.text();
      if (answer.ok) return JSON.parse(text) as Answer;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ButacaError('MLFLOW_UNAVAILABLE', `unavailable MLflow server: ${url} (${reason}); see mlflow.url.`, {
        details: { url },
        cause: error,
      });
    }
    if (status === 404 && text.includes('RESOURCE_DOES_NOT_EXIST')) return null;
    throw new ButacaError(
      'MLFLOW_UNAVAILABLE',
      `unavailable MLflow server: ${address} answered ${status}: ${text.slice(0, 300)}; expected MLflow 2 or later.`,
      { details: { url, status } },
    );
  }

  /** As `ask`, for what is there by now. */
  async function need<Answer>(path: string, body?: object): Promise<Answer> {
    const answer = await ask<Answer>(path, body);
    if (answer !== null) return answer;
    throw new ButacaError('MLFLOW_UNAVAILABLE', `unavailable MLflow server: ${url} does not know ${path}.`, {
      details: { url },
    });
  }

  async function findExperiment(): Promise<string> {
    const named = `experiments/get-by-name?experiment_name=${encodeURIComponent(experiment)}`;
    const found = await ask<{ experiment: { experiment_id: string } }>(named);
    if (found !== null) return found.experiment.experiment_id;
    return (await need<{ experiment_id: string }>('experiments/create', { name: experiment })).experiment_id;
  }

  return {
    async exportRun(run) {
      experimentId ??= findExperiment().catch((error: unknown) => {
        experimentId = null;
        throw error;
      });
      const id = await experimentId;
      const { params, metrics, tags } = describeForMlflow(run);
      const { runs = [] } = await need<{ runs?: { info: { run_id: string } }[] }>('runs/search', {
        experiment_ids: [id],
        filter: `tags.\`${RUN_TAG}\` = '${run.id}'`,
        max_results: 1,
      });
      let runId = runs[0]?.info.run_id;
      if (runId === undefined) {
        const made = await need<{ run: { info: { run_id: string } } }>('runs/create', {
          experiment_id: id,
          run_name: run.id,
          start_time: run.startedMs,
          tags: tags.slice(0, 1),
        });
        runId = made.run.info.run_id;
      }
      await need('runs/log-batch', { run_id: runId, tags });
      for (let at = 0; at < params.length; at += BATCH.params) {
        await need('runs/log-batch', { run_id: runId, params: params.slice(at, at + BATCH.params) });
      }
      for (let at = 0; at < metrics.length; at += BATCH.metrics) {
        const part = metrics.slice(at, at + BATCH.metrics).map((metric) => ({ ...metric, step: 0 }));
        await need('runs/log-batch', { run_id: runId, metrics: part });
      }
      const ended = run.endedMs === null ? {} : { end_time: run.endedMs };
      await need('runs/update', { run_id: runId, status: STATUS[run.status], ...ended });
      return runId;
    },
  };
}

/** Where runs are written to, and from where. */
interface ExportOptions {
  readonly target: MlflowTarget;
  readonly home: string;
  readonly clock: Clock;
  readonly warn: (message: string) => void;
}

/**
 * Does work, after which the runs that ended meanwhile (also those that failed) are written to MLflow; nothing is where no address is
 * set. A server that does not take them is told to `warn`, and never fails the work.
 */
export async function exportingRuns<Answer>(work: () => Promise<Answer>, options: ExportOptions): Promise<Answer> {
  if (options.target.url === '') return work();
  const sinceMs = options.clock.nowMs();
  try {
    return await work();
  } finally {
    await exportSince(sinceMs, options);
  }
}

async function exportSince(sinceMs: number, { target, home, clock, warn }: ExportOptions): Promise<void> {
  try {
    const mlflow = openMlflow(target);
    const runs = openRegistry({ home, clock }).listRuns({ sinceMs });
    for (const run of runs.reverse()) if (run.status !== 'running') await mlflow.exportRun(run);
  } catch (error) {
    if (!isButacaError(error)) throw error;
    warn(error.message);
  }
}

/** The jobs, each as exportingRuns; as they are where no address is set. */
export function exportingJobs(jobs: Jobs, options: ExportOptions): Jobs {
  if (options.target.url === '') return jobs;
  const exported = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => exportingRuns(work, options);
  return {
    ...jobs,
    runImport: async (request) => exported(async () => jobs.runImport(request)),
    runTrain: async (request) => exported(async () => jobs.runTrain(request)),
    runTune: async (request) => exported(async () => jobs.runTune(request)),
    runNeighbours: async (request) => exported(async () => jobs.runNeighbours(request)),
    runStars: async (request) => exported(async () => jobs.runStars(request)),
    runEvaluate: async (request) => exported(async () => jobs.runEvaluate(request)),
  };
}

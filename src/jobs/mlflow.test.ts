import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../base/clock.ts';
import { ButacaError } from '../base/errors.ts';
import { openRegistry, type Registry, type Run } from '../registry/index.ts';
import type { Jobs } from './contract.ts';
import { describeForMlflow, exportingJobs, openMlflow } from './mlflow.ts';

let home: string;
let registry: Registry;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'butaca-mlflow-'));
  registry = openRegistry({ home, clock: systemClock });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Nothing listens at port 1 of this machine. */
const nowhere = { url: 'http://127.0.0.1:1', experiment: 'butaca' };

function recordTraining(): Run {
  const run = registry.startRun({
    kind: 'train',
    seed: 7,
    codeVersion: 'abc',
    model: 'ease',
    snapshotId: 's1',
    config: { regularization: 400, parts: { content: [1, 2] } },
  });
  registry.annotateRun(run.id, { notes: 'wide', tags: ['best', 'paper'] });
  const metrics = { 'existing ndcg@10 (ease)': { value: 0.2, low: 0.1, high: 0.3 }, rmse: { value: 0.9 } };
  return registry.finishRun(run.id, { metrics, timingsMs: { total: 12 } });
}

describe('a run in the words of MLflow', () => {
  it('has its settings by path, its intervals as figures and names that MLflow takes', () => {
    const { params, metrics, tags } = describeForMlflow(recordTraining());
    expect(Object.fromEntries(params.map(({ key, value }) => [key, value]))).toEqual({
      kind: 'train',
      model: 'ease',
      snapshot: 's1',
      seed: '7',
      'config.regularization': '400',
      'config.parts.content': '[1,2]',
    });
    expect(metrics.map(({ key, value }) => [key, value])).toEqual([
      ['existing ndcg_10 ease', 0.2],
      ['existing ndcg_10 ease low', 0.1],
      ['existing ndcg_10 ease high', 0.3],
      ['rmse', 0.9],
      ['timing total ms', 12],
    ]);
    expect(tags).toContainEqual({ key: 'mlflow.note.content', value: 'wide' });
    expect(tags).toContainEqual({ key: 'butaca.tags', value: 'best, paper' });
  });
});

describe('a server that cannot be reached', () => {
  it('is told with its address', async () => {
    await expect(openMlflow(nowhere).exportRun(recordTraining())).rejects.toMatchObject({
      code: 'MLFLOW_UNAVAILABLE',
      details: { url: nowhere.url },
    });
  });

  it('is warned of after a job, whose answer or error stays what it was', async () => {
    const warnings: string[] = [];
    const failure = new ButacaError('SINGULAR_SYSTEM', 'cannot solve row 7');
    const jobs = {
      runTrain: async () => ({ run: recordTraining() }),
      runImport: async () => {
        const run = registry.startRun({ kind: 'import', seed: 1, codeVersion: 'abc' });
        registry.failRun(run.id, failure);
        throw failure;
      },
    } as unknown as Jobs;
    const tools = { home, clock: systemClock, warn: (message: string) => warnings.push(message) };
    const exporting = exportingJobs(jobs, { ...tools, target: nowhere });
    const answer = await exporting.runTrain({ model: 'ease', config: {}, seed: 1, measure: false });
    expect(answer.run.status).toBe('done');
    await expect(exporting.runImport({ paths: [], dryRun: false, mapping: {}, feedback: false })).rejects.toBe(failure);
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toMatch(/^unavailable MLflow server: http:\/\/127\.0\.0\.1:1 /);
    expect(exportingJobs(jobs, { ...tools, target: { url: '', experiment: 'butaca' } })).toBe(jobs);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Row, tinySource } from '../../test/fixtures/tiny-source.ts';
import { random } from '../base/random.ts';
import type { Snapshot } from '../dataset/index.ts';
import { type Kernels, openKernels } from '../kernels/index.ts';
import { models } from '../models/index.ts';
import { allEntrants, briefEntrants, planComparisons } from './entrants.ts';
import { evaluateModels } from './evaluate.ts';
import { formatReport } from './format-report.ts';
import type { EvaluationReport } from './report.ts';

const snapshotOf = (users: number, items: number, rows: readonly Row[]): Snapshot => ({
  ...tinySource(
    users,
    items,
    rows,
    Array.from({ length: items }, (_, item) => [item % 2 === 0 ? 'Drama' : 'Comedy']),
  ),
  id: '0123456789abcdef',
  manifest: {
    format: 1,
    id: '0123456789abcdef',
    contentHash: '0123456789abcdef'.repeat(4),
    counts: { users, items, interactions: rows.length },
    itemsChecksum: '',
    usersChecksum: '',
    files: {},
    tables: {},
    sources: [],
    feedbackSequence: 0,
  },
});

/** Two tastes: even users watch even titles, odd users odd ones, and now and then something else, in an order of their own. */
function twoTastes(users: number, items: number, each: number): Snapshot {
  const rows: Row[] = [];
  for (let user = 0; user < users; user++) {
    const stream = random(9, user);
    const order = stream.shuffle(Array.from({ length: items }, (_, item) => item));
    const own = order.filter((item) => item % 2 === user % 2).slice(0, each);
    const odd = order.filter((item) => item % 2 !== user % 2).slice(0, 2);
    for (const [place, item] of stream.shuffle([...own, ...odd]).entries())
      rows.push([user, item, 1000 * place + user]);
  }
  return snapshotOf(users, items, rows);
}

const two = [
  { label: 'popularity', name: 'popularity', config: {} },
  { label: 'ease', name: 'ease', config: { regularization: 10, minInteractions: 1 } },
];

let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels();
});
afterAll(() => kernels.close());

const withoutTimings = (report: EvaluationReport): unknown => ({ ...report, timings: [] });

describe('evaluateModels', () => {
  const snapshot = twoTastes(60, 60, 20);
  let report: EvaluationReport;
  beforeAll(async () => {
    report = await evaluateModels({ snapshot, models: two, seed: 1, kernels, resamples: 200 });
  });

  it('asks every model every question', () => {
    expect(report.questions.map(({ id }) => id)).toEqual([
      'existing',
      'existing-global',
      'new-user-0',
      'new-user-1',
      'new-user-3',
      'new-user-5',
      'new-user-10',
      'new-title',
    ]);
    for (const { rows } of report.questions) expect(rows.map(({ label }) => label)).toEqual(['popularity', 'ease']);
    expect(report.skipped).toEqual([]);
    expect(report.timings.length).toBe(8);
    expect(report.questions.at(-1)!.facts).toMatchObject({ folds: 5 });
  });

  it('finds that a model which sees two tastes beats popularity, and says so', () => {
    for (const id of ['existing', 'new-user-5']) {
      const question = report.questions.find((one) => one.id === id)!;
      const gain = question.comparisons.find(({ metric }) => metric === 'ndcg@10')!;
      expect(gain).toMatchObject({ purpose: 'over-popularity', a: 'ease', b: 'popularity', aboveZero: true });
      expect(gain.difference.low).toBeGreaterThan(0);
      const [popularity, ease] = question.rows;
      expect(gain.difference.value).toBeCloseTo(
        ease.metrics['ndcg@10'].value - popularity.metrics['ndcg@10'].value,
        12,
      );
    }
  });

  it('tells users of different histories and titles of different fame apart, the baseline beside', async () => {
    // Users 0 … 29 with 8 titles more than users 30 … 59.
    const long = twoTastes(30, 60, 24).interactions;
    const rows: Row[] = [];
    for (let user = 0; user < 60; user++) {
      const from = long.indptr[user % 30];
      const size = user < 30 ? 26 : 18;
      for (let at = from; at < from + size; at++) rows.push([user, long.indices[at], long.times[at]]);
    }
    const [existing] = (
      await evaluateModels({
        snapshot: snapshotOf(60, 60, rows),
        models: [...two, { label: 'without', name: 'ease', config: {}, ablation: true }],
        questions: ['existing'],
        seed: 1,
        kernels,
        resamples: 100,
      })
    ).questions;
    const users = existing.segments.filter(({ by }) => by === 'history');
    // A fifth is hidden: 26 − 5 and 18 − 4 titles are known.
    expect(users.map(({ segment, from, to, cases }) => [segment, from, to, cases])).toEqual([
      ['light', 14, 14, 30],
      ['heavy', 21, 21, 30],
    ]);
    const overall = existing.rows[1].metrics['ndcg@10'].value;
    const parts = users.map(({ rows: [, ease] }) => ease.metrics['ndcg@10'].value);
    expect((parts[0] + parts[1]) / 2).toBeCloseTo(overall, 12);
    const titles = existing.segments.filter(({ by }) => by === 'popularity');
    expect(titles.reduce((sum, { heldOut }) => sum + heldOut, 0)).toBe(existing.heldOut);
    expect(titles.reduce((sum, one) => sum + one.titles!, 0)).toBe(60);
    for (const { rows: models } of existing.segments) {
      expect(models.map(({ label, gain }) => [label, gain === null])).toEqual([
        ['popularity', true],
        ['ease', false],
      ]);
    }
  });

  it('warns of a figure that is worth a second look', async () => {
    // Ten titles, watched forwards or backwards: what is hidden is all that is left.
    const rows = Array.from({ length: 200 }, (_, at): Row => {
      const [user, place] = [Math.floor(at / 10), at % 10];
      return [user, user % 2 === 0 ? place : 9 - place, 1000 * place];
    });
    const told = await evaluateModels({
      snapshot: snapshotOf(20, 10, rows),
      models: two,
      questions: ['existing'],
      seed: 1,
      kernels,
      resamples: 50,
    });
    expect(told.suspicious).toMatchObject([
      { question: 'existing', label: 'popularity', value: 1, limit: 0.9 },
      { label: 'ease' },
    ]);
    expect(formatReport(told)).toContain('Too good to be believed');
    expect(report.suspicious.filter(({ question }) => question === 'new-user-0')).toEqual([]);
  });

  it('tells for how many users a model had no answer', () => {
    const nothingKnown = report.questions.find(({ id }) => id === 'new-user-0')!;
    const ease = nothingKnown.rows.find(({ label }) => label === 'ease')!;
    expect(ease.unanswered).toBe(nothingKnown.cases);
    expect(ease.metrics['ndcg@10'].value).toBe(0);
    expect(ease.lists!.novelty).toBeNull();
  });

  it('tells data, seed, complete configurations and the meaning of every metric', () => {
    expect(report.snapshot).toMatchObject({ id: snapshot.id, users: 60, items: 60, interactions: 60 * 22 });
    expect(report.models[1].config).toMatchObject({ regularization: 10, maxItems: expect.any(Number) });
    for (const name of Object.keys(report.questions[0].rows[0].metrics)) {
      expect(report.protocol.metrics).toHaveProperty([name.split('@')[0]]);
    }
  });

  it('comes out the same a second time, timings apart', async () => {
    const again = await evaluateModels({ snapshot, models: two, seed: 1, kernels, resamples: 200 });
    expect(JSON.stringify(withoutTimings(again))).toBe(JSON.stringify(withoutTimings(report)));
  });

  it('gives the training memory back', () => {
    expect(kernels.heap.used).toBe(0);
  });

  it('reads no held-out interaction when it measures on the validation part', async () => {
    const validation = await evaluateModels({
      snapshot,
      models: two,
      questions: ['existing'],
      part: 'validation',
      seed: 1,
      kernels,
    });
    // 22 each: 4 held out for the test; of the other 18 again a fifth.
    expect(report.questions[0].heldOut).toBe(60 * 4);
    expect(validation.questions[0].heldOut).toBe(60 * 4);
    const split = (one: EvaluationReport): unknown => one.questions[0].rows.map(({ metrics }) => metrics);
    expect(split(validation)).not.toEqual(split(report));
    expect(formatReport(validation)).toContain('validation');
  });

  it('asks every user once in five folds, and each model about the same users', async () => {
    const folded = await evaluateModels({
      snapshot,
      models: two,
      questions: ['new-user', 'new-title'],
      seed: 1,
      kernels,
      folds: 5,
    });
    const newUser = folded.questions.find(({ id }) => id === 'new-user-3')!;
    expect(newUser.cases).toBe(60);
    expect(newUser.facts).toMatchObject({ folds: 5 });
    const newTitle = folded.questions.find(({ id }) => id === 'new-title')!;
    expect(newTitle.candidates).toBe(6);
    // Popularity ties all cold titles, so over five folds every one of their thirty is listed for someone.
    expect(newTitle.rows[0].lists!.coverage).toBe(1);
    const narrow = newUser.rows[1].metrics['ndcg@10'];
    const wide = report.questions.find(({ id }) => id === 'new-user-3')!.rows[1].metrics['ndcg@10'];
    expect(narrow.high - narrow.low).toBeLessThan(wide.high - wide.low);
  });

  it('asks as many users as allowed when there are more, the same for every model', async () => {
    const few = await evaluateModels({ snapshot, models: two, questions: ['existing'], seed: 1, kernels, maxUsers: 7 });
    expect(few.questions[0]).toMatchObject({ cases: 7, heldOut: 7 * 4 });
    expect(few.questions[0].rows.length).toBe(2);
  });

  it('asks models that read titles for the neighbours of new titles', async () => {
    const content = { label: 'content', name: 'content', config: {} };
    const told = await evaluateModels({
      snapshot,
      models: [...two, content],
      questions: ['new-title'],
      seed: 1,
      kernels,
    });
    const neighbours = told.questions.find(({ id }) => id === 'new-title-neighbours')!;
    expect(neighbours.unit).toBe('titles');
    expect(neighbours.cases).toBe(30);
    expect(neighbours.rows.map(({ label }) => label)).toEqual(['content']);
    expect(neighbours.rows[0].metrics['recall@100'].value).toBeGreaterThan(0);
    expect(formatReport(told, 'es')).toContain('Al azar: 1.000');
  });

  it('answers two questions from one training when it is brief', async () => {
    const brief = await evaluateModels({ snapshot, models: two, seed: 1, kernels, brief: true });
    expect(brief.questions.map(({ id }) => id)).toEqual(['existing', 'new-user-3']);
    expect(brief.timings.length).toBe(2);
    expect(formatReport(brief)).toContain('brief');
  });

  it('warns when new titles were drawn once only', async () => {
    const once = await evaluateModels({ snapshot, models: two, questions: ['new-title'], seed: 1, kernels, folds: 1 });
    expect(formatReport(once, 'en')).toContain('drawn once');
    expect(formatReport(report, 'en')).not.toContain('drawn once');
  });

  it('tells its progress from 0 to 1 in every split', async () => {
    const told: [string, number][] = [];
    let stage = '';
    const progress = {
      stage(name: string): void {
        stage = name;
      },
      update(fraction: number): void {
        told.push([stage, fraction]);
      },
    };
    await evaluateModels({ snapshot, models: two, questions: ['existing', 'new-user'], seed: 1, kernels, progress });
    for (const split of ['existing', 'new-user']) {
      const fractions = told.filter(([name]) => name === split).map(([, fraction]) => fraction);
      expect(fractions[0]).toBe(0);
      expect(fractions.at(-1)).toBe(1);
      expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    }
  });

  it('refuses unknown models, unknown options and two models of one label before it trains', async () => {
    const run = (models: typeof two): Promise<EvaluationReport> =>
      evaluateModels({ snapshot, models, seed: 1, kernels });
    await expect(run([{ label: 'x', name: 'oracle', config: {} as never }])).rejects.toMatchObject({
      code: 'UNKNOWN_MODEL',
    });
    await expect(run([{ label: 'x', name: 'constructor', config: {} as never }])).rejects.toMatchObject({
      code: 'UNKNOWN_MODEL',
    });
    await expect(run([{ label: 'x', name: 'ease', config: { lambda: 1 } as never }])).rejects.toMatchObject({
      code: 'INVALID_CONFIGURATION',
    });
    await expect(run([two[0], two[0]])).rejects.toMatchObject({ code: 'INVALID_CONFIGURATION' });
  });

  it.each([
    ['no interactions', snapshotOf(3, 3, [])],
    ['one user and one title', snapshotOf(1, 1, [[0, 0, 1]])],
    ['nothing at all', snapshotOf(0, 0, [])],
    [
      'no times',
      snapshotOf(
        1,
        9,
        Array.from({ length: 9 }, (_, item): Row => [0, item, Number.NaN]),
      ),
    ],
  ])('tells what could not be asked of data with %s', async (_, poor) => {
    const result = await evaluateModels({ snapshot: poor, models: two, seed: 1, kernels });
    expect(result.skipped.length).toBeGreaterThan(0);
    expect(formatReport(result, 'es')).toContain('No medido');
  });
});

describe('formatReport', () => {
  let report: EvaluationReport;
  beforeAll(async () => {
    report = await evaluateModels({ snapshot: twoTastes(30, 40, 15), models: two, seed: 2, kernels, resamples: 50 });
  });

  it.each(['en', 'es'] as const)('has a table for every question, without holes, in language %s', (language) => {
    const text = formatReport(report, language);
    expect(text).not.toMatch(/undefined|NaN|null|\[object/);
    expect(text.match(/^## /gm)!.length).toBe(report.questions.length + 3);
    for (const block of text.split('\n\n').filter((part) => part.startsWith('|'))) {
      const widths = block.split('\n').map((line) => line.split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  it('says everything in Spanish when asked to', () => {
    const text = formatReport(report, 'es');
    expect(text).toContain('Usuarios nuevos de los que no se sabe nada');
    expect(text).toContain('intervalo sobre cero');
    expect(text).not.toMatch(/\b(users|titles|held-out|places|the)\b/);
  });
});

describe('allEntrants', () => {
  it('gives every model a configuration that it accepts', () => {
    for (const { name, config } of allEntrants()) {
      expect(models[name].config.safeParse(config)).toMatchObject({ success: true });
    }
  });

  it('has every model take part whole', () => {
    const whole = allEntrants().filter(({ ablation }) => ablation !== true);
    expect(whole.map(({ name }) => name).toSorted()).toEqual(Object.keys(models).toSorted());
  });
});

describe('planComparisons', () => {
  it('compares with popularity, the hybrid with each single model, and synopses with none', () => {
    const planned = planComparisons(allEntrants()).map(({ purpose, a, b }) => `${purpose}: ${a} - ${b}`);
    expect(planned).toEqual([
      'over-popularity: knn - popularity',
      'over-popularity: ease - popularity',
      'over-popularity: sparse-ease - popularity',
      'over-popularity: als - popularity',
      'over-popularity: content - popularity',
      'over-popularity: hybrid - popularity',
      'hybrid-over-single: hybrid - knn',
      'hybrid-over-single: hybrid - ease',
      'hybrid-over-single: hybrid - sparse-ease',
      'hybrid-over-single: hybrid - als',
      'hybrid-over-single: hybrid - content',
      'synopses: content - content without synopses',
      'synopses: content without people - content without people and synopses',
      'synopses: content without tags and people - content without tags, people and synopses',
      'synopses: hybrid - hybrid without synopses',
    ]);
  });

  it('does not compare what does not take part', () => {
    expect(planComparisons(briefEntrants()).map(({ purpose }) => purpose)).toEqual(['over-popularity']);
    expect(planComparisons([])).toEqual([]);
  });
});

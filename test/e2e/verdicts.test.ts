import { writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { certaintySchema, verdictSchema } from '../../src/api/contract/index.ts';
import { ratedTables } from '../fixtures/rated-tables.ts';
import { smallServer, type TestServer } from '../fixtures/small-server.ts';
import { learnSmallStars } from '../fixtures/small-stars.ts';

type VerdictBody = z.infer<typeof verdictSchema>;

let server: TestServer;

/** Fifty titles, dramas with odd ids and comedies with even ones, and viewers who love the one or the other. */
const open = async ({ withStars = true } = {}): Promise<void> => {
  server = await smallServer({ files: ratedTables(), withStars });
};
async function versionInService(): Promise<string | null> {
  const answer = await server.app.inject('/v1/verdicts');
  return answer.statusCode === 200 ? certaintySchema.parse(answer.json()).model.version : null;
}
async function ask(url: string, payload?: object): Promise<VerdictBody> {
  const answer = await server.app.inject(payload === undefined ? url : { method: 'POST', url, payload });
  expect(answer.statusCode, answer.body).toBe(200);
  return verdictSchema.parse(answer.json());
}
const problemOf = async (url: string): Promise<Record<string, unknown>> => {
  const answer = await server.app.inject(url);
  return { ...answer.json<object>(), status: answer.statusCode, retry: answer.headers['retry-after'] };
};
const stars = (titles: readonly number[], rating: number): object[] =>
  titles.map((title) => ({ title: String(title), rating }));
/** Loves dramas (odd ids), not comedies. */
const dramaFan = [...stars([1, 3, 5, 7, 9, 11], 5), ...stars([2, 4, 6, 8, 10, 12], 1)];

describe('with stars in service', () => {
  beforeAll(() => open());
  afterAll(() => server.close());

  describe('a verdict', () => {
    it('is yes for what fits the history and no for what does not, by the threshold, with parts that add up', async () => {
      const [drama, comedy] = [
        await ask('/v1/verdicts', { movieId: '21', history: dramaFan, lang: 'en' }),
        await ask('/v1/verdicts', { movieId: '22', history: dramaFan, lang: 'en' }),
      ];
      expect(drama.probability).toBeGreaterThan(comedy.probability);
      expect(drama.stars).toBeGreaterThan(comedy.stars + 1);
      expect(comedy.recommended).toBe(false);
      for (const verdict of [drama, comedy]) {
        const { recommended, probability, threshold, base, because, others } = verdict;
        expect(recommended).toBe(probability >= threshold.threshold);
        const sum = because.reduce((total, { amount }) => total + amount, base + others.amount);
        expect(Math.min(5, Math.max(0.5, sum))).toBeCloseTo(verdict.stars, 2);
        expect(because).toHaveLength(6);
        expect(others.titles).toBe(6);
        expect(threshold).toMatchObject({
          wanted: 0.75,
          why: expect.stringMatching(/^Yes from \d+ % on, so that 75 %/),
        });
        expect(verdict.basedOn).toMatchObject({ kind: 'ratings', rated: 12, watched: 0 });
      }
      expect(drama.reason).toMatch(/For it: “Film \d+” \([15]\)/);
      expect(drama.mensaje).toMatch(
        /^(Sí|No): «Film 21» gustaría con una probabilidad del \d+ % \(se esperan \d(,\d)? estrellas; hace falta un \d+ %\)\.$/,
      );
      expect(comedy.sentence).toMatch(/^No: “Film 22” would be liked with a probability of \d+ %/);
      expect(drama.shared).toContainEqual({ kind: 'genre', term: 'Drama' });
    });

    it('asks for a higher probability where a higher precision is wanted', async () => {
      const asked = async (precision: number) => ask(`/get_recommendation?userId=1&movieId=50&precision=${precision}`);
      const [low, high] = [await asked(0.5), await asked(0.85)];
      expect(low.threshold.threshold).toBeLessThan(high.threshold.threshold);
      expect(low.probability).toBe(high.probability);
    });

    it('leaves out what the viewer said of the very title, and tells it', async () => {
      const loved = await ask('/v1/verdicts', { movieId: '22', history: [...dramaFan, { title: '22', rating: 5 }] });
      const untold = await ask('/v1/verdicts', { movieId: '22', history: dramaFan });
      expect(loved.said).toEqual({ stars: 5 });
      expect(untold.said).toBeUndefined();
      expect(loved.probability).toBe(untold.probability);
      expect(loved.because).toEqual(untold.because);
    });

    it('takes the history of a known viewer, and an event as soon as it is acknowledged', async () => {
      const before = await ask('/get_recommendation?userId=1&movieId=49');
      expect(before).toMatchObject({ userId: '1', basedOn: { kind: 'ratings' } });
      const send = async (kind: object) =>
        server.app.inject({ method: 'POST', url: '/v1/events', payload: { userId: 'new', ...kind } });
      for (const titleId of ['1', '3', '5', '7']) await send({ titleId, rating: 5 });
      const fan = await ask('/get_recommendation?userId=new&movieId=49');
      expect(fan.basedOn).toMatchObject({ kind: 'ratings', rated: 4 });
      for (const titleId of ['1', '3', '5', '7']) await send({ titleId, rating: 1 });
      const foe = await ask('/get_recommendation?userId=new&movieId=49');
      expect(foe.probability).toBeLessThan(fan.probability);
      await send({ titleId: '9', kind: 'view' });
      await send({ titleId: '11', kind: 'dislike' });
      expect((await ask('/get_recommendation?userId=new&movieId=49')).basedOn).toMatchObject({ rated: 5, watched: 1 });
    });

    it('says what it rests on: likes without stars, only views, nothing, a user nobody knows', async () => {
      const liking = await ask('/get_recommendation?movieId=21&liked=1|3|5&disliked=2');
      expect(liking.basedOn).toMatchObject({ kind: 'ratings', rated: 4 });
      // A like stands for the mean of what is given from four stars on, a dislike for that of two and less.
      const told = liking.because.map(({ title, stars }) => [title.id, stars] as const);
      for (const [id, given] of told) expect(id === '2' ? given! <= 2 : given! >= 4).toBe(true);
      const viewed = await ask('/get_recommendation?movieId=21&history=1,3&lang=en');
      expect(viewed.basedOn).toMatchObject({ kind: 'views', rated: 0, watched: 2 });
      expect(viewed.reason).toContain('but no ratings');
      const stranger = await ask('/v1/verdicts', { movieId: '21', lang: 'es' });
      expect(stranger).toMatchObject({ basedOn: { kind: 'nothing' }, because: [], warnings: [] });
      expect(stranger.reason).toMatch(/^Aún no se sabe nada/);
      const unknown = await ask('/get_recommendation?userId=nobody&movieId=21&lang=en');
      expect(unknown.warnings).toMatchObject([{ code: 'UNKNOWN_USER', parameter: 'userId', value: 'nobody' }]);
      expect(unknown.probability).toBe(stranger.probability);
      const misspelt = await ask('/get_recommendation?movieId=21&liked=Flim%201');
      expect(misspelt.warnings).toMatchObject([{ code: 'UNKNOWN_TITLE', parameter: 'liked' }]);
    });

    it('refuses what it cannot answer, in the language asked for', async () => {
      expect(await problemOf('/get_recommendation?userId=1&movieId=Flim%201')).toMatchObject({
        status: 404,
        code: 'UNKNOWN_TITLE',
        mensaje: expect.stringContaining('Film 1'),
      });
      expect(await problemOf('/get_recommendation?userId=1&lang=en')).toMatchObject({
        status: 400,
        code: 'INVALID_PARAMETER',
        detail: expect.stringContaining('missing movieId'),
      });
      expect(await problemOf('/get_recommendation?movieId=1&lang=es')).toMatchObject({
        status: 400,
        details: { issues: [{ parameter: 'userId' }] },
      });
      for (const wrong of ['precision=2', 'precision=high', 'threshold=0.5']) {
        expect(await problemOf(`/get_recommendation?userId=1&movieId=1&${wrong}`)).toMatchObject({ status: 400 });
      }
    });
  });

  describe('how sure verdicts are', () => {
    it('is told with the reliability curve, the figures and what a threshold costs', async () => {
      const certainty = certaintySchema.parse((await server.app.inject('/v1/verdicts?precision=0.6&lang=es')).json());
      expect(certainty.cut).toMatchObject({ by: 'time', calibration: 200, test: 200 });
      expect(certainty.test.bins.reduce((sum, { count }) => sum + count, 0)).toBe(200);
      expect(certainty.test.thresholds).toHaveLength(101);
      expect(certainty.threshold.wanted).toBe(0.6);
      expect(certainty.why).toMatch(/^Sí a partir del \d+ %/);
      expect(certainty.segments.map(({ name }) => name)).toEqual(['history-10-49']);
      const { precision, recall } = certainty.threshold.test;
      expect(certainty.segments[0]).toMatchObject({ precision, recall });
      await ask('/get_recommendation?userId=1&movieId=49');
      expect((await server.app.inject('/metrics')).body).toMatch(
        /butaca_verdicts_total\{answer="(yes|no)",based_on="ratings"\} \d+/,
      );
    });
  });
});

describe('stars', () => {
  afterEach(() => server.close());

  it('says so of a title that nobody has rated', async () => {
    const { 'movies.csv': movies, 'interactions.csv': rows } = ratedTables();
    const files = { 'movies.csv': `${movies}51,Newcomer (2010),Drama,,A story.\n`, 'interactions.csv': rows };
    server = await smallServer({ files, withStars: true });
    const verdict = await ask('/v1/verdicts', { movieId: 'Newcomer', history: dramaFan, lang: 'en' });
    expect(verdict.basedOn.ratingsOfTitle).toBe(0);
    expect(verdict.reason).toContain('Nobody has rated “Newcomer” yet');
  });

  it('are waited for with a clear answer, while lists are served', async () => {
    await open({ withStars: false });
    for (const url of ['/get_recommendation?userId=1&movieId=1', '/v1/verdicts']) {
      expect(await problemOf(url)).toMatchObject({
        status: 503,
        code: 'NOT_READY',
        details: { waitsFor: 'stars' },
        retry: '1',
      });
    }
    expect(await problemOf('/get_recommendation?userId=1&movieId=1')).toMatchObject({
      mensaje: expect.stringContaining('se está aprendiendo'),
    });
    expect((await server.app.inject('/get_user_recommendation/?userId=1')).statusCode).toBe(200);
  });

  it('are refused where there are too few ratings, and say how many', async () => {
    server = await smallServer();
    expect(await problemOf('/get_recommendation?userId=1&movieId=1')).toMatchObject({
      status: 409,
      code: 'MISSING_RATINGS',
      details: { ratings: 17, least: 1000 },
    });
  });

  it('are swapped under load without an answer that fails, also with a new model', async () => {
    await open();
    const { workspace } = server;
    const first = await versionInService();
    const second = await learnSmallStars(workspace, 2);
    await expect.poll(versionInService).toBe(second);
    const load = { running: true };
    const seen = new Set<string>();
    const statuses = new Set<number>();
    const client = async (): Promise<void> => {
      while (load.running) {
        const answer = await server.app.inject('/get_recommendation?userId=1&movieId=49');
        statuses.add(answer.statusCode);
        seen.add(verdictSchema.parse(answer.json()).model.version);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const clients = Array.from({ length: 4 }, client);
    const next = await workspace.train('popularity');
    workspace.registry.promote(next, { reason: 'another model' });
    workspace.registry.rollBack({ alias: 'stars', reason: 'back' });
    await expect.poll(versionInService).toBe(first);
    await expect.poll(() => server.recommender.readiness().model?.version).toBe(next);
    expect(await versionInService()).toBe(first);
    load.running = false;
    await Promise.all(clients);
    expect([...statuses]).toEqual([200]);
    expect(seen).toEqual(new Set([first, second]));
  });

  it('that cannot be read leave those before in service', async () => {
    await open();
    const { registry } = server.workspace;
    const good = registry.stars()!;
    const { id: _id, createdMs: _created, file: _file, ...facts } = good;
    const broken = await registry.registerVersion(facts, (path) => writeFileSync(path, 'no stars'));
    registry.promote(broken.id, { alias: 'stars', reason: 'looked good' });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await versionInService()).toBe(good.id);
    await ask('/get_recommendation?userId=1&movieId=49');
  });
});

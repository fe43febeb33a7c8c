import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  actorSuccessSchema,
  directorSuccessSchema,
  filmScoreSchema,
  filmVotesSchema,
  longestTitleSchema,
  monthCountSchema,
  platformActorSchema,
  platformCountSchema,
  problemSchema,
  questionShapes,
  recomendacionSchema,
  scoreCountSchema,
  similarFilmsSchema,
  weekdayCountSchema,
} from '../../src/api/contract/index.ts';
import { QUESTION_EXAMPLES } from '../../src/api/contract/question-examples.ts';
import { smallServer, type TestServer } from '../fixtures/small-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await smallServer({ withModel: false, withCatalogues: true });
});
afterAll(() => server.close());

const ask = (url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
  server.app.inject({ url, headers });

async function answer<Schema extends z.ZodType>(url: string, schema: Schema): Promise<z.output<Schema>> {
  const { statusCode, body } = await ask(url);
  expect(statusCode, `${url}: ${body}`).toBe(200);
  return schema.parse(JSON.parse(body));
}

async function problem(url: string, status: number, code: string): Promise<z.output<typeof problemSchema>> {
  const { statusCode, body } = await ask(url);
  expect(statusCode, `${url}: ${body}`).toBe(status);
  const found = problemSchema.parse(JSON.parse(body));
  expect(found).toMatchObject({ status, code });
  expect(found.mensaje, url).toMatch(/\p{L}/u);
  expect(body).not.toMatch(/node_modules|\.ts:\d|at Object/);
  return found;
}

/** Each question by query and by path, with the schema of its answer. */
const FORMS: readonly (readonly [schema: z.ZodType, first: string, others: readonly string[]])[] = [
  [monthCountSchema, '/cantidad_filmaciones_mes?mes=octubre', ['/cantidad_filmaciones_mes/octubre']],
  [weekdayCountSchema, '/cantidad_filmaciones_dia?dia=viernes', ['/cantidad_filmaciones_dia/viernes']],
  [
    filmScoreSchema,
    '/score_titulo?titulo=Toy%20Story',
    ['/score_titulo/Toy%20Story', '/score_titulo?titulo_de_la_filmaci%C3%B3n=toy+story'],
  ],
  [filmVotesSchema, '/votos_titulo?titulo=Toy%20Story', ['/votos_titulo/Toy%20Story']],
  [actorSuccessSchema, '/get_actor?nombre_actor=Tom%20Hanks', ['/get_actor/Tom%20Hanks']],
  [
    platformActorSchema,
    '/get_actor?platform=disney&year=2021',
    ['/get_actor/disney/2021', '/get_actor?Plataforma=DISNEY&a%C3%B1o=2021'],
  ],
  [directorSuccessSchema, '/get_director?nombre_director=John%20Lasseter', ['/get_director/John%20Lasseter']],
  [
    longestTitleSchema,
    '/get_max_duration?year=2021&platform=disney&duration_type=min',
    [
      '/get_max_duration/2021/disney/min',
      '/get_max_duration/2021/disney',
      '/get_max_duration?anio=2021&plataforma=Disney%2B&tipo_duracion=minutos',
    ],
  ],
  [
    scoreCountSchema,
    '/get_score_count?platform=disney&scored=3.2&year=2021',
    ['/get_score_count/disney/3.2/2021', '/get_score_count?plataforma=disney&puntaje=3.2&anio=2021'],
  ],
  [platformCountSchema, '/get_count_platform?platform=disney', ['/get_count_platform/disney']],
];

describe.each(FORMS)('a question', (schema, first, others) => {
  it(`answers ${first} the same in every form: query and path, any case, with and without the final slash`, async () => {
    const expected = await answer(first, schema);
    const [path, query = ''] = first.split('?');
    const forms = [
      ...others,
      `${path}/?${query}`,
      `${path.toUpperCase()}?${query}`,
      ...others.map((url) => url.replace(/(?=\?|$)/, '/')),
    ];
    for (const url of forms) expect(await answer(url, schema), url).toEqual(expected);
    expect(await answer(first, schema)).toEqual(expected);
  });

  it(`says of ${first} in either language what was counted; the sentence stays Spanish`, async () => {
    const es = (await ask(first)).json<{ mensaje: string; detalle: string }>();
    const english = await ask(first, { 'accept-language': 'en' });
    const en = english.json<{ mensaje: string; detalle: string }>();
    expect(english.headers['content-language']).toBe('en');
    expect(en.mensaje).toBe(es.mensaje);
    expect(en.detalle).not.toBe(es.detalle);
    expect((await ask(`${first}&lang=en`)).json()).toEqual(en);
  });
});

it('shows examples of the form that it promises', () => {
  const shown = FORMS.map(([schema]) => schema.meta()!);
  expect(new Set(shown.map(({ id }) => id))).toEqual(new Set(Object.keys(QUESTION_EXAMPLES)));
  for (const [schema] of FORMS) expect(schema.safeParse(schema.meta()!['example']).error).toBeUndefined();
});

describe('months and weekdays', () => {
  it.each([
    ['febrero ', 'febrero'],
    [' Septiembre', 'septiembre'],
    ['SETIEMBRE', 'septiembre'],
    ['Ágosto', 'agosto'],
  ])('takes the month “%s”', async (word, mes) => {
    for (const url of [
      `?mes=${encodeURIComponent(word)}`,
      `?Mes=${encodeURIComponent(word)}`,
      `/${encodeURIComponent(word)}`,
    ]) {
      expect((await answer(`/cantidad_filmaciones_mes${url}`, monthCountSchema)).mes).toBe(mes);
    }
  });

  it.each([
    ['sabado', 'sábado'],
    ['sábado', 'sábado'],
    ['MIÉRCOLES', 'miércoles'],
    ['miercoles', 'miércoles'],
    ['Sábados', 'sábado'],
    [' lunes ', 'lunes'],
  ])('takes the weekday “%s”', async (word, dia) => {
    const found = await answer(`/cantidad_filmaciones_dia/${encodeURIComponent(word)}`, weekdayCountSchema);
    expect(found.dia).toBe(dia);
    expect(found.mensaje).toBe(`${found.cantidad} cantidad de películas fueron estrenadas en los días ${dia}`);
  });

  it('refuses what is none and names those there are, the nearest first', async () => {
    const month = await problem('/cantidad_filmaciones_mes/enro', 400, 'INVALID_PARAMETER');
    expect(month.mensaje).toContain('¿quizá enero?');
    expect(month.mensaje).toContain('noviembre, diciembre');
    for (const word of ['january', '13', '1', '%20', 'x'.repeat(300), '%00']) {
      await problem(`/cantidad_filmaciones_mes/${word}`, 400, 'INVALID_PARAMETER');
      await problem(`/cantidad_filmaciones_dia?dia=${word}`, 400, 'INVALID_PARAMETER');
    }
    await problem('/cantidad_filmaciones_mes', 400, 'INVALID_PARAMETER');
    await problem('/cantidad_filmaciones_mes?mes=enero&mes=mayo', 400, 'INVALID_PARAMETER');
    expect((await problem('/cantidad_filmaciones_mes?mez=enero', 400, 'INVALID_PARAMETER')).mensaje).toContain('mes');
  });
});

describe('names', () => {
  it.each(['score_titulo', 'votos_titulo', 'recomendacion'])(
    '%s offers the nearest titles for one that is not there',
    async (question) => {
      for (const url of [`/${question}/Toy%20Stroy`, `/${question}?titulo=Toy%20Stroy`]) {
        const found = await problem(url, 404, 'UNKNOWN_TITLE');
        expect(found.details['suggestions']).toEqual([{ id: '862', title: 'Toy Story', year: 1995 }]);
        expect(found.mensaje).toContain('¿Quizá «Toy Story» (1995)?');
      }
    },
  );

  it.each(['get_actor/Tom%20Hnaks', 'get_actor?nombre_actor=Tom%20Hnaks'])(
    '%s offers the nearest people',
    async (url) => {
      const found = await problem(`/${url}`, 404, 'UNKNOWN_PERSON');
      expect(found.details['suggestions']).toEqual([{ title: 'Tom Hanks' }, { title: 'tom hanks' }]);
      expect(found.mensaje).toContain('¿Quizá «Tom Hanks», «tom hanks»?');
    },
  );

  it('does not take an actor for a director, nor a director for an actor', async () => {
    const actor = await problem('/get_director/Tom%20Hanks', 404, 'UNKNOWN_PERSON');
    expect(actor.details['suggestions']).not.toContainEqual({ title: 'Tom Hanks' });
    const director = await problem('/get_actor/John%20Lasseter', 404, 'UNKNOWN_PERSON');
    expect(director.details['suggestions']).not.toContainEqual({ title: 'John Lasseter' });
  });

  it('tells films of one name apart by year and by id', async () => {
    const [first] = (await answer('/score_titulo/Sabrina', filmScoreSchema)).otras;
    expect(first).toEqual({ id: '11860', titulo: 'Sabrina', anio: 1995 });
    for (const url of [
      '/score_titulo/Sabrina?year=1995',
      '/score_titulo/Sabrina%20(1995)',
      '/score_titulo?titulo=sabrina&id=11860',
      '/score_titulo/sabrina?A%C3%91O=1995',
    ]) {
      expect((await answer(url, filmScoreSchema)).anio, url).toBe(1995);
    }
    await problem('/score_titulo/Sabrina?year=1996', 404, 'UNKNOWN_TITLE');
  });

  it('may hold a slash, SQL and nothing but dots', async () => {
    expect((await answer('/score_titulo/Face%2FOff', filmScoreSchema)).titulo).toBe('Face/Off');
    expect((await answer(`/score_titulo/${encodeURIComponent("'; DROP TABLE films; --")}`, filmScoreSchema)).id).toBe(
      '71',
    );
    expect((await answer(`/score_titulo/${encodeURIComponent('…')}`, filmScoreSchema)).id).toBe('72');
    await problem(`/score_titulo/${encodeURIComponent("' OR 1=1; --")}`, 404, 'UNKNOWN_TITLE');
    await problem(`/get_actor/${encodeURIComponent("Robert'); DROP TABLE people;--")}`, 404, 'UNKNOWN_PERSON');
    expect((await answer('/score_titulo/Toy%20Story', filmScoreSchema)).id).toBe('862');
  });

  it.each([
    ['score_titulo', 'titulo'],
    ['votos_titulo', 'titulo'],
    ['recomendacion', 'titulo'],
    ['get_actor', 'nombre_actor'],
    ['get_director', 'nombre_director'],
    ['get_count_platform', 'platform'],
    ['cantidad_filmaciones_mes', 'mes'],
    ['cantidad_filmaciones_dia', 'dia'],
  ])('of %s have at most 300 characters, in the path too', async (question, parameter) => {
    for (const url of [`/${question}?${parameter}=${'x'.repeat(10_000)}`, `/${question}/${'x'.repeat(10_000)}`]) {
      const found = await problem(url, 400, 'INVALID_PARAMETER');
      expect(found.details['issues']).toMatchObject([{ parameter }]);
      expect(found.mensaje).toContain('300');
    }
  });
});

describe('recomendacion', () => {
  it('is a plain list of five names, the same every time, by query and by path', async () => {
    const first = await answer('/recomendacion?titulo=Toy%20Story', recomendacionSchema);
    expect(first).toHaveLength(5);
    for (const name of first as string[]) expect(name).not.toBe('Toy Story');
    for (const url of [
      '/recomendacion/toy%20story',
      '/RECOMENDACION/TOY%20STORY/',
      '/recomendacion?titulo=Toy%20Story&detalle=0',
    ]) {
      expect(await answer(url, recomendacionSchema), url).toEqual(first);
    }
  });

  it('has the films as objects on demand, with likeness and what they share', async () => {
    const names = await answer('/recomendacion/toy%20story?n=3', recomendacionSchema);
    const whole = await answer('/recomendacion/toy%20story?n=3&detalle=1', similarFilmsSchema);
    expect(whole.recomendaciones.map(({ titulo }) => titulo)).toEqual(names);
    expect(whole).toMatchObject({ titulo: 'Toy Story', anio: 1995, otras: [], modelo: 'found-at-once' });
    expect(whole.mensaje).toBe(
      `Las películas más similares a Toy Story son ${(names as string[]).slice(0, 2).join(', ')} y ${(names as string[])[2]}`,
    );
    const scores = whole.recomendaciones.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    const luxo = (await answer('/recomendacion/toy%20story?detalle=1', similarFilmsSchema)).recomendaciones.find(
      ({ id }) => id === '73',
    );
    expect(luxo?.comparten).toMatchObject({ directores: ['John Lasseter'], actores: ['Tom Hanks'] });
  });

  it('tells which of several films of the name it took', async () => {
    const whole = await answer('/recomendacion/Sabrina?detalle=1&year=1995', similarFilmsSchema);
    expect(whole).toMatchObject({ id: '11860', otras: [{ id: '6620' }] });
  });
});

describe('platforms and years', () => {
  it.each([
    '/get_count_platform/blockbuster',
    '/get_score_count/blockbuster/3/2020',
    '/get_actor/blockbuster/2020',
    '/get_actor?platform=blockbuster&year=2020',
    '/get_max_duration?platform=blockbuster',
    '/get_max_duration/2020/blockbuster/min',
  ])('%s names the four platforms there are', async (url) => {
    const found = await problem(url, 404, 'UNKNOWN_PLATFORM');
    expect(found.mensaje).toBe(
      'Ninguna plataforma se llama «blockbuster»; las plataformas son amazon, disney, hulu, netflix.',
    );
    expect(found.details['platforms']).toEqual(['amazon', 'disney', 'hulu', 'netflix']);
  });

  it.each([
    ['/get_max_duration?year=veinte', 'year'],
    ['/get_max_duration/veinte', 'year'],
    ['/get_max_duration?year=1e9', 'year'],
    ['/get_max_duration?duration_type=hours', 'duration_type'],
    ['/get_score_count/disney/mucho/2020', 'scored'],
    ['/get_score_count/disney/3/dosmil', 'year'],
    ['/get_score_count/disney/Infinity/2020', 'scored'],
    ['/get_score_count?platform=disney&scored=3', 'year'],
    ['/get_actor/disney/dosmil', 'year'],
    ['/get_actor?platform=disney', 'year'],
    ['/get_actor?year=2020', 'platform'],
    ['/get_actor', 'nombre_actor'],
    ['/get_actor?nombre_actor=Tom%20Hanks&year=2020', 'year'],
    ['/get_actor/Tom%20Hanks?platform=disney', 'platform'],
    ['/get_count_platform', 'platform'],
    ['/score_titulo/Sabrina?year=antes', 'year'],
    ['/score_titulo/Sabrina?id=x', 'id'],
    ['/recomendacion/Sabrina?n=0', 'n'],
    ['/recomendacion/Sabrina?diversity=2', 'diversity'],
    ['/recomendacion/Sabrina?detalle=si', 'detalle'],
  ])('%s is refused and names %s', async (url, parameter) => {
    const found = await problem(url, 400, 'INVALID_PARAMETER');
    expect(found.details['issues']).toMatchObject([{ parameter }]);
  });

  it('answers zero and a sentence where nothing fits', async () => {
    expect(await answer('/get_max_duration/1900/netflix', longestTitleSchema)).toMatchObject({
      mensaje: 'No hay ninguna película con duración en minutos en netflix en el año 1900',
      titulo: null,
      duracion: null,
    });
    expect(await answer('/get_score_count/netflix/1/1900', scoreCountSchema)).toMatchObject({
      cantidad: 0,
      peliculas: 0,
    });
    expect(await answer('/get_actor/netflix/1900', platformActorSchema)).toMatchObject({ actor: null, apariciones: 0 });
    expect((await answer('/get_actor/hulu/2021', platformActorSchema)).mensaje).toContain('no informa el reparto');
  });
});

describe('docs/questions.md', () => {
  const text = readFileSync(new URL('../../docs/questions.md', import.meta.url), 'utf8');

  it('shows calls that work', async () => {
    const calls = [...text.matchAll(/^GET (\S+)$/gm)].map(([, url]) => url);
    expect(calls.length).toBeGreaterThan(20);
    for (const url of calls) expect((await ask(url)).statusCode, url).toBe(200);
  });

  it('names every question and every parameter', () => {
    for (const shape of Object.values(questionShapes)) {
      for (const parameter of Object.keys(shape)) expect(text).toMatch(new RegExp(`\\b${parameter}\\b`));
    }
  });
});

describe('any request', () => {
  const questions = [
    'cantidad_filmaciones_mes',
    'cantidad_filmaciones_dia',
    'score_titulo',
    'votos_titulo',
    'get_actor',
    'get_director',
    'recomendacion',
    'get_max_duration',
    'get_score_count',
    'get_count_platform',
  ];
  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });

  it('is answered or refused with a problem, never with a fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...questions),
        fc.array(words, { maxLength: 4 }),
        fc.dictionary(fc.constantFrom('titulo', 'year', 'platform', 'mes', 'nombre_actor', 'lang', 'x'), words),
        async (question, path, query) => {
          const url = [`/${question}`, ...path.map(encodeURIComponent)].join('/');
          const { statusCode } = await ask(`${url}?${new URLSearchParams(query).toString()}`);
          expect([200, 400, 404, 503]).toContain(statusCode);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('leaves other addresses as they are: those without a question are unknown', async () => {
    expect((await ask('/get_directr/x')).json()).toMatchObject({ code: 'UNKNOWN_ROUTE' });
    expect((await ask('/get_score_count/disney/3')).statusCode).toBe(404);
  });
});

describe('without the files', () => {
  it('says which are missing', async () => {
    const bare = await smallServer({ withModel: false });
    try {
      const films = await bare.app.inject('/cantidad_filmaciones_mes/enero');
      expect(films.statusCode).toBe(409);
      expect(films.json()).toMatchObject({ code: 'MISSING_CATALOGUE', details: { catalogue: 'films' } });
      expect(films.json<{ mensaje: string }>().mensaje).toContain('movies_dataset.csv');
      const titles = await bare.app.inject('/get_count_platform/netflix?lang=en');
      expect(titles.json()).toMatchObject({ code: 'MISSING_CATALOGUE', details: { catalogue: 'aggregator' } });
      expect(titles.json<{ mensaje: string }>().mensaje).toContain('netflix_titles.csv');
    } finally {
      await bare.close();
    }
  });
});

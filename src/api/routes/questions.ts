import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  findDurationUnit,
  findMonth,
  findWeekday,
  type Language,
  MONTHS,
  nearestWord,
  WEEKDAYS,
} from '../../serving/index.ts';
import {
  actorSuccessSchema,
  anyActorSchema,
  directorSuccessSchema,
  exampleCalls,
  filmScoreSchema,
  filmVotesSchema,
  languageSchema,
  longestTitleSchema,
  monthCountSchema,
  platformActorSchema,
  platformCountSchema,
  questionShapes as shapes,
  recomendacionSchema,
  scoreCountSchema,
  weekdayCountSchema,
} from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { languageOf } from '../language.ts';
import { sendProblem } from '../problem.ts';
import { problems } from '../route-schema.ts';
import { type Expectation, invalidRequest } from '../validate.ts';
import { renameParameters } from './question-parameters.ts';

/** Films that `recomendacion` names when no number is asked for, as its brief says. */
const SIMILAR_BY_DEFAULT = 5;

/** A question of a brief: one meaning, asked by query or by path. */
interface Question<Shape extends z.ZodRawShape> {
  /** The name that the brief gives it. */
  readonly name: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly shape: Shape;
  /** The parameters that stand in the path, in their order, for each form; an empty list is the form by query alone. */
  readonly forms: readonly (readonly (keyof Shape & string)[])[];
  readonly response: z.ZodType;
  /** `part` says where the parameters came from. */
  answer(asked: z.output<z.ZodObject<Shape>>, language: Language, part: string): unknown;
}

const refuse = (part: string, parameter: string, expected: Expectation): never => {
  throw invalidRequest(part, [{ parameter, expected }]);
};

/** The place that `find` gives a word; refused with the words there are when it gives none. */
function placeOf(
  word: string,
  find: (word: string) => number,
  names: readonly string[],
  parameter: string,
  part: string,
): number {
  const place = find(word);
  return place >= 0 ? place : refuse(part, parameter, { kind: 'known', names, nearest: nearestWord(word, names) });
}

const NAMES_NOTE =
  ' A name is found without regard to case and accents; one that is not there is 404 with the nearest names in `details.suggestions`.';
const ZERO_NOTE = ' Where nothing answers the filters the answer is 200 with zero and a sentence that says so.';
const PLATFORM_NOTE = ' A platform that is not one of the four is 404 and names them.';

/** The questions of the briefs at the root, under their own names, in any case, with and without the final slash. */
export function registerQuestions(app: FastifyInstance, { questions, config }: AppContext): void {
  const byDefault = config.server.language;
  void app.register((scope, _options, done) => {
    scope.setErrorHandler((error, request, reply) =>
      sendProblem(error, request, reply, languageOf(request, byDefault), { mensaje: true }),
    );
    scope.addHook('preValidation', (request, _reply, next) => {
      request.query = renameParameters(request.query as Record<string, unknown>);
      next();
    });
    const ask = <Shape extends z.ZodRawShape>(question: Question<Shape>): void =>
      registerQuestion(scope, question, byDefault);

    ask({
      name: 'cantidad_filmaciones_mes',
      operationId: 'countMonth',
      summary: 'Films released in a month of any year',
      description: 'A word that is no Spanish month is 400 and names the twelve.',
      shape: shapes.month,
      forms: [[], ['mes']],
      response: monthCountSchema,
      answer: ({ mes }, language, part) =>
        questions.films().countMonth(placeOf(mes, findMonth, MONTHS, 'mes', part), language),
    });
    ask({
      name: 'cantidad_filmaciones_dia',
      operationId: 'countWeekday',
      summary: 'Films released on a weekday',
      description: 'A word that is no Spanish weekday is 400 and names the seven.',
      shape: shapes.weekday,
      forms: [[], ['dia']],
      response: weekdayCountSchema,
      answer: ({ dia }, language, part) =>
        questions.films().countWeekday(placeOf(dia, findWeekday, WEEKDAYS, 'dia', part), language),
    });
    ask({
      name: 'score_titulo',
      operationId: 'filmScore',
      summary: 'Year and popularity of a film',
      description: `Of several films of one name the best known, the others listed.${NAMES_NOTE}`,
      shape: shapes.film,
      forms: [[], ['titulo']],
      response: filmScoreSchema,
      answer: ({ titulo, year, id }, language) => questions.films().score({ title: titulo, year, id }, language),
    });
    ask({
      name: 'votos_titulo',
      operationId: 'filmVotes',
      summary: 'Votes of a film and their mean, from 2,000 votes on',
      description: `With fewer votes \`mensaje\` says so and no value is told.${NAMES_NOTE}`,
      shape: shapes.film,
      forms: [[], ['titulo']],
      response: filmVotesSchema,
      answer: ({ titulo, year, id }, language) => questions.films().votes({ title: titulo, year, id }, language),
    });
    ask({
      name: 'get_actor',
      operationId: 'actor',
      summary: 'Success of an actor; or the actor who appears most on a platform in a year',
      description: `With \`nombre_actor\`: films, return and mean return. With \`platform\` and \`year\`: who appears most, ties told.${NAMES_NOTE}${PLATFORM_NOTE}${ZERO_NOTE}`,
      shape: shapes.anyActor,
      forms: [[]],
      response: anyActorSchema,
      answer({ nombre_actor: name, platform, year }, language, part) {
        if (name !== undefined && platform === undefined && year === undefined) {
          return questions.films().actor(name, language);
        }
        const missing = { kind: 'type', type: 'string', missing: true } as const;
        if (name !== undefined) {
          const given = platform === undefined ? 'year' : 'platform';
          const message = language === 'es' ? 'no va junto con nombre_actor' : 'does not go with nombre_actor';
          return refuse(part, given, { kind: 'other', message });
        }
        if (platform === undefined) return refuse(part, year === undefined ? 'nombre_actor' : 'platform', missing);
        if (year === undefined) return refuse(part, 'year', { ...missing, type: 'number' });
        return questions.platforms().commonActor(platform, year, language);
      },
    });
    ask({
      name: 'get_actor',
      operationId: 'actorByName',
      summary: 'Success of an actor',
      description: `Acting credits only; the mean goes over all films.${NAMES_NOTE}`,
      shape: shapes.actor,
      forms: [['nombre_actor']],
      response: actorSuccessSchema,
      answer: ({ nombre_actor: name }, language) => questions.films().actor(name, language),
    });
    ask({
      name: 'get_actor',
      operationId: 'platformActor',
      summary: 'The actor who appears most on a platform in a year',
      description: `Films and series count; ties are told.${PLATFORM_NOTE}${ZERO_NOTE}`,
      shape: shapes.platformActor,
      forms: [['platform', 'year']],
      response: platformActorSchema,
      answer: ({ platform, year }, language) => questions.platforms().commonActor(platform, year, language),
    });
    ask({
      name: 'get_director',
      operationId: 'director',
      summary: 'Success of a director, and every film with date, return, cost and gain',
      description: `Only films with the job Director.${NAMES_NOTE}`,
      shape: shapes.director,
      forms: [[], ['nombre_director']],
      response: directorSuccessSchema,
      answer: ({ nombre_director: name }, language) => questions.films().director(name, language),
    });
    ask({
      name: 'get_max_duration',
      operationId: 'longestTitle',
      summary: 'The longest film, or the series with most seasons',
      description: `Every filter is optional. Minutes and seasons are never compared.${PLATFORM_NOTE}${ZERO_NOTE}`,
      shape: shapes.longest,
      forms: [[], ['year'], ['year', 'platform'], ['year', 'platform', 'duration_type']],
      response: longestTitleSchema,
      answer({ year, platform, duration_type: type }, language, part) {
        const unit = type === undefined ? 'min' : findDurationUnit(type);
        if (unit === null) return refuse(part, 'duration_type', { kind: 'one-of', values: ['min', 'season'] });
        return questions.platforms().longest({ year, platform, unit }, language);
      },
    });
    ask({
      name: 'get_score_count',
      operationId: 'scoreCount',
      summary: 'Films of a platform and year with a mean rating above a number',
      description: `Films only.${PLATFORM_NOTE}${ZERO_NOTE}`,
      shape: shapes.scoreCount,
      forms: [[], ['platform', 'scored', 'year']],
      response: scoreCountSchema,
      answer: ({ platform, scored, year }, language) =>
        questions.platforms().countAbove(platform, scored, year, language),
    });
    ask({
      name: 'get_count_platform',
      operationId: 'platformCount',
      summary: 'Films of a platform',
      description: `Films only; the number of series stands beside.${PLATFORM_NOTE}`,
      shape: shapes.platform,
      forms: [[], ['platform']],
      response: platformCountSchema,
      answer: ({ platform }, language) => questions.platforms().countPlatform(platform, language),
    });
    ask({
      name: 'recomendacion',
      operationId: 'similarFilms',
      summary: 'The five films most similar to one',
      description: `A list of five names, best first, over the whole films catalogue; the same every time.${NAMES_NOTE}`,
      shape: shapes.similar,
      forms: [[], ['titulo']],
      response: recomendacionSchema,
      answer({ titulo, year, id, n = SIMILAR_BY_DEFAULT, diversity = 0, detalle }, language) {
        const answer = questions.similar({ title: titulo, year, id, n, diversity }, language);
        const whole = detalle === '1' || detalle === 'true';
        return whole ? answer : answer.recomendaciones.map((film) => film.titulo);
      },
    });
    done();
  });
}

/** Registers a question in each of its forms. */
function registerQuestion<Shape extends z.ZodRawShape>(
  app: FastifyInstance,
  question: Question<Shape>,
  byDefault: Language,
): void {
  const { name, operationId, summary, shape, forms, response } = question;
  for (const [at, inPath] of forms.entries()) {
    const given = new Set<string>(inPath);
    const params = Object.fromEntries(inPath.map((key) => [key, requiredOf(shape[key])]));
    const rest = Object.fromEntries(Object.entries(shape).filter(([key]) => !given.has(key)));
    const part = inPath.length > 0 ? 'params' : 'querystring';
    app.get(
      [`/${name}`, ...inPath.map((key) => `:${key}`)].join('/'),
      {
        schema: {
          tags: ['questions'],
          operationId: at === 0 ? operationId : `${operationId}By${inPath.map(inCamel).join('')}`,
          summary,
          description: question.description + (at === 0 ? exampleCalls(operationId) : ''),
          ...(inPath.length === 0 ? {} : { params: z.strictObject(params) }),
          querystring: z.strictObject({ ...rest, lang: languageSchema.optional() }),
          response: { 200: response, ...problems },
        },
      },
      (request: FastifyRequest, reply) => {
        const language = languageOf(request, byDefault);
        const asked = { ...(request.query as object), ...(request.params as object) };
        void reply
          .header('content-language', language)
          .header('content-type', 'application/json; charset=utf-8')
          .send(question.answer(asked as z.output<z.ZodObject<Shape>>, language, part));
      },
    );
  }
}

const inCamel = (key: string): string => key.replaceAll(/(?:^|_)(\w)/g, (_all, letter: string) => letter.toUpperCase());

/** A parameter of a path is always there. */
const requiredOf = (schema: unknown): z.ZodType =>
  schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : (schema as z.ZodType);

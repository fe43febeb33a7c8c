import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  analysisWording,
  type AnalysisWording,
  type CatalogueExploration,
  type Exploration,
  type ExplorationPart,
  labelOf,
  SECTIONS,
  type SectionName,
} from '../../analysis/index.ts';
import { ButacaError } from '../../base/errors.ts';
import { nearestName } from '../../base/nearest.ts';
import {
  type AnalysisAsked,
  analysisQuerySchema,
  analysisSchema,
  calendarsSchema,
  distributionsQuerySchema,
  distributionsSchema,
  exampleCalls,
  findingsQuerySchema,
  findingsSchema,
  gapsQuerySchema,
  missingSchema,
  outliersQuerySchema,
  outliersSchema,
  platformsQuerySchema,
  platformsSchema,
  relationsQuerySchema,
  relationsSchema,
  titleWordsSchema,
  wordsQuerySchema,
} from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { languageOf } from '../language.ts';
import { problems } from '../route-schema.ts';
import { invalidRequest } from '../validate.ts';
import {
  calendarTable,
  correlationsTable,
  distributionsTable,
  findingsTable,
  missingTable,
  outliersTable,
  platformsTable,
  wordsTable,
} from './analysis-tables.ts';

const REPORT_ADDRESS = '/v1/analysis/report';

/** The exploration of the catalogue asked for; a platform alone asks for the aggregator's. MISSING_CATALOGUE when it is not there. */
function chooseCatalogue({ catalogues }: Exploration, { catalogue, platform }: AnalysisAsked): CatalogueExploration {
  const wanted = catalogue ?? (platform === undefined ? catalogues[0]?.catalogue : 'aggregator');
  const found = catalogues.find((one) => one.catalogue === wanted);
  if (found !== undefined) return found;
  const present = catalogues.map((one) => one.catalogue);
  throw new ButacaError(
    'MISSING_CATALOGUE',
    `missing ${wanted} catalogue: none was imported; expected one of ${present.join(', ')}.`,
    { details: { catalogue: wanted, present } },
  );
}

/** The part asked for: one platform's titles, or all. UNKNOWN_PLATFORM with those there are. */
function choosePart({ parts }: CatalogueExploration, { platform }: AnalysisAsked): ExplorationPart {
  const wanted = platform?.trim().toLowerCase() ?? null;
  const found = parts.find((part) => part.platform === wanted);
  if (found !== undefined) return found;
  const platforms = parts.flatMap((part) => part.platform ?? []);
  throw new ButacaError(
    'UNKNOWN_PLATFORM',
    `unknown platform: ${platform ?? ''}; expected one of ${platforms.join(', ')}.`,
    { details: { platform: platform ?? '', platforms } },
  );
}

/** The members of that name; refused with the names there are when none is. All without a name. */
function chooseNamed<Member>(
  members: readonly Member[],
  parameter: string,
  wanted: string | undefined,
  nameOf: (member: Member) => string,
): readonly Member[] {
  if (wanted === undefined) return members;
  const found = members.filter((member) => nameOf(member) === wanted);
  if (found.length > 0) return found;
  const names = [...new Set(members.map(nameOf))];
  throw invalidRequest('querystring', [
    { parameter, expected: { kind: 'known', names, nearest: nearestName(wanted, names) } },
  ]);
}

/** The part asked for, with what an answer says of it. */
const partOf = (
  exploration: Exploration,
  asked: AnalysisAsked,
): readonly [{ catalogue: string; platform: string | null; titles: number }, ExplorationPart] => {
  const catalogue = chooseCatalogue(exploration, asked);
  const part = choosePart(catalogue, asked);
  return [{ catalogue: catalogue.catalogue, platform: part.platform, titles: part.titles }, part];
};

interface Answering<Asked> {
  readonly section: SectionName;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly querystring: z.ZodType<Asked>;
  readonly response: z.ZodType;
  /** The answer and its table. */
  readonly answer: (
    exploration: Exploration,
    asked: Asked,
    words: AnalysisWording,
  ) => { json: object; csv: () => string };
}

/** What stands in the catalogues of the latest snapshot, as data. */
export function registerAnalysis(app: FastifyInstance, { explorations, config }: AppContext): void {
  const tags = ['analysis'];
  const wordsOf = (request: FastifyRequest): AnalysisWording =>
    analysisWording(languageOf(request, config.server.language));

  app.get(
    '/v1/analysis',
    {
      schema: {
        tags,
        operationId: 'getAnalysis',
        summary: 'What can be asked of the data: catalogues and sections',
        description:
          'An exploration is made once for each snapshot, at the first question (a few seconds for 45,000 films), and kept.',
        querystring: analysisQuerySchema,
        response: { 200: analysisSchema, ...problems },
      },
    },
    async (request) => {
      const { snapshotId, asOf, catalogues } = await explorations.current();
      const { catalogues: names, sections } = wordsOf(request);
      return {
        snapshot: snapshotId,
        asOf,
        catalogues: catalogues.map(({ catalogue, titles, parts }) => ({
          catalogue,
          ...names[catalogue],
          titles,
          platforms: parts.flatMap(({ platform }) => platform ?? []),
        })),
        sections: SECTIONS.map((section) => ({ ...sections[section], address: `/v1/analysis/${section}` })),
        report: REPORT_ADDRESS,
      };
    },
  );

  const add = <Asked extends Partial<AnalysisAsked>>({
    section,
    operationId,
    summary,
    description,
    querystring,
    response,
    answer,
  }: Answering<Asked>): void => {
    app.get<{ Querystring: Asked }>(
      `/v1/analysis/${section}`,
      {
        schema: {
          tags,
          operationId,
          summary,
          ...(description === undefined ? {} : { description }),
          querystring,
          response: { 200: response, ...problems },
        },
      },
      async (request, reply): Promise<FastifyReply | object> => {
        const exploration = await explorations.current();
        const words = wordsOf(request);
        const asked = request.query as Asked;
        const { json, csv } = answer(exploration, asked, words);
        if (asked.format === 'csv') {
          return reply
            .header('content-type', 'text/csv; charset=utf-8')
            .header('content-disposition', `attachment; filename="${section}-${exploration.snapshotId}.csv"`)
            .serializer((text: unknown) => text as string)
            .send(csv());
        }
        return { snapshot: exploration.snapshotId, asOf: exploration.asOf, how: words.sections[section].how, ...json };
      },
    );
  };

  add({
    section: 'distributions',
    operationId: 'getDistributions',
    summary: 'How the values of each column are spread: bins, quartiles, the most frequent names',
    description: `A number has bins and quartiles, a name its count and share; \`n\` says how many rows are behind it.${exampleCalls('getDistributions')}`,
    querystring: distributionsQuerySchema,
    response: distributionsSchema,
    answer(exploration, asked, words) {
      const [head, part] = partOf(exploration, asked);
      const distributions = chooseNamed(part.distributions, 'column', asked.column, ({ column }) => column).map(
        (one) => ({
          ...one,
          label: labelOf(words, one.column),
          ...(one.kind === 'names' ? { names: one.names.slice(0, asked.top) } : {}),
        }),
      );
      return { json: { ...head, distributions }, csv: () => distributionsTable(distributions) };
    },
  });
  add({
    section: 'relations',
    operationId: 'getRelations',
    summary: 'What goes together: correlations with their n, points for pictures, boxes by group',
    querystring: relationsQuerySchema,
    response: relationsSchema,
    answer(exploration, asked, words) {
      const { catalogue, relations } = chooseCatalogue(exploration, asked);
      const { column } = asked;
      const names = chooseNamed(relations.columns, 'column', column, (name) => name);
      const about = (...columns: readonly string[]): boolean => column === undefined || columns.includes(column);
      const correlations = relations.correlations.filter(({ a, b }) => about(a, b));
      return {
        json: {
          catalogue,
          columns: names.map((name) => ({ column: name, label: labelOf(words, name) })),
          correlations,
          scatters: relations.scatters.filter(({ x, y, size }) => about(x, y, size)),
          groups: relations.groups.filter((one) => about(one.column)),
        },
        csv: () => correlationsTable(correlations),
      };
    },
  });
  add({
    section: 'outliers',
    operationId: 'getOutliers',
    summary: 'What is out of the ordinary, rule by rule, with the rows',
    description: `Each rule says what it flags; nothing is removed. \`importNotes\` are what the import told of the files.${exampleCalls('getOutliers')}`,
    querystring: outliersQuerySchema,
    response: outliersSchema,
    answer(exploration, asked, words) {
      const { catalogue, outliers, importNotes } = chooseCatalogue(exploration, asked);
      const chosen = chooseNamed(outliers, 'rule', asked.rule, ({ rule }) => rule).map((one) => ({
        ...one,
        sentence: words.rule(one),
        rows: one.rows.slice(0, asked.top),
      }));
      const notes = importNotes.map(({ es, en, ...note }) => ({
        ...note,
        sentence: words.language === 'es' ? es : en,
      }));
      return { json: { catalogue, outliers: chosen, importNotes: notes }, csv: () => outliersTable(chosen) };
    },
  });
  add({
    section: 'missing',
    operationId: 'getMissing',
    summary: 'How many values each column lacks',
    querystring: gapsQuerySchema,
    response: missingSchema,
    answer(exploration, asked, words) {
      const [head, { missing }] = partOf(exploration, asked);
      const labelled = missing.map((one) => ({
        ...one,
        columns: one.columns.map((column) => ({ ...column, label: labelOf(words, column.column) })),
      }));
      return { json: { ...head, missing: labelled }, csv: () => missingTable(missing) };
    },
  });
  add({
    section: 'words',
    operationId: 'getTitleWords',
    summary: 'The most frequent words of the titles, for a word cloud',
    description: `A word counts once a title; articles, prepositions, pronouns and numbers are left out.${exampleCalls('getTitleWords')}`,
    querystring: wordsQuerySchema,
    response: titleWordsSchema,
    answer(exploration, asked) {
      const [head, { words }] = partOf(exploration, asked);
      const top = words.top.slice(0, asked.top);
      return { json: { ...head, words: words.words, distinct: words.distinct, top }, csv: () => wordsTable(top) };
    },
  });
  add({
    section: 'calendar',
    operationId: 'getCalendar',
    summary: 'Dated rows by month, weekday and year',
    querystring: gapsQuerySchema,
    response: calendarsSchema,
    answer(exploration, asked, words) {
      const [head, { calendars }] = partOf(exploration, asked);
      const labelled = calendars.map((one) => ({ ...one, label: labelOf(words, one.column) }));
      return { json: { ...head, calendars: labelled }, csv: () => calendarTable(calendars) };
    },
  });
  add({
    section: 'findings',
    operationId: 'getFindings',
    summary: 'What in the numbers is worth a second look, as sentences with their numbers',
    querystring: findingsQuerySchema,
    response: findingsSchema,
    answer(exploration, asked, words) {
      const { catalogue, findings } = chooseCatalogue(exploration, asked);
      const told = findings.map((finding) => ({ ...finding, sentence: words.finding(finding) }));
      return { json: { catalogue, findings: told }, csv: () => findingsTable(told) };
    },
  });
  add({
    section: 'platforms',
    operationId: 'getPlatforms',
    summary: 'The streaming platforms side by side; empty lists where none was imported',
    querystring: platformsQuerySchema,
    response: platformsSchema,
    answer({ platforms }) {
      const none = { n: 0, different: 0, platforms: [], overlaps: [], reach: [] };
      return { json: platforms ?? none, csv: () => platformsTable(platforms?.platforms ?? []) };
    },
  });
}

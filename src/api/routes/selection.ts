import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import {
  analysisWording,
  type Exploration,
  type ExploredCatalogue,
  labelOf,
  type SelectionAsked,
} from '../../analysis/index.ts';
import { ButacaError } from '../../base/errors.ts';
import { nearestName } from '../../base/nearest.ts';
import { startSelections } from '../../jobs/index.ts';
import { exampleCalls, selectionQuerySchema, selectionSchema } from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { languageOf } from '../language.ts';
import { problems } from '../route-schema.ts';
import { invalidRequest } from '../validate.ts';

type Asked = z.output<typeof selectionQuerySchema>;

const listed = (given: string | readonly string[] | undefined): readonly string[] =>
  given === undefined ? [] : typeof given === 'string' ? [given] : given;

const refused = (parameter: string, message: string): Error =>
  invalidRequest('querystring', [{ parameter, expected: { kind: 'other', message } }]);

/** A condition's column, which must be one of those named, and the rest. */
function columnOf(parameter: string, text: string, names: readonly string[]): readonly [column: string, rest: string] {
  const [column, ...rest] = text.split(':');
  if (rest.length === 0) throw refused(parameter, `${text} ≠ <column>:…`);
  if (names.includes(column)) return [column, rest.join(':')];
  throw invalidRequest('querystring', [
    { parameter: `${parameter} ${column}`, expected: { kind: 'known', names, nearest: nearestName(column, names) } },
  ]);
}

function limitOf(text: string): number | null {
  if (text === '') return null;
  const limit = Number(text);
  if (!Number.isFinite(limit)) throw refused('range', `${text} ≠ <number>`);
  return limit;
}

function catalogueOf(
  { catalogues }: Exploration,
  wanted: ExploredCatalogue | undefined,
): Exploration['catalogues'][number] {
  const found = wanted === undefined ? catalogues.at(0) : catalogues.find(({ catalogue }) => catalogue === wanted);
  if (found !== undefined) return found;
  const present = catalogues.map(({ catalogue }) => catalogue);
  throw new ButacaError(
    'MISSING_CATALOGUE',
    `missing ${wanted ?? 'first'} catalogue: none was imported; expected one of ${present.join(', ')}.`,
    { details: { catalogue: wanted ?? '', present } },
  );
}

function read(exploration: Exploration, asked: Asked): SelectionAsked {
  const { catalogue, parts } = catalogueOf(exploration, asked.catalogue);
  const columns = (kind: 'numbers' | 'names'): string[] =>
    parts[0].distributions.filter((one) => one.kind === kind && one.grain === 'titles').map(({ column }) => column);
  return {
    catalogue,
    ranges: listed(asked.range).map((text) => {
      const [column, limits] = columnOf('range', text, columns('numbers'));
      const [from, to, ...more] = limits.split(':');
      if (to === undefined || more.length > 0) throw refused('range', `${text} ≠ <column>:<from>:<to>`);
      return { column, from: limitOf(from), to: limitOf(to) };
    }),
    names: listed(asked.name).map((text) => {
      const [column, name] = columnOf('name', text, columns('names'));
      return { column, name };
    }),
    word: asked.word?.toLowerCase() ?? null,
    month: asked.month ?? null,
    weekday: asked.weekday ?? null,
  };
}

/** What stands in a choice of titles: computed beside the server's thread, from columns in memory. */
export function registerSelection(app: FastifyInstance, { explorations, config }: AppContext): void {
  const selections = startSelections({ home: config.workspace.home });
  app.addHook('onClose', async () => selections.close());

  app.get<{ Querystring: Asked }>(
    '/v1/analysis/selection',
    {
      schema: {
        tags: ['analysis'],
        operationId: 'getSelection',
        summary: 'What stands in a choice of titles: the charts of an exploration, filtered',
        description: `Distributions in the bins of the whole catalogue, with the counts of the choice beside those of all; gaps, words, calendars, points, the best-known titles. The first question after an import takes a second or two, the others some tens of milliseconds.${exampleCalls('getSelection')}`,
        querystring: selectionQuerySchema,
        response: { 200: selectionSchema, ...problems },
      },
    },
    async (request) => {
      const exploration = await explorations.current();
      const asked = read(exploration, request.query);
      const { distributions, missing, calendars, scatters, ...rest } = await selections.select(
        exploration.snapshotId,
        asked,
      );
      const words = analysisWording(languageOf(request, config.server.language));
      const labelled = <Row extends { readonly column: string }>(rows: readonly Row[]): (Row & { label: string })[] =>
        rows.map((row) => ({ ...row, label: labelOf(words, row.column) }));
      return {
        snapshot: exploration.snapshotId,
        ...rest,
        distributions: labelled(distributions),
        missing: { n: missing.n, columns: labelled(missing.columns) },
        calendars: labelled(calendars),
        scatters: scatters.map((one) => ({
          ...one,
          labels: { x: labelOf(words, one.x), y: labelOf(words, one.y), size: labelOf(words, one.size) },
        })),
      };
    },
  );
}

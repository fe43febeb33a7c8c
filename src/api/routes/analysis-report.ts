import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Exploration, REPORT_CSS, renderReport } from '../../analysis/index.ts';
import type { AppContext } from '../context.ts';
import { languageOf } from '../language.ts';

const asIs = (text: unknown): string => text as string;

/** The page runs nothing and loads nothing; its one style sheet is named by its hash. */
const REPORT_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(REPORT_CSS).digest('base64')}'; img-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The exploration of the latest snapshot as a page for people. */
export function registerAnalysisReport(app: FastifyInstance, { explorations, config }: AppContext): void {
  let drawn: { readonly of: Exploration; readonly pages: Map<string, string> } | null = null;
  app.get('/v1/analysis/report', { schema: { hide: true } }, async (request, reply) => {
    const language = languageOf(request, config.server.language);
    const exploration = await explorations.current();
    if (drawn?.of !== exploration) drawn = { of: exploration, pages: new Map() };
    const { pages } = drawn;
    const page = pages.get(language) ?? renderReport(exploration, language);
    pages.set(language, page);
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-language', language)
      .header('content-security-policy', REPORT_POLICY)
      .header('vary', 'accept-language')
      .serializer(asIs)
      .send(page);
  });
}

import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { REPORT_CSS } from '../../analysis/index.ts';
import type { AppContext } from '../context.ts';
import { languageOf } from '../language.ts';

/** The page runs nothing and loads nothing; its one style sheet is named by its hash. */
const REPORT_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(REPORT_CSS).digest('base64')}'; img-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The exploration of the latest snapshot as a page for people, drawn by the job that made it. */
export function registerAnalysisReport(app: FastifyInstance, { explorations, config }: AppContext): void {
  app.get('/v1/analysis/report', { schema: { hide: true } }, async (request, reply) => {
    const language = languageOf(request, config.server.language);
    const page = await explorations.report(language);
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-language', language)
      .header('content-security-policy', REPORT_POLICY)
      .header('vary', 'accept-language')
      .send(page);
  });
}

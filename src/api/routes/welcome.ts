import type { FastifyInstance } from 'fastify';
import type { AppContext } from '../context.ts';
import { languageOf } from '../language.ts';
import { WELCOME_CSS } from '../pages/welcome-style.ts';
import { renderErrors } from '../pages/errors.ts';
import { renderWelcome } from '../pages/welcome.ts';

const asIs = (text: unknown): string => text as string;

/** The pages that a person sees who opens the server in a browser: the welcome, and what each error means. */
export function registerWelcome(app: FastifyInstance, { recommender, config }: AppContext): void {
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    const language = languageOf(request, config.server.language);
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-language', language)
      .header('vary', 'accept-language')
      .serializer(asIs)
      .send(renderWelcome(language, recommender.readiness(), await recommender.counts()));
  });
  app.get('/docs/errors', { schema: { hide: true } }, async (request, reply) => {
    const language = languageOf(request, config.server.language);
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-language', language)
      .serializer(asIs)
      .send(renderErrors(language));
  });
  app.get('/assets/welcome.css', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('content-type', 'text/css; charset=utf-8')
      .header('cache-control', 'max-age=3600')
      .serializer(asIs)
      .send(WELCOME_CSS),
  );
}

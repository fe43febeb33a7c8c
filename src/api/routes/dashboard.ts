import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ButacaError } from '../../base/errors.ts';
import { SCREEN_PATHS } from '../contract/index.ts';
import type { AppContext } from '../context.ts';
import { languageOf } from '../language.ts';
import { ERRORS_CSS } from '../pages/error-style.ts';
import { renderErrors } from '../pages/errors.ts';

const BUILT = fileURLToPath(new URL('../../../build/web', import.meta.url));
const YEAR_S = 31_536_000;

/** The dashboard, at every address of its screens, and what each error means. */
export async function registerDashboard(app: FastifyInstance, { config }: AppContext): Promise<void> {
  // The folder may be built anew while the server runs; its name is looked up for every request.
  await app.register(fastifyStatic, {
    root: BUILT,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    etag: true,
    dotfiles: 'deny',
    suppressMissingRootWarning: true,
  } as Parameters<typeof fastifyStatic>[1]);

  const page = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (!existsSync(join(BUILT, 'index.html'))) {
      throw new ButacaError(
        'NOT_READY',
        'missing dashboard: build/web. Run "npm run build", or use the API: see /docs.',
      );
    }
    const language = languageOf(request, config.server.language);
    const html = (await readFile(join(BUILT, 'index.html'), 'utf8')).replace(
      '<html lang="es">',
      `<html lang="${language}">`,
    );
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-language', language)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-language')
      .serializer((text: unknown) => text as string)
      .send(html);
  };
  for (const path of SCREEN_PATHS) {
    app.get(path, { schema: { hide: true } }, page);
    if (path !== '/') app.get(`${path}/*`, { schema: { hide: true } }, page);
  }

  // Names under assets/ carry a hash of their bytes, so they may be kept; the few others are looked at each time.
  app.get<{ Params: { '*': string } }>('/assets/*', { schema: { hide: true } }, (request, reply) =>
    reply.header('cache-control', `public, max-age=${YEAR_S}, immutable`).sendFile(`assets/${request.params['*']}`),
  );
  for (const name of ['icon.svg', 'before-paint.js']) {
    app.get(`/${name}`, { schema: { hide: true } }, (_request, reply) =>
      reply.header('cache-control', 'no-cache').sendFile(name),
    );
  }

  app.get('/docs/errors', { schema: { hide: true } }, async (request, reply) => {
    const language = languageOf(request, config.server.language);
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-language', language)
      .serializer((text: unknown) => text as string)
      .send(renderErrors(language));
  });
  app.get('/docs/errors.css', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('content-type', 'text/css; charset=utf-8')
      .header('cache-control', 'max-age=3600')
      .serializer((text: unknown) => text as string)
      .send(ERRORS_CSS),
  );
}

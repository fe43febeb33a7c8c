import type { FastifyRequest } from 'fastify';
import type { Language } from '../serving/index.ts';

/** The language of an Accept-Language header: Spanish or English, whichever is wanted more; null when it names neither. */
export function acceptedLanguage(header: string | undefined): Language | null {
  if (header === undefined) return null;
  let best: Language | null = null;
  let bestWeight = 0;
  for (const part of header.split(',', 20)) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = /^(es|en)(-|$)/.exec(tag)?.[1] as Language | undefined;
    if (language === undefined) continue;
    const quality = parameters
      .map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1])
      .find((found) => found !== undefined);
    const weight = quality === undefined ? 1 : Number(quality);
    if (weight > bestWeight) {
      best = language;
      bestWeight = weight;
    }
  }
  return best;
}

/** The language in which a request wants its answer: `lang`, else Accept-Language, else the server's own. */
export function languageOf(request: FastifyRequest, byDefault: Language): Language {
  const asked =
    (request.query as { lang?: unknown } | undefined)?.lang ?? (request.body as { lang?: unknown } | undefined)?.lang;
  if (asked === 'es' || asked === 'en') return asked;
  return acceptedLanguage(request.headers['accept-language']) ?? byDefault;
}

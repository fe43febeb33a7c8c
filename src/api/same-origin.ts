import type { FastifyRequest } from 'fastify';
import { ButacaError } from '../base/errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const OWN = new Set(['same-origin', 'none']);

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
};

/**
 * Throws CROSS_SITE_REQUEST when a browser says that a page of another origin asked for a change (Sec-Fetch-Site, or Origin beside
 * Host where it is older). Programs outside of a browser send neither, and are not concerned.
 */
export function refuseCrossSite({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): void {
  if (SAFE.has(method)) return;
  const site = headers['sec-fetch-site'];
  const { origin, host } = headers;
  const isOwn = typeof site === 'string' ? OWN.has(site) : origin === undefined || hostOf(origin) === host;
  if (isOwn) return;
  throw new ButacaError(
    'CROSS_SITE_REQUEST',
    `refused origin: ${origin ?? 'another site'}; expected a page of ${host ?? 'this server'}. Open the dashboard at its own address.`,
    { details: { origin: origin ?? null } },
  );
}

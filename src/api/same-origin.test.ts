import { describe, expect, it } from 'vitest';
import { refuseCrossSite } from './same-origin.ts';

const ask = (method: string, headers: Record<string, string>) => () =>
  refuseCrossSite({ method, headers: { host: 'localhost:8080', ...headers } });

describe('a request that changes something', () => {
  it('is taken from a program, and from a page of this server', () => {
    expect(ask('POST', {})).not.toThrow();
    expect(ask('POST', { origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' })).not.toThrow();
    expect(ask('DELETE', { origin: 'http://localhost:8080' })).not.toThrow();
  });

  it.each([
    { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' },
    { 'sec-fetch-site': 'same-site', origin: 'http://localhost:9090' },
    { origin: 'http://localhost:9090' },
    { origin: 'null' },
  ])('is refused from a page of another origin: %j', (headers) => {
    expect(ask('POST', headers as Record<string, string>)).toThrow(
      expect.objectContaining({ code: 'CROSS_SITE_REQUEST' }),
    );
  });

  it('may be asked from anywhere when it only reads', () => {
    expect(ask('GET', { 'sec-fetch-site': 'cross-site' })).not.toThrow();
  });
});

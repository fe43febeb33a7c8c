import { describe, expect, it } from 'vitest';
import { addressOfCall, callsFor, writeCall } from './calls.ts';

describe('a call to copy', () => {
  it('fills the path, leaves empty fields out, and escapes what is typed', () => {
    const path = '/v1/titles/{id}/similar';
    expect(addressOfCall({ path, fields: { id: 'a/b c', n: '5', lang: '' } })).toBe('/v1/titles/a%2Fb%20c/similar?n=5');
  });

  it('cannot break out of the quotes of a shell or of a program', () => {
    const url = "http://localhost/?text=it's";
    expect(writeCall('curl', url, undefined)).toBe(`curl 'http://localhost/?text=it'\\''s'`);
    expect(writeCall('typescript', url, undefined)).toContain(`fetch('http://localhost/?text=it%27s')`);
    expect(writeCall('curl', url, { text: "it's" })).toContain(`"text": "it'\\''s"`);
  });

  it('writes JSON as Python does', () => {
    expect(writeCall('python', 'http://localhost/', { includeSeen: true, n: 3, text: null })).toContain(
      'json={\n  "includeSeen": True,\n  "n": 3,\n  "text": None\n}',
    );
  });

  it('has a name of its own', () => {
    const ids = callsFor('es', '1').map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

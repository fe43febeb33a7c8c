import { describe, expect, it } from 'vitest';
import { contentConfig } from '../content/config.ts';
import { easeConfig } from '../ease/index.ts';
import { hybridConfig } from './config.ts';

describe('hybridConfig', () => {
  const usual = hybridConfig.parse({});

  it('has defaults of its own for the models inside', () => {
    expect(usual.ease).toEqual({
      ...easeConfig.parse({}),
      regularization: 400,
      minInteractions: 5,
      maxItems: 4096,
      windows: [0, 30],
    });
    expect(usual.content).toEqual({ ...contentConfig.parse({}), popularity: 0 });
  });

  it.each([
    ['ease', { regularization: 300 }],
    ['ease', { windows: [0] }],
    ['factors', { factors: 64 }],
    ['content', { factors: 64 }],
    ['content', { kinds: { person: 0 } }],
    ['cold', { weight: 7 }],
    ['history', { floor: 0 }],
    ['practice', { newTitles: 0 }],
  ] as const)('completes settings of %s given in part (%j) with them', (part, given) => {
    const own: Readonly<Record<string, unknown>> = usual[part];
    const expected = Object.entries(given).map(([name, value]) => {
      const inner = own[name];
      return [name, typeof value === 'object' && !Array.isArray(value) ? { ...(inner as object), ...value } : value];
    });
    expect(hybridConfig.parse({ [part]: given })).toEqual({
      ...usual,
      [part]: { ...own, ...(Object.fromEntries(expected) as object) },
    });
  });

  it('knows no other settings of them', () => {
    expect(hybridConfig.safeParse({ ease: { lambda: 3 } }).success).toBe(false);
    expect(hybridConfig.safeParse({ content: { lambda: 3 } }).success).toBe(false);
  });
});

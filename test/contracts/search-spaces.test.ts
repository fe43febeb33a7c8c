import { describe, expect, it } from 'vitest';
import { pickSettings, withSettings } from '../../src/evaluation/index.ts';
import { placeOf, valueAt } from '../../src/evaluation/tuning/settings.ts';
import { models, searchSpaceOf, searchSpaces } from '../../src/models/index.ts';

describe('every registered model', () => {
  it('declares where its good settings are looked for, or says why there is nothing to look for', () => {
    expect(Object.keys(searchSpaces).sort()).toEqual(Object.keys(models).sort());
    const silent = Object.entries(searchSpaces)
      .filter(([, space]) =>
        'nothing' in space && typeof space.nothing === 'string'
          ? space.nothing.length < 20
          : Object.keys(space).length === 0,
      )
      .map(([name]) => name);
    expect(silent).toEqual([]);
  });
});

for (const [name, definition] of Object.entries(models)) {
  const space = searchSpaceOf(name);
  const defaults = definition.config.parse({}) as Record<string, unknown>;

  describe(`the search space of ${name}`, () => {
    it('holds the defaults, where the search begins', () => {
      for (const [path, value] of Object.entries(pickSettings(space, defaults))) {
        expect(placeOf(space[path], value), `${path} = ${JSON.stringify(value)}`).toBeGreaterThanOrEqual(0);
      }
    });

    it('holds nothing that the configuration refuses', () => {
      for (const place of [0, 0.1, 0.25, 0.5, 0.77, 1]) {
        const settings = Object.fromEntries(
          Object.entries(space).map(([path, range]) => [path, valueAt(range, place)]),
        );
        expect(definition.config.safeParse(withSettings(defaults, settings)).error?.issues ?? []).toEqual([]);
      }
    });
  });
}

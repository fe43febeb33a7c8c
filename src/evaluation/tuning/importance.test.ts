import { describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import type { SearchSpace } from '../../models/index.ts';
import { rankSettings } from './importance.ts';
import type { Observed } from './propose.ts';
import { placeOf, valueAt } from './settings.ts';

const space: SearchSpace = {
  strong: { kind: 'number', low: 1, high: 1000, log: true },
  kind: { kind: 'choice', values: ['a', 'b', 'c'] },
  idle: { kind: 'number', low: 0, high: 1 },
};

/** A hill over `strong` with its top in the middle, a step for kind c, and a little noise; nothing of `idle`. */
function observe(count: number): Observed[] {
  const stream = random(5, 'observed');
  return Array.from({ length: count }, () => {
    const settings = Object.fromEntries(
      Object.entries(space).map(([name, range]) => [name, valueAt(range, stream.next())]),
    );
    const far = placeOf(space['strong'], settings['strong']) - 0.5;
    return { settings, value: -4 * far * far + (settings['kind'] === 'c' ? 0.3 : 0) + 0.02 * stream.normal() };
  });
}

describe('the importance of settings', () => {
  it('is found for a hill and a choice, and not for what does nothing', () => {
    const [first, second, third] = rankSettings(space, observe(60), 1);
    expect([first.setting, second.setting, third.setting]).toEqual(['strong', 'kind', 'idle']);
    expect(first.explained).toBeGreaterThan(0.5);
    expect([first.chance, second.chance].every((chance) => chance < 0.05)).toBe(true);
    expect(third.chance).toBeGreaterThan(0.05);
  });

  it('is not told from few trials, and failures do not count', () => {
    expect(rankSettings(space, observe(11), 1)).toEqual([]);
    const failed = observe(3).map(({ settings }) => ({ settings, value: Number.NEGATIVE_INFINITY }));
    expect(rankSettings(space, [...observe(40), ...failed], 1)).toEqual(rankSettings(space, observe(40), 1));
  });

  it('is nothing where all trials are alike', () => {
    const alike = observe(20).map(({ settings }) => ({ settings, value: 1 }));
    for (const { explained, chance } of rankSettings(space, alike, 1)) expect([explained, chance]).toEqual([0, 1]);
  });
});

import { describe, expect, it } from 'vitest';
import { fraction, readPairs, readSettings, splitList, wholeNumber } from './arguments.ts';
import { en } from './wording/en.ts';

describe('readSettings', () => {
  it('reads numbers, booleans and texts, and dots as levels', () => {
    expect(readSettings('--set', ['factors=64', 'synopsis=false', 'name=a b', 'ease.regularization=3e2'], en)).toEqual({
      factors: 64,
      synopsis: false,
      name: 'a b',
      ease: { regularization: 300 },
    });
  });

  it('takes the last of two values, and goes below a value that was no table', () => {
    expect(readSettings('--set', ['a=1', 'a=2'], en)).toEqual({ a: 2 });
    expect(readSettings('--set', ['a=1', 'a.b=2'], en)).toEqual({ a: { b: 2 } });
  });

  it.each(['factors', '=1', 'a..b=1', '__proto__.polluted=1', 'a.__proto__=1'])('refuses %s', (pair) => {
    expect(() => readSettings('--set', [pair], en)).toThrow(/^invalid --set: /);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('readPairs', () => {
  it('splits at the first equals sign only', () => {
    expect(readPairs('--mapping', ['a.csv:synopsis=plot=long'], en)).toEqual({ 'a.csv:synopsis': 'plot=long' });
  });
});

describe('splitList', () => {
  it('drops blanks and empty members', () => {
    expect(splitList(' a, b,,c ')).toEqual(['a', 'b', 'c']);
    expect(splitList(undefined)).toEqual([]);
  });
});

describe('fraction', () => {
  it('takes numbers from 0 to 1 only', () => {
    expect([fraction('0'), fraction('.5'), fraction('1.0')]).toEqual([0, 0.5, 1]);
    for (const text of ['1.1', '-0.1', '', '1e-3', 'NaN', '0.5.5']) expect(() => fraction(text)).toThrow('0…1');
  });
});

describe('wholeNumber', () => {
  it('takes whole numbers of its range only', () => {
    const read = wholeNumber(0, 100);
    expect(read('100')).toBe(100);
    for (const text of ['101', '-1', '1.5', '1e1', '', ' ', '0x10', 'NaN']) {
      expect(() => read(text)).toThrow('0…100');
    }
  });
});

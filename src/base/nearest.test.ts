import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearestName } from './nearest.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['prot', 'port', 1],
  ])('counts the edits from %j to %j', (a, b, edits) => {
    expect(editDistance(a, b)).toBe(edits);
  });

  it('is symmetric, zero only for equal texts, and never more than the longer text', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});

describe('nearestName', () => {
  it('finds the name behind a slip, whatever the case', () => {
    expect(nearestName('REGULARISATION', ['factors', 'regularization'])).toBe('regularization');
  });

  it('says nothing when no name is near', () => {
    expect(nearestName('colour', ['factors', 'n'])).toBeNull();
    expect(nearestName('x', [])).toBeNull();
  });
});

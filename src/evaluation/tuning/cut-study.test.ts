import { describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { preferenceWeight } from '../../models/index.ts';
import { type Row, tinySource } from '../../../test/fixtures/tiny-source.ts';
import { splitBrief } from '../splits/brief.ts';
import type { Split, SplitSource } from '../splits/contract.ts';
import { splitExisting } from '../splits/existing.ts';
import { splitExistingGlobal } from '../splits/existing-global.ts';
import { splitNewTitle } from '../splits/new-title.ts';
import { splitNewUser } from '../splits/new-user.ts';
import { cutStudy, reserveTests, type StudySource } from './cut-study.ts';

const options = { seed: 42, weigh: preferenceWeight };

/** Eighty users with twelve to forty of sixty titles, at times that overlap. */
function world(): SplitSource {
  const rows: Row[] = [];
  for (let user = 0; user < 80; user++) {
    const stream = random(9, user);
    const titles = stream.shuffle(Array.from({ length: 60 }, (_, item) => item)).slice(0, 12 + stream.below(29));
    for (const item of titles) rows.push([user, item, 1000 * stream.below(20) + stream.below(5000)]);
  }
  return tinySource(80, 60, rows);
}

const source = world();
const reserved = reserveTests(source, options);
const cuts = [0, 1, 2].map((cut) => cutStudy(reserved, { ...options, cut, maxUsers: 500 }));

/** Every held-out interaction as `user item`. */
const truths = ({ questions }: Split): string[] =>
  questions.flatMap(({ cases }) => cases.flatMap(({ user, truth }) => [...truth].map((item) => `${user} ${item}`)));

const interactionsOf = ({ pool: { interactions } }: StudySource): Set<string> => {
  const { users, indptr, indices } = interactions;
  return new Set(
    Array.from({ length: users }, (_, user) =>
      [...indices.subarray(indptr[user], indptr[user + 1])].map((item) => `${user} ${item}`),
    ).flat(),
  );
};

describe('what a study may see', () => {
  it('holds nothing that a test part asks for', () => {
    const tests = [splitExisting, splitExistingGlobal, splitNewUser, splitBrief].flatMap((split) =>
      truths(split(source, options)),
    );
    const seen = interactionsOf(reserved);
    expect(tests.length).toBeGreaterThan(200);
    expect(seen.size).toBeGreaterThan(500);
    expect(tests.filter((pair) => seen.has(pair))).toEqual([]);
  });

  it('asks for no title as new that is new in a test part', () => {
    const test = new Set([0, 1, 2, 3, 4].flatMap((fold) => [...splitNewTitle(source, { ...options, fold }).coldItems]));
    const asked = cuts.flatMap(({ coldItems }) => [...coldItems]);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((item) => test.has(item))).toEqual([]);
  });

  it('is all that its cuts are made of', () => {
    const seen = interactionsOf(reserved);
    for (const cut of cuts) expect(truths(cut).filter((pair) => !seen.has(pair))).toEqual([]);
  });
});

describe('the cuts of a study', () => {
  it('ask three questions each, and other new users and new titles each time', () => {
    for (const { questions } of cuts) {
      expect(questions.map(({ id }) => id)).toEqual(['existing', 'new-user-3', 'new-title']);
      for (const { cases } of questions) expect(cases.length).toBeGreaterThan(0);
    }
    const all = (pick: (split: Split) => Int32Array): number[] => cuts.flatMap((cut) => [...pick(cut)]);
    for (const nums of [all(({ newUsers }) => newUsers), all(({ coldItems }) => coldItems)]) {
      expect(new Set(nums).size).toBe(nums.length);
    }
  });

  it('hold out for one question nothing that another one is trained on or given', () => {
    for (const split of cuts) {
      const held = new Set(truths(split));
      const { indptr, indices, users } = split.training.interactions;
      for (let user = 0; user < users; user++) {
        for (const item of indices.subarray(indptr[user], indptr[user + 1])) {
          expect(held.has(`${user} ${item}`)).toBe(false);
        }
      }
      for (const { cases } of split.questions) {
        for (const { user, query } of cases) {
          for (const item of query.items) expect(held.has(`${user} ${item}`)).toBe(false);
        }
      }
    }
  });

  it('are drawn smaller on demand, and the same each time', () => {
    const small = cutStudy(reserved, { ...options, cut: 0, maxUsers: 5 });
    expect(small.questions.map(({ cases }) => cases.length)).toEqual([5, 5, 5]);
    expect(cutStudy(reserved, { ...options, cut: 0, maxUsers: 5 })).toEqual(small);
    expect(small.training).toEqual(cuts[0].training);
  });
});

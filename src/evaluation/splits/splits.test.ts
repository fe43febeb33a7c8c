import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Row, tinySource } from '../../../test/fixtures/tiny-source.ts';
import { splitBrief } from './brief.ts';
import { checkSplit } from './check-split.ts';
import type { Split, SplitSource, TestCase } from './contract.ts';
import { splitExisting } from './existing.ts';
import { splitExistingGlobal } from './existing-global.ts';
import { splitNewTitle } from './new-title.ts';
import { splitNewUser } from './new-user.ts';
import { splitRandomHoldout } from './random-holdout.ts';

const options = {
  seed: 1,
  weigh: ({ rating }: { rating: number }) => (Number.isNaN(rating) ? 1 : rating / 5),
};

/** Interactions of a user in training, as item nums. */
const trained = (split: Split, user: number): number[] => {
  const { indptr, indices } = split.training.interactions;
  return [...indices.subarray(indptr[user], indptr[user + 1])];
};

const caseOf = (split: Split, user: number, question = 0): TestCase | undefined =>
  split.questions[question].cases.find((test) => test.user === user);

/** One user who watched the items 0 … count−1 in order, at 10, 20, 30 … */
const inOrder = (user: number, count: number, start = 10): Row[] =>
  Array.from({ length: count }, (_, item) => [user, item, start + item * 10]);

describe('splitExisting', () => {
  it('holds out the newest fifth of each user and asks at the time of the first of them', () => {
    const split = splitExisting(tinySource(1, 10, inOrder(0, 10)), options);
    expect(trained(split, 0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const test = caseOf(split, 0)!;
    expect([...test.truth]).toEqual([8, 9]);
    expect([...test.query.items]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect([...test.seen]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(test.query.now).toBe(90);
    expect(split.training.now).toBe(80);
  });

  it('does not ask users with fewer than five interactions, but trains on them', () => {
    const split = splitExisting(tinySource(2, 5, [...inOrder(0, 4), ...inOrder(1, 5)]), options);
    expect(trained(split, 0)).toEqual([0, 1, 2, 3]);
    expect(caseOf(split, 0)).toBeUndefined();
    expect([...caseOf(split, 1)!.truth]).toEqual([4]);
  });

  it('rounds the fifth, and always leaves a history', () => {
    const eight = splitExisting(tinySource(1, 8, inOrder(0, 8)), options);
    expect(caseOf(eight, 0)!.truth.length).toBe(2);
    const pair = splitExisting(tinySource(1, 2, inOrder(0, 2)), { ...options, minInteractions: 1, share: 0.9 });
    expect([...caseOf(pair, 0)!.query.items]).toEqual([0]);
    const single = splitExisting(tinySource(1, 1, inOrder(0, 1)), { ...options, minInteractions: 1 });
    expect(single.questions[0].cases).toEqual([]);
  });

  it('orders equal times by the seed, not by the number of the title', () => {
    const rows: Row[] = Array.from({ length: 40 }, (_, user) =>
      Array.from({ length: 5 }, (_, item): Row => [user, item, 100]),
    ).flat();
    const split = splitExisting(tinySource(40, 5, rows), options);
    const heldOut = split.questions[0].cases.map(({ truth }) => truth[0]);
    expect(new Set(heldOut).size).toBe(5);
  });

  it('takes unknown times for the oldest', () => {
    const rows: Row[] = [...inOrder(0, 4), [0, 4, Number.NaN]];
    expect([...caseOf(splitExisting(tinySource(1, 5, rows), options), 0)!.truth]).toEqual([3]);
  });

  it('weighs the query by stars', () => {
    const rows: Row[] = inOrder(0, 5).map(([user, item, time]): Row => [user, item, time, item + 1]);
    const { weights } = caseOf(splitExisting(tinySource(1, 5, rows), options), 0)!.query;
    expect([...weights]).toEqual([...Float32Array.of(0.2, 0.4, 0.6, 0.8)]);
  });
});

describe('splitExistingGlobal', () => {
  // Ten dated interactions; the newest fifth starts at 90. User 1 has nothing before it; user 2 too little.
  const rows: Row[] = [
    ...([10, 20, 30, 40, 50, 90].map((time, item) => [0, item, time]) as Row[]),
    [1, 0, 100],
    [2, 1, 60],
    [2, 2, 70],
    [2, 3, 80],
  ];
  const split = splitExistingGlobal(tinySource(3, 6, rows), options);

  it('trains on what lies before the cut and asks at the cut', () => {
    expect(split.cutoff).toBe(90);
    expect(trained(split, 0)).toEqual([0, 1, 2, 3, 4]);
    expect(trained(split, 1)).toEqual([]);
    const test = caseOf(split, 0)!;
    expect([...test.truth]).toEqual([5]);
    expect(test.query.now).toBe(90);
  });

  it('asks only users with history before and interactions after', () => {
    expect(split.questions[0].cases.map(({ user }) => user)).toEqual([0]);
  });

  it('stands one window further back in the next fold, and asks about that window alone', () => {
    const earlier = splitExistingGlobal(tinySource(3, 6, rows), { ...options, minInteractions: 1, fold: 1 });
    // Dated: 10 20 30 40 50 60 70 80 90 100; the window before 90 starts at 70.
    expect(earlier.cutoff).toBe(70);
    expect(earlier.questions[0].cases.map(({ user, truth }) => [user, [...truth]])).toEqual([[2, [2, 3]]]);
    expect(trained(earlier, 2)).toEqual([1]);
  });

  it('asks nobody when no time is known', () => {
    const undated = inOrder(0, 8).map(([user, item]): Row => [user, item, Number.NaN]);
    const none = splitExistingGlobal(tinySource(1, 8, undated), options);
    expect(none.questions[0].cases).toEqual([]);
    expect(none.cutoff).toBeNull();
    expect(trained(none, 0).length).toBe(8);
  });
});

describe('splitNewUser', () => {
  const source = tinySource(10, 15, Array.from({ length: 10 }, (_, user) => inOrder(user, 13)).flat());
  const split = splitNewUser(source, options);

  it('holds a fifth of the users out whole', () => {
    expect(split.newUsers.length).toBe(2);
    for (const user of split.newUsers) expect(trained(split, user)).toEqual([]);
    expect(split.training.interactions.indices.length).toBe(8 * 13);
  });

  it('rounds the fifth', () => {
    const eight = tinySource(8, 15, Array.from({ length: 8 }, (_, user) => inOrder(user, 11)).flat());
    expect(splitNewUser(eight, options).newUsers.length).toBe(2);
  });

  it('gives the first k titles and asks for the same truth whatever k', () => {
    expect(split.questions.map(({ id }) => id)).toEqual([
      'new-user-0',
      'new-user-1',
      'new-user-3',
      'new-user-5',
      'new-user-10',
    ]);
    for (const { k, cases } of split.questions) {
      for (const { query, truth, seen } of cases) {
        expect([...query.items]).toEqual([...Array(k).keys()]);
        expect([...truth]).toEqual([10, 11, 12]);
        expect([...seen]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        expect(query.now).toBe(110);
      }
    }
  });

  it('leaves out users with ten interactions or fewer', () => {
    const few = splitNewUser(
      tinySource(3, 12, Array.from({ length: 3 }, (_, user) => inOrder(user, 10)).flat()),
      options,
    );
    expect(few.newUsers.length).toBe(0);
    expect(few.questions.every(({ cases }) => cases.length === 0)).toBe(true);
  });

  it('holds every user out in exactly one of five folds', () => {
    const folds = [0, 1, 2, 3, 4].map((fold) => [...splitNewUser(source, { ...options, fold }).newUsers]);
    expect(folds.flat().toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('draws other users with another seed', () => {
    const drawn = new Set([1, 2, 3, 4, 5].map((seed) => splitNewUser(source, { ...options, seed }).newUsers.join()));
    expect(drawn.size).toBeGreaterThan(1);
  });

  it('draws the users who were drawn before when others come in', () => {
    const rows = Array.from({ length: 60 }, (_, user) => inOrder(user, 12)).flat();
    const before = splitNewUser(tinySource(60, 12, rows), options).newUsers;
    const more = [...rows, ...inOrder(60, 12)];
    const after = new Set(splitNewUser(tinySource(61, 12, more), options).newUsers);
    expect([...before].filter((user) => after.has(user)).length).toBeGreaterThanOrEqual(before.length - 1);
  });
});

describe('splitNewTitle', () => {
  const rows = Array.from({ length: 6 }, (_, user) => inOrder(user, 20)).flat();
  const split = splitNewTitle(tinySource(6, 25, rows), options);

  it('takes all interactions from a tenth of the titles that anyone watched', () => {
    expect(split.coldItems.length).toBe(2);
    for (const item of split.coldItems) {
      expect(item).toBeLessThan(20);
      expect([...split.training.interactions.indices]).not.toContain(item);
    }
  });

  it('ranks the cold titles only, for users with something else in their history', () => {
    const [question] = split.questions;
    expect(question.candidates).toEqual(split.coldItems);
    expect(question.cases.length).toBe(6);
    for (const { truth, query, seen } of question.cases) {
      expect([...truth]).toEqual([...split.coldItems]);
      expect(query.items.length).toBe(18);
      expect(seen.length).toBe(18);
    }
  });
});

describe('splitBrief', () => {
  const source = tinySource(10, 15, Array.from({ length: 10 }, (_, user) => inOrder(user, 15)).flat());
  const split = splitBrief(source, options);

  it('answers two questions from one training part', () => {
    expect(split.questions.map(({ id, cases }) => [id, cases.length])).toEqual([
      ['existing', 8],
      ['new-user-3', 2],
    ]);
    expect(split.training.interactions.indices.length).toBe(8 * 12);
  });
});

describe('splitRandomHoldout', () => {
  it('holds out the asked part of each user, anywhere in time', () => {
    const source = tinySource(50, 8, Array.from({ length: 50 }, (_, user) => inOrder(user, 8)).flat());
    const split = splitRandomHoldout(source, { ...options, share: 0.25 });
    expect(split.questions[0].cases.every(({ truth }) => truth.length === 2)).toBe(true);
    expect(new Set(split.questions[0].cases.flatMap(({ truth }) => [...truth])).size).toBe(8);
    expect(split.training.interactions.indices.length).toBe(50 * 6);
  });
});

const anySource = fc
  .record({
    users: fc.integer({ min: 1, max: 12 }),
    items: fc.integer({ min: 1, max: 30 }),
    rows: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant(Number.NaN))), {
      maxLength: 200,
    }),
  })
  .map(({ users, items, rows }): SplitSource => {
    const unique = new Map(
      rows.map(([user, item, time]): [string, Row] => {
        const row: Row = [user % users, item % items, time];
        return [`${row[0]} ${row[1]}`, row];
      }),
    );
    return tinySource(users, items, [...unique.values()]);
  });

const everySplit = [splitExisting, splitExistingGlobal, splitNewUser, splitNewTitle, splitBrief].flatMap((make) =>
  [0, 1, 3].map(
    (fold) =>
      (source: SplitSource, seed: number): Split =>
        make(source, { ...options, seed, fold }),
  ),
);

describe('every split', () => {
  it('lets nothing of the test part into training, on any data', () => {
    fc.assert(
      fc.property(anySource, fc.integer(), (source, seed) => {
        const random = splitRandomHoldout(source, { ...options, seed, share: 0.25 });
        for (const split of [...everySplit.map((make) => make(source, seed)), random]) {
          expect(() => checkSplit(split)).not.toThrow();
        }
      }),
    );
  });

  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(anySource, fc.integer(), (source, seed) => {
        for (const make of everySplit) expect(make(source, seed)).toEqual(make(source, seed));
      }),
      { numRuns: 20 },
    );
  });
});

describe('checkSplit', () => {
  const source = tinySource(10, 15, Array.from({ length: 10 }, (_, user) => inOrder(user, 14)).flat());
  const existing = splitExisting(source, options);
  const refused = (code: string, message: RegExp): object =>
    expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as object;

  it('refuses a training part that holds the truth', () => {
    const leaking = { ...existing, training: { ...existing.training, interactions: source.interactions } };
    expect(() => checkSplit(leaking)).toThrow(
      refused('LEAKED_PAIR', /item \d+, held out for user 0 of existing, is in training/),
    );
  });

  it('refuses a query that holds the truth', () => {
    const [question] = existing.questions;
    const [first] = question.cases;
    const query = { ...first.query, items: Int32Array.of(first.truth[0]) };
    const leaking = { ...existing, questions: [{ ...question, cases: [{ ...first, query }] }] };
    expect(() => checkSplit(leaking)).toThrow(refused('LEAKED_PAIR', /both given and held out/));
  });

  it('refuses a cold title that is not cold', () => {
    const split = splitNewTitle(source, options);
    const leaking = { ...split, training: { ...split.training, interactions: source.interactions } };
    expect(() => checkSplit(leaking)).toThrow(refused('LEAKED_TITLE', /cold item \d+ has interactions in training/));
  });

  it('refuses a new user who is not new', () => {
    const split = splitNewUser(source, options);
    const leaking = { ...split, training: { ...split.training, interactions: source.interactions } };
    expect(() => checkSplit(leaking)).toThrow(refused('LEAKED_USER', /new user \d+ has interactions in training/));
  });

  it('refuses training from after the global cut', () => {
    const split = splitExistingGlobal(source, options);
    expect(() => checkSplit({ ...split, cutoff: 20 })).toThrow(refused('LEAKED_TIME', /not before the cut/));
    expect(() => checkSplit({ ...split, cutoff: 10 })).toThrow(
      refused('LEAKED_TIME', /interaction 0 of training is not before the cut/),
    );
  });

  it('refuses a time of asking before what training knows of the user, where the order of time is the split', () => {
    const early = (split: Split): Split => {
      const [question] = split.questions;
      const cases = question.cases.map((test) => ({ ...test, query: { ...test.query, now: 5 } }));
      return { ...split, questions: [{ ...question, cases }] };
    };
    expect(() => checkSplit(early(existing))).toThrow(refused('LEAKED_TIME', /later than the time of asking/));
    expect(() => checkSplit(early(splitRandomHoldout(source, { ...options, share: 0.25 })))).not.toThrow();
  });

  it('refuses held-out titles that are not ranked, or seen', () => {
    const split = splitNewTitle(source, options);
    const [question] = split.questions;
    const unranked = { ...split, questions: [{ ...question, candidates: Int32Array.of(split.coldItems[0] + 1) }] };
    expect(() => checkSplit(unranked)).toThrow(refused('INTERNAL', /is not ranked/));
    const [first] = question.cases;
    const seen = { ...split, questions: [{ ...question, cases: [{ ...first, seen: first.truth }] }] };
    expect(() => checkSplit(seen)).toThrow(refused('LEAKED_PAIR', /both seen and held out/));
  });
});

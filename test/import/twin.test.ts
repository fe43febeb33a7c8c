import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useScratch } from './scratch.ts';

interface Row {
  readonly user: string;
  readonly item: string;
  readonly rating: number | null;
  readonly fraction: number | null;
  readonly time: number | null;
}

const ITEMS = ['1', '2', '10', '007', 'b', 'a', 'ñ', '"q"', 'x,y', '😀', 'line\nend'];
const id = fc.constantFrom(...ITEMS);
const row: fc.Arbitrary<Row> = fc.record({
  user: fc.oneof(fc.nat(12).map(String), id),
  item: fc.oneof({ weight: 9, arbitrary: id }, { weight: 1, arbitrary: fc.constant('unknown') }),
  rating: fc.option(fc.constantFrom(0.5, 1, 2.5, 4, 5)),
  fraction: fc.option(fc.constantFrom(0, 0.25, 0.5, 1)),
  time: fc.option(fc.constantFrom(1_000_000_000, 1_000_000_001, 1_500_000_000, 5)),
});

/** Numbers first, by value; then the others, by their bytes. */
function compareIds(a: string, b: string): number {
  const [x, y] = [a, b].map((each) => (/^(0|[1-9]\d*)$/.test(each) ? Number(each) : Infinity)) as [number, number];
  return x - y || Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The import of interactions, written plainly: what docs/data.md says, line by line. */
function importPlainly(rows: readonly Row[]): { users: string[]; interactions: unknown[][] } {
  const facts = rows
    .map((each, line) => ({ ...each, line, time: each.time !== null && each.time > 631_152_000 ? each.time : null }))
    .filter(({ item }) => item !== 'unknown')
    .sort((a, b) => (a.time ?? -1) - (b.time ?? -1) || a.line - b.line);
  const folded = new Map<string, { user: string; item: string; rating: number; fraction: number; time: number }>();
  for (const { user, item, rating, fraction, time } of facts) {
    const key = JSON.stringify([user, item]);
    const before = folded.get(key) ?? { user, item, rating: Number.NaN, fraction: Number.NaN, time: Number.NaN };
    folded.set(key, {
      user,
      item,
      rating: rating ?? before.rating,
      fraction: fraction ?? before.fraction,
      time: time ?? before.time,
    });
  }
  const interactions = [...folded.values()].sort(
    (a, b) =>
      compareIds(a.user, b.user) ||
      (Number.isNaN(a.time) ? -1 : a.time) - (Number.isNaN(b.time) ? -1 : b.time) ||
      compareIds(a.item, b.item),
  );
  return {
    users: [...new Set(interactions.map(({ user }) => user))],
    interactions: interactions.map(({ user, item, rating, fraction, time }) => [user, item, rating, fraction, time]),
  };
}

describe('the import of interactions', () => {
  const scratch = useScratch();
  const cell = (text: string | number | null): string =>
    /[",\n]/.test(String(text ?? '')) ? `"${String(text).replaceAll('"', '""')}"` : String(text ?? '');

  it('agrees with its plain twin on any rows', async () => {
    scratch.put({ 'movies.csv': `movieId,title\n${ITEMS.map((item) => `${cell(item)},T\n`).join('')}` });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), async (rows) => {
        // One of each at the top of its scale, so that the scales are those of the rows.
        const fixed: Row[] = [{ user: '1', item: '1', rating: 5, fraction: 1, time: 1_000_000_000 }];
        const all = [...fixed, ...rows];
        const lines = all.map(({ user, item, rating, fraction, time }) =>
          [user, item, rating, fraction, time].map(cell).join(','),
        );
        scratch.put({ 'events.csv': `user,movieId,rating,progress,timestamp\n${lines.join('\n')}\n` });
        await scratch.import();
        const { users, items, interactions } = await scratch.open();
        const found: unknown[][] = [];
        for (let user = 0; user < users.size; user++) {
          for (let at = interactions.indptr[user]; at < interactions.indptr[user + 1]; at++) {
            const { indices, ratings, fractions, times } = interactions;
            found.push([users.id(user), items.id(indices[at]), ratings[at], fractions[at], times[at]]);
          }
        }
        const expected = importPlainly(all);
        expect(found).toEqual(expected.interactions);
        expect(Array.from({ length: users.size }, (_, num) => users.id(num))).toEqual(expected.users);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('is refused while another one runs in the same workspace, which goes on undisturbed', async () => {
    scratch.put({ 'movies.csv': 'movieId,title\n1,A\n' });
    const first = scratch.import();
    await expect(scratch.import()).rejects.toMatchObject({ code: 'WORKSPACE_BUSY' });
    const { snapshotId } = await first;
    expect((await scratch.open()).id).toBe(snapshotId);
    expect((await scratch.import()).snapshotId).toBe(snapshotId);
  });
});

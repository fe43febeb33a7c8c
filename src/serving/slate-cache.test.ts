import { describe, expect, it } from 'vitest';
import { SlateCache } from './slate-cache.ts';

const slate = (id: string, titles: readonly string[]) => ({
  bytes: new Uint8Array(Buffer.from(`{"slateId":"${id}","titles":${JSON.stringify(titles)}}`)),
  itemIds: titles,
});
const text = (kept: { bytes: Uint8Array } | null): string | null =>
  kept === null ? null : Buffer.from(kept.bytes).toString();

describe('SlateCache', () => {
  it('gives a list again under another id, for as long as it may', () => {
    const cache = new SlateCache({ keepMs: 100, most: 10 });
    cache.keep('q', 'ana', slate('one', ['a']), cache.moment, 1_000);
    expect(text(cache.find('q', 'two', 1_099))).toBe('{"slateId":"two","titles":["a"]}');
    expect(text(cache.find('q', 'six', 1_050))).toBe('{"slateId":"six","titles":["a"]}');
    expect(cache.find('q', 'two', 1_100)).toBeNull();
    expect(cache.find('other', 'two', 1_000)).toBeNull();
  });

  it('gives bytes that the caller may keep or hand on', () => {
    const cache = new SlateCache({ keepMs: 100, most: 10 });
    const made = slate('one', ['a']);
    cache.keep('q', null, made, cache.moment, 0);
    made.bytes.fill(0);
    cache.find('q', 'two', 1)!.bytes.fill(0);
    expect(text(cache.find('q', 'six', 1))).toBe('{"slateId":"six","titles":["a"]}');
  });

  it('gives nothing where the ids are not as long as the one that is there', () => {
    const cache = new SlateCache({ keepMs: 100, most: 10 });
    cache.keep('q', null, slate('one', ['a']), cache.moment, 0);
    expect(cache.find('q', 'longer', 1)).toBeNull();
    expect(cache.find('q', '1', 1)).toBeNull();
  });

  it('ends the lists of a viewer who did something, and no others', () => {
    const cache = new SlateCache({ keepMs: 100, most: 10 });
    cache.keep('ana n=5', 'ana', slate('one', ['a']), cache.moment, 0);
    cache.keep('ana n=9', 'ana', slate('one', ['a']), cache.moment, 0);
    cache.keep('bo', 'bo', slate('one', ['b']), cache.moment, 0);
    cache.forgetUser('ana');
    expect(cache.find('ana n=5', 'two', 1)).toBeNull();
    expect(cache.find('ana n=9', 'two', 1)).toBeNull();
    expect(cache.find('bo', 'two', 1)).not.toBeNull();
  });

  it('does not keep a list that was begun before its viewer did something, or before another model served', () => {
    const cache = new SlateCache({ keepMs: 100, most: 10 });
    const before = cache.moment;
    cache.forgetUser('ana');
    cache.keep('ana', 'ana', slate('one', ['a']), before, 0);
    expect(cache.find('ana', 'two', 1)).toBeNull();
    cache.keep('ana', 'ana', slate('one', ['a']), cache.moment, 0);
    expect(cache.find('ana', 'two', 1)).not.toBeNull();
    const older = cache.moment;
    cache.clear();
    cache.keep('ana', 'ana', slate('one', ['a']), older, 0);
    expect(cache.find('ana', 'two', 1)).toBeNull();
  });

  it('keeps only so many, the newest, and remembers who did something even then', () => {
    const cache = new SlateCache({ keepMs: 100, most: 2 });
    for (const user of ['a', 'b', 'c']) cache.keep(user, user, slate('one', [user]), cache.moment, 0);
    expect(['a', 'b', 'c'].map((user) => cache.find(user, 'two', 1) !== null)).toEqual([false, true, true]);
    const before = cache.moment;
    for (const user of ['a', 'b', 'c', 'd']) cache.forgetUser(user);
    cache.keep('a', 'a', slate('one', ['a']), before, 0);
    expect(cache.find('a', 'two', 1)).toBeNull();
  });

  it('keeps nothing when it is turned off', () => {
    const cache = new SlateCache({ keepMs: 0, most: 10 });
    cache.keep('q', null, slate('one', ['a']), cache.moment, 0);
    expect(cache.find('q', 'two', 0)).toBeNull();
  });
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confined, writeDurably } from './durable-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-durable-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('writeDurably', () => {
  it('makes missing folders, replaces the whole file and leaves no draft behind', () => {
    const path = join(folder, 'a', 'b.json');
    writeDurably(path, 'a longer first text');
    writeDurably(path, 'second');
    expect(readFileSync(path, 'utf8')).toBe('second');
    expect(readdirSync(join(folder, 'a'))).toEqual(['b.json']);
  });

  it('leaves the old file and no draft when it cannot write', () => {
    const path = join(folder, 'kept');
    writeDurably(path, 'old');
    mkdirSync(join(folder, 'taken'));
    expect(() => writeDurably(join(folder, 'taken'), 'a folder is in the way')).toThrow(/EISDIR/);
    expect(() => writeDurably(join(path, 'below-a-file'), 'x')).toThrow(/ENOTDIR|EEXIST/);
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['kept', 'taken']);
  });
});

describe('confined', () => {
  it('joins names inside the folder', () => {
    expect(confined(folder, 'snapshots', 'ab12')).toBe(join(folder, 'snapshots', 'ab12'));
  });

  it.each(['../outside', 'a/../../outside', '..', `..${'/x'.repeat(3)}`])('refuses %s', (name) => {
    expect(() => confined(folder, name)).toThrow(expect.objectContaining({ code: 'UNSAFE_PATH' }));
  });
});

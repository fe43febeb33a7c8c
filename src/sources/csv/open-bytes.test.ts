import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../base/hash.ts';
import { readBytes, readHead } from './open-bytes.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-bytes-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, bytes: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

async function readAll(path: string): Promise<{ text: string; bytes: number; sha256: string }> {
  const parts: Buffer[] = [];
  const read = await readBytes(path, readHead(path), (chunk) => parts.push(Buffer.from(chunk)));
  return { text: Buffer.concat(parts).toString(), ...read };
}

const TEXT = 'id,título\n1,Ñandú 😀\n';

describe('readBytes', () => {
  it.each([
    ['plain UTF-8', Buffer.from(TEXT)],
    ['a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
    ['gzip', gzipSync(TEXT)],
    ['gzip with a byte order mark', gzipSync(`\ufeff${TEXT}`)],
    ['UTF-16 little endian with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16 big endian with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.concat([Buffer.from('id,titulo\n1,Abc\n', 'utf16le')])],
  ])('gives the text of %s as UTF-8 and the hash of the bytes as given', async (name, given) => {
    const read = await readAll(put(`${name}.csv`, given));
    expect(read.text).toBe(name.endsWith('without a mark') ? 'id,titulo\n1,Abc\n' : TEXT);
    expect(read.sha256).toBe(sha256(given));
    expect(read.bytes).toBe(given.length);
  });

  it('reads gzip files of several members, as concatenation makes them', async () => {
    const read = await readAll(put('two.csv.gz', Buffer.concat([gzipSync('a,b\n'), gzipSync('1,2\n')])));
    expect(read.text).toBe('a,b\n1,2\n');
  });

  it('does not split a character of UTF-16 between two chunks', async () => {
    const long = Buffer.from(`\ufeff${'x'.repeat(524_287)}😀${'ñ'.repeat(600_000)}`, 'utf16le');
    const read = await readAll(put('long.csv', long));
    expect(read.text).toBe(`${'x'.repeat(524_287)}😀${'ñ'.repeat(600_000)}`);
  });

  it.each([
    ['a ZIP archive', Buffer.from('504b030414000000', 'hex')],
    ['a PNG picture', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['a Parquet file', Buffer.from('PAR1....')],
    ['binary data', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256))],
  ])('refuses %s and says what it looks like', (what, bytes) => {
    expect(() => readHead(put('binary.csv', bytes))).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED_FILE', message: expect.stringContaining(what) as string }),
    );
  });

  it('refuses a gzip archive that is cut off or damaged', async () => {
    const packed = gzipSync(Buffer.from(Array.from({ length: 400_000 }, (_, i) => 48 + ((i * i) % 75))));
    await expect(readAll(put('cut.csv.gz', packed.subarray(0, packed.length / 2)))).rejects.toMatchObject({
      code: 'UNSUPPORTED_FILE',
    });
    const broken = Buffer.from(packed);
    broken.fill(0xaa, 40, 400);
    const path = put('broken.csv.gz', broken);
    await expect((async () => readAll(path))()).rejects.toMatchObject({ code: 'UNSUPPORTED_FILE' });
  });

  it('takes an empty file for an empty text', async () => {
    expect((await readAll(put('empty.csv', ''))).text).toBe('');
  });
});

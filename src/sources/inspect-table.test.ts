import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectTable } from './inspect-table.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-inspect-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inspect = (text: string | Uint8Array, name = 'table.csv'): ReturnType<typeof inspectTable> => {
  writeFileSync(join(folder, name), text);
  return inspectTable(join(folder, name), name);
};

describe('inspectTable', () => {
  it('tells columns with their first values, and what the table is taken for', () => {
    const found = inspect('usuario;pelicula;nota\nana;1;8\nluis;;9\neva;3;\n');
    expect(found.delimiter).toBe(';');
    expect(found.role).toBe('interactions');
    expect(found.columns).toEqual([
      { name: 'usuario', samples: ['ana', 'luis', 'eva'] },
      { name: 'pelicula', samples: ['1', '3'] },
      { name: 'nota', samples: ['8', '9'] },
    ]);
    expect(found.roles.find(({ role }) => role === 'interactions')!.fields).toEqual([
      { field: 'userId', needed: true, column: 'usuario' },
      { field: 'itemId', needed: true, column: 'pelicula' },
      { field: 'rating', needed: false, column: 'nota' },
      { field: 'fraction', needed: false, column: null },
      { field: 'time', needed: false, column: null },
    ]);
  });

  it('says that nobody knows what a table is, and still shows it', () => {
    const found = inspect('a,b\n1,2\n');
    expect(found.role).toBeNull();
    expect(found.columns.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('refuses what is no table', () => {
    expect(() => inspect('')).toThrow(expect.objectContaining({ code: 'EMPTY_SOURCE' }));
    expect(() => inspect('one\ntwo\n')).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_SOURCE' }));
    expect(() => inspect(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED_FILE' }),
    );
  });
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeQuestionTables } from '../fixtures/question-catalogues.ts';
import { writeSmallTables } from '../fixtures/small-workspace.ts';
import { butaca } from './butaca.ts';

const scratch = mkdtempSync(join(tmpdir(), 'butaca-cli-'));
const environment = { BUTACA_HOME: join(scratch, 'home'), BUTACA_THREADS: '1' };

beforeAll(async () => {
  const tables = join(scratch, 'tables');
  writeSmallTables(tables);
  writeQuestionTables(join(tables, 'catalogues'));
  const { code, stderr } = await butaca(['import', tables], environment);
  if (code !== 0) throw new Error(stderr);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('butaca explore', () => {
  it('tells of every catalogue in the language asked for', async () => {
    const { code, stdout, stderr } = await butaca(['explore', '--lang', 'es'], environment);
    expect(code, stderr).toBe(0);
    for (const text of ['Catálogo propio', 'Películas', 'Streaming', 'Cómo se reparte', 'Fuera de lo común']) {
      expect(stdout).toContain(text);
    }
    expect(stdout).not.toMatch(/NaN|undefined/);
  });

  it('writes the data as JSON and the report as one page', async () => {
    const file = join(scratch, 'report.html');
    const { code, stdout } = await butaca(['explore', '--catalogue', 'films', '--json', '--html', file], environment);
    expect(code).toBe(0);
    const { catalogues, platforms } = JSON.parse(stdout) as { catalogues: { catalogue: string }[]; platforms: unknown };
    expect(catalogues.map(({ catalogue }) => catalogue)).toEqual(['films']);
    expect(platforms).toBeNull();
    const page = readFileSync(file, 'utf8');
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain('id="films"');
    expect(page).not.toContain('id="aggregator"');
  });

  it('refuses a catalogue that there is not, and one that was not imported', async () => {
    const unknown = await butaca(['explore', '--catalogue', 'books'], environment);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('films, aggregator, platform');
    const home = join(scratch, 'other');
    const tables = join(scratch, 'platform-only');
    writeSmallTables(tables);
    await butaca(['import', tables], { ...environment, BUTACA_HOME: home });
    const absent = await butaca(['explore', '--catalogue', 'films'], { ...environment, BUTACA_HOME: home });
    expect(absent.code).toBe(4);
    expect(absent.stderr).toMatch(
      /missing catalogue: films; the snapshot has platform\.[\s\S]*Code: MISSING_CATALOGUE/,
    );
    const nothing = await butaca(['explore'], { ...environment, BUTACA_HOME: join(scratch, 'empty') });
    expect(nothing.code).toBe(4);
    expect(nothing.stderr).toContain('MISSING_SNAPSHOT');
  });
});

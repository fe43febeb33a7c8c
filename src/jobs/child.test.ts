import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { ButacaError } from '../base/errors.ts';
import { type Progress, silent } from '../base/progress.ts';
import { errorFromText, errorToText, runInChild } from './child.ts';

const scratch = mkdtempSync(join(tmpdir(), 'butaca-child-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const answerParent = JSON.stringify(new URL('answer-parent.ts', import.meta.url).href);
const errors = JSON.stringify(new URL('../base/errors.ts', import.meta.url).href);

/** An entry file whose work is `body`, with `request` and `progress` in sight. */
function writeEntry(name: string, body: string): URL {
  const path = join(scratch, `${name}.ts`);
  writeFileSync(
    path,
    `import { answerParent } from ${answerParent};
import { ButacaError } from ${errors};
void ButacaError;
answerParent(async (request: any, progress) => { ${body} });
`,
  );
  return pathToFileURL(path);
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('runInChild', () => {
  it('returns the answer and tells the progress in order', async () => {
    const told: string[] = [];
    const progress: Progress = {
      stage: (name) => void told.push(name),
      update: (fraction, detail) => void told.push(`${fraction} ${detail}`),
    };
    const entry = writeEntry(
      'answer',
      `progress.stage('a'); progress.update(0.5, 'half'); progress.stage('b'); return { doubled: request.value * 2, pid: process.pid };`,
    );
    const answer = (await runInChild(entry, { value: 21 }, { progress })) as { doubled: number; pid: number };
    expect(answer.doubled).toBe(42);
    expect(answer.pid).not.toBe(process.pid);
    expect(told).toEqual(['a', '0.5 half', 'b']);
  });

  it('rejects with the error of the child: code, message, details', async () => {
    const entry = writeEntry('refuse', `throw new ButacaError('EMPTY_SOURCE', 'empty: x', { details: { row: 3 } });`);
    await expect(runInChild(entry, {}, { progress: silent })).rejects.toMatchObject({
      code: 'EMPTY_SOURCE',
      message: 'empty: x',
      details: { row: 3 },
    });
  });

  it('rejects when the child is killed or ends without an answer', async () => {
    const killed = writeEntry('killed', `process.kill(process.pid, 'SIGKILL'); await new Promise(() => {});`);
    await expect(runInChild(killed, {}, { progress: silent })).rejects.toThrow(
      /^broken off: process ended with SIGKILL/,
    );
    const left = writeEntry('left', `process.exit(7);`);
    await expect(runInChild(left, {}, { progress: silent })).rejects.toThrow(/^broken off: process ended with code 7/);
  });

  it('ends the child when aborted, and lets it clean up behind itself', async () => {
    const trace = join(scratch, 'cleaned');
    const entry = writeEntry(
      'abort',
      `const fs = await import('node:fs');
       try {
         for (;;) { progress.update(0.5); progress.stage('turn'); await new Promise((next) => setTimeout(next, 5)); }
       } finally { fs.writeFileSync(${JSON.stringify(trace)}, 'yes'); }`,
    );
    const controller = new AbortController();
    const progress: Progress = { ...silent, stage: () => controller.abort(new Error('enough')) };
    await expect(runInChild(entry, {}, { progress, signal: controller.signal })).rejects.toThrow('enough');
    expect(readFileSync(trace, 'utf8')).toBe('yes');
  });

  it('ends a child that never comes back to its event loop at its next word of progress', async () => {
    const trace = join(scratch, 'unwound');
    const entry = writeEntry(
      'busy',
      `const fs = await import('node:fs');
       progress.stage('turn');
       try {
         for (;;) progress.update(0.5);
       } catch (error) { fs.writeFileSync(${JSON.stringify(trace)}, error.message); throw error; }`,
    );
    const controller = new AbortController();
    const progress: Progress = { ...silent, stage: () => controller.abort(new Error('enough')) };
    const options = { progress, signal: controller.signal, graceMs: 15_000 };
    await expect(runInChild(entry, {}, options)).rejects.toThrow('enough');
    expect(readFileSync(trace, 'utf8')).toBe('stopped');
  });

  it('ends such a child when its parent is killed', async () => {
    const trace = join(scratch, 'orphaned');
    const entry = writeEntry(
      'orphan',
      `const fs = await import('node:fs');
       fs.writeFileSync(${JSON.stringify(`${trace}.pid`)}, String(process.pid));
       progress.stage('turn');
       try {
         for (;;) progress.update(0.5);
       } finally { fs.writeFileSync(${JSON.stringify(trace)}, 'yes'); }`,
    );
    const parent = join(scratch, 'parent.ts');
    const child = JSON.stringify(new URL('child.ts', import.meta.url).href);
    writeFileSync(
      parent,
      `import { runInChild } from ${child};
const progress = { stage: () => process.kill(process.pid, 'SIGKILL'), update() {} };
await runInChild(new URL(${JSON.stringify(entry.href)}), {}, { progress });`,
    );
    spawnSync(process.execPath, [parent]);
    const pid = Number(readFileSync(`${trace}.pid`, 'utf8'));
    try {
      await expect.poll(() => existsSync(trace)).toBe(true);
      await expect.poll(() => isAlive(pid)).toBe(false);
    } finally {
      if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    }
  });

  it('kills a child that does not listen', async () => {
    let pid = 0;
    const entry = writeEntry('deaf', `progress.stage(String(process.pid)); for (;;) {}`);
    const controller = new AbortController();
    const progress: Progress = {
      ...silent,
      stage(name) {
        pid = Number(name);
        controller.abort(new Error('enough'));
      },
    };
    await expect(runInChild(entry, {}, { progress, signal: controller.signal, graceMs: 100 })).rejects.toThrow(
      'enough',
    );
    expect(pid).toBeGreaterThan(0);
    expect(isAlive(pid)).toBe(false);
  });

  it('starts nothing when it is aborted already', async () => {
    const entry = writeEntry('never', `progress.stage('started'); return 1;`);
    const told: string[] = [];
    const progress: Progress = { ...silent, stage: (name) => void told.push(name) };
    const signal = AbortSignal.abort(new Error('before'));
    await expect(runInChild(entry, {}, { progress, signal })).rejects.toThrow('before');
    expect(told).toEqual([]);
  });
});

describe('errors between processes', () => {
  it('keep code, message, details and stack', () => {
    const error = new ButacaError('UNKNOWN_MODEL', 'unknown model: x', { details: { model: 'x' } });
    const again = errorFromText(structuredClone(errorToText(error)));
    expect(again).toBeInstanceOf(ButacaError);
    expect(again).toMatchObject({ code: 'UNKNOWN_MODEL', message: error.message, details: error.details });
    expect(again.stack).toBe(error.stack);
  });

  it('stay plain errors where they have no code of ours', () => {
    const again = errorFromText(errorToText(new TypeError('x')));
    expect(again).not.toBeInstanceOf(ButacaError);
    expect(again.message).toBe('x');
    expect(errorFromText(errorToText('thrown text')).message).toBe('thrown text');
  });
});

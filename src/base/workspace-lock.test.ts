import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockWorkspace } from './workspace-lock.ts';

const MODULE = fileURLToPath(new URL('./workspace-lock.ts', import.meta.url));

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'butaca-lock-'));
});
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  rmSync(home, { recursive: true });
});

/** A process that takes the lock and holds it until it is killed. */
async function startHolder() {
  const code = `const { lockWorkspace } = await import(${JSON.stringify(MODULE)});
    lockWorkspace(process.argv[1], 'import'); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  await once(child.stdout, 'data');
  return child;
}

describe('lockWorkspace', () => {
  it('lets one writer in at a time, within a process too', () => {
    const lock = lockWorkspace(home, 'import');
    expect(() => lockWorkspace(home, 'train')).toThrow(expect.objectContaining({ code: 'WORKSPACE_BUSY' }));
    lock.release();
    lock.release();
    lockWorkspace(home, 'train').release();
  });

  it('says who holds it', async () => {
    const child = await startHolder();
    expect(() => lockWorkspace(home, 'train')).toThrow(
      expect.objectContaining({ code: 'WORKSPACE_BUSY', details: { pid: child.pid, purpose: 'import' } }),
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('is free again when its process was killed', async () => {
    const child = await startHolder();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(() => lockWorkspace(home, 'train').release()).not.toThrow();
  });

  it('makes the folder that it locks', () => {
    const lock = lockWorkspace(join(home, 'new', 'var'), 'import');
    expect(existsSync(join(home, 'new', 'var', 'workspace.lock'))).toBe(true);
    lock.release();
  });
});

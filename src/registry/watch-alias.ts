import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { AliasWatch } from './contract.ts';

const DEBOUNCE_MS = 30;

/**
 * Calls `look` soon after the file at the path was replaced, and every `pollMs` milliseconds besides: watching a folder is best
 * effort on many file systems (network and container volumes among them). Does not keep the process alive.
 */
export function watchFile(path: string, pollMs: number, look: () => void): AliasWatch {
  let soon: NodeJS.Timeout | undefined;
  const poll = setInterval(look, pollMs).unref();
  let watcher: FSWatcher | undefined;
  try {
    // The folder, for the file itself is another one after each replacement.
    watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
      if (name !== null && name !== basename(path)) return;
      clearTimeout(soon);
      soon = setTimeout(look, DEBOUNCE_MS).unref();
    });
    watcher.on('error', () => watcher?.close());
  } catch {
    // No watching here (limits of the system reached): the poll does it alone.
  }
  return {
    close() {
      clearInterval(poll);
      clearTimeout(soon);
      watcher?.close();
    },
  };
}

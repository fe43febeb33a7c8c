import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/**
 * Collects this thread's garbage now and gives the space back. Starting and loading a model leave more of it than serving makes in an
 * hour (the file, the texts it was parsed from, a young space grown to its limit), mostly outside of V8's heap, where it would wait for
 * a collection that nothing brings about. A plain collection keeps the spaces at the size they had grown to.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as Collect)({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects this thread's garbage now. Loading a model leaves more of it than serving makes in an hour (the file, the texts it was
 * parsed from), mostly outside of V8's heap, where it would wait for a collection that nothing brings about.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

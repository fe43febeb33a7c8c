/**
 * Looks at the champion, waits until all have looked, promotes a version; says `promoted` or the code of the error.
 * Arguments: workspace, version, folder in which to say that it has looked and where a file `go` appears.
 */
import { existsSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { isButacaError } from '../../src/base/errors.ts';
import { openRegistry } from '../../src/registry/index.ts';

const [home = '', version = '', meeting = ''] = process.argv.slice(2);
const registry = openRegistry({ home, clock: systemClock });
const expected = registry.champion()?.id ?? null;
writeFileSync(join(meeting, version), '');
while (!existsSync(join(meeting, 'go')));
try {
  registry.promote(version, { reason: 'at once', expected });
  writeSync(1, 'promoted\n');
} catch (error) {
  writeSync(1, `${isButacaError(error) ? error.code : String(error)}\n`);
}

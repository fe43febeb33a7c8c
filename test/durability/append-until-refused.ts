/** Appends events until one is refused and says the id of each that was acknowledged, then the code. Argument: workspace. */
import { writeSync } from 'node:fs';
import { systemClock } from '../../src/base/clock.ts';
import { isButacaError } from '../../src/base/errors.ts';
import { openStore } from '../../src/store/index.ts';

const [home = ''] = process.argv.slice(2);
const store = await openStore({ home, clock: systemClock });
try {
  for (let last = 0; ; ) {
    const batch = Array.from({ length: 100 }, () => {
      const eventId = `e-${++last}`;
      return { eventId, userId: 'u', itemId: 'm'.repeat(100), kind: 'view', value: null, timeMs: last } as const;
    });
    const results = await store.append(batch);
    writeSync(1, results.map(({ eventId }) => `${eventId}\n`).join(''));
  }
} catch (error) {
  writeSync(1, `refused ${isButacaError(error) ? error.code : String(error)}\n`);
}
writeSync(1, `readable ${await store.lastSequence()}\n`);
await store.close();

/** Appends events until it is killed and says the id of each that was acknowledged. Arguments: workspace, prefix of the ids. */
import { writeSync } from 'node:fs';
import { systemClock } from '../../src/base/clock.ts';
import { openStore } from '../../src/store/index.ts';

const [home = '', prefix = ''] = process.argv.slice(2);
const store = await openStore({ home, clock: systemClock });
let last = 0;

/** Appends batches of 1 to 5, every tenth of them a second time. */
async function append(): Promise<never> {
  for (;;) {
    const batch = Array.from({ length: 1 + (last % 5) }, () => {
      const eventId = `${prefix}-${++last}`;
      return {
        eventId,
        userId: `u-${eventId}`,
        itemId: `m-${eventId}`,
        kind: 'view',
        value: null,
        timeMs: last,
      } as const;
    });
    const again = last % 10 === 0 ? [store.append(batch)] : [];
    const results = await store.append(batch);
    await Promise.all(again);
    // Written at once and not through a stream: what was said stays said after the kill.
    writeSync(1, results.map(({ eventId }) => `${eventId}\n`).join(''));
  }
}

for (let i = 0; i < 8; i++) void append();
setInterval(() => {
  store.logExposure({ slateId: 's', userId: 'u', itemIds: ['m'], versionId: 'v', timeMs: Date.now(), context: 'test' });
}, 1);

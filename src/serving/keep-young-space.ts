import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Bytes beyond which the space for short-lived objects need not grow: answers live for milliseconds. */
const ENOUGH = 16 * 1024 * 1024;
const LOOK_MS = 250;

/**
 * Keeps the space for short-lived objects of this thread from growing beyond what serving needs. On a machine with much memory V8
 * lets it grow to 128 MB, which makes nothing faster here (measured: same processor time a list, 110 MB less). The flag for its size is read
 * only when the process starts; the one for its growth is read at each growth. Returns the way to stop looking.
 */
export function keepYoungSpace(): () => void {
  const look = (): void => {
    const size = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
    if (size < ENOUGH) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    stop();
  };
  const timer = setInterval(look, LOOK_MS).unref();
  const stop = (): void => clearInterval(timer);
  look();
  return stop;
}

import { stripVTControlCharacters } from 'node:util';
import type { Clock } from '../base/clock.ts';
import type { Progress } from '../base/progress.ts';

export interface DrawnProgress extends Progress {
  /** Ends the last stage: as done, or as broken off. Nothing is drawn afterwards. */
  close(outcome?: 'done' | 'failed'): void;
}

export interface ProgressBarOptions {
  readonly stream: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly clock: Clock;
  /** Stage → what people read, for the parts of a stage between `: `; a part itself where it is missing. */
  readonly names?: Partial<Record<string, string>>;
}

const WIDTH = 24;
const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const FRAME_MS = 80;

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

/** What people read of a stage: `train: ease` → `Training: what is watched together`; a part with an empty name is left out. */
const nameOf = (stage: string, names: Partial<Record<string, string>>): string =>
  stage
    .split(': ')
    .map((part) => names[part] ?? part)
    .filter((part) => part !== '')
    .join(': ');

/** A bar of `WIDTH` characters; `fraction` outside 0…1 is brought inside. */
const drawBar = (fraction: number): string => {
  const full = Math.round(Math.min(1, Math.max(0, fraction || 0)) * WIDTH);
  return '█'.repeat(full) + '░'.repeat(WIDTH - full);
};

/**
 * Progress for people: on a terminal one moving line a stage, which becomes `✓ name  1.2 s`; elsewhere one plain line at the end
 * of each stage, so that logs stay short.
 */
export function drawProgress({ stream, clock, names = {} }: ProgressBarOptions): DrawnProgress {
  const moving = stream.isTTY === true;
  let name: string | null = null;
  let startedMs = 0;
  let fraction = 0;
  let detail = '';
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;

  const fit = (line: string): string => {
    const columns = stream.columns ?? 80;
    return stripVTControlCharacters(line).length < columns ? line : line.slice(0, columns - 1);
  };
  const draw = (): void => {
    if (name === null) return;
    const percent = `${Math.floor(Math.min(1, Math.max(0, fraction)) * 100)} %`.padStart(5);
    const symbol = FRAMES[frame++ % FRAMES.length];
    const elapsed = seconds(clock.nowMs() - startedMs);
    stream.write(`\r\u001B[2K${fit(`${symbol} ${name}  ${drawBar(fraction)} ${percent}  ${elapsed} s  ${detail}`)}`);
  };
  const end = (symbol: string): void => {
    if (name === null) return;
    if (timer !== undefined) clearInterval(timer);
    timer = undefined;
    stream.write(`${moving ? '\r\u001B[2K' : ''}${symbol} ${name}  ${seconds(clock.nowMs() - startedMs)} s\n`);
    name = null;
  };

  return {
    stage(next) {
      const nextName = nameOf(next, names);
      // A stage that goes on in a second step is one stage for people.
      if (nextName === name) return;
      end('✓');
      name = nextName;
      startedMs = clock.nowMs();
      fraction = 0;
      detail = '';
      if (!moving) return;
      draw();
      timer = setInterval(draw, FRAME_MS);
      timer.unref();
    },
    update(nextFraction, nextDetail = '') {
      fraction = nextFraction;
      detail = nextDetail;
    },
    close(outcome = 'done') {
      end(outcome === 'done' ? '✓' : '✗');
    },
  };
}

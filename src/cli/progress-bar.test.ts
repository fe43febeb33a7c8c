import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { drawProgress } from './progress-bar.ts';

function collect(isTTY: boolean): { stream: Writable & { isTTY: boolean; columns: number }; text: () => string } {
  let written = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY, columns: 60 }), text: () => written };
}

describe('drawProgress', () => {
  it('writes one plain line a stage where no person looks', () => {
    let nowMs = 0;
    const { stream, text } = collect(false);
    const progress = drawProgress({ stream, clock: { nowMs: () => nowMs }, names: { read: 'Reading' } });
    progress.stage('read');
    nowMs = 1_500;
    progress.update(0.5, 'half');
    progress.stage('write');
    nowMs = 1_700;
    progress.close();
    expect(text()).toBe('✓ Reading  1.5 s\n✓ write  0.2 s\n');
  });

  it('names the parts of a stage, and takes a stage that is told twice as one', () => {
    const { stream, text } = collect(false);
    const names = { parts: 'Training', ease: 'together' };
    const progress = drawProgress({ stream, clock: { nowMs: () => 0 }, names });
    for (const stage of ['parts: ease', 'parts: ease', 'parts: other']) progress.stage(stage);
    progress.close();
    expect(text()).toBe('✓ Training: together  0.0 s\n✓ Training: other  0.0 s\n');
  });

  it('marks the stage in which the work broke off', () => {
    const { stream, text } = collect(false);
    const progress = drawProgress({ stream, clock: { nowMs: () => 0 } });
    progress.stage('train');
    progress.close('failed');
    progress.close();
    expect(text()).toBe('✗ train  0.0 s\n');
  });

  it('redraws one line on a terminal and never more than its width', () => {
    const { stream, text } = collect(true);
    const progress = drawProgress({ stream, clock: { nowMs: () => 0 } });
    progress.stage('a stage with a rather long name that does not fit beside its bar');
    progress.close();
    const drawn = text()
      .split('\r\u001B[2K')
      .filter((line) => line !== '' && !line.endsWith('\n'));
    expect(drawn.length).toBeGreaterThan(0);
    for (const line of drawn) expect(line.length).toBeLessThan(60);
    expect(text().endsWith('✓ a stage with a rather long name that does not fit beside its bar  0.0 s\n')).toBe(true);
  });
});

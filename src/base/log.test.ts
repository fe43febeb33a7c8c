import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { formatRecord, openLog } from './log.ts';

function collect(isTTY: boolean): { target: Writable & { isTTY: boolean }; text: () => string } {
  const chunks: string[] = [];
  const target = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { target: Object.assign(target, { isTTY }), text: () => chunks.join('') };
}

describe('openLog', () => {
  it('writes one JSON object a line where no person looks', () => {
    const { target, text } = collect(false);
    openLog({ level: 'info', target }).info({ port: 8080 }, 'listening');
    expect(JSON.parse(text())).toEqual({ level: 30, time: expect.any(String), port: 8080, msg: 'listening' });
  });

  it('writes readable lines on a terminal', () => {
    const { target, text } = collect(true);
    openLog({ level: 'info', target }).info({ port: 8080 }, 'listening');
    expect(text()).toMatch(/listening.*port=8080/);
    expect(text()).not.toContain('{');
  });

  it('leaves out what is below its level', () => {
    const { target, text } = collect(false);
    openLog({ level: 'warn', target }).info('quiet');
    expect(text()).toBe('');
  });
});

describe('formatRecord', () => {
  it('shows time, level, message, facts and the error of a record', () => {
    const record = {
      level: 50,
      time: '2026-11-20T10:11:12.000Z',
      msg: 'failed',
      route: '/docs',
      err: { message: 'broken', stack: 'Error: broken\n    at place' },
    };
    expect(formatRecord(record, false)).toBe('10:11:12 error failed route=/docs \nError: broken\n    at place');
  });
});

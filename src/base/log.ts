import { Writable } from 'node:stream';
import { type Logger, pino, stdTimeFunctions } from 'pino';

export type Log = Logger;

const LEVEL_NAMES: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };
const LEVEL_COLOURS: Readonly<Record<string, string>> = {
  debug: '90',
  info: '36',
  warn: '33',
  error: '31',
  fatal: '41',
};
const OWN_KEYS = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'err', 'stack']);

/** One log record as a line for people: time of day, level, message, then the other facts as `key=value`. */
export function formatRecord(record: Readonly<Record<string, unknown>>, colour: boolean): string {
  const paint = (code: string, text: string): string => (colour ? `\u001B[${code}m${text}\u001B[0m` : text);
  const level = LEVEL_NAMES[Number(record['level'])] ?? String(record['level']);
  const time = String(record['time']).slice(11, 19);
  const facts = Object.entries(record)
    .filter(([key]) => !OWN_KEYS.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const error = record['err'] as { message?: string; stack?: string } | undefined;
  return [
    paint('90', time),
    paint(LEVEL_COLOURS[level] ?? '0', level.padEnd(5)),
    typeof record['msg'] === 'string' ? record['msg'] : '',
    paint('90', facts.join(' ')),
    error === undefined ? '' : `\n${error.stack ?? error.message ?? ''}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** A stream that takes pino's JSON lines and writes them readably to `target`. */
function readable(target: NodeJS.WritableStream): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      for (const line of chunk.split('\n')) {
        if (line === '') continue;
        target.write(`${formatRecord(JSON.parse(line) as Record<string, unknown>, true)}\n`);
      }
      done();
    },
  });
}

export interface OpenLogOptions {
  readonly level: string;
  /** Where lines go; standard error by default. Readable lines on a terminal, one JSON object a line otherwise. */
  readonly target?: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** The log of a process. Times are UTC; nothing is written below `level`. */
export function openLog({ level, target = process.stderr }: OpenLogOptions): Log {
  const options = { level, base: undefined, timestamp: stdTimeFunctions.isoTime };
  return pino(options, target.isTTY === true ? readable(target) : target);
}

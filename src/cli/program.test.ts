import { Writable } from 'node:stream';
import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../base/clock.ts';
import { ButacaError } from '../base/errors.ts';
import { type Language, wordingOf } from './language.ts';
import { createProgram } from './program.ts';
import { Interrupted, reportError } from './report-error.ts';
import type { Session } from './session.ts';

function openTestSession(language: Language): { session: Session; stdout: () => string; stderr: () => string } {
  const written = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof written): Writable =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written[name] += chunk.toString();
        done();
      },
    });
  const session: Session = {
    language,
    words: wordingOf(language),
    clock: fixedClock(0),
    environment: {},
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    signal: new AbortController().signal,
    options: {},
  };
  return { session, stdout: () => written.stdout, stderr: () => written.stderr };
}

const COMMANDS = createProgram(openTestSession('en').session).commands.map((command) => command.name());

describe('help', () => {
  it.each(['en', 'es'] as const)('names every command and every exit code, in %s', async (language) => {
    const { session, stdout } = openTestSession(language);
    await expect(createProgram(session).parseAsync(['--help'], { from: 'user' })).rejects.toThrow(CommanderError);
    for (const command of COMMANDS) expect(stdout()).toContain(`  ${command}`);
    for (const line of session.words.exitCodes) expect(stdout()).toContain(line);
  });

  it.each(COMMANDS)('of %s shows its description and examples in both languages', async (name) => {
    for (const language of ['en', 'es'] as const) {
      const { session, stdout } = openTestSession(language);
      await expect(createProgram(session).parseAsync([name, '--help'], { from: 'user' })).rejects.toThrow(
        CommanderError,
      );
      const words = session.words[name as 'train'];
      expect(stdout()).toContain(`${session.words.headings.examples}\n  ${words.examples[0]}`);
      expect(stdout().replaceAll(/\s+/g, ' ')).toContain(words.description);
    }
  });

  it('leaves no English heading in Spanish', async () => {
    const { session, stdout } = openTestSession('es');
    await expect(createProgram(session).parseAsync(['train', '--help'], { from: 'user' })).rejects.toThrow(
      CommanderError,
    );
    expect(stdout()).not.toMatch(/Usage|[Oo]ptions|Arguments|Commands|\(default|\(choices/);
  });
});

describe('the two languages', () => {
  const leaves = (tree: object, path = ''): [string, unknown][] =>
    Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
      value !== null && typeof value === 'object' ? leaves(value, `${path}.${key}`) : [[`${path}.${key}`, value]],
    );

  it('say the same things: no text is missing, and the sentences are translated', () => {
    const [en, es] = [leaves(wordingOf('en')), leaves(wordingOf('es'))];
    const names = (all: [string, unknown][]): string[] => all.map(([name]) => name.replace(/\.\d+$/, ''));
    expect(new Set(names(es))).toEqual(new Set(names(en)));
    const english = new Map(en);
    const sentences = es.filter(
      ([name, text]) => typeof text === 'string' && text.includes(' ') && !name.includes('examples'),
    );
    expect(sentences.filter(([name, text]) => english.get(name) === text)).toEqual([]);
  });
});

describe('reportError', () => {
  it('tells what, the code and what to do, in one block', () => {
    const { session, stderr, stdout } = openTestSession('en');
    const error = new ButacaError('MISSING_SNAPSHOT', 'missing snapshot: nothing imported');
    expect(reportError(error, session)).toBe(4);
    expect(stderr()).toBe(
      '✗ missing snapshot: nothing imported\n  Code: MISSING_SNAPSHOT\n  Import tables first: butaca import <folder>, or: butaca start.\n',
    );
    expect(stdout()).toBe('');
  });

  it('writes the error as JSON on standard output with --json', () => {
    const { session, stdout } = openTestSession('en');
    session.options = { json: true };
    reportError(new ButacaError('UNKNOWN_USER', 'unknown user: 7', { details: { user: '7' } }), session);
    expect(JSON.parse(stdout())).toEqual({
      error: { code: 'UNKNOWN_USER', message: 'unknown user: 7', details: { user: '7' } },
    });
  });

  it('says what to do when the operating system refuses', () => {
    const { session, stderr } = openTestSession('en');
    expect(reportError(new Error("EACCES: permission denied, open '/data/movies.csv'"), session)).toBe(1);
    expect(stderr()).toMatch(/^✗ not allowed: \/data\/movies\.csv; expected .* Check its owner/);
    expect(stderr()).not.toContain('should not');
    reportError(new Error('ENOSPC: no space left on device, write'), session);
    expect(stderr()).toContain('✗ full disk');
  });

  it('ends with 1 for a fault of ours, with 130 after Ctrl-C and with 143 after SIGTERM', () => {
    const { session } = openTestSession('en');
    expect(reportError(new TypeError('x is not a function'), session)).toBe(1);
    expect(reportError(new Interrupted('SIGINT'), session)).toBe(130);
    expect(reportError(new Interrupted('SIGTERM'), session)).toBe(143);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Literal, parsePythonLiteral } from './python-literal.ts';

/** Writes a value as Python's repr does: single quotes, unless the text has one and no double quote. */
function repr(value: Literal): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
    let out = '';
    for (const char of value) {
      const code = char.codePointAt(0)!;
      if (char === '\\' || char === quote) out += `\\${char}`;
      else if (char === '\n') out += '\\n';
      else if (code < 32 || (code > 126 && code < 161)) out += `\\x${code.toString(16).padStart(2, '0')}`;
      else out += char;
    }
    return quote + out + quote;
  }
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${repr(key)}: ${repr(inner)}`)
    .join(', ')}}`;
}

const text = fc.string({ unit: 'grapheme' }).map((each) => each.toWellFormed());
const literal = fc.letrec<{ value: Literal }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Literal>(null, true, false),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
    text,
    fc.array(tie('value')),
    fc.dictionary(
      text.filter((key) => key !== '__proto__'),
      tie('value'),
      { noNullPrototype: true },
    ),
  ),
})).value;

describe('parsePythonLiteral', () => {
  it('reads back what Python writes', () => {
    fc.assert(
      fc.property(literal, (value) => {
        expect(parsePythonLiteral(repr(value))).toEqual(value);
      }),
    );
  });

  it('reads JSON too', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const json = JSON.stringify(value);
        if (json.includes('__proto__') || /-0[,\]}]|^-0$/.test(json)) return;
        expect(parsePythonLiteral(json)).toEqual(JSON.parse(json));
      }),
    );
  });

  it('returns undefined for broken text and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), literal.map(repr)), fc.nat(), (whole, cut) => {
        parsePythonLiteral(whole.slice(0, cut));
      }),
    );
    for (const broken of ['', '[', "['a'", "{'a' 1}", "'a", '[1 2]', "{'a': }", '[1]]', 'abc', "'\\x4'", '[[[']) {
      expect(parsePythonLiteral(broken)).toBeUndefined();
    }
  });

  it('does not follow nesting without end', () => {
    expect(parsePythonLiteral('['.repeat(100_000) + ']'.repeat(100_000))).toBeUndefined();
  });

  it.each([
    ["[{'id': 1, 'name': \"Children's\", 'x': None}]", [{ id: 1, name: "Children's", x: null }]],
    ['[\'it\\\'s\', "say \\"so\\""]', ["it's", 'say "so"']],
    ["'Am\\u00e9lie \\xe9 \\U0001F600'", 'Amélie é 😀'],
    ["'\\ud83d\\ude00'", '😀'],
    ["'\\ud83d'", '\ufffd'],
    ['(1, 2.5, -3e2,)', [1, 2.5, -300]],
    ['[]', []],
    ['nan', null],
  ])('reads %s', (source, value) => {
    expect(parsePythonLiteral(source)).toEqual(value);
  });

  it('cannot be made to change what objects inherit', () => {
    const value = parsePythonLiteral("{'__proto__': {'polluted': 1}}") as Record<string, unknown>;
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

/**
 * Reads the nested cells of the TMDB tables: Python literals (and JSON, which differs in true, false and null only).
 * Source of the grammar: https://docs.python.org/3/reference/lexical_analysis.html#literals
 */

export type Literal = string | number | boolean | null | readonly Literal[] | { readonly [key: string]: Literal };

const DEPTH = 100;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  '\n': '',
};

const WORDS: readonly (readonly [string, boolean | null])[] = [
  ['None', null],
  ['True', true],
  ['False', false],
  ['null', null],
  ['true', true],
  ['false', false],
  ['nan', null],
  ['NaN', null],
];
const NUMBER = /[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?/y;

class Broken extends Error {}

const fail = (): never => {
  throw new Broken();
};

/** Returns the value that the text writes, or undefined when it is not one whole literal. Lone surrogates become U+FFFD. */
export function parsePythonLiteral(text: string): Literal | undefined {
  let at = 0;
  const blank = (): void => {
    for (let code = text.charCodeAt(at); code === 32 || (code >= 9 && code <= 13); ) code = text.charCodeAt(++at);
  };
  const quoted = (): string => {
    const quote = text[at++];
    let out = '';
    let from = at;
    for (; at < text.length; at++) {
      const char = text[at];
      if (char === quote) {
        out += text.slice(from, at++);
        return out.toWellFormed();
      }
      if (char !== '\\') continue;
      out += text.slice(from, at++);
      const mark = text[at] ?? fail();
      const digits = { x: 2, u: 4, U: 8 }[mark];
      if (digits !== undefined) {
        const hex = text.slice(at + 1, at + 1 + digits);
        const code = Number.parseInt(hex, 16);
        if (hex.length !== digits || !/^[0-9a-fA-F]+$/.test(hex) || code > 0x10ffff) fail();
        out += code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
        at += digits;
      } else if (/[0-7]/.test(mark)) {
        const octal = /^[0-7]{1,3}/.exec(text.slice(at, at + 3))![0];
        out += String.fromCharCode(Number.parseInt(octal, 8));
        at += octal.length - 1;
      } else if (mark === '\\' || mark === "'" || mark === '"') out += mark;
      else out += ESCAPES[mark] ?? (mark === '/' ? '/' : `\\${mark}`);
      from = at + 1;
    }
    return fail();
  };
  const value = (depth: number): Literal => {
    if (depth > DEPTH) fail();
    blank();
    const char = text[at] ?? fail();
    if (char === "'" || char === '"') return quoted();
    if (char === '[' || char === '(') return list(char === '[' ? ']' : ')', depth);
    if (char === '{') return record(depth);
    if (!/[\d.+-]/.test(char)) {
      for (const [word, meaning] of WORDS) {
        if (!text.startsWith(word, at) || /\w/.test(text[at + word.length] ?? '')) continue;
        at += word.length;
        return meaning;
      }
      return fail();
    }
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(text)?.[0] ?? fail();
    at += number.length;
    return Number(number);
  };
  const list = (close: string, depth: number): Literal[] => {
    const out: Literal[] = [];
    for (at++; ; ) {
      blank();
      if (text[at] === close) break;
      out.push(value(depth + 1));
      blank();
      if (text[at] === ',') at++;
      else if (text[at] !== close) fail();
    }
    at++;
    return out;
  };
  const record = (depth: number): Record<string, Literal> => {
    const out: Record<string, Literal> = {};
    for (at++; ; ) {
      blank();
      if (text[at] === '}') break;
      const key = value(depth + 1);
      blank();
      if (text[at++] !== ':') fail();
      const name = typeof key === 'string' ? key : JSON.stringify(key);
      const inner = value(depth + 1);
      // A plain assignment of this one name would change what the object inherits.
      if (name === '__proto__')
        Object.defineProperty(out, name, { value: inner, enumerable: true, configurable: true, writable: true });
      else out[name] = inner;
      blank();
      if (text[at] === ',') at++;
      else if (text[at] !== '}') fail();
    }
    at++;
    return out;
  };
  try {
    const out = value(0);
    blank();
    return at === text.length ? out : undefined;
  } catch (error) {
    if (error instanceof Broken) return undefined;
    throw error;
  }
}

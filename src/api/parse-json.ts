import { ButacaError } from '../base/errors.ts';
import { LIMITS } from './contract/index.ts';

const refuse = (message: string, cause?: unknown): never => {
  throw new ButacaError('INVALID_BODY', message, { details: { reason: message }, cause });
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Returns the value of a JSON text. Beyond what JSON.parse refuses, it refuses more than LIMITS.jsonDepth levels (a small text could
 * cost much work), a key that comes twice in one object (the sender meant two things and one would be lost), and the key __proto__.
 */
export function parseJson(text: string): unknown {
  if (text.trim() === '') refuse('the body is empty; expected JSON');
  let value: unknown;
  checkShape(text);
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = (error as Error).message.replace(/^.*? in JSON /, '').slice(0, 80);
    refuse(`the body is not JSON (${reason})`, error);
  }
  return value;
}

/** One pass over the text: strings are jumped over, brackets counted, keys of each open object remembered. */
function checkShape(text: string): void {
  const keys: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const start = at + 1;
      let escaped = false;
      for (at = start; at < text.length && text.charCodeAt(at) !== QUOTE; at++) {
        if (text.charCodeAt(at) === BACKSLASH) {
          escaped = true;
          at++;
        }
      }
      let after = at + 1;
      while (after < text.length && text.charCodeAt(after) <= 0x20) after++;
      if (text.charCodeAt(after) === 0x3a) rememberKey(keys.at(-1), text.slice(start, at), escaped);
    } else if (code === 0x7b || code === 0x5b) {
      keys.push(code === 0x7b ? new Set() : null);
      if (keys.length > LIMITS.jsonDepth) refuse(`the body is deeper than ${LIMITS.jsonDepth} levels`);
    } else if (code === 0x7d || code === 0x5d) keys.pop();
  }
}

function rememberKey(keys: Set<string> | null | undefined, raw: string, escaped: boolean): void {
  if (keys === null || keys === undefined) return;
  let key = raw;
  if (escaped) {
    try {
      key = JSON.parse(`"${raw}"`) as string;
    } catch {
      return;
    }
  }
  if (key === '__proto__') refuse('the key __proto__ is not allowed');
  if (keys.has(key)) refuse(`the key ${JSON.stringify(key.slice(0, 80))} comes twice in one object`);
  keys.add(key);
}

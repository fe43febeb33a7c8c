import { setImmediate } from 'node:timers/promises';
import { StringColumn } from '../../base/string-column.ts';
import { foldName } from '../names.ts';

/** Names folded between two looks at what else waits on the thread: a few milliseconds. */
const BLOCK = 1_000;

const encoder = new TextEncoder();

/** A name as it is compared: folded; where folding leaves nothing ("…"), its lower case. */
export const comparisonForm = (name: string): string => foldName(name) || name.normalize('NFKC').trim().toLowerCase();

/** Every name of a column in the form that names are compared in. Lets other work of the thread pass between blocks of names. */
export async function foldColumn(names: StringColumn): Promise<StringColumn> {
  let bytes = new Uint8Array(names.bytes.length + 1024);
  const offsets = new Int32Array(names.size + 1);
  let end = 0;
  for (let place = 0; place < names.size; place++) {
    if (place % BLOCK === BLOCK - 1) await setImmediate();
    const from = names.offsets[place];
    const to = names.offsets[place + 1];
    const plain = isPlain(names.bytes, from, to);
    const folded = plain ? '' : comparisonForm(names.at(place));
    const most = plain ? to - from : 3 * folded.length;
    if (end + most > bytes.length) {
      const larger = new Uint8Array(2 * bytes.length + most);
      larger.set(bytes.subarray(0, end));
      bytes = larger;
    }
    if (plain) for (let at = from; at < to; at++) bytes[end++] = lowerCase(names.bytes[at]);
    else end += encoder.encodeInto(folded, bytes.subarray(end)).written;
    offsets[place + 1] = end;
  }
  return new StringColumn(bytes.slice(0, end), offsets);
}

const SPACE = 0x20;
const lowerCase = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte);

/** Whether folding only lowers the case: English letters, digits and single spaces between them. */
function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
  let before = SPACE;
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    const lower = lowerCase(byte);
    const letter = (lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39);
    if (!letter && (byte !== SPACE || before === SPACE)) return false;
    before = byte;
  }
  return before !== SPACE;
}

/** Text written as UTF-8 into one growing buffer, piece by piece. */
export interface ByteWriter {
  text(piece: string): void;
  /** Copies bytes that were written before. */
  bytes(piece: Uint8Array): void;
  /** A number as JSON writes it; null as `null`. */
  number(value: number | null): void;
  /** What was written since the last time, in a buffer of its own. */
  take(): Uint8Array<ArrayBuffer>;
}

const START = 16 * 1024;
/** Bytes that one UTF-16 unit needs at most, and the longest number. */
const UNIT = 3;
const LONGEST_NUMBER = 32;

const ZERO = 0x30;
const POINT = 0x2e;
/** Digits behind the point of numbers from 10⁻³ to 10⁵ that have five significant digits, with the power of ten. */
const PLACES = [1e4, 1e3, 100, 10, 1, 0.1, 0.01, 1e-3] as const;
const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7] as const;

/** Returns an empty writer. */
export function createByteWriter(): ByteWriter {
  let buffer = Buffer.allocUnsafeSlow(START);
  let length = 0;
  const makeRoom = (bytes: number): void => {
    if (length + bytes <= buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (length + bytes));
    buffer.copy(larger, 0, 0, length);
    buffer = larger;
  };
  const text = (piece: string): void => {
    makeRoom(UNIT * piece.length);
    length += buffer.write(piece, length);
  };
  /** The digits of a whole number ≥ 0, at least `least` of them. */
  const digits = (value: number, least: number): void => {
    let count = 1;
    for (let rest = value; rest >= 10 || count < least; count++) rest = Math.floor(rest / 10);
    let rest = value;
    for (let at = length + count - 1; at >= length; at--) {
      const tens = Math.floor(rest / 10);
      buffer[at] = ZERO + rest - 10 * tens;
      rest = tens;
    }
    length += count;
  };
  return {
    text,
    bytes(piece) {
      makeRoom(piece.length);
      buffer.set(piece, length);
      length += piece.length;
    },
    number(value) {
      if (value !== null && value >= 1e-3 && value < 1e5) {
        let places = 0;
        while (value < PLACES[places]) places++;
        const whole = Math.floor(value);
        let fraction = Math.round((value - whole) * POWERS[places]);
        // Only numbers of five digits are the sum of these two; others go the long way.
        if (whole + fraction / POWERS[places] === value) {
          makeRoom(LONGEST_NUMBER);
          digits(whole, 1);
          if (fraction === 0) return;
          for (; fraction % 10 === 0; places--) fraction /= 10;
          buffer[length++] = POINT;
          digits(fraction, places);
          return;
        }
      }
      text(value === null || !Number.isFinite(value) ? 'null' : String(value));
    },
    take() {
      const written = new Uint8Array(length);
      written.set(buffer.subarray(0, length));
      length = 0;
      return written;
    },
  };
}

/**
 * Named arrays in one file: the safetensors layout (8-byte little-endian header length, JSON header, data), which Python reads
 * too. Data starts on a 64-byte boundary, so that a loaded file is used in place.
 * Source: https://github.com/huggingface/safetensors (format section)
 */
import { z } from 'zod';
import { ButacaError } from './errors.ts';

export type TensorData = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

export interface Tensor {
  /** Dimensions, outermost first; their product is the length of `data`. */
  readonly shape: readonly number[];
  readonly data: TensorData;
}

export interface TensorFile {
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Free text facts (format, model, configuration …). */
  readonly metadata: Readonly<Record<string, string>>;
}

const DTYPES = {
  F32: Float32Array,
  F64: Float64Array,
  I32: Int32Array,
  U32: Uint32Array,
  U8: Uint8Array,
} as const;
type Dtype = keyof typeof DTYPES;

const dtypeOf = (data: TensorData): Dtype => {
  for (const name of Object.keys(DTYPES) as Dtype[]) if (data instanceof DTYPES[name]) return name;
  throw new ButacaError('UNSUPPORTED_ARTIFACT', `unsupported element type: ${Object.prototype.toString.call(data)}`);
};

const ALIGNMENT = 64;
const HEADER_LIMIT = 16 * 1024 * 1024;

const Count = z.int().nonnegative();
const HeaderEntry = z.object({
  dtype: z.enum(['F32', 'F64', 'I32', 'U32', 'U8']),
  shape: z.array(Count).max(8),
  data_offsets: z.tuple([Count, Count]),
});
const Header = z.object({ __metadata__: z.record(z.string(), z.string()).default({}) }).catchall(HeaderEntry);

/** Returns the file's bytes; equal tensors and metadata in equal order give equal bytes. */
export function encodeTensors(
  tensors: Iterable<readonly [string, Tensor]>,
  metadata: Record<string, string> = {},
): Buffer {
  const header: Record<string, unknown> = { __metadata__: metadata };
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const [name, { shape, data }] of tensors) {
    const count = shape.reduce((product, size) => product * size, 1);
    if (count !== data.length) {
      throw new ButacaError(
        'UNSUPPORTED_ARTIFACT',
        `invalid shape of ${name}: [${shape.join(', ')}]; expected ${data.length} elements`,
      );
    }
    header[name] = { dtype: dtypeOf(data), shape: [...shape], data_offsets: [at, at + data.byteLength] };
    parts.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    const padding = (ALIGNMENT - (data.byteLength % ALIGNMENT)) % ALIGNMENT;
    if (padding > 0) {
      header[`__padding__.${name}`] = {
        dtype: 'U8',
        shape: [padding],
        data_offsets: [at + data.byteLength, at + data.byteLength + padding],
      };
      parts.push(new Uint8Array(padding));
    }
    at += data.byteLength + padding;
  }
  let text = JSON.stringify(header);
  const headerBytes = Buffer.byteLength(text);
  text += ' '.repeat((ALIGNMENT - ((8 + headerBytes) % ALIGNMENT)) % ALIGNMENT);
  const headerBuffer = Buffer.from(text);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(headerBuffer.length));
  return Buffer.concat([length, headerBuffer, ...parts]);
}

/**
 * Returns views on the bytes (no copy when the buffer itself is aligned). Everything in the header is checked against the bytes
 * before it is trusted; throws UNSUPPORTED_ARTIFACT with what was found and expected.
 */
export function decodeTensors(bytes: Uint8Array, origin = 'buffer'): TensorFile {
  const refuse = (message: string): never => {
    throw new ButacaError('UNSUPPORTED_ARTIFACT', `unsupported artifact: ${origin}: ${message}`);
  };
  if (bytes.byteLength < 8) refuse(`found ${bytes.byteLength} bytes, expected at least 8`);
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
  const headerLength = Number(new DataView(aligned.buffer, aligned.byteOffset, 8).getBigUint64(0, true));
  if (headerLength > HEADER_LIMIT || 8 + headerLength > aligned.byteLength) {
    refuse(`header says ${headerLength} bytes of ${aligned.byteLength}; expected a safetensors file`);
  }
  let header: z.output<typeof Header>;
  try {
    header = Header.parse(
      JSON.parse(Buffer.from(aligned.buffer, aligned.byteOffset + 8, headerLength).toString('utf8')),
    );
  } catch (error) {
    return refuse(
      error instanceof z.ZodError ? `header is not valid: ${z.prettifyError(error)}` : 'header is not JSON',
    );
  }
  const base = 8 + headerLength;
  const tensors = new Map<string, Tensor>();
  const { __metadata__: metadata, ...entries } = header;
  for (const [name, entry] of Object.entries(entries)) {
    if (name.startsWith('__padding__.')) continue;
    const type = DTYPES[entry.dtype];
    const [start, end] = entry.data_offsets;
    const count = entry.shape.reduce((product, size) => product * size, 1);
    if (end < start || base + end > aligned.byteLength || count * type.BYTES_PER_ELEMENT !== end - start) {
      refuse(
        `${name} spans bytes ${start} to ${end} for shape [${entry.shape.join(', ')}]; the file has ${aligned.byteLength - base}`,
      );
    }
    const offset = aligned.byteOffset + base + start;
    const data =
      offset % type.BYTES_PER_ELEMENT === 0
        ? new type(aligned.buffer as ArrayBuffer, offset, count)
        : new type(aligned.slice(base + start, base + end).buffer);
    tensors.set(name, { shape: entry.shape, data });
  }
  return { tensors, metadata };
}

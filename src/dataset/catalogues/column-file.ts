import { ButacaError } from '../../base/errors.ts';
import { type ListColumn, StringColumn } from '../../base/string-column.ts';
import { decodeTensors, encodeTensors, type Tensor, type TensorData } from '../../base/tensors.ts';

/** What a column may be in a file: a kind of numbers, strings, or lists of names. */
interface Columns {
  readonly f32: Float32Array;
  readonly f64: Float64Array;
  readonly i32: Int32Array;
  readonly u8: Uint8Array;
  readonly strings: StringColumn;
  readonly lists: ListColumn;
}
type ColumnKinds = Readonly<Record<string, keyof Columns>>;

/** Columns by name, as the kinds say. */
export type ColumnsOf<Kinds extends ColumnKinds> = { readonly [Name in keyof Kinds]: Columns[Kinds[Name]] };

const NUMBERS = { f32: Float32Array, f64: Float64Array, i32: Int32Array, u8: Uint8Array } as const;

type Column = StringColumn | ListColumn | TensorData;

const tensor = (data: TensorData): Tensor => ({ shape: [data.length], data });

function* tensorsOf(name: string, column: Column): Generator<readonly [string, Tensor]> {
  if (column instanceof StringColumn) {
    yield [`${name}.bytes`, tensor(column.bytes)];
    yield [`${name}.offsets`, tensor(column.offsets)];
  } else if ('indptr' in column) {
    yield* tensorsOf(`${name}.names`, column.names);
    yield [`${name}.indptr`, tensor(column.indptr)];
    yield [`${name}.indices`, tensor(column.indices)];
  } else yield [name, tensor(column)];
}

/** Returns the columns that the kinds name as one safetensors file; equal columns give equal bytes. */
export function encodeColumns<Kinds extends ColumnKinds>(
  kinds: Kinds,
  columns: ColumnsOf<Kinds>,
  format: string,
): Buffer {
  const all = Object.keys(kinds).flatMap((name) => [...tensorsOf(name, columns[name] as Column)]);
  return encodeTensors(all, { format });
}

/**
 * Returns the columns of a file as views on its bytes. Throws UNSUPPORTED_ARTIFACT when it has another format, lacks a column, or a
 * column's offsets do not fit it.
 */
export function decodeColumns<Kinds extends ColumnKinds>(
  kinds: Kinds,
  bytes: Uint8Array,
  format: string,
): ColumnsOf<Kinds> {
  const { tensors, metadata } = decodeTensors(bytes, format);
  const refuse = (what: string): never => {
    throw new ButacaError('UNSUPPORTED_ARTIFACT', `unsupported artifact: ${format}: ${what}`);
  };
  if (metadata['format'] !== format) refuse(`found format ${metadata['format'] ?? 'unknown'}, expected ${format}`);
  const numbers = <T extends TensorData>(name: string, type: new (length: number) => T): T => {
    const data = tensors.get(name)?.data;
    return data instanceof type ? data : refuse(`${name} is missing or of another type`);
  };
  const offsets = (name: string, end: number): Int32Array => {
    const found = numbers(name, Int32Array);
    if (found[0] !== 0 || found.at(-1) !== end) refuse(`${name} does not fit its column`);
    return found;
  };
  const strings = (name: string): StringColumn => {
    const text = numbers(`${name}.bytes`, Uint8Array);
    return new StringColumn(text, offsets(`${name}.offsets`, text.length));
  };
  const lists = (name: string): ListColumn => {
    const indices = numbers(`${name}.indices`, Int32Array);
    return { names: strings(`${name}.names`), indptr: offsets(`${name}.indptr`, indices.length), indices };
  };
  const columns = Object.entries(kinds).map(([name, kind]): [string, Column] => [
    name,
    kind === 'strings' ? strings(name) : kind === 'lists' ? lists(name) : numbers<TensorData>(name, NUMBERS[kind]),
  ]);
  return Object.fromEntries(columns) as ColumnsOf<Kinds>;
}

/** How many rows a column has. */
export function rowsOf(column: StringColumn | ListColumn | TensorData): number {
  if (column instanceof StringColumn) return column.size;
  return 'indptr' in column ? column.indptr.length - 1 : column.length;
}

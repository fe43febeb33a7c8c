/** Columns as explorations read them, whatever catalogue they are of. */
import type { ListColumn } from '../base/string-column.ts';
import type { Grain, Unit } from './contract.ts';

/** Numbers, one a row; NaN where unknown. */
export interface NumberColumn {
  readonly name: string;
  readonly unit: Unit;
  readonly values: Float64Array;
  /** The scale on which it is looked at: logarithmic for what spans many sizes. */
  readonly scale: 'linear' | 'log';
  /** The step of its values (1: whole numbers): a bin is a multiple of it. Null for values of any size. */
  readonly step: number | null;
  /** Whether what lies far out is gathered in one bin at each end. */
  readonly gathered: boolean;
  /** Whether it takes part in the correlations. */
  readonly related: boolean;
  /** Whether it is computed of other columns: its gaps are theirs. */
  readonly derived: boolean;
}

/** Names, any number a row. */
export interface NamesColumn {
  readonly name: string;
  readonly lists: ListColumn;
  /** Whether every row of the source could have one: its gaps are told as missing. */
  readonly expected: boolean;
}

/** Days since 1970-01-01, NO_DATE where unknown. */
export interface DateColumn {
  readonly name: string;
  readonly days: Int32Array;
}

/** Rows of one grain with their columns. */
export interface Table {
  readonly grain: Grain;
  readonly size: number;
  readonly id: (row: number) => string;
  readonly title: (row: number) => string;
  readonly year: (row: number) => number | null;
  readonly numbers: readonly NumberColumn[];
  readonly names: readonly NamesColumn[];
  readonly dates: readonly DateColumn[];
  /** Columns of which only the gaps are told. */
  readonly texts: readonly { readonly name: string; readonly filled: (row: number) => boolean }[];
}

interface NumberOptions {
  readonly scale?: 'linear' | 'log';
  readonly step?: number | null;
  readonly gathered?: boolean;
  readonly related?: boolean;
  readonly derived?: boolean;
}

/** A column of numbers; by default linear, of whole numbers, with its far ends gathered, in the correlations, not derived. */
export function numberColumn(
  name: string,
  unit: Unit,
  values: Float64Array,
  { scale = 'linear', step = 1, gathered = scale === 'linear', related = true, derived = false }: NumberOptions = {},
): NumberColumn {
  return { name, unit, values, scale, step, gathered, related, derived };
}

/** A column computed for each of `size` rows. */
export const computeColumn = (size: number, valueAt: (row: number) => number): Float64Array =>
  Float64Array.from({ length: size }, (_, row) => valueAt(row));

/** How many names each row has; NaN for none, which sources leave when they do not know. */
export const countNames = ({ indptr }: ListColumn): Float64Array =>
  computeColumn(indptr.length - 1, (row) => indptr[row + 1] - indptr[row] || Number.NaN);

/** The column of that name; throws for a name that the table does not have. */
export function numbersNamed({ numbers }: Table, name: string): NumberColumn {
  const found = numbers.find((column) => column.name === name);
  if (found === undefined) throw new Error(`no column ${name}`);
  return found;
}

/** All rows of a table, in their order. */
export const allRows = ({ size }: Table): Int32Array => Int32Array.from({ length: size }, (_, row) => row);

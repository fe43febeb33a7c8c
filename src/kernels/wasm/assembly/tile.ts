import { madd } from './vectors';

/** What a tile does with its place in C. */
export const SET: i32 = 0;
export const ADD: i32 = 1;
export const SUBTRACT: i32 = 2;

/** Rows and columns of a tile: 8 accumulators and 4 temporaries, which fit the 16 vector registers of every x86-64 and arm64. */
export const TILE_ROWS: i32 = 4;
export const TILE_COLUMNS: i32 = 8;

/**
 * The innermost loop of all dense products: C (4×8) ←, += or −= Aᵀ·B over `count` steps. At each step 4 numbers of A and 8 of B
 * are read; `aStep`, `bStep` and `cStep` are the bytes from one step (row of C) to the next.
 * All accumulators are named locals, because only those are sure to stay in registers.
 */
export function tile(
  op: i32,
  count: i32,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  c: usize,
  cStep: usize,
): void {
  const zero = f32x4.splat(0);
  let c00 = zero;
  let c01 = zero;
  let c10 = zero;
  let c11 = zero;
  let c20 = zero;
  let c21 = zero;
  let c30 = zero;
  let c31 = zero;
  for (let k = 0; k < count; k++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let s = v128.load32_splat(a);
    c00 = madd(s, b0, c00);
    c01 = madd(s, b1, c01);
    s = v128.load32_splat(a, 4);
    c10 = madd(s, b0, c10);
    c11 = madd(s, b1, c11);
    s = v128.load32_splat(a, 8);
    c20 = madd(s, b0, c20);
    c21 = madd(s, b1, c21);
    s = v128.load32_splat(a, 12);
    c30 = madd(s, b0, c30);
    c31 = madd(s, b1, c31);
    a += aStep;
    b += bStep;
  }
  if (op == SUBTRACT) {
    v128.store(c, f32x4.sub(v128.load(c), c00));
    v128.store(c, f32x4.sub(v128.load(c, 16), c01), 16);
    c += cStep;
    v128.store(c, f32x4.sub(v128.load(c), c10));
    v128.store(c, f32x4.sub(v128.load(c, 16), c11), 16);
    c += cStep;
    v128.store(c, f32x4.sub(v128.load(c), c20));
    v128.store(c, f32x4.sub(v128.load(c, 16), c21), 16);
    c += cStep;
    v128.store(c, f32x4.sub(v128.load(c), c30));
    v128.store(c, f32x4.sub(v128.load(c, 16), c31), 16);
  } else if (op == ADD) {
    v128.store(c, f32x4.add(v128.load(c), c00));
    v128.store(c, f32x4.add(v128.load(c, 16), c01), 16);
    c += cStep;
    v128.store(c, f32x4.add(v128.load(c), c10));
    v128.store(c, f32x4.add(v128.load(c, 16), c11), 16);
    c += cStep;
    v128.store(c, f32x4.add(v128.load(c), c20));
    v128.store(c, f32x4.add(v128.load(c, 16), c21), 16);
    c += cStep;
    v128.store(c, f32x4.add(v128.load(c), c30));
    v128.store(c, f32x4.add(v128.load(c, 16), c31), 16);
  } else {
    v128.store(c, c00);
    v128.store(c, c01, 16);
    c += cStep;
    v128.store(c, c10);
    v128.store(c, c11, 16);
    c += cStep;
    v128.store(c, c20);
    v128.store(c, c21, 16);
    c += cStep;
    v128.store(c, c30);
    v128.store(c, c31, 16);
  }
}

/** The same where only `rows`×`columns` of the tile lie inside C; `spare` is room for one tile (128 bytes). */
export function edgeTile(
  op: i32,
  count: i32,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  c: usize,
  cStep: usize,
  rows: i32,
  columns: i32,
  spare: usize,
): void {
  tile(SET, count, a, aStep, b, bStep, spare, 32);
  for (let r = 0; r < rows; r++) {
    for (let q = 0; q < columns; q++) {
      const to = c + ((<usize>q) << 2);
      const value = load<f32>(spare + ((<usize>(r * TILE_COLUMNS + q)) << 2));
      if (op == SUBTRACT) store<f32>(to, load<f32>(to) - value);
      else if (op == ADD) store<f32>(to, load<f32>(to) + value);
      else store<f32>(to, value);
    }
    c += cStep;
  }
}

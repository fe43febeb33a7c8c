import type { Kernels, SparseBlock } from '../contract.ts';
import {
  checkBlock,
  checkFactors,
  checkGroups,
  checkOrder,
  checkPick,
  checkRatingBlocks,
  checkRows,
  checkSize,
  checkSparse,
} from './checks.ts';
import type { KernelHeap } from './heap.ts';
import type { KernelExports } from './module.ts';
import type { Threads } from './threads.ts';

/** Fewer multiply-adds than this are done by the caller alone: waking the others would take longer. */
const WORTH_SHARING = 300_000;
const LINE = 64;

const roundUp = (n: number, to: number): number => Math.ceil(n / to) * to;

/** Returns the kernels over a heap and its threads: checks, room for intermediate results, calls. */
export function bindKernels(count: number, heap: KernelHeap, kernels: KernelExports, threads: Threads): Kernels {
  const need = (name: string, block: Parameters<typeof checkBlock>[1], length: number): void =>
    checkBlock(name, block, length, heap);
  const needSparse = (name: string, X: SparseBlock): void => checkSparse(name, X, kernels, heap);
  /** Runs `work` with room that is given back afterwards. */
  const withRoom = <T>(work: () => T): T => {
    const mark = heap.mark();
    try {
      return work();
    } finally {
      heap.release(mark);
    }
  };
  /** Room for every thread, whole cache lines each; returns [address, bytes from one thread's to the next]. */
  const ownRoom = (bytes: number): [number, number] => {
    const each = roundUp(bytes, LINE);
    return [heap.take(each * count), each];
  };

  return {
    threads: count,
    heap,

    sparseGram(G, X, Xt, ld, regularization, weights = null) {
      const n = X.columns;
      needSparse('X', X);
      needSparse('Xt', Xt);
      checkOrder('X', X, kernels);
      const [stored, turned] = [X.indptr.data[X.rows], Xt.indptr.data[Xt.rows]];
      if (Xt.rows !== n || Xt.columns !== X.rows || stored !== turned) {
        const found = `${Xt.rows}×${Xt.columns} with ${turned} entries`;
        throw new RangeError(`invalid shape of Xt: ${found}; expected ${n}×${X.rows} with ${stored}`);
      }
      checkSize('ld', ld, n);
      need('G', G, n === 0 ? 0 : (n - 1) * ld + n);
      if (weights !== null) need('weights', weights, X.rows);
      withRoom(() => {
        const [own, ownBytes] = ownRoom(n * (weights === null ? 4 : 8));
        const share = n * n + X.indices.data.length * 8 > WORTH_SHARING;
        threads.run(
          'sparseGram',
          share,
          G.at,
          X.indptr.at,
          X.indices.at,
          Xt.indptr.at,
          Xt.indices.at,
          n,
          ld,
          regularization,
          weights?.at ?? 0,
          own,
          ownBytes,
        );
      });
    },

    spdInverse(A, n, ld) {
      checkSize('n', n);
      checkSize('ld', ld, n);
      need('A', A, n === 0 ? 0 : (n - 1) * ld + n);
      const block = Math.min(144, Math.max(8, roundUp(n, 8)));
      return withRoom(() => {
        const panel = roundUp(n, 8) * block * 4;
        const W = heap.take(panel);
        const U = heap.take(panel);
        const [own, ownBytes] = ownRoom(block * block * 12 + 128);
        return threads.run('spdInverse', n ** 3 > WORTH_SHARING, A.at, n, ld, block, W, U, own, ownBytes) !== 0;
      });
    },

    multiply(C, A, B, m, n, k) {
      checkSize('m', m);
      checkSize('n', n);
      checkSize('k', k);
      need('C', C, m * n);
      need('A', A, m * k);
      need('B', B, k * n);
      if (k === 0) C.data.fill(0, 0, m * n);
      withRoom(() => {
        const shared = heap.take(256 * roundUp(n, 8) * 4);
        const [own, ownBytes] = ownRoom(192 * 256 * 4 + 128);
        threads.run('multiply', m * n * k > WORTH_SHARING, C.at, A.at, B.at, m, n, k, shared, own, ownBytes);
      });
    },

    gram(G, Y, n, f, regularization) {
      checkSize('n', n);
      checkSize('f', f);
      need('G', G, f * f);
      need('Y', Y, n * f);
      withRoom(() => {
        const width = roundUp(f, 8);
        const piece = Math.max(256, Math.ceil(n / 32));
        const parts = heap.f32(Math.ceil(n / piece) * width * width);
        const [own, ownBytes] = ownRoom(128 * width * 4);
        const share = n * f * f > WORTH_SHARING;
        threads.run('gram', share, G.at, Y.at, n, f, regularization, piece, parts.at, own, ownBytes);
      });
    },

    alsStep(X, R, Y, G, f, steps, rowRegularization) {
      checkFactors(f);
      checkSize('steps', steps);
      needSparse('R', R);
      need('X', X, R.rows * f);
      need('Y', Y, R.columns * f);
      need('G', G, f * f);
      if (rowRegularization !== undefined) need('rowRegularization', rowRegularization, R.rows);
      withRoom(() => {
        const capacity = roundUp(Math.min(longestRow(R), Math.max(64, Math.floor(262_144 / f))), 8);
        const [own, ownBytes] = ownRoom(((3 + capacity) * f + 2 * capacity) * 4);
        const share = (R.rows * f + R.indices.data.length * 2) * f * steps > WORTH_SHARING;
        threads.run(
          'alsStep',
          share,
          X.at,
          R.rows,
          R.indptr.at,
          R.indices.at,
          R.values?.at ?? 0,
          Y.at,
          G.at,
          f,
          steps,
          rowRegularization?.at ?? 0,
          capacity,
          own,
          ownBytes,
        );
      });
    },

    sgdEpoch(P, Q, userBias, itemBias, R, f, { mean, learningRate, regularization }) {
      checkFactors(f);
      checkRatingBlocks(R, kernels, heap);
      need('P', P, R.rows * f);
      need('Q', Q, R.columns * f);
      need('userBias', userBias, R.rows);
      need('itemBias', itemBias, R.columns);
      const share = R.values.data.length * f > WORTH_SHARING;
      const [bounds, users, items, values] = [R.bounds.at, R.users.at, R.items.at, R.values.at];
      const rest = [R.stripes, f, mean, learningRate, regularization];
      threads.run('sgdEpoch', share, P.at, Q.at, userBias.at, itemBias.at, bounds, users, items, values, ...rest);
    },

    implicitEpoch(P, Q, Y, userBias, itemBias, R, groups, f, { mean, learningRate, regularization }) {
      checkFactors(f);
      needSparse('R', R);
      const { rows, columns, indptr, indices, values } = R;
      if (values === undefined) throw new RangeError('missing values of R; expected the ratings');
      checkGroups(groups, rows, heap);
      need('P', P, rows * f);
      need('Q', Q, columns * f);
      need('Y', Y, columns * f);
      need('userBias', userBias, rows);
      need('itemBias', itemBias, columns);
      const { parts, rounds, bounds } = groups;
      withRoom(() => {
        const copies = parts === 1 ? 0 : columns * (8 * f + 5);
        const stride = roundUp(copies + 8 * f, LINE);
        const own = heap.take(stride * parts);
        const share = parts > 1 && indices.data.length * f > WORTH_SHARING;
        const vectors = [P.at, Q.at, Y.at, userBias.at, itemBias.at];
        const ratings = [columns, indptr.at, indices.at, values.at, bounds.at, parts, rounds];
        threads.run('implicitEpoch', share, ...vectors, ...ratings, f, mean, learningRate, regularization, own, stride);
      });
    },

    sumRows(out, B, rows, weights, count, n, ld) {
      checkSize('count', count);
      checkSize('n', n);
      checkSize('ld', ld, n);
      need('out', out, n);
      need('rows', rows, count);
      need('weights', weights, count);
      need('B', B, 0);
      checkRows('rows', rows.data, count, n === 0 ? 0x7fff_ffff : Math.floor((B.data.length - n) / ld) + 1);
      kernels.sumRows(out.at, B.at, rows.at, weights.at, count, n, ld);
    },

    addSparseRows(out, X, rows, weights, count) {
      checkSize('count', count);
      need('out', out, X.columns);
      need('rows', rows, count);
      need('weights', weights, count);
      checkPick('X', X, rows, count, kernels, heap);
      kernels.addSparseRows(out.at, X.indptr.at, X.indices.at, X.values?.at ?? 0, rows.at, weights.at, count);
    },

    multiplyVector(out, Y, x, n, f) {
      checkSize('n', n);
      checkSize('f', f);
      need('out', out, n);
      need('Y', Y, n * f);
      need('x', x, f);
      kernels.multiplyVector(out.at, Y.at, x.at, n, f);
    },

    sparseMultiply(Y, X, W, f) {
      checkSize('f', f);
      needSparse('X', X);
      need('Y', Y, X.rows * f);
      need('W', W, X.columns * f);
      const share = X.indices.data.length * f > WORTH_SHARING;
      const values = X.values?.at ?? 0;
      threads.run('sparseMultiply', share, Y.at, X.rows, X.indptr.at, X.indices.at, values, W.at, f);
    },

    topN(items, scores, mask, length, n) {
      checkSize('length', length);
      checkSize('n', n);
      need('items', items, Math.min(n, length));
      need('scores', scores, length);
      if (mask !== null) need('mask', mask, length);
      return kernels.topN(items.at, scores.at, mask?.at ?? 0, length, n);
    },

    weightTerms(X, scheme, { k1 = 1.2, b = 0.75, normalize = false } = {}) {
      needSparse('X', X);
      const { values, rows, columns } = X;
      if (values === undefined) throw new RangeError('missing values of X; expected the count of each term');
      if (!(k1 >= 0)) throw new RangeError(`invalid k1: ${k1}; expected a number of 0 or more`);
      if (!(b >= 0 && b <= 1)) throw new RangeError(`invalid b: ${b}; expected a number from 0 to 1`);
      const stored = X.indptr.data[rows];
      withRoom(() => {
        const counts = heap.i32(columns);
        kernels.countColumns(counts.at, X.indices.at, values.at, stored);
        const weightsAt = heap.take(columns * 8);
        const weights = new Float64Array(heap.memory.buffer, weightsAt, columns);
        for (let c = 0; c < columns; c++) {
          const df = counts.data[c];
          weights[c] =
            scheme === 'bm25' ? Math.log(1 + (rows - df + 0.5) / (df + 0.5)) : Math.log((1 + rows) / (1 + df)) + 1;
        }
        const meanLength = rows === 0 ? 0 : kernels.sumAll(values.at, stored) / rows;
        const saturate = scheme === 'bm25' ? 1 : 0;
        const unit = normalize ? 1 : 0;
        kernels.weighTerms(rows, X.indptr.at, X.indices.at, values.at, weightsAt, saturate, k1, b, meanLength, unit);
      });
    },

    close() {
      threads.close();
      heap.close(count > 1);
    },
  };
}

function longestRow({ rows, indptr }: SparseBlock): number {
  let longest = 0;
  for (let r = 0; r < rows; r++) {
    longest = Math.max(longest, indptr.data[r + 1] - indptr.data[r]);
  }
  return longest;
}

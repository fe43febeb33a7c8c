"""Times numpy, scipy and implicit on a matrix exported by ../../peers.ts.

Reads one JSON request a line from standard input and answers each with one JSON line, so that both sides can be timed in turn
in one sitting. Times are milliseconds.
"""

import json
import sys
import time

import numpy as np
import scipy.linalg.lapack
import scipy.sparse
from implicit.als import AlternatingLeastSquares
from threadpoolctl import threadpool_info, threadpool_limits


def milliseconds(work):
    start = time.perf_counter()
    result = work()
    return (time.perf_counter() - start) * 1000, result


class Peer:
    def __init__(self):
        self.matrix = None
        self.gram = None
        self.als = {}

    def load(self, folder, rows, columns, regularization):
        indptr = np.fromfile(f"{folder}/indptr.i32", dtype=np.int32)
        indices = np.fromfile(f"{folder}/indices.i32", dtype=np.int32)
        values = np.ones(len(indices), dtype=np.float32)
        self.matrix = scipy.sparse.csr_matrix((values, indices, indptr), shape=(rows, columns))
        self.regularization = regularization
        self.gram = self.make_gram()
        blas = [f"{i['internal_api']} {i['version']}" for i in threadpool_info() if i["user_api"] == "blas"]
        return {"versions": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__,
                             "implicit": __import__("implicit").__version__, "blas": blas}}

    def make_gram(self):
        gram = (self.matrix.T @ self.matrix).toarray()
        gram[np.diag_indices_from(gram)] += self.regularization
        return gram

    def inverse(self, threads):
        """numpy.linalg.inv of the Gram matrix in single precision."""
        with threadpool_limits(threads, user_api="blas"):
            ms, inverse = milliseconds(lambda: np.linalg.inv(self.gram))
        assert inverse.dtype == np.float32
        return {"ms": ms, "sample": inverse[:8, :8].ravel().tolist()}

    def cholesky(self, threads):
        """The inverse by LAPACK's Cholesky factorization, for a caller who knows that the matrix is positive definite."""

        def work():
            factor, status = scipy.linalg.lapack.spotrf(self.gram, lower=1)
            assert status == 0
            inverse, status = scipy.linalg.lapack.spotri(factor, lower=1)
            assert status == 0
            return inverse

        with threadpool_limits(threads, user_api="blas"):
            ms, inverse = milliseconds(work)
        return {"ms": ms, "sample": [float(inverse[0, 0])]}

    def ease(self, threads):
        """The fit of EASE: sparse Gram matrix, then numpy.linalg.inv."""
        with threadpool_limits(threads, user_api="blas"):
            ms, _ = milliseconds(lambda: np.linalg.inv(self.make_gram()))
        return {"ms": ms}

    def als_iteration(self, factors, threads, folder):
        """One iteration (both half steps) of implicit's conjugate-gradient ALS; the same solver that its fit() calls."""
        if factors not in self.als:
            model = AlternatingLeastSquares(factors=factors, regularization=0.01, use_native=True, use_cg=True,
                                            num_threads=threads, dtype=np.float32)
            # A datum c means confidence c here; 1 + v in our terms, with v = 1.
            confidence = self.matrix * np.float32(2)
            users = np.fromfile(f"{folder}/users-{factors}.f32", dtype=np.float32).reshape(-1, factors)
            items = np.fromfile(f"{folder}/items-{factors}.f32", dtype=np.float32).reshape(-1, factors)
            self.als[factors] = (model.solver, confidence, confidence.T.tocsr(), users, items)
        solver, by_user, by_item, users, items = self.als[factors]

        def work():
            solver(by_user, users, items, 0.01, num_threads=threads)
            solver(by_item, items, users, 0.01, num_threads=threads)

        # One BLAS thread: implicit's own advice, as it runs threads of its own.
        with threadpool_limits(1, user_api="blas"):
            ms, _ = milliseconds(work)
        return {"ms": ms}

    def loss(self, factors, users=None, items=None):
        """What ALS minimizes, for given factor files or for implicit's own factors."""
        if users is None:
            _, _, _, x, y = self.als[factors]
        else:
            x = np.fromfile(users, dtype=np.float32).reshape(-1, factors)
            y = np.fromfile(items, dtype=np.float32).reshape(-1, factors)
        x, y = x.astype(np.float64), y.astype(np.float64)
        total = float(np.sum((x.T @ x) * (y.T @ y)))
        rows = np.repeat(np.arange(self.matrix.shape[0]), np.diff(self.matrix.indptr))
        for start in range(0, len(rows), 100_000):
            part = slice(start, start + 100_000)
            dots = np.einsum("ij,ij->i", x[rows[part]], y[self.matrix.indices[part]])
            total += float(np.sum(2 * (1 - dots) ** 2 - dots**2))
        return {"loss": total + 0.01 * float(np.sum(x * x) + np.sum(y * y))}


def main():
    peer = Peer()
    for line in sys.stdin:
        request = json.loads(line)
        answer = getattr(peer, request.pop("ask"))(**request)
        print(json.dumps(answer), flush=True)


main()

"""Trains implicit's models on a split and writes the lists of those who are asked about; see ../lines.py."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))

import implicit
import numpy as np
import scipy.sparse
from implicit.als import AlternatingLeastSquares
from implicit.nearest_neighbours import CosineRecommender
from lines import answer, peak_mb, read_asked, read_matrix, timed
from threadpoolctl import threadpool_limits



def make_als(settings, threads, seed):
    """A confidence of 1 + weight for what was watched, 1 for all else."""
    return AlternatingLeastSquares(factors=settings["factors"], regularization=settings["regularization"],
                                   alpha=1 + settings["weight"], iterations=settings["epochs"],
                                   num_threads=threads, random_state=seed, dtype=np.float32)


def make_item_knn(settings, threads, seed):
    return CosineRecommender(K=settings["neighbours"], num_threads=threads)


MODELS = {"als": make_als, "item-knn": make_item_knn}


class Models:
    def load(self, folder, users, items, threads):
        indptr, indices = read_matrix(folder)
        values = np.ones(len(indices), dtype=np.float32)
        self.matrix = scipy.sparse.csr_matrix((values, indices, indptr), shape=(users, items))
        self.asked = read_asked(folder)
        self.threads = threads
        # implicit's own advice: it runs threads of its own.
        self.limits = threadpool_limits(1, user_api="blas")
        return {"versions": {"implicit": implicit.__version__, "numpy": np.__version__}}

    def fit(self, model, settings, seed):
        self.model = MODELS[model](settings, self.threads, seed)
        times, _ = timed(lambda: self.model.fit(self.matrix, show_progress=False))
        return times

    def lists(self, n, to):
        rows = self.matrix[self.asked]
        times, (items, _) = timed(
            lambda: self.model.recommend(self.asked, rows, N=n, filter_already_liked_items=True))
        items.astype(np.int32).tofile(to)
        return {**times, "peak": peak_mb()}


answer(Models())

"""Trains Surprise's models on the folds of a table of ratings and writes predictions; see ../lines.py.

The fit alone is timed: reading and numbering the ratings are not in it.
"""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))

import numpy as np
import surprise
from lines import answer, peak_mb, read_ratings, timed

MODELS = {"svd": surprise.SVD, "svd++": surprise.SVDpp}


class Models:
    def __init__(self):
        self.folds = {}

    def load(self, folder, fold, threads):
        # Surprise has one thread, whatever is offered.
        users, items, stars = (column.tolist() for column in read_ratings(folder, "training"))
        ratings = [(str(u), str(i), r, None) for u, i, r in zip(users, items, stars)]
        data = surprise.Dataset(reader=surprise.Reader(rating_scale=(min(stars), max(stars))))
        self.folds[fold] = (data.construct_trainset(ratings), read_ratings(folder, "test"))
        return {"versions": {"surprise": surprise.__version__, "numpy": np.__version__}}

    def fit(self, fold, model, settings, seed):
        self.training, self.test = self.folds[fold]
        self.model = MODELS[model](n_factors=settings["factors"], n_epochs=settings["epochs"],
                                   lr_all=settings["learningRate"], reg_all=settings["regularization"],
                                   random_state=seed)
        times, _ = timed(lambda: self.model.fit(self.training))
        return times

    def predict(self, to):
        users, items, _ = self.test
        asked = [(str(u), str(i)) for u, i in zip(users.tolist(), items.tolist())]
        times, stars = timed(lambda: [self.model.predict(u, i).est for u, i in asked])
        np.array(stars, dtype=np.float32).tofile(to)
        return {**times, "peak": peak_mb()}


answer(Models())

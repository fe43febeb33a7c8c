"""Trains LensKit's models on a split or on the folds of a table of ratings; see ../lines.py.

The training of the scorer alone is timed: making the data set and the pipeline are not in it. Answers are given on one thread, which
is faster than two while Python holds its lock.
"""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))

import lenskit
import numpy as np
import pandas as pd
from lenskit.als import BiasedMFScorer, ImplicitMFScorer
from lenskit.batch import predict, recommend
from lenskit.data import ItemListCollection, from_interactions_df
from lenskit.knn import EASEScorer, ItemKNNScorer
from lenskit.config import ParallelSettings
from lenskit.parallel import init_threading
from lenskit.pipeline import predict_pipeline, topn_pipeline
from lenskit.training import TrainingOptions
from lines import answer, peak_mb, read_asked, read_matrix, read_ratings, timed

MODELS = {
    "als": lambda s: ImplicitMFScorer(embedding_size=s["factors"], epochs=s["epochs"], weight=s["weight"],
                                      regularization=s["regularization"], user_embeddings="prefer"),
    "ease": lambda s: EASEScorer(regularization=s["regularization"]),
    "item-knn": lambda s: ItemKNNScorer(max_nbrs=s["neighbours"], save_nbrs=s["neighbours"], feedback="implicit"),
    "biased-mf": lambda s: BiasedMFScorer(embedding_size=s["factors"], epochs=s["epochs"],
                                          regularization=s["regularization"]),
}


class Models:
    def __init__(self):
        self.folds = {}

    def load(self, folder, users=None, items=None, threads=1, fold=None):
        if fold is None:
            indptr, indices = read_matrix(folder)
            frame = pd.DataFrame({"user_id": np.repeat(np.arange(users), np.diff(indptr)), "item_id": indices})
            self.data = from_interactions_df(frame)
            self.asked = read_asked(folder)
        else:
            columns = zip(("user_id", "item_id", "rating"), read_ratings(folder, "training"))
            test = pd.DataFrame(dict(zip(("user_id", "item_id", "rating"), read_ratings(folder, "test"))))
            self.folds[fold] = (from_interactions_df(pd.DataFrame(dict(columns))), test)
        self.threads = threads
        if not getattr(self, "ready", False):
            init_threading(ParallelSettings(num_threads=threads, num_batch_jobs=threads))
            self.ready = True
        return {"versions": {"lenskit": lenskit.__version__, "numpy": np.__version__}}

    def fit(self, model, settings, seed, fold=None):
        if fold is not None:
            self.data, self.test = self.folds[fold]
        self.scorer = MODELS[model](settings)
        times, _ = timed(lambda: self.scorer.train(self.data, TrainingOptions(rng=seed)))
        return times

    def lists(self, n, to):
        pipeline = topn_pipeline(self.scorer, n=n)
        pipeline.train(self.data, TrainingOptions(retrain=False))
        times, lists = timed(lambda: recommend(pipeline, self.asked, n=n, n_jobs=1))
        places = {user: at for at, user in enumerate(self.asked.tolist())}
        found = np.full((len(places), n), -1, dtype=np.int32)
        for key, items in lists.items():
            ids = items.ids()
            found[places[int(key.user_id)], : len(ids)] = ids
        found.tofile(to)
        return {**times, "peak": peak_mb()}

    def predict(self, to):
        pipeline = predict_pipeline(self.scorer)
        pipeline.train(self.data, TrainingOptions(retrain=False))
        test = ItemListCollection.from_df(self.test[["user_id", "item_id"]], ["user_id"])
        times, lists = timed(lambda: predict(pipeline, test, n_jobs=1))
        stars = lists.to_df().set_index(["user_id", "item_id"])["score"]
        wanted = pd.MultiIndex.from_frame(self.test[["user_id", "item_id"]])
        stars.reindex(wanted).to_numpy(dtype=np.float32).tofile(to)
        return {**times, "peak": peak_mb()}


answer(Models())

"""Trains Surprise's SVD on ratings exported by ../ratings-speed.ts.

Reads one JSON request a line from standard input and answers each with one JSON line, so that both sides can be timed in turn
in one sitting. Times are milliseconds, of the fit alone: reading and numbering the ratings are not in them.
"""

import json
import sys
import time

import numpy as np
import surprise


def read(folder, name):
    users = np.fromfile(f"{folder}/{name}-users.i32", dtype=np.int32)
    items = np.fromfile(f"{folder}/{name}-items.i32", dtype=np.int32)
    stars = np.fromfile(f"{folder}/{name}-stars.f32", dtype=np.float32)
    return users.tolist(), items.tolist(), stars.tolist()


class Peer:
    def __init__(self):
        self.parts = {}

    def load(self, folder, name):
        """Numbers the ratings of a training part."""
        users, items, stars = read(folder, f"{name}-training")
        ratings = [(str(u), str(i), r, None) for u, i, r in zip(users, items, stars)]
        data = surprise.Dataset(reader=surprise.Reader(rating_scale=(min(stars), max(stars))))
        self.parts[name] = (data.construct_trainset(ratings), read(folder, f"{name}-test"))
        return {"versions": {"python": sys.version.split()[0], "numpy": np.__version__,
                             "surprise": surprise.__version__}}

    def fit(self, name, factors, epochs, rate, regularization):
        training, (users, items, stars) = self.parts[name]
        model = surprise.SVD(n_factors=factors, n_epochs=epochs, lr_all=rate, reg_all=regularization, random_state=1)
        start, spent = time.perf_counter(), time.process_time()
        model.fit(training)
        ms, cpu = (time.perf_counter() - start) * 1000, (time.process_time() - spent) * 1000
        errors = np.array([model.predict(str(u), str(i)).est - r for u, i, r in zip(users, items, stars)])
        return {"ms": ms, "cpu": cpu, "rmse": float(np.sqrt(np.mean(errors**2))), "mae": float(np.mean(np.abs(errors)))}


def main():
    peer = Peer()
    for line in sys.stdin:
        request = json.loads(line)
        answer = getattr(peer, request.pop("ask"))(**request)
        print(json.dumps(answer), flush=True)


main()

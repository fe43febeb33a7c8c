"""Makes strong-generalisation.json: users held out, EASE and the metrics as in the published code, with pandas and numpy alone.

    python -m venv venv && venv/bin/pip install numpy==2.4.6 pandas==3.1.1
    venv/bin/python test/golden/make-strong-generalisation.py

The split repeats the steps of the code published with Liang et al. 2018 (as its ports have them), the model is EASE (Steck 2019).
"""
import json
from pathlib import Path

import numpy as np
import pandas as pd

SEED, HELD_OUT, LAMBDA = 98765, 30, 20.0

rng = np.random.default_rng(7)
rows = []
for user in range(1, 161):
    taste = user % 4
    for item in rng.permutation(120)[: int(rng.integers(5, 60))]:
        liked = item % 4 == taste
        chances = [0.03, 0.07, 0.1, 0.4, 0.4] if liked else [0.2, 0.2, 0.2, 0.2, 0.2]
        rows.append((user * 7 % 1009, 5000 + int(item), float(rng.choice([1, 2.5, 3.5, 4, 5], p=chances))))
raw = pd.DataFrame(rows, columns=["userId", "movieId", "rating"]).sample(frac=1, random_state=3)

data = raw[raw["rating"] > 3.5]
counts = data.groupby("userId").size()
data = data[data["userId"].isin(counts.index[counts >= 5])]

activity = data.groupby("userId").size()
unique_uid = activity.index
np.random.seed(SEED)
unique_uid = unique_uid[np.random.permutation(unique_uid.size)]
n = unique_uid.size
tr_users, vd_users, te_users = np.split(unique_uid.to_numpy(), [n - 2 * HELD_OUT, n - HELD_OUT])
train = data[data["userId"].isin(tr_users)]
known = pd.unique(train["movieId"])


def split_proportion(plays):
    given, found = [], []
    np.random.seed(SEED)
    for _, group in plays.groupby("userId"):
        size = len(group)
        if size >= 5:
            index = np.zeros(size, dtype=bool)
            index[np.random.choice(size, size=int(0.2 * size), replace=False)] = True
            given.append(group[~index])
            found.append(group[index])
        else:
            given.append(group)
    return pd.concat(given), pd.concat(found)


parts = {}
for name, users in (("validation", vd_users), ("test", te_users)):
    plays = data[data["userId"].isin(users) & data["movieId"].isin(known)]
    given, found = split_proportion(plays)
    parts[name] = {
        "given": sorted([int(u), int(i)] for u, i in zip(given["userId"], given["movieId"])),
        "found": sorted([int(u), int(i)] for u, i in zip(found["userId"], found["movieId"])),
    }

number = {item: at for at, item in enumerate(known)}


def matrix(pairs, users):
    place = {user: at for at, user in enumerate(users)}
    X = np.zeros((len(users), len(known)))
    for user, item in pairs:
        X[place[user], number[item]] = 1
    return X


X = matrix(list(zip(train["userId"], train["movieId"])), list(tr_users))
P = np.linalg.inv(X.T @ X + LAMBDA * np.eye(len(known)))
B = P / -np.diag(P)
np.fill_diagonal(B, 0)
asked = sorted({user for user, _ in parts["test"]["found"]})
given, held = matrix([p for p in parts["test"]["given"] if p[0] in asked], asked), matrix(parts["test"]["found"], asked)
scores = given @ B
scores[given > 0] = -np.inf


def ndcg(k):
    order = np.argsort(-scores, axis=1)[:, :k]
    gains = 1.0 / np.log2(np.arange(2, order.shape[1] + 2))
    dcg = (np.take_along_axis(held, order, axis=1) * gains).sum(axis=1)
    ideal = np.array([gains[: min(int(row.sum()), k)].sum() for row in held])
    return float((dcg / ideal).mean())


def recall(k):
    order = np.argsort(-scores, axis=1)[:, :k]
    hits = np.take_along_axis(held, order, axis=1).sum(axis=1)
    return float((hits / np.minimum(k, held.sum(axis=1))).mean())


stream = np.random.RandomState(SEED)
(Path(__file__).parent / "strong-generalisation.json").write_text(
    json.dumps(
        {
            "from": f"numpy {np.__version__}, pandas {pd.__version__}",
            "seed": SEED,
            "heldOut": HELD_OUT,
            "regularization": LAMBDA,
            "permutations": [stream.permutation(size).tolist() for size in (1, 2, 12, 100)],
            "ratings": [[int(u), int(i), float(r)] for u, i, r in raw.itertuples(index=False)],
            "training": sorted([int(u), int(i)] for u, i in zip(train["userId"], train["movieId"])),
            **parts,
            "metrics": {"ndcg@100": ndcg(100), "recall-capped@20": recall(20), "recall-capped@50": recall(50)},
        }
    )
    + "\n"
)

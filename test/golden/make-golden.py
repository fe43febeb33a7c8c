"""Makes ranking-metrics.json and bootstrap.json with implementations that are not ours.

    python -m venv venv && venv/bin/pip install ranx==0.3.21 scikit-learn==1.9.1 scipy==1.17.1 numpy==2.4.6
    venv/bin/python test/golden/make-golden.py
"""
import json
import warnings
from pathlib import Path

import numpy as np
import scipy
import sklearn
from ranx import Qrels, Run, evaluate
from scipy.stats import bootstrap
from sklearn.metrics import ndcg_score

warnings.filterwarnings("ignore")
here = Path(__file__).parent
rng = np.random.default_rng(20261120)
cases = []
for index in range(40):
    items = int(rng.integers(15, 90))
    scores = rng.permutation(items * 3)[:items].astype(float) / 8 - 4  # distinct, exact in 32 bits
    order = rng.permutation(items)
    held_out = int(rng.integers(1, max(2, items // 3)))
    truth = np.sort(order[:held_out])
    seen = np.sort(order[held_out : held_out + int(rng.integers(0, items // 4 + 1))])
    ranked = [i for i in range(items) if i not in set(seen.tolist())]
    qrels = Qrels({"u": {str(i): 1 for i in truth}})
    run = Run({"u": {str(i): float(scores[i]) for i in ranked}})
    expected = {}
    for n in (1, 5, 10, 20):
        names = [f"{m}@{n}" for m in ("ndcg", "recall", "precision", "hit_rate", "mrr", "map")]
        for name, value in evaluate(qrels, run, names).items():
            expected["ranx " + name] = float(value)
        relevance = np.array([[1.0 if i in set(truth.tolist()) else 0.0 for i in ranked]])
        expected[f"sklearn ndcg@{n}"] = float(ndcg_score(relevance, np.array([scores[ranked]]), k=n))
    cases.append(
        {
            "scores": scores.tolist(),
            "truth": truth.tolist(),
            "seen": seen.tolist(),
            "expected": expected,
        }
    )
(here / "ranking-metrics.json").write_text(
    json.dumps({"from": f"ranx 0.3.21, scikit-learn {sklearn.__version__}", "cases": cases}) + "\n"
)

samples = []
for size, spread in ((40, 0.1), (200, 0.3), (610, 0.5)):
    values = np.clip(rng.normal(0.3, spread, size), 0, 1).round(6)
    interval = bootstrap(
        (values,), np.mean, n_resamples=100_000, confidence_level=0.95, method="percentile", rng=rng, batch=1000
    ).confidence_interval
    samples.append({"values": values.tolist(), "mean": float(values.mean()), "low": interval.low, "high": interval.high})
(here / "bootstrap.json").write_text(json.dumps({"from": f"scipy {scipy.__version__}", "samples": samples}) + "\n")

"""Statistics of the exploration by numpy and scipy: python test/golden/make-statistics.py > test/golden/statistics.json"""
import json
import sys

import numpy
import scipy
from scipy import stats

random = numpy.random.default_rng(7)
x = numpy.round(random.lognormal(2, 1, 60), 3)
y = numpy.round(x * random.uniform(0.2, 3, 60), 1)
tied = random.integers(1, 6, 60) / 1.0
columns = {"x": x.tolist(), "y": y.tolist(), "tied": tied.tolist()}


def summary(values):
    q1, median, q3 = numpy.quantile(values, [0.25, 0.5, 0.75])
    return {
        "n": len(values),
        "mean": float(numpy.mean(values)),
        "deviation": float(numpy.std(values, ddof=1)),
        "min": float(numpy.min(values)),
        "q1": float(q1),
        "median": float(median),
        "q3": float(q3),
        "max": float(numpy.max(values)),
    }


def pair(a, b):
    return {"pearson": float(stats.pearsonr(a, b)[0]), "spearman": float(stats.spearmanr(a, b)[0])}


counts = [31, 12, 40, 25, 9, 33]
weights = [31, 28, 31, 30, 31, 30]
expected = numpy.array(weights) / sum(weights) * sum(counts)
chi = stats.chisquare(counts, expected)
tails = [(0.5, 1), (3.84, 1), (10.0, 5), (80.0, 11), (2769.9, 6), (11.0, 11)]
json.dump(
    {
        "by": f"numpy {numpy.__version__}, scipy {scipy.__version__}",
        "columns": columns,
        "summaries": {name: summary(values) for name, values in columns.items()},
        "pairs": {"x y": pair(x, y), "x tied": pair(x, tied), "y tied": pair(y, tied)},
        "fit": {"counts": counts, "weights": weights, "chiSquare": float(chi[0]), "p": float(chi[1])},
        "tails": [{"value": v, "freedom": f, "p": float(stats.chi2.sf(v, f))} for v, f in tails],
    },
    sys.stdout,
    indent=1,
)
print()

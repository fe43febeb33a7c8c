"""What the other side of every comparison shares: requests as lines, splits as files, times, memory.

Reads one JSON request a line from standard input and answers each with one JSON line, so that several systems can be timed in
turn in one sitting. Times are milliseconds; memory is the largest that this process has had, in MB.
"""

import json
import resource
import sys
import time

import numpy as np


def answer(peer):
    """Answers requests with the methods of `peer` until the input ends."""
    out = sys.stdout
    # What libraries print must not be taken for an answer.
    sys.stdout = sys.stderr
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(getattr(peer, request.pop("ask"))(**request)), file=out, flush=True)


def timed(work):
    """Runs `work` and returns {ms, cpu}, and what it returned."""
    start, spent = time.perf_counter(), time.process_time()
    result = work()
    return {"ms": (time.perf_counter() - start) * 1000, "cpu": (time.process_time() - spent) * 1000}, result


def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read_matrix(folder):
    """indptr and indices of the training part, users × items."""
    return np.fromfile(f"{folder}/indptr.i32", dtype=np.int32), np.fromfile(f"{folder}/indices.i32", dtype=np.int32)


def read_asked(folder):
    """The users who are to be given lists."""
    return np.fromfile(f"{folder}/asked.i32", dtype=np.int32)


def read_ratings(folder, part):
    """Users, items and stars of a part of a fold."""
    users = np.fromfile(f"{folder}/{part}-users.i32", dtype=np.int32)
    items = np.fromfile(f"{folder}/{part}-items.i32", dtype=np.int32)
    return users, items, np.fromfile(f"{folder}/{part}-stars.f32", dtype=np.float32)

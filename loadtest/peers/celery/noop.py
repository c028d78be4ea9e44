"""A task that does nothing. As a program: python noop.py JOBS FSYNC prints how many a second went from
their `delay` to their result."""

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from celery import Celery
from redis import Redis

_server = f"redis://127.0.0.1:{os.environ['REDIS_PORT']}"
app = Celery("noop", broker=f"{_server}/8", backend=f"{_server}/9")


@app.task(name="noop")
def noop(n):
    pass


def main(jobs, fsync):
    results = Redis.from_url(f"{_server}/9")
    results.config_set("appendfsync", fsync)
    results.flushdb()
    begun = time.perf_counter()
    with ThreadPoolExecutor(int(os.environ["CONCURRENCY"])) as pool:
        list(pool.map(noop.delay, range(jobs)))
    while results.dbsize() < jobs:
        time.sleep(0.005)
    print(jobs / (time.perf_counter() - begun))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])

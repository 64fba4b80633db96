#!/usr/bin/env python3
"""The Python package on a Spark cluster of this machine with one executor and with two, against the command line program with one
thread and with two, over the same generated articles.

    benches/spark.py [MB]     (100)

Run in an environment with the package and python/tests/spark/requirements.txt. Everything is measured here, one after the other: seconds
on the wall, and those of all processors together, of the cluster from the first task to the last with its driver.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "python" / "tests" / "spark"))
# rows of a file of the data set
ROWS = 5_000


def main():
    if sys.argv[1:2] == ["--one"]:
        return one_run(*sys.argv[2:])
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 100
    sys.path.insert(0, str(ROOT / "benches"))
    from whole import build, measure

    program, speed = build()
    with tempfile.TemporaryDirectory() as work:
        articles = Path(work) / "articles"
        size, count = generate(speed, Path(work), articles, megabytes)
        print(f"{count} articles, {size / 1e6:.0f} MB of text\n", flush=True)
        print(f"{'':28} {'wall s':>8} {'CPU s':>8}")
        walls = {}
        for threads in (1, 2):
            run = [program, "run", "--quiet", "--input", articles, "--output", f"{work}/threads-{threads}", "--set", f"run.threads={threads}"]
            cpu, walls["program", threads], _ = measure(run)
            print(f"{f'program, threads: {threads}':28} {walls['program', threads]:8.1f} {cpu:8.1f}")
        for executors in (1, 2):
            before = cpu_of_all()
            out = subprocess.run(
                [sys.executable, __file__, "--one", str(executors), str(articles), work], check=True, stdout=subprocess.PIPE, text=True
            ).stdout
            walls["cluster", executors] = float(out)
            print(f"{f'cluster, executors: {executors}':28} {float(out):8.1f} {cpu_of_all() - before:8.1f}")
        for n in (1, 2):
            print(f"\n{n}: {walls['cluster', n] / walls['program', n]:.2f} times the program's time on the wall", end="")
        print(f"\ntwo executors against one: {walls['cluster', 1] / walls['cluster', 2]:.2f} times as fast")


def generate(speed, work, articles, megabytes):
    """So many megabytes of articles as Parquet files: how many bytes and articles."""
    import pyarrow
    import pyarrow.parquet

    articles.mkdir()
    size = count = 0
    while size < megabytes * 1e6:
        texts = work / "texts"
        subprocess.run([speed, "generate", texts, f"{count}..{count + ROWS}"], check=True)
        rows = [path.read_text() for path in sorted(texts.rglob("*.txt"))]
        subprocess.run(["rm", "-r", texts], check=True)
        pyarrow.parquet.write_table(pyarrow.table({"text": rows}), articles / f"{count // ROWS:05}.parquet", row_group_size=500)
        size += sum(len(row.encode()) for row in rows)
        count += ROWS
    return size, count


def cpu_of_all():
    """Seconds of children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def one_run(executors, articles, work):
    """Prints the seconds of one run on a cluster that is there, with its executors started."""
    from cluster import Cluster
    from communique import spark as on_spark
    from conftest import session

    folder = Path(work) / f"cluster-{executors}"
    folder.mkdir()
    with Cluster(folder, workers=int(executors)) as cluster:
        spark = session(cluster.master, small=False)
        spark.range(1000).repartition(8).count()
        begun = time.monotonic()
        on_spark.run(spark, articles, f"{work}/executors-{executors}")
        print(time.monotonic() - begun)
        spark.stop()


if __name__ == "__main__":
    main()

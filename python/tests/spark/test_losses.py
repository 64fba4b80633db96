"""A cluster that loses machines while it reads: the rows are those of one that loses none."""

import glob
import threading
import time

from cluster import Cluster
from communique import spark as on_spark
from compare import same
from conftest import session


def test_an_executor_and_a_worker_are_killed(parquet, published, tmp_path, tmp_path_factory):
    """One executor, then a worker with all that it runs, both while articles are read: the same rows."""
    output, killed = tmp_path / "out", []

    def committed() -> int:
        """Tasks of the look for facts that are done; more than there are when it is over."""
        # `glob` says nothing of folders that vanish while it looks, where a path's own method fails
        rows = f"{glob.escape(str(output))}.unfinished-*/aside/rows"
        return 1_000 if glob.glob(f"{rows}/_SUCCESS") else len(glob.glob(f"{rows}/_temporary/0/task_*"))

    def kill(cluster: Cluster) -> None:
        end = time.monotonic() + 600
        for after, what, victim in [(1, "executor", "worker0"), (3, "worker", "worker1")]:
            while committed() < after or not cluster.executors(victim):
                if time.monotonic() > end or output.exists():
                    return
                time.sleep(0.01)
            (cluster.kill_executor if what == "executor" else cluster.kill)(victim)
            killed.append(what)

    with Cluster(tmp_path_factory.mktemp("lossy")) as cluster:
        spark = session(cluster.master)
        killer = threading.Thread(target=kill, args=(cluster,), daemon=True)
        killer.start()
        try:
            tables = on_spark.run(spark, str(parquet), str(output), published_on="date", mentions=True)
            killer.join()
        finally:
            spark.stop()
    assert killed == ["executor", "worker"], "the work was done before both were killed"
    same(tables, published(parquet))

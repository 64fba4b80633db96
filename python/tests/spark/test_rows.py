"""What a cluster writes, held against what the program publishes: table by table, row by row."""

import glob
import threading
import time
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest
from cluster import Cluster
from communique import _engine
from communique import spark as on_spark
from conftest import session


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    with Cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        spark = session(cluster.master)
        yield spark
        spark.stop()


def same(tables: dict[str, str], published: Path, detail: bool = True) -> dict[str, int]:
    """The rows of each table; fails where a table, a column, a type or a row differs.

    How large a file is a task does not know; without `detail`, what a reason says beyond its name is not compared.
    """
    counts = {}
    files = {name: file if (file := published / f"{name}.parquet").exists() else published / name / "*.parquet" for name in _engine.declared()}
    assert [*tables] == [name for name in files if name != "runs" and (name in tables or name != "mentions")]
    for name, path in tables.items():
        ours, theirs = f"read_parquet('{path}/*.parquet')", f"read_parquet('{files[name]}')"
        columns = [(c, t) for c, t, *_ in duckdb.sql(f"DESCRIBE SELECT * FROM {ours}").fetchall()]
        expected = [(c, t) for c, t, *_ in duckdb.sql(f"DESCRIBE SELECT * FROM {theirs}").fetchall()]
        assert columns == expected, name
        compared = ", ".join(f'"{column}"' for column, _ in columns if name != "quarantine" or column != "byte_count" and (detail or column != "detail"))
        for one, other, whose in ((ours, theirs, "the cluster"), (theirs, ours, "the program")):
            only = duckdb.sql(f"SELECT {compared} FROM {one} EXCEPT ALL SELECT {compared} FROM {other} LIMIT 3").fetchall()
            assert not only, f"{name}: only {whose} has {only}"
        counts[name] = duckdb.sql(f"SELECT count(*) FROM {ours}").fetchall()[0][0]
    return counts


def test_parquet(spark, parquet, published, tmp_path):
    tables = on_spark.run(spark, str(parquet), f"{tmp_path}/made/here", published_on="date", mentions=True)
    counts = same(tables, published(parquet))
    # that there is something to compare in each: copies, reports of one release, records that are none
    assert all(counts.values()), counts
    documents = duckdb.sql(f"SELECT count(*), sum(len(also_at)), count(*) FILTER (doc_id <> duplicate_group) FROM read_parquet('{tables['documents']}/*.parquet')")
    assert all(documents.fetchall()[0]), documents
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["here"], "nothing is left beside the output"


def test_no_type_that_spark_does_not_know(spark, parquet, tmp_path):
    on_spark.run(spark, str(parquet / "part-00.parquet"), str(tmp_path / "out"))
    for path in (tmp_path / "out").rglob("*.parquet"):
        for field in pyarrow.parquet.read_schema(path):
            assert not pyarrow.types.is_dictionary(field.type) and "[ns]" not in str(field.type), (path, field)


def test_json_lines(spark, lines, published, tmp_path):
    tables = on_spark.run(spark, str(lines), str(tmp_path / "out"))
    # a task does not know where in its file a line stands
    counts = same(tables, published(lines), detail=False)
    assert counts["quarantine"] > 12


def test_texts_and_pages(spark, whole, published, tmp_path):
    tables = on_spark.run(spark, str(whole), str(tmp_path / "out"))
    counts = same(tables, published(whole))
    assert counts["documents"] > 150


def test_a_data_frame(spark, rows, parquet, published, tmp_path):
    frame = spark.read.parquet(str(parquet)).selectExpr(
        "concat(element_at(split(_metadata.file_path, '/'), -1), '#', _metadata.row_index + 1) AS name", "text AS body", "date AS day", "publisher"
    )
    tables = on_spark.run(spark, frame, str(tmp_path / "out"), text="body", published_on="day", id="name", mentions=True)
    # the reason names the columns that were looked in
    same(tables, published(parquet), detail=False)


def test_what_is_refused(spark, parquet, tmp_path):
    frame = spark.createDataFrame([("Trade grew.", "a"), ("Trade fell.", "a")], "text string, name string")
    (tmp_path / "there").mkdir()
    for error, message, arguments in [
        (FileExistsError, "there already", (frame, str(tmp_path / "there"), {"id": "name"})),
        (ValueError, "no number", (frame, str(tmp_path / "out"), {})),
        (ValueError, "no column is called 'nobody'", (frame, str(tmp_path / "out"), {"id": "nobody"})),
        (ValueError, "no column is called `body`", (frame, str(tmp_path / "out"), {"id": "name", "text": "body"})),
        (ValueError, "2 articles are called 'a'", (frame, str(tmp_path / "out"), {"id": "name"})),
        (ValueError, "is not there", (str(tmp_path / "nowhere"), str(tmp_path / "out"), {})),
        (ValueError, "one kind at a time", ([str(parquet), __file__], str(tmp_path / "out"), {})),
    ]:
        input, output, named = arguments
        with pytest.raises(error, match=message):
            on_spark.run(spark, input, output, **named)
    assert [path.name for path in tmp_path.iterdir()] == ["there"], "what fails leaves nothing"


class Unlucky:
    """A frame whose executor dies between a task's commit and its word of it, so many times; `said` is what Spark then says."""

    def __init__(self, times: int, said: str = "Authorized committer (attemptNumber=0, stage=2, partition=3) failed; but task commit success"):
        self.times, self.said, self.written = times, said, []
        self.write = self

    def mode(self, mode: str) -> "Unlucky":
        assert mode == "overwrite", "what the first attempt left must go"
        return self

    def parquet(self, path: str) -> None:
        self.written.append(path)
        if len(self.written) <= self.times:
            raise RuntimeError(self.said)


def test_a_commit_that_spark_doubts_is_made_again():
    unlucky = Unlucky(times=2)
    on_spark._write(unlucky, "there")
    assert unlucky.written == ["there"] * 3
    for frame, attempts in [(Unlucky(times=9), 3), (Unlucky(times=1, said="no space left on device"), 1)]:
        with pytest.raises(RuntimeError, match=frame.said[:10]):
            on_spark._write(frame, "there")
        assert len(frame.written) == attempts


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
        killer = threading.Thread(target=kill, args=(cluster,))
        killer.start()
        tables = on_spark.run(spark, str(parquet), str(output), published_on="date", mentions=True)
        killer.join()
        spark.stop()
    assert killed == ["executor", "worker"], "the work was done before both were killed"
    same(tables, published(parquet))

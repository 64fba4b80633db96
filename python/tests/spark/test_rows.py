"""What a cluster writes, held against what the program publishes: table by table, row by row."""

import duckdb
import pyarrow.parquet
import pytest
from cluster import Cluster
from communique import spark as on_spark
from compare import same
from conftest import session


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    with Cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        spark = session(cluster.master)
        yield spark
        spark.stop()


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

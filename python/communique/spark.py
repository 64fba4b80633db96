"""The pipeline on a Spark cluster: the same engine in its tasks, the same rows as a run of the command line program.

    >>> from communique import spark as on_spark
    >>> tables = on_spark.run(spark, "hdfs:///news/2024.jsonl", "hdfs:///tables/2024")
    >>> spark.read.parquet(tables["trade_figures"]).groupBy("pair").count().show()

Spark reads the articles, tells copies and reports of one release, brings together the facts of each aggregate, and writes the tables;
what an article states, and what facts add up to, is told by the engine. What a task does depends on its input alone, so that tasks
may fail and be run again. Needs Spark 4.0 or newer with pyarrow and pandas, and this package on every executor: docs/scaling.md says how.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from communique import _engine

__all__ = ["run"]

# Articles whose facts a task holds at once.
_AT_ONCE = 500
# Rows that hold the tables of so many articles that are in memory at once.
_PACKED_AT_ONCE = 8
# How often a folder is written before Spark's refusal stands.
_ATTEMPTS = 3
# What names a record in the data frames here: no column of the articles is called so.
_PLACE, _CONTENT = "__communique_place", "__communique_content"
_LINES = (".jsonl", ".ndjson")


def run(
    spark: SparkSession,
    input: DataFrame | str | list[str],
    output: str,
    *,
    text: str | None = None,
    title: str | None = None,
    published_on: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    id: str | None = None,
    mentions: bool = False,
) -> dict[str, str]:
    """Reads articles on a cluster and writes every table that a run publishes, but `runs`.

    `input` is a data frame with one article a row, or paths of Parquet files, of JSON lines, or of folders of texts and pages (`.txt`,
    `.html`, `.pdf`), one kind at a time. Columns are named as in `communique.extract`; `id` must be given for a data frame, whose rows
    have no number. Records of files are called as the program calls them: `articles.parquet#17`.

    `output` is a folder that is not there yet, on a file system of Hadoop that can rename one. It appears when all is written: a folder
    per table, written by Spark's committer. Gives the paths of the tables by name.

    `mentions` adds the table `mentions`.

    Raises `FileExistsError` when `output` is there, `ValueError` when a column is missing or cannot hold what it is to hold, and what
    Spark raises when it gives a task up.
    """
    columns = {"text": text, "title": title, "published_on": published_on, "url": url, "publisher": publisher, "id": id}
    files = _Files(spark, output)
    if files.exists(output):
        raise FileExistsError(f"{output} is there already: name a folder that is not")
    try:
        records, columns = _records(spark, input, columns, files)
        _Tables(spark, records, columns, files).write(mentions)
        files.publish()
    finally:
        files.clear()
    return {name: f"{output}/{name}" for name in _names(mentions)}


def _names(mentions: bool) -> list[str]:
    """The tables that are written, in the order of the data dictionary."""
    return [name for name in _engine.declared() if name != "runs" and (mentions or name != "mentions")]


def _schema(name: str) -> StructType:
    """The schema of a table as Spark holds it: every column may be null, since Spark reads Parquet so."""
    table, _ = _engine.declared()[name]
    return from_arrow_schema(pa.schema(table))


class _Files:
    """Where what is being made lies: beside the output, so that one rename publishes it."""

    def __init__(self, spark: SparkSession, output: str) -> None:
        self._spark = spark
        self._output = output.rstrip("/")
        self._root = f"{self._output}.unfinished-{spark.sparkContext.applicationId}"

    def _system(self, path: str) -> tuple[Any, Any]:
        jvm = self._spark.sparkContext._jvm
        hadoop = jvm.org.apache.hadoop.fs.Path(path)
        return hadoop.getFileSystem(self._spark.sparkContext._jsc.hadoopConfiguration()), hadoop

    def exists(self, path: str) -> bool:
        system, hadoop = self._system(path)
        return system.exists(hadoop)

    def qualified(self, path: str) -> str:
        """The whole address of a path."""
        system, hadoop = self._system(path)
        return system.makeQualified(hadoop).toString()

    def listed(self, path: str) -> Iterator[tuple[str, int]]:
        """The files that a path leads to, by their paths below it, and their bytes; not the marks that writers leave."""
        system, hadoop = self._system(path)
        base = self.qualified(path).rstrip("/") + "/" if self.is_folder(path) else None
        found = system.listFiles(hadoop, True)
        while found.hasNext():
            status = found.next()
            below = status.getPath().toString().removeprefix(base) if base else status.getPath().getName()
            if not any(part.startswith(("_", ".")) for part in below.split("/")):
                yield below, status.getLen()

    def is_folder(self, path: str) -> bool:
        system, hadoop = self._system(path)
        return system.getFileStatus(hadoop).isDirectory()

    def table(self, name: str) -> str:
        return f"{self._root}/tables/{name}"

    def aside(self, name: str) -> str:
        """What is laid aside until all is written."""
        return f"{self._root}/aside/{name}"

    def publish(self) -> None:
        system, output = self._system(self._output)
        _, made = self._system(f"{self._root}/tables")
        if output.getParent() is not None:
            system.mkdirs(output.getParent())
        if system.exists(output) or not system.rename(made, output):
            raise FileExistsError(f"{self._output} cannot be made: something else is there")

    def clear(self) -> None:
        system, root = self._system(self._root)
        system.delete(root, True)


@contextmanager
def _few_at_once(spark: SparkSession) -> Iterator[None]:
    """Rows are read some at a time: each holds a table of hundreds of articles, and Spark reads thousands at once."""
    names = ("spark.sql.parquet.columnarReaderBatchSize", "spark.sql.execution.arrow.maxRecordsPerBatch")
    before = {name: spark.conf.get(name) for name in names}
    try:
        for name in names:
            spark.conf.set(name, str(_PACKED_AT_ONCE))
        yield
    finally:
        for name, value in before.items():
            spark.conf.set(name, value)


def _write(frame: DataFrame, path: str) -> None:
    """Writes Parquet files; again where Spark gave up what can be done again.

    Spark ends a job when an executor dies after it committed a task and before it said so: elsewhere the rows might come twice. Here nobody
    reads the folder before it is whole, so that it is written anew.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return frame.write.mode("overwrite").parquet(path)
        except Exception as e:
            if attempt == _ATTEMPTS or "Authorized committer" not in str(e):
                raise


# Reading


def _records(
    spark: SparkSession, input: DataFrame | str | list[str], columns: dict[str, str | None], files: _Files
) -> tuple[DataFrame, dict[str, str | None]]:
    """The articles, one a row, each with its name; and which column holds what."""
    if isinstance(input, DataFrame):
        if columns["id"] is None:
            raise ValueError("rows of a data frame have no number: name the column that names an article, id=...")
        if columns["id"] not in input.columns:
            raise ValueError(f"no column is called {columns['id']!r}: there are {', '.join(input.columns)}")
        return input.withColumn(_PLACE, F.col(f"`{columns['id']}`").cast("string")), {**columns, "id": _PLACE}
    paths = [input] if isinstance(input, str) else list(input)
    if not paths:
        raise ValueError("there is no path to read")
    kinds = {_kind(path, files) for path in paths}
    if len(kinds) > 1:
        raise ValueError(f"paths of one kind at a time, not of {' and '.join(sorted(kinds))}")
    kind = kinds.pop()
    if kind == "parquet":
        place = F.concat(_relative(paths, files), F.lit("#"), (F.col("_metadata.row_index") + 1).cast("string"))
        return spark.read.parquet(*paths).withColumn(_PLACE, place), {**columns, "id": _PLACE}
    columns = {**columns, "content": _CONTENT, "id": _PLACE}
    return (_lines(spark, paths, files) if kind == "lines" else _whole(spark, paths, files)), columns


def _kind(path: str, files: _Files) -> str:
    """What kind of files a path leads to, by the ending of it or, of a folder, of the first file in it."""
    if not files.exists(path):
        raise ValueError(f"{path} is not there")
    name, _ = next(files.listed(path), (None, 0))
    if name is None:
        raise ValueError(f"{path} holds no files")
    unpacked = name.lower()
    for packing in (".gz", ".bz2", ".zst"):
        unpacked = unpacked.removesuffix(packing)
    if unpacked.endswith(_LINES):
        return "lines"
    return "parquet" if unpacked.endswith(".parquet") else "whole"


def _relative(paths: list[str], files: _Files) -> Column:
    """A file's path below the folder that was named, or its name where it was named itself, as the program writes it."""
    # Spark tells paths as addresses, in which a blank is %20 and file:/x may be file:///x
    path = F.url_decode(F.replace(F.col("_metadata.file_path"), F.lit("+"), F.lit("%2B")))
    path = F.regexp_replace(path, "^([a-z0-9]+):/+", "$1:/")
    told = F.element_at(F.split(path, "/"), -1)
    for folder in filter(files.is_folder, paths):
        base = re.sub("^([a-z0-9]+):/+", r"\1:/", files.qualified(folder)).rstrip("/") + "/"
        told = F.when(F.startswith(path, F.lit(base)), F.substr(path, F.lit(len(base) + 1))).otherwise(told)
    return told


def _lines(spark: SparkSession, paths: list[str], files: _Files) -> DataFrame:
    """Every line that is not blank, numbered as the program numbers the records of a file."""
    raw = spark.read.option("lineSep", "\n").option("recursiveFileLookup", True).text(paths)
    lines = raw.where(F.length(F.regexp_replace("value", r"[ \t\r\f]", "")) > 0).select(
        F.col("value").cast("binary").alias(_CONTENT),
        _relative(paths, files).alias("file"),
        F.col("_metadata.file_block_start").alias("block"),
    )
    numbered = lines.mapInArrow(_count_within_blocks, f"{_CONTENT} binary, file string, block bigint, number bigint")
    # a file is cut into blocks: how many lines stand before each
    counts = numbered.groupBy("file", "block").agg(F.max("number").alias("lines"))
    before = F.sum("lines").over(Window.partitionBy("file").orderBy("block").rowsBetween(Window.unboundedPreceding, -1))
    _write(counts.withColumn("before", F.coalesce(before, F.lit(0))), files.aside("blocks"))
    blocks = spark.read.parquet(files.aside("blocks")).select("file", "block", "before")
    place = F.concat("file", F.lit("#"), (F.col("number") + F.col("before")).cast("string"))
    lines = numbered.join(F.broadcast(blocks), ["file", "block"]).select(_CONTENT, place.alias(_PLACE))
    told = {row["file"] for row in blocks.select("file").distinct().collect()}
    return _and_empty(lines, {name for path in paths for name, _ in files.listed(path)} - told)


def _count_within_blocks(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Adds the number of each row in its block, from 1: a task reads a block from its first line to its last."""
    counted: dict[tuple[str, int], int] = {}
    for batch in batches:
        numbers = []
        for block in zip(batch.column("file").to_pylist(), batch.column("block").to_pylist()):
            counted[block] = counted.get(block, 0) + 1
            numbers.append(counted[block])
        yield batch.append_column("number", pa.array(numbers, pa.int64()))


def _whole(spark: SparkSession, paths: list[str], files: _Files) -> DataFrame:
    """Every file, a row each."""
    raw = spark.read.format("binaryFile").option("recursiveFileLookup", True).load(paths)
    whole = raw.select(F.col("content").alias(_CONTENT), _relative(paths, files).alias(_PLACE))
    return _and_empty(whole, {name for path in paths for name, size in files.listed(path) if size == 0})


def _and_empty(records: DataFrame, names: set[str]) -> DataFrame:
    """With the files of which Spark gives no row, since there is nothing in them: they are quarantined like others that hold no text."""
    empty = records.sparkSession.createDataFrame([(b"", name) for name in sorted(names)], records.schema)
    return records.unionByName(empty)


# In the tasks


def _marks(columns: dict[str, str | None]) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def marks(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            marks = pa.table(_engine.marks(batch, columns, 1))
            # a name that is null is one that must be refused, not one that the engine gives
            yield from marks.set_column(0, "source_path", [batch.column(_PLACE)]).to_batches()

    return marks


def _facts(columns: dict[str, str | None], mentions: bool) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """The tables of some articles at a time, each as bytes: a task gives rows of one schema."""

    def facts(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for start in range(0, batch.num_rows, _AT_ONCE):
                tables = _engine.extract(batch.slice(start, _AT_ONCE), columns, mentions, 1)
                names = [name for name, table in tables.items() if len(table)]
                rows = [_packed(tables[name]) for name in names]
                yield pa.record_batch({"table": pa.array(names, pa.string()), "rows": pa.array(rows, pa.binary())})

    return facts


def _packed(table: _engine.Table) -> bytes:
    sink = pa.BufferOutputStream()
    rows = pa.table(table)
    with pa.ipc.new_stream(sink, rows.schema) as stream:
        stream.write_table(rows)
    return sink.getvalue().to_pybytes()


def _unpacked(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for rows in batch.column("rows"):
            # each with the fields' bare names and types: what a column means is not for Spark to carry
            yield from (rows.replace_schema_metadata() for rows in pa.ipc.open_stream(rows.as_buffer()))


def _near(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        near = pa.table(_engine.near(batch)).column("near")
        kept = pa.table(batch).filter(near).select(["one_place", "other_place"])
        yield from kept.to_batches()


def _aggregated(name: str) -> Callable[[pa.Table], pa.Table]:
    return lambda facts: pa.table(_engine.aggregated(name, facts))


# Putting together


class _Tables:
    """The tables in the making."""

    def __init__(self, spark: SparkSession, records: DataFrame, columns: dict[str, str | None], files: _Files) -> None:
        self._spark, self._records, self._columns, self._files = spark, records, columns, files

    def write(self, mentions: bool) -> None:
        # a column that is missing or holds something else is told here, not by a task
        _engine.marks(self._records.limit(0).toArrow(), self._columns, 1)
        marks = self._aside("marks", self._records.mapInArrow(_marks(self._columns), _MARKS))
        _refuse_names(marks)
        documents = self._aside("found", self._found(marks))
        self._table("quarantine", _quarantine(marks))
        rows = self._aside("rows", self._rows(marks, documents, mentions))
        with _few_at_once(self._spark):
            for name in _names(mentions):
                if name in _FROM_ARTICLES or name == "mentions":
                    schema = _schema(name)
                    table = rows.where(F.col("table") == name).select("rows").mapInArrow(_unpacked, schema)
                    self._table(name, _of_all(table, documents) if name == "documents" else table)
        for name, table in _engine.dimensions().items():
            self._table(name, self._spark.createDataFrame(pa.table(table).replace_schema_metadata(), _schema(name)))
        self._aggregates()

    def _aside(self, name: str, frame: DataFrame) -> DataFrame:
        """Written, so that a lost executor costs no more than what it was at."""
        _write(frame, self._files.aside(name))
        return self._spark.read.parquet(self._files.aside(name))

    def _table(self, name: str, frame: DataFrame) -> None:
        _, sort = _engine.declared()[name]
        ordered = [field.name for field in _schema(name).fields]
        _write(frame.select(ordered).sortWithinPartitions(*sort), self._files.table(name))

    def _rows(self, marks: DataFrame, documents: DataFrame, mentions: bool) -> DataFrame:
        """The tables of the articles, without records that are none and copies of others."""
        others = marks.join(documents.select("source_path", F.lit(True).alias("is_first")), "source_path", "left")
        others = others.where("is_first IS NULL").select(F.col("source_path").alias(_PLACE))
        articles = self._records.join(others, _PLACE, "left_anti")
        return articles.mapInArrow(_facts(self._columns, mentions), "table string, rows binary")

    def _found(self, marks: DataFrame) -> DataFrame:
        """Of each document the first place, the others, and the first document of the release that it reports."""
        places = marks.where("doc_id IS NOT NULL").groupBy("doc_id").agg(F.array_sort(F.collect_list("source_path")).alias("places"))
        found = places.select("doc_id", F.col("places")[0].alias("source_path"), F.expr("slice(places, 2, size(places))").alias("also_at"))
        releases = self._releases(marks).withColumnRenamed("place", "source_path")
        first = marks.select(F.col("source_path").alias("release"), F.col("doc_id").alias("duplicate_group"))
        found = found.join(releases, "source_path", "left").join(first, "release", "left")
        return found.select("doc_id", "source_path", "also_at", F.coalesce("duplicate_group", "doc_id").alias("duplicate_group"))

    def _releases(self, marks: DataFrame) -> DataFrame:
        """`place`, `release`: of each record that is near another, the first of all records that are joined to it."""
        banded = marks.where("sketch IS NOT NULL").select("source_path", "sketch", F.posexplode("bands").alias("band", "key"))
        # each is held against the first of those that share the band, and the one before it
        alike = Window.partitionBy("band", "key").orderBy("source_path")
        pair = F.struct(F.col("source_path").alias("one_place"), F.col("sketch").alias("one"))
        before = banded.select(
            F.col("source_path").alias("other_place"),
            F.col("sketch").alias("other"),
            F.array_distinct(F.array(F.first(pair).over(alike), F.lag(pair).over(alike))).alias("before"),
        )
        pairs = before.select("other_place", "other", F.explode("before").alias("pair"))
        pairs = pairs.where("pair IS NOT NULL").select("pair.one_place", "other_place", "pair.one", "other")
        pairs = pairs.where("one_place <> other_place").distinct()
        near = self._aside("near", pairs.mapInArrow(_near, "one_place string, other_place string"))
        return self._joined(near)

    def _joined(self, near: DataFrame) -> DataFrame:
        """The first of all that are joined, for each: labels go along the pairs, and to where labels point, until none changes."""
        both = near.select(F.col("one_place").alias("place"), F.col("other_place").alias("next"))
        both = self._aside("pairs", both.union(both.select("next", "place")).distinct())
        labels = self._aside("labels-0", both.groupBy("place").agg(F.least("place", F.min("next")).alias("release")))
        for step in range(1, 1_000):
            to = labels.select(F.col("place").alias("next"), F.col("release").alias("told"))
            told = both.join(to, "next").groupBy("place").agg(F.min("told").alias("told"))
            further = labels.select(F.col("place").alias("at"), F.col("release").alias("further"))
            moved = labels.join(told, "place").join(further, F.col("release") == F.col("at"), "left")
            least = F.least("release", "told", "further")
            moved = moved.select("place", least.alias("release"), (least < F.col("release")).alias("changed"))
            moved = self._aside(f"labels-{step}", moved)
            labels = moved.select("place", "release")
            if moved.where("changed").isEmpty():
                return labels
        raise RuntimeError("reports of one release are joined in more steps than there can be")

    def _aggregates(self) -> None:
        read = lambda name: self._spark.read.parquet(self._files.table(name))  # noqa: E731
        releases = read("documents").select("doc_id", F.coalesce("duplicate_group", "doc_id").alias("release"))
        for recipe in _engine.recipes():
            facts = read(recipe["facts"]).where(recipe["counts"]).select(*recipe["columns"], F.expr(recipe["group"]).alias("group"))
            facts = facts.join(releases, "doc_id")
            schema = _schema(recipe["table"])
            self._table(recipe["table"], facts.groupBy("group").applyInArrow(_aggregated(recipe["table"]), schema))


_MARKS = "source_path string, doc_id string, sketch binary, bands array<bigint>, reason string, detail string"
_FROM_ARTICLES = (
    "documents",
    "trade_figures",
    "investments",
    "business_presence",
    "meetings",
    "meeting_participants",
    "sectors",
)


def _refuse_names(marks: DataFrame) -> None:
    """Articles are told apart by what they are called."""
    for row in marks.groupBy("source_path").count().where("source_path IS NULL OR count > 1").take(1):
        named = "an article has no name" if row["source_path"] is None else f"{row['count']} articles are called {row['source_path']!r}"
        raise ValueError(f"{named}: the column that names an article must tell them apart")


def _quarantine(marks: DataFrame) -> DataFrame:
    refused = marks.where("reason IS NOT NULL").select("source_path", "reason", "detail")
    return refused.withColumns({"stage": F.lit("ingest"), "byte_count": F.lit(None).cast("bigint")})


def _of_all(documents: DataFrame, found: DataFrame) -> DataFrame:
    """The documents with what only all of them together tell."""
    return documents.drop("also_at", "duplicate_group", "source_path").join(found, "doc_id")


def main(arguments: list[str] | None = None) -> int:
    """What `spark-submit` runs."""
    parser = argparse.ArgumentParser(description="Read articles on a Spark cluster and write every table.")
    parser.add_argument("input", nargs="+", help="Parquet files, JSON lines, or folders of texts and pages")
    parser.add_argument("output", help="a folder that is not there yet")
    for column in ("text", "title", "published-on", "url", "publisher"):
        parser.add_argument(f"--{column}", help=f"the column that holds the {column.replace('-', ' ')}")
    parser.add_argument("--mentions", action="store_true", help="write the table of mentions too")
    given = vars(parser.parse_args(arguments))
    # texts are long: a batch of ten thousand, Spark's own number, may be gigabytes
    spark = SparkSession.builder.appName("communique").config("spark.sql.execution.arrow.maxRecordsPerBatch", 1_000).getOrCreate()
    try:
        for name, path in run(spark, given.pop("input"), given.pop("output"), **given).items():
            print(name, path)
    except (FileExistsError, ValueError) as e:
        print(f"communique: {e}", file=sys.stderr)
        return 2
    finally:
        spark.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())

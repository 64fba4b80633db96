"""Articles as a cluster gets them, and the tables that the command line program makes of them.

COMMUNIQUE_PROGRAM is the program, COMMUNIQUE_BENCH the benchmark that generates articles, COMMUNIQUE_ARTICLES how many.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import cluster
import pyarrow
import pyarrow.parquet
import pytest
from pyspark.sql import SparkSession

ARTICLES = int(os.environ.get("COMMUNIQUE_ARTICLES", "2000"))
GERMAN = "Der Handel zwischen Spanien und Chile ist im vergangenen Jahr deutlich gewachsen und erreichte einen neuen Höchststand."
# Files of a data set: more than there are workers.
FILES = 12


def session(master: str, small: bool = True) -> SparkSession:
    """A driver of the cluster; with `small` it cuts small files further, so that a short test has tasks enough to lose some of."""
    settings = {
        "spark.driver.host": cluster.HOST,
        "spark.driver.bindAddress": cluster.HOST,
        "spark.ui.enabled": "false",
        "spark.executor.memory": "1g",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
        "spark.sql.files.maxPartitionBytes": "1m" if small else "16m",
        "spark.sql.files.openCostInBytes": "512k" if small else "4m",
        # a worker that is gone for good is no reason to wait
        "spark.task.maxFailures": "8",
    }
    # Spark hands out the session that is there, whatever cluster it belongs to
    assert SparkSession.getActiveSession() is None, "another cluster's session is open"
    os.environ |= {"SPARK_LOCAL_IP": cluster.HOST, "PYSPARK_PYTHON": sys.executable}
    builder = SparkSession.builder.master(master).appName("communique")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


@pytest.fixture(scope="session")
def program():
    return Path(os.environ["COMMUNIQUE_PROGRAM"]).resolve()


@pytest.fixture(scope="session")
def rows(tmp_path_factory):
    """Generated articles; every fiftieth twice, every fortieth once more in other words, and what is no article."""
    folder = tmp_path_factory.mktemp("generated")
    subprocess.run([os.environ["COMMUNIQUE_BENCH"], "generate", folder, f"0..{ARTICLES}"], check=True)
    texts = [path.read_text() for path in sorted(folder.rglob("*.txt"))]
    assert len(texts) == ARTICLES
    rows = []
    for number, text in enumerate(texts):
        rows.append({"text": text, "date": "2024-05-03" if number % 3 else None, "publisher": f"Agency {number % 7}"})
        if number % 50 == 0:
            rows.append({"text": text, "date": "2024-06-01", "publisher": "Another"})
        if number % 40 == 0:
            rows.append({"text": f"The agency reports, citing the press service of the ministry.\n{text}", "date": None, "publisher": None})
        if number % 100 == 0:
            rows.append({"text": GERMAN, "date": None, "publisher": None})
            rows.append({"text": "", "date": None, "publisher": "Nobody"})
    return rows


def _cut(rows: list) -> list[list]:
    size = -(-len(rows) // FILES)
    return [rows[start : start + size] for start in range(0, len(rows), size)]


@pytest.fixture(scope="session")
def parquet(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("parquet") / "news of 2024"
    folder.mkdir()
    for number, some in enumerate(_cut(rows)):
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(some), folder / f"part-{number:02}.parquet", row_group_size=200)
    return folder


@pytest.fixture(scope="session")
def lines(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("lines")
    for number, some in enumerate(_cut(rows[:600])):
        written = [json.dumps(row, ensure_ascii=False) for row in some]
        # a blank line is no record, and a broken one costs no other
        written.insert(3, "  ")
        written.insert(5, '{"text": "cut o')
        (folder / f"{number:02}.jsonl").write_text("\n".join(written) + "\n")
    (folder / "nothing.jsonl").write_text("")
    (folder / "blank.jsonl").write_text(" \n\n")
    return folder


@pytest.fixture(scope="session")
def whole(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    for number, row in enumerate(rows[:200]):
        path = folder / f"day {number % 5}" / f"{number:03}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(row["text"])
    (folder / "day 0" / "page.html").write_text(f"<html><body><article><h1>News</h1><p>{rows[300]['text']}</p></article></body></html>")
    return folder


@pytest.fixture(scope="session")
def published(program, tmp_path_factory):
    """The folder of the tables that the program publishes for an input."""
    made: dict[Path, Path] = {}

    def published(folder: Path) -> Path:
        if folder not in made:
            output = tmp_path_factory.mktemp("published") / "output"
            settings = ["--set", "run.max_quarantine_ratio=1", "--set", "output.mentions=all"]
            subprocess.run([program, "run", "--quiet", "--input", folder, "--output", output, *settings], check=True, cwd=output.parent)
            made[folder] = output / "current"
        return made[folder]

    return published

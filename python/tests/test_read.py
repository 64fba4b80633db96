"""`communique.read`: published tables."""

import json
import os
import shutil
import subprocess

import communique
import duckdb
import polars
import pyarrow
import pyarrow.dataset
import pytest


def test_every_published_table(published, program):
    tables = communique.read(published)
    schema = subprocess.run([program, "schema", "--format", "json"], capture_output=True, text=True, check=True).stdout
    assert list(tables) == [table["table"] for table in json.loads(schema)] and len(tables) == len(list(tables))
    for name, table in tables.items():
        on_disk = pyarrow.dataset.dataset(table.files, format="parquet").to_table()
        assert table.num_rows == len(table) == on_disk.num_rows
        assert pyarrow.table(table).equals(on_disk), name
        assert table.column_names == on_disk.column_names
    assert tables["trade_figures"].num_rows > 0


def test_other_readers(published):
    tables = communique.read(str(published))
    figures = tables["trade_figures"]
    assert polars.DataFrame(figures).equals(polars.scan_parquet(figures.files).collect())
    assert duckdb.sql("SELECT count(*) FROM figures").fetchall()[0][0] == figures.num_rows
    path = subprocess.run(["readlink", "-f", published / "current"], capture_output=True, text=True, check=True).stdout.strip()
    assert tables.path == path and tables.generation in path and tables.generation in repr(tables)
    assert "trade_figures" in tables and "figures" not in tables
    assert repr(figures).startswith(f"<communique.Table trade_figures: {figures.num_rows} rows, ")
    with pytest.raises(KeyError, match="there are documents"):
        tables["figures"]


def test_a_later_run_changes_nothing(program, tmp_path):
    (tmp_path / "articles").mkdir()
    run = [program, "run", "--quiet", "--input", tmp_path / "articles", "--output", tmp_path / "output"]
    (tmp_path / "articles" / "a.txt").write_text("Spain exported goods worth $3 million to Chile in 2023.")
    subprocess.run(run, cwd=tmp_path, check=True)
    before = communique.read(tmp_path / "output")
    (tmp_path / "articles" / "b.txt").write_text("Kenya exported goods worth $5 million to Peru in 2023.")
    subprocess.run(run, cwd=tmp_path, check=True)
    after = communique.read(tmp_path / "output")
    rows = [pyarrow.table(tables["trade_figures"]).num_rows for tables in (before, after)]
    assert rows == [1, 2] and before.generation < after.generation


def test_nothing_published(tmp_path, published):
    with pytest.raises(FileNotFoundError, match="nothing is published"):
        communique.read(tmp_path / "nowhere")
    # a table whose file has gone is told when it is asked for
    copy = shutil.copytree(published.resolve(), tmp_path / "copy", symlinks=True)
    tables = communique.read(copy)
    for file in tables["sectors"].files:
        os.remove(file)
    with pytest.raises(FileNotFoundError, match="sectors"):
        pyarrow.table(tables["sectors"])

"""Tables that a cluster wrote against those that the program published."""

from pathlib import Path

import duckdb
from communique import _engine


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

#!/usr/bin/env python3
"""Opens every published table with DuckDB, pyarrow, pandas and polars: read_everywhere.py COMMUNIQUE OUTPUT_DIR

All four must see the same number of rows, and the column names and types that `communique schema` declares.
"""
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.parquet

# What each reader calls an Arrow type. pandas has no dates, decimals or lists of its own, and floats for nullable integers.
NAMES = {
    "Utf8": {"duckdb": {"VARCHAR"}, "pyarrow": {"string"}, "pandas": {"object", "str", "string"}, "polars": {"String"}},
    "Date32": {"duckdb": {"DATE"}, "pyarrow": {"date32[day]"}, "pandas": {"object"}, "polars": {"Date"}},
    "Decimal128(24, 2)": {
        "duckdb": {"DECIMAL(24,2)"},
        "pyarrow": {"decimal128(24, 2)"},
        "pandas": {"object"},
        "polars": {"Decimal(precision=24, scale=2)"},
    },
    "Float64": {"duckdb": {"DOUBLE"}, "pyarrow": {"double"}, "pandas": {"float64"}, "polars": {"Float64"}},
    "Int32": {"duckdb": {"INTEGER"}, "pyarrow": {"int32"}, "pandas": {"int32", "float64"}, "polars": {"Int32"}},
    "Int64": {"duckdb": {"BIGINT"}, "pyarrow": {"int64"}, "pandas": {"int64", "float64"}, "polars": {"Int64"}},
    "list<text>": {
        "duckdb": {"VARCHAR[]"},
        "pyarrow": {"list<element: string not null>", "list<element: string>"},
        "pandas": {"object"},
        "polars": {"List(String)"},
    },
    "list<struct>": {
        "duckdb": {"STRUCT(kind VARCHAR, span_start INTEGER, span_end INTEGER)[]"},
        "pyarrow": {
            "list<element: struct<kind: string not null, span_start: int32 not null, span_end: int32 not null> not null>",
        },
        "pandas": {"object"},
        "polars": {"List(Struct({'kind': String, 'span_start': Int32, 'span_end': Int32}))"},
    },
}


def ask(program, *args):
    return subprocess.run([program, *args], check=True, capture_output=True, text=True).stdout


def with_duckdb(path, files):
    relation = duckdb.sql(f"select * from read_parquet('{files}')")
    return relation.shape[0], dict(zip(relation.columns, map(str, relation.types)))


def with_pyarrow(path, files):
    table = pyarrow.parquet.read_table(path)
    for field in table.schema:
        if not field.nullable and table[field.name].null_count:
            sys.exit(f"{path}: {field.name} is required and has nulls")
    return table.num_rows, {field.name: str(field.type) for field in table.schema}


def with_pandas(path, files):
    frame = pandas.read_parquet(path)
    return len(frame), {name: str(kind) for name, kind in frame.dtypes.items()}


def with_polars(path, files):
    frame = polars.read_parquet(files)
    return frame.height, {name: str(kind) for name, kind in frame.schema.items()}


READERS = {"duckdb": with_duckdb, "pyarrow": with_pyarrow, "pandas": with_pandas, "polars": with_polars}


def kind_of(column):
    """The row of NAMES for a declared column."""
    if column["type"].startswith("list<struct"):
        return "list<struct>"
    return "list<text>" if column["type"].startswith("list<") else column["arrow"]


def complaints(table, path):
    files = path / "*.parquet" if path.is_dir() else path
    seen = {name: read(str(path), str(files)) for name, read in READERS.items()}
    if len({rows for rows, _ in seen.values()}) > 1:
        yield f"rows: {({name: rows for name, (rows, _) in seen.items()})}"
    for name, (_, columns) in seen.items():
        declared = {column["name"]: NAMES[kind_of(column)][name] for column in table["columns"]}
        if list(declared) != list(columns):
            yield f"{name}: columns {list(columns)}, declared {list(declared)}"
            continue
        yield from (f"{name}: {c} is {columns[c]}, expected {' or '.join(sorted(declared[c]))}" for c in columns if columns[c] not in declared[c])
    rows = seen["pyarrow"][0]
    print(f"{table['table']:22} {rows:8} rows {len(table['columns']):3} columns")


def main():
    program, output = sys.argv[1], sys.argv[2]
    failures = []
    for table in json.loads(ask(program, "schema", "--format", "json")):
        path = Path(ask(program, "path", table["table"], "--output", output).strip())
        failures += [f"{table['table']}: {c}" for c in complaints(table, path)]
    print("\n".join(failures) or "every reader agrees with the schema")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()

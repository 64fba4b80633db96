"""The engine, compiled. Use what `communique` exports."""

import os
from collections.abc import Iterable, Mapping
from typing import Any, Literal, Protocol, TypeAlias, final

__all__ = [
    "Published",
    "Table",
    "__version__",
    "aggregated",
    "annotate",
    "declared",
    "dimensions",
    "extract",
    "marks",
    "near",
    "published",
    "recipes",
]

__version__: str

class _Stream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any: ...

class _Array(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> Any: ...

_ArrowLike: TypeAlias = _Stream | _Array

@final
class Table:
    """A table of the data dictionary. `pyarrow.table(t)`, `polars.DataFrame(t)`, `pandas.DataFrame.from_arrow(t)`, and DuckDB read it."""

    @property
    def name(self) -> str:
        """Its name: `trade_figures`."""

    @property
    def num_rows(self) -> int:
        """How many rows it has."""

    @property
    def column_names(self) -> list[str]:
        """The names of its columns, in order."""

    @property
    def files(self) -> list[str]:
        """The Parquet files that it is read from; none of a table in memory."""

    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any: ...

@final
class Published:
    @property
    def generation(self) -> str: ...
    @property
    def path(self) -> str: ...
    def names(self) -> list[str]: ...
    def table(self, name: str) -> Table | None: ...

def extract(
    data: _ArrowLike | Iterable[_ArrowLike], columns: Mapping[str, str | None], mentions: bool, threads: int | None
) -> dict[str, Table]: ...
def marks(data: _ArrowLike | Iterable[_ArrowLike], columns: Mapping[str, str | None], threads: int | None) -> Table: ...
def near(pairs: _ArrowLike | Iterable[_ArrowLike]) -> Table: ...
def aggregated(table: str, facts: _ArrowLike | Iterable[_ArrowLike]) -> Table: ...
def recipes() -> list[dict[str, Any]]: ...
def declared() -> dict[str, tuple[Table, list[str]]]: ...
def dimensions() -> dict[str, Table]: ...
def annotate(text: str, published_on: str | None, id: str, only: Literal["mentions", "facts"] | None) -> str: ...
def published(output_dir: str | os.PathLike[str]) -> Published: ...

"""Reads news articles and communiqués about relations between countries; gives tables of facts as Arrow.

The engine is that of the command line program, and so are the rows, to the byte. Nothing is downloaded, nothing asks the network.

    >>> import communique, pyarrow
    >>> articles = pyarrow.table({"text": ["Trade between Spain and Chile reached $2.1 billion in 2023."]})
    >>> tables = communique.extract(articles)
    >>> pyarrow.table(tables["trade_figures"]).select(["pair", "flow", "value", "currency", "evidence"]).to_pylist()
    [{'pair': 'CHL-ESP', 'flow': 'turnover', 'value': Decimal('2100000000.00'), 'currency': 'USD', 'evidence': 'Trade between Spain and Chile reached $2.1 billion'}]

What a row means: docs/facts.md; every column with its type: docs/tables.md; this package: docs/python.md.
"""

from __future__ import annotations

import datetime as _datetime
import json as _json
import os as _os
from collections.abc import Iterable as _Iterable
from collections.abc import Iterator as _Iterator
from collections.abc import Mapping as _Mapping
from typing import TYPE_CHECKING as _TYPE_CHECKING
from typing import Any as _Any
from typing import Literal as _Literal

from . import _engine
from ._engine import Table, __version__

if _TYPE_CHECKING:
    from ._engine import _ArrowLike

__all__ = ["Published", "Table", "__version__", "annotate", "extract", "read"]


def extract(
    data: _ArrowLike | _Iterable[_ArrowLike],
    *,
    text: str | None = None,
    title: str | None = None,
    published_on: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    content: str | None = None,
    id: str | None = None,
    mentions: bool = False,
    threads: int | None = None,
) -> dict[str, Table]:
    """What the articles of a table state.

    `data` is anything with the Arrow PyCapsule interface, one article a row: a table or record batch of pyarrow, a data frame of
    polars or pandas, a result of DuckDB; or a list of such batches with the same columns. It is held in memory, and so is the result.

    `text`, `title`, `published_on`, `url`, `publisher` name its columns. Where none is named, columns are taken that are called as
    `[fields]` of `pipeline.toml` lists: `text`, `body`, `content`; `title`, `headline`; `published_on`, `date`, and so on. Texts may be
    string, large_string or string_view, plain or HTML, or lists of paragraphs; days may be dates, timestamps or strings.

    `content` names a column of files instead, as bytes or text: each a file of one article (`.txt`, `.html`, `.pdf`) or a line of JSON
    lines (`.jsonl`), as the ending of its `id` says, up to a `#`: `news/2024.jsonl#17`.

    `id` names the column that names an article: it is its `source_path` in `documents` and `quarantine`. Without it, articles are
    called `#1`, `#2` and so on by their row.

    `mentions` adds the table `mentions`: every recognised expression, some hundred a page.

    `threads` is the number of threads; all cores when not given. The GIL is not held; Ctrl-C is answered between articles.

    Gives a dict of tables by name: `documents`, `mentions` where asked for, `trade_figures`, `investments`, `business_presence`,
    `meetings`, `meeting_participants`, `sectors`, `quarantine`. Their columns are those of the published tables, whole currency
    units (decimal128(24, 2)), percent as 39.0 = 39 %, spans as bytes of `documents.text` in UTF-8, and they are sorted as those are,
    by `doc_id` first. The same text twice is one document, whose other rows are in `also_at`; a row that is no article (no text, another
    language) has a row in `quarantine` with the reason, and costs no other row.

    Raises `TypeError` when `data` has no Arrow interface, and `ValueError` when a column is missing or of a type that cannot hold what
    it is to hold.
    """
    columns = {
        "text": text,
        "title": title,
        "published_on": published_on,
        "url": url,
        "publisher": publisher,
        "content": content,
        "id": id,
    }
    return _engine.extract(data, columns, mentions, threads)


def annotate(
    text: str,
    published_on: _datetime.date | str | None = None,
    *,
    id: str = "",
    only: _Literal["mentions", "facts"] | None = None,
) -> list[dict[str, _Any]]:
    """The mentions and facts of one text: what the command `communique annotate` prints, a dict a line.

    `published_on` is the day of publication (a date, or a str such as "2024-05-02"), used where the text does not tell one: it is
    what "last year" is counted from. `id` comes back as `doc`. `only` keeps one kind of rows.

    Each dict names its `table`, and its place in the text twice: `start` and `end` count bytes of UTF-8, `char_start` and `char_end`
    characters, so that `text[row["char_start"]:row["char_end"]]` is the `evidence`. The other keys are the columns of the table.
    Amounts are whole currency units.

    Raises `ValueError` when `published_on` is no day, or `only` neither of the two.
    """
    day = published_on.date() if isinstance(published_on, _datetime.datetime) else published_on
    lines = _engine.annotate(text, None if day is None else str(day), id, only)
    # not splitlines: texts hold more kinds of line ends than JSON escapes
    return [_json.loads(line) for line in lines.split("\n") if line]


class Published(_Mapping[str, Table]):
    """The tables that were published when it was made, by name; later runs do not change what is read of it."""

    def __init__(self, output_dir: str | _os.PathLike[str]) -> None:
        self._published = _engine.published(output_dir)
        self._names = self._published.names()

    @property
    def generation(self) -> str:
        """The id of the generation, as `communique status` shows it."""
        return self._published.generation

    @property
    def path(self) -> str:
        """The folder of the generation: the files in it never change."""
        return self._published.path

    def __getitem__(self, name: str) -> Table:
        table = self._published.table(name)
        if table is None:
            raise KeyError(f"no table is called {name!r}: there are {', '.join(self._names)}")
        return table

    def __iter__(self) -> _Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return f"<communique.Published {self.generation}: {len(self)} tables in {self.path}>"


def read(output_dir: str | _os.PathLike[str] = "output") -> Published:
    """The tables that `communique run` published in an output directory (`output_dir/current`), by name.

    Nothing is read before a table is handed on: `polars.DataFrame(tables["meetings"])`, `pyarrow.table(...)`. Each time its files are
    read anew, a batch at a time. Readers of their own take `table.files`: `polars.scan_parquet(tables["meetings"].files)`.

    All tables are of one generation, the one that is current now, as long as the object lives and the program keeps that
    generation (`output.keep_generations`).

    Raises `FileNotFoundError` when nothing is published there.
    """
    return Published(output_dir)

"""The articles that tests read, and what the command line program makes of them: its path is in COMMUNIQUE_PROGRAM."""

import importlib.util
import os
import subprocess
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

# the tests of the cluster have an environment of their own: python/tests/spark/run
collect_ignore = [] if importlib.util.find_spec("pyspark") else ["spark"]
HOME = Path(__file__).resolve().parents[2]
GERMAN = (
    "Der Handel zwischen Spanien und Chile ist im vergangenen Jahr deutlich gewachsen und erreichte nach Angaben des Ministeriums "
    "einen neuen Höchststand, wie die beiden Seiten am Rande der Sitzung des gemeinsamen Ausschusses in Madrid mitteilten."
)
HTML = (
    "<p>Madrid &amp; Santiago, 2 May 2024</p><p>Trade turnover between Spain and Chile reached &#36;2.1 billion in 2023, up 18%.</p>"
    "<table><tr><th>Year</th><th>Exports, USD mln</th></tr><tr><td>2022</td><td>781</td></tr></table>"
)


def texts():
    folders = [HOME / "seeds", HOME / "tests" / "gold" / "more"]
    return [path.read_text() for folder in folders for path in sorted(folder.glob("*.txt"))]


@pytest.fixture(scope="session")
def program():
    return Path(os.environ["COMMUNIQUE_PROGRAM"]).resolve()


@pytest.fixture(scope="session")
def articles():
    """Articles with and without what stands beside them; copies, an edited copy, HTML, and rows that are no articles."""
    given = texts()
    rows = [{"text": text} for text in given]
    rows += [
        {"text": given[0], "published_on": "2031-01-01", "publisher": "A copy with another day"},
        {"text": "Update. " + given[1]},
        {"text": HTML, "title": "Trade grows", "url": "https://example.org/2024/05/03/trade", "publisher": "Example News"},
        {"text": "Last year Peru exported goods worth $300 million to Kenya.", "published_on": "3 May 2024"},
        {"text": GERMAN},
        {"text": None, "title": "No text"},
        {"text": "  "},
    ]
    names = ["text", "title", "published_on", "url", "publisher"]
    columns = {name: pyarrow.array([row.get(name) for row in rows], pyarrow.string()) for name in names}
    ids = [f"articles.parquet#{number}" for number in range(1, len(rows) + 1)]
    return pyarrow.table({"id": ids} | columns)


@pytest.fixture(scope="session")
def published(program, articles, tmp_path_factory):
    """The output directory of a run over the same articles as a Parquet file."""
    folder = tmp_path_factory.mktemp("run")
    pyarrow.parquet.write_table(articles, folder / "articles.parquet")
    subprocess.run(
        [program, "run", "--quiet", "--input", folder / "articles.parquet", "--output", folder / "output", "--set", "run.max_quarantine_ratio=1"],
        cwd=folder,
        check=True,
    )
    return folder / "output"

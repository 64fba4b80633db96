"""`communique.extract`: the rows of the command line, from whatever has tables."""

import datetime
import shutil
import signal
import subprocess
import threading
import time

import communique
import duckdb
import pandas
import polars
import pyarrow
import pyarrow.dataset
import pytest
from conftest import HOME, HTML

TABLES = ["documents", "mentions", "trade_figures", "investments", "business_presence", "meetings", "meeting_participants", "sectors", "quarantine"]


def extracted(data, **named):
    """All tables in pyarrow's form."""
    tables = communique.extract(data, **({"id": "id", "mentions": True} | named))
    return {name: pyarrow.table(table).combine_chunks() for name, table in tables.items()}


@pytest.fixture(scope="module")
def expected(articles):
    return extracted(articles)


def of_command_line(output, name):
    paths = [output / "current" / f"{name}.parquet", output / "current" / name]
    path = next(path for path in paths if path.exists())
    return pyarrow.dataset.dataset(path, format="parquet").to_table().combine_chunks()


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_those_of_the_command_line(name, expected, published):
    ours, theirs = expected[name], of_command_line(published, name)
    assert ours.num_rows > 0
    if name == "quarantine":
        # a row of a table in memory has no file whose size could be told
        assert ours["byte_count"].null_count == ours.num_rows
        ours, theirs = ours.drop_columns("byte_count"), theirs.drop_columns("byte_count")
    assert ours.schema == theirs.schema
    for column in ours.column_names:
        assert ours[column].equals(theirs[column]), column


def test_rows_are_those_of_the_command_line_for_text_files(program, tmp_path):
    # a file of text is taken as it is, a text in a table as in any record: "&amp;" in it is "&"
    paths = [path for path in sorted((HOME / "seeds").glob("*.txt")) if b"&" not in path.read_bytes()]
    assert len(paths) > 5
    (tmp_path / "articles").mkdir()
    for path in paths:
        shutil.copy(path, tmp_path / "articles")
    subprocess.run([program, "run", "--quiet", "--input", tmp_path / "articles", "--output", tmp_path / "output"], cwd=tmp_path, check=True)
    ours = extracted(pyarrow.table({"id": [path.name for path in paths], "text": [path.read_bytes().decode() for path in paths]}))
    for name in TABLES:
        assert ours[name].equals(of_command_line(tmp_path / "output", name)), name


def test_tables_and_their_order(expected, articles):
    assert list(expected) == TABLES
    assert list(communique.extract(articles)) == [name for name in TABLES if name != "mentions"]
    reasons = expected["quarantine"]["reason"].to_pylist()
    assert sorted(reasons) == ["empty", "empty", "language"]
    ids = expected["documents"]["doc_id"].to_pylist()
    assert ids == sorted(set(ids))
    copies = [row["also_at"] for row in expected["documents"].to_pylist() if row["also_at"]]
    assert len(copies) == 1
    assert len(set(expected["documents"]["duplicate_group"].to_pylist())) == len(ids) - 1


def with_texts(articles, kind):
    fields = [pyarrow.field(field.name, kind) for field in articles.schema]
    return articles.cast(pyarrow.schema(fields))


KINDS = {
    "string": lambda table: table,
    "large_string": lambda table: with_texts(table, pyarrow.large_string()),
    "string_view": lambda table: with_texts(table, pyarrow.string_view()),
    "dictionary": lambda table: with_texts(table, pyarrow.dictionary(pyarrow.int32(), pyarrow.string())),
    "batch": lambda table: table.combine_chunks().to_batches()[0],
    "several batches": lambda table: table.to_batches(max_chunksize=7),
    "iterator of batches": lambda table: iter(table.to_batches(max_chunksize=7)),
    "reader": lambda table: table.to_reader(max_chunksize=7),
    "polars": polars.from_arrow,
    "pandas": lambda table: table.to_pandas(),
    "duckdb": lambda table: duckdb.from_arrow(table).select("*"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_table_gives_the_same(kind, articles, expected):
    if kind == "pandas" and not hasattr(pandas.DataFrame, "__arrow_c_stream__"):
        pytest.skip("this pandas has no Arrow interface")
    found = extracted(KINDS[kind](articles))
    assert {name for name in TABLES if not found[name].equals(expected[name])} == set()


def test_results_are_read_by_everything(articles, expected):
    tables = communique.extract(articles, id="id")
    figures = tables["trade_figures"]
    rows = expected["trade_figures"].num_rows
    assert (figures.name, figures.num_rows, len(figures), figures.files) == ("trade_figures", rows, rows, [])
    assert figures.column_names == expected["trade_figures"].column_names
    assert polars.DataFrame(figures).height == rows
    assert polars.DataFrame(figures)["value"].dtype == polars.Decimal(24, 2)
    assert duckdb.sql("SELECT count(*) FROM figures WHERE value > 0").fetchall()[0][0] > 0
    if hasattr(pandas.DataFrame, "from_arrow"):
        assert len(pandas.DataFrame.from_arrow(figures)) == rows
    assert pyarrow.schema(figures) == expected["trade_figures"].schema
    # a table may be read as often as one likes
    assert pyarrow.table(figures).equals(pyarrow.table(figures))


def test_columns_by_any_name():
    text = "Last year Peru exported goods worth $300 million to Kenya."
    figure = lambda table, **named: extracted(table, **({"id": None} | named))["trade_figures"].to_pylist()[0]
    named = figure(pyarrow.table({"Words": [text], "When": [datetime.date(2024, 5, 3)]}), text="words", published_on="When")
    assert (named["pair"], named["flow"], named["published_on"]) == ("KEN-PER", "export", datetime.date(2024, 5, 3))
    assert (named["period_start"], named["period_end"]) == (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))
    for days in [
        pyarrow.array(["2024-05-03"]),
        pyarrow.array([datetime.datetime(2024, 5, 3, 22)]),
        pyarrow.array([datetime.datetime(2024, 5, 3, 22)], pyarrow.timestamp("ns", "UTC")),
        pyarrow.array([1714730000]),
    ]:
        assert figure(pyarrow.table({"body": [text], "date": days}))["published_on"] == datetime.date(2024, 5, 3), days.type
    without = figure(pyarrow.table({"article": [text]}))
    assert (without["published_on"], without["period_start"], without["period_basis"]) == (None, None, "unresolved")
    # a column that only happens to be called like one that holds the text
    numbered = pyarrow.table({"article": [7], "content": [text]})
    assert figure(numbered)["evidence"] == without["evidence"]
    paragraphs = pyarrow.table({"text": pyarrow.array([["Trade.", text]])})
    assert figure(paragraphs)["evidence"] == without["evidence"]


def test_names_of_articles():
    table = pyarrow.table({"text": ["Spain sold tea to Chile for $3 million.", None], "number": [7, 8]})
    by = lambda **named: [extracted(table, **named)[name]["source_path"].to_pylist() for name in ("documents", "quarantine")]
    assert by(id=None) == [["#1"], ["#2"]]
    assert by(id="number") == [["7"], ["8"]]


def test_nothing_gives_tables_of_nothing(expected):
    found = extracted(pyarrow.table({"text": pyarrow.array([], pyarrow.string())}), id=None)
    assert list(found) == TABLES
    assert all(found[name].num_rows == 0 and found[name].schema == expected[name].schema for name in TABLES)
    nulls = extracted(pyarrow.table({"text": pyarrow.nulls(3)}), id=None)
    assert nulls["quarantine"]["reason"].to_pylist() == ["empty"] * 3


@pytest.mark.parametrize(
    ("data", "named", "kind", "says"),
    [
        ({"words": ["a"]}, {}, ValueError, "no column is called text, body"),
        ({"words": ["a"]}, {"text": "word"}, ValueError, "no column is called `word`.*there are words"),
        ({"text": ["a"]}, {"published_on": "day"}, ValueError, "no column is called `day`"),
        ({"text": ["a"]}, {"id": "key"}, ValueError, "no column is called `key`"),
        ({"text": [1]}, {}, ValueError, "column `text` is Int64: expected text"),
        ({"text": [b"a"]}, {}, ValueError, "column `text` is Binary"),
        ({"text": ["a"], "day": [0.5]}, {"published_on": "day"}, ValueError, "column `day` is Float64: expected days"),
        ({"text": ["a"], "key": [0.5]}, {"id": "key"}, ValueError, "column `key` is Float64"),
        ({"text": ["a"], "title": [True]}, {"title": "title"}, ValueError, "column `title` is Boolean"),
    ],
)
def test_wrong_columns(data, named, kind, says):
    with pytest.raises(kind, match=says):
        communique.extract(pyarrow.table(data), **named)


def test_files_in_a_table(program, tmp_path):
    """Texts, pages and lines of JSON as bytes give the rows of the same files."""
    line = '{"body": "Last year Peru exported goods worth $300 million to Kenya.", "date": "2024-05-03"}'
    files = {
        "a/one.txt": "Madrid, 2 May 2024\n\nTrade between Spain and Chile reached $2.1 billion in 2023.",
        "a/two.html": HTML,
        "b/2024-05-03.txt": "Trade between Kenya and Peru fell by 4% last year.",
    }
    for name, content in files.items():
        (tmp_path / "articles" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "articles" / name).write_text(content)
    (tmp_path / "articles" / "b" / "lines.jsonl").write_text(line)
    command = [program, "run", "--quiet", "--input", tmp_path / "articles", "--output", tmp_path / "output"]
    subprocess.run(command, cwd=tmp_path, check=True)
    named = [*files.items(), ("b/lines.jsonl#1", line)]
    for kind in (pyarrow.binary(), pyarrow.string(), pyarrow.large_binary()):
        content = pyarrow.array([content if kind == pyarrow.string() else content.encode() for _, content in named], kind)
        ours = extracted(pyarrow.table({"name": [name for name, _ in named], "file": content}), content="file", id="name", mentions=False)
        for name in ("documents", "trade_figures"):
            assert ours[name].num_rows > 2
            assert ours[name].equals(of_command_line(tmp_path / "output", name)), name
    packed = pyarrow.table({"name": ["a.zip", "b.mbox", "c.txt"], "file": ["a", "b", None]})
    refused = extracted(packed, content="file", id="name")["quarantine"].to_pylist()
    assert [(row["source_path"], row["reason"]) for row in refused] == [("a.zip", "nested"), ("b.mbox", "nested"), ("c.txt", "empty")]


@pytest.mark.parametrize("data", [7, "a text", ["a text"], None, [pyarrow.table({"text": ["a"]}), 7]])
def test_no_table(data):
    with pytest.raises(TypeError, match="expected a table"):
        communique.extract(data)


def test_batches_of_different_columns():
    with pytest.raises(ValueError, match="different columns"):
        communique.extract([pyarrow.table({"text": ["a"]}), pyarrow.table({"body": ["a"]})])
    with pytest.raises(ValueError, match="no batch"):
        communique.extract([])
    with pytest.raises(TypeError):
        communique.extract(pyarrow.table({"text": ["a"]}), texts="text")


@pytest.fixture(scope="module")
def many(articles):
    """Articles that differ, so that each is read: enough for a second."""
    texts = [text for text in articles["text"].to_pylist()[:30] if text]
    return pyarrow.table({"text": [f"{text}\nReport number {number}.\n" for number in range(60) for text in texts]})


def test_other_threads_go_on(many):
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.002)

    thread = threading.Thread(target=tick)
    thread.start()
    begun = time.monotonic()
    communique.extract(many, threads=1)
    seconds = time.monotonic() - begun
    done.set()
    thread.join()
    meanwhile = [at for at in ticks if begun < at < begun + seconds]
    gaps = [b - a for a, b in zip([begun, *meanwhile], [*meanwhile, begun + seconds])]
    assert len(meanwhile) > 20 and max(gaps) < seconds / 2, (len(meanwhile), max(gaps), seconds)


def test_threads_change_no_byte(many):
    one, two = (communique.extract(many, threads=threads, mentions=True) for threads in (1, 2))
    assert all(pyarrow.table(one[name]).equals(pyarrow.table(two[name])) for name in TABLES)


def test_two_threads_at_once(articles, expected):
    found = []
    threads = [threading.Thread(target=lambda: found.append(extracted(articles))) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert all(tables[name].equals(expected[name]) for tables in found for name in TABLES) and len(found) == 2


def test_a_signal_ends_it(many):
    class Stop(Exception):
        pass

    def stop(*_):
        raise Stop

    former = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        with pytest.raises(Stop):
            communique.extract(many, threads=1)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)

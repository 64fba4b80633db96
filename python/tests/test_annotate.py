"""`communique.annotate`: what the command prints."""

import datetime
import json
import subprocess

import communique
import pytest
from conftest import texts

TEXT = "Last year Peru exported goods worth “$300 million” to Kenya."


def test_rows_are_what_the_command_prints(program):
    lines = [{"id": str(number), "text": text} for number, text in enumerate([*texts(), "one\u2028two\x85 " + TEXT, ""])]
    given = "".join(json.dumps(line) + "\n" for line in lines)
    printed = subprocess.run([program, "annotate", "-"], input=given, capture_output=True, text=True, check=True).stdout
    expected = [json.loads(line) for line in printed.split("\n") if line]
    found = [row for line in lines for row in communique.annotate(line["text"], id=line["id"])]
    assert len(found) > 500 and found == expected
    assert [list(row) for row in found] == [list(row) for row in expected], "keys in order"


@pytest.mark.parametrize("day", [datetime.date(2024, 5, 3), datetime.datetime(2024, 5, 3, 12), "2024-05-03"])
def test_the_day_of_publication(day):
    (figure,) = communique.annotate(TEXT, day, only="facts")
    assert (figure["table"], figure["doc"], figure["value"], figure["currency"]) == ("trade_figures", "", 300000000, "USD")
    assert (figure["published_on"], figure["period_start"], figure["period_end"]) == ("2024-05-03", "2023-01-01", "2023-12-31")
    assert TEXT[figure["char_start"] : figure["char_end"]] == figure["evidence"]
    assert communique.annotate("2 May 2024\n" + TEXT, day, only="facts")[0]["published_on"] == "2024-05-02", "the text tells it"
    assert communique.annotate(TEXT, only="facts")[0]["period_start"] is None


def test_one_kind_of_rows():
    both, mentions, facts = (communique.annotate(TEXT, only=only) for only in (None, "mentions", "facts"))
    assert both == mentions + facts and mentions and facts
    assert {row["table"] for row in mentions} == {"mentions"}


def test_errors():
    with pytest.raises(ValueError, match="published_on"):
        communique.annotate(TEXT, "yesterday")
    with pytest.raises(ValueError, match='expected "mentions" or "facts"'):
        communique.annotate(TEXT, only="both")
    with pytest.raises(TypeError):
        communique.annotate(None)
    with pytest.raises(TypeError):
        communique.annotate(b"bytes")

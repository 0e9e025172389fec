"""A damaged file of any kind is read or refused with a sentence (a thousand of each: tests/bench/bench_readers.py)."""

from __future__ import annotations

import pytest

from briefing.sources.article import read
from tests.unit.mutated import mutated, outcome, seeds


@pytest.mark.parametrize("name", seeds())
def test_damaged_files_are_read_or_refused(name: str) -> None:
    for number in range(25):
        assert outcome(name, mutated(name, number)) in {"read", "refused"}


@pytest.mark.parametrize("name", seeds())
def test_whole_files_are_read(name: str) -> None:
    assert outcome(name, seeds()[name]) == "read"


def test_a_page_that_does_not_say_where_its_article_is_gives_its_words_without_the_menu() -> None:
    words = "“We have agreed on the main points,” Anna Lindqvist said in Uppsala, and nobody left the hall before noon."
    links = "".join(f"<li><a href='/{number}'>Section {number}</a></li>" for number in range(40))
    page = f"<html><body><div><ul>{links}</ul></div><div>{f'<p>{words}</p>' * 8}</div></body></html>"
    text = read(page.encode(), "a.html").text
    assert words in text
    assert "Section 7" not in text

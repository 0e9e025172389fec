"""Numbers a book prints."""

from __future__ import annotations

import pytest

from briefing.book import order
from briefing.book.parts import Section, Statement
from briefing.text.markdown import parse


def test_tab_letters_go_on_after_z() -> None:
    assert [order.letters(k) for k in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    with pytest.raises(ValueError, match="from 0"):
        order.letters(-1)


def test_references_follow_the_tree() -> None:
    tree = (Section("1", "a", children=(Section("2", "b", children=(Section("3", "c"),)),)), Section("4", "d"))
    found = [one.reference for section in order.numbered(tree) for _, one in section.walk()]
    assert found == ["A", "A1", "A1.1", "B"]
    assert order.reference(()) == ""


def test_handles_come_in_reading_order_from_everywhere() -> None:
    body = """Text [[cite:aaaa1111]].

- item [[cite:bbbb2222]]

[[quote:cccc3333]]

> inset [[cite:dddd4444]]

| a [[cite:eeee5555]] | b |
|---|---|
| c | d [[cite:ffff6666]] |

## Head [[cite:gggg7777]]

Term
:   Meaning [[cite:hhhh8888]]
"""
    found = list(order.handles(parse(body)))
    assert found == [
        "aaaa1111", "bbbb2222", "cccc3333", "dddd4444", "eeee5555", "ffff6666", "gggg7777", "hhhh8888",
    ]  # fmt: skip


def test_sources_are_numbered_by_first_citation_and_once() -> None:
    statements = {
        handle: Statement(handle, handle, "direct", "x", source_key=source)
        for handle, source in (("a", "s9"), ("b", "s1"), ("c", "s9"), ("d", ""))
    }
    assert order.number_sources(["a", "gone", "b", "c", "d", "a"], statements) == {"s9": 1, "s1": 2}
    assert order.number_statements(["b", "a", "b"]) == {"b": 1, "a": 2}

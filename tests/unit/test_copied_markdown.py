"""What is copied as Markdown says the same words wherever it is pasted, whatever signs are in them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.text import blocks, markdown
from briefing.ui import wording

LINE = some.text("ab 1.)*_[]<>&;#-+=~`\\{}^|:!漢かé", min_size=1, max_size=12).map(str.strip).filter(bool)


def quote(text: str, kind: str = "direct") -> wording.Quoted:
    return cast(
        "wording.Quoted",
        SimpleNamespace(
            kind=kind, text=text, language="en", said_by="Anna *Aalto*", role="", said_on="2025-06-01",
            publisher="", source_title="", handle="a1",
        ),
    )  # fmt: skip


@given(some.lists(some.one_of(LINE, some.just("")), min_size=1, max_size=5), some.sampled_from(["direct", "event"]))
def test_the_words_are_those_of_the_quote_and_so_are_the_lines(lines: list[str], kind: str) -> None:
    row = quote("\n".join([*lines, "end"]), kind)
    (held,) = markdown.parse(wording.markdown(row))
    assert isinstance(held, blocks.BlockQuote)
    found = [blocks.plain(one.runs) for one in held.blocks if isinstance(one, blocks.Paragraph)]
    assert len(found) == len(held.blocks)
    said, by = wording.citation(row).rsplit("\n", 1)
    wanted = [" ".join(line.split()) for line in said.splitlines()]
    assert [line for part in found for line in part.split("\n")] == [*filter(None, wanted), by]


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("We *never* pay <b>5_0</b>", r"> “We \*never\* pay &lt;b>5\_0&lt;/b>”"),
        ("one\ntwo\n\nthree", "> “one  \n> two\n>\n> three”"),
        ("R&D &amp; more", "> “R&D &amp;amp; more”"),
    ],
)
def test_only_what_markdown_would_take_for_a_mark_is_changed(text: str, copied: str) -> None:
    assert wording.markdown(quote(text)).split("\n>\n> —")[0] == copied


def test_reported_words_that_begin_like_a_list_are_no_list() -> None:
    assert wording.markdown(quote("1. We begin", "event")).startswith("> 1\\. We begin\n>\n")

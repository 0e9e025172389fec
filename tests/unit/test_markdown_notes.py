"""Footnotes in Markdown: what is called is carried by its call, everything else stays as typed."""

from __future__ import annotations

import pytest

from briefing.book.order import handles
from briefing.text.blocks import Block, BlockQuote, Code, Listing, Note, Paragraph, Run, Runs, Table, plain
from briefing.text.markdown import parse


def notes_of(runs: Runs) -> list[Note]:
    return [run.note for run in runs if run.note is not None]


def only(source: str) -> Paragraph:
    (block,) = parse(source)
    assert isinstance(block, Paragraph)
    return block


def said(blocks: tuple[Block, ...]) -> list[str]:
    return [plain(block.runs) for block in blocks if isinstance(block, Paragraph)]


def test_a_call_carries_the_words_of_its_note() -> None:
    block = only("Steel was taxed[^1].\n\n[^1]: By **proclamation**.")
    assert block.runs == (
        Run("Steel was taxed"),
        Run("", note=Note("1", (Run("By "), Run("proclamation", bold=True), Run(".")))),
        Run("."),
    )


def test_a_note_may_stand_before_its_call_go_over_lines_and_be_called_twice() -> None:
    block = only("[^a]: One line\nand another.\n  Still it.\n\nOnce[^a] and twice[^A].")
    first, second = notes_of(block.runs)
    assert first is second or first == second
    assert plain(first.runs) == "One line and another. Still it."


@pytest.mark.parametrize("name", ["1", "note-2", "石破", "a.b"])
def test_names_of_notes_are_free(name: str) -> None:
    assert notes_of(only(f"x[^{name}]\n\n[^{name}]: y").runs)


def test_notes_work_in_lists_quotations_and_cells() -> None:
    blocks = parse("- a[^1]\n\n> b[^1]\n\n| h[^1] | i |\n|---|---|\n| c[^1] | d |\n\n[^1]: y")
    listing, quotation, table = blocks
    assert isinstance(listing, Listing)
    assert isinstance(quotation, BlockQuote)
    assert isinstance(table, Table)
    inner = [*listing.items[0], *quotation.blocks]
    assert all(isinstance(block, Paragraph) and notes_of(block.runs) for block in inner)
    assert notes_of(table.head[0])
    assert notes_of(table.rows[0][0])


def test_what_has_no_partner_is_kept_as_typed() -> None:
    assert said(parse("A call[^x] nobody answers.")) == ["A call[^x] nobody answers."]
    assert said(parse("Before.\n\n[^x]: Nobody calls me.\n\nAfter.")) == ["Before.", "[^x]: Nobody calls me.", "After."]


def test_the_first_note_of_a_name_is_meant_and_the_second_is_not_lost() -> None:
    blocks = parse("x[^1]\n\n[^1]: first\n\n[^1]: second")
    assert said(blocks) == ["x", "[^1]: second"]


def test_a_note_calls_no_note_so_there_is_no_end_to_follow() -> None:
    blocks = parse("x[^1]\n\n[^1]: see[^1] and[^2]\n\n[^2]: other")
    first = blocks[0]
    assert isinstance(first, Paragraph)
    assert plain(notes_of(first.runs)[0].runs) == "see[^1] and[^2]"
    assert said(blocks)[1:] == ["[^2]: other"]


def test_code_and_escaped_signs_call_nothing() -> None:
    blocks = parse("`[^1]` \\[^1]\n\n```\n[^1]: in code\n```\n\n[^1]: y")
    assert isinstance(blocks[1], Code)
    assert said(blocks) == ["[^1] [^1]", "[^1]: y"]


def test_an_address_in_a_note_is_a_note_and_not_a_link_target() -> None:
    block = only("x[^1]\n\n[^1]: https://example.org/page")
    assert notes_of(block.runs)[0].runs == (Run("https://example.org/page", href="https://example.org/page"),)


def test_quotes_cited_in_a_note_count_as_cited() -> None:
    assert list(handles(parse("x[^1] [[cite:abcd1]]\n\n[^1]: y [[cite:efgh2]]"))) == ["efgh2", "abcd1"]

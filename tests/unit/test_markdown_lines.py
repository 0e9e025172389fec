"""Every block of a page knows its line in the text, so that a click leads to the words and the caret to the page."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from briefing.book.parts import Book, Section, Statement
from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.pdf.export import render
from briefing.text.blocks import Block, BlockQuote, Definitions, Listing, Table
from briefing.text.markdown import parse, parse_placed
from briefing.text.markdown_pieces import clean_lines

PARTS = ("word", "- item", "  - below", "1. first", "> said", "> - in it", "# Head", "---", "| a | b |", "|---|---|")
MORE = (
    "```",
    "Term",
    ": meaning",
    "    code",
    "[[quote:abcdef]]",
    "a [[quote:abcdef]] b",
    "[[cite:abcdef]]",
    "",
    "同じ",
)


def walked(blocks: tuple[Block, ...]) -> Iterator[object]:
    for block in blocks:
        yield block
        if isinstance(block, Listing):
            for item in block.items:
                yield from walked(item)
        elif isinstance(block, BlockQuote):
            yield from walked(block.blocks)
        elif isinstance(block, Table):
            yield from block.rows
        elif isinstance(block, Definitions):
            yield from block.entries


def lines(source: str) -> list[int]:
    blocks, found = parse_placed(source)
    return [found[id(one)] for one in walked(blocks)]


@given(st.lists(st.sampled_from(PARTS + MORE), max_size=30).map("\n".join) | st.text(max_size=200))
def test_every_block_has_a_line_and_lines_never_go_back(source: str) -> None:
    found = lines(source)
    assert found == sorted(found)
    assert all(0 <= line < len(clean_lines(source)) for line in found)
    assert parse_placed(source)[0] == parse(source)


@given(st.lists(st.sampled_from(("word", "## Head", "---", "[[quote:abcdef]]")), min_size=1, max_size=20))
def test_blocks_parted_by_empty_lines_stand_on_their_own_line(parts: list[str]) -> None:
    assert lines("\n\n".join(parts)) == [2 * place for place in range(len(parts))]


def test_a_paragraph_stands_on_the_first_of_its_lines() -> None:
    assert lines("one\ntwo\n\nthree\n=====\n\n\nfour") == [0, 3, 7]


def test_items_are_found_also_when_they_say_the_same() -> None:
    listing, *items = lines("Before\n\n- One\n- One\n  - **One** more\n- [Link](https://example.org)")[1:]
    assert listing == 2
    assert items == [2, 3, 4, 4, 5]


def test_rows_of_a_table_have_a_line_each() -> None:
    assert lines("text\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 |") == [0, 2, 4, 5]


def test_what_stands_in_a_quotation_is_found() -> None:
    assert lines("> first words\n>\n> second words\n>\n> - item") == [0, 0, 2, 4, 4]


def test_definitions_and_fences_are_found() -> None:
    assert lines("Term\n: what it means\n\nOther\n: else\n\n```\ncode\n```\nend") == [0, 0, 3, 3, 6, 9]


def test_a_card_in_running_text_stands_on_the_line_of_the_text() -> None:
    assert lines("start\n\nwords [[quote:abcdef]] and words\n\nend") == [0, 2, 2, 2, 4]


def book(body: str) -> Book:
    said = Statement("k", "abcdef", "direct", "Words.", said_by="Ada")
    parts = (Section("s", "One", body=body), Section("t", "Two", body="Text"))
    return Book("b", "Title", sections=parts, statements={"k": said})


def test_the_pages_know_where_each_line_begins_from_the_top_down() -> None:
    body = "Para\n\n## Head\n\n- item\n- other\n\n[[quote:abcdef]]\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |"
    folios = Composer().compose(book(body), PROFILES["staff"])
    own = [one for page in folios.pages for one in page.origins if one.section == "s"]
    assert [one.line for one in own] == [0, 2, 4, 5, 7, 9, 11, 12]
    assert [one.y for one in own] == sorted((one.y for one in own), reverse=True)
    assert [one.line for page in folios.pages for one in page.origins if one.section == "t"] == [0]


def test_a_file_has_nothing_of_where_its_lines_began() -> None:
    folios = Composer().compose(book("Para\n\n- item"), PROFILES["staff"])
    data = render(folios)
    for page in folios.pages:
        page.origins.clear()
    assert render(folios) == data

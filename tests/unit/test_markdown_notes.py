"""Footnotes in Markdown: what is called is carried by its call, everything else stays as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.book.order import handles
from briefing.text.blocks import Block, BlockQuote, Code, Listing, Note, Paragraph, Picture, Run, Runs, Table, plain
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


def test_a_note_may_be_written_where_it_is_called() -> None:
    block = only("Steel was taxed^[By **proclamation**, see [the text](https://example.org/a).] in March.")
    before, call, after = block.runs
    assert (before, after) == (Run("Steel was taxed"), Run(" in March."))
    assert call.note is not None
    assert call.note.runs == (
        Run("By "),
        Run("proclamation", bold=True),
        Run(", see "),
        Run("the text", href="https://example.org/a"),
        Run("."),
    )


def test_brackets_in_a_note_belong_to_it_and_a_note_in_it_is_kept_as_typed() -> None:
    (note,) = notes_of(only("x^[one [two [three]] and ^[four] `]` five \\] six]").runs)
    assert plain(note.runs) == "one [two [three]] and ^[four] ] five ] six"


def test_two_notes_of_the_same_words_are_two_notes() -> None:
    first, second = notes_of(only("a^[Ibid.] b^[Ibid.]").runs)
    assert first != second
    assert first.runs == second.runs


def test_a_note_added_before_others_leaves_them_as_they_were() -> None:
    before = parse("a^[One.]\n\nb^[Two.]")
    after = parse("New^[Zero.]\n\na^[One.]\n\nb^[Two.]")
    assert after[1:] == before


def test_notes_of_both_ways_stand_side_by_side() -> None:
    inline, named = notes_of(only("a^[here, not[^1]] b[^1]\n\n[^1]: there").runs)
    assert (plain(inline.runs), plain(named.runs)) == ("here, not[^1]", "there")


def test_a_note_in_bold_words_is_not_bold_itself() -> None:
    (note,) = notes_of(only("**Never^[or **hardly** ever] say** so").runs)
    assert "or" in plain(note.runs)
    assert all(not run.bold for run in notes_of(only("**Never^[or hardly ever] say** so").runs)[0].runs)


def test_notes_written_in_lists_quotations_cells_and_captions_are_notes() -> None:
    listing, quotation, table, picture = parse(
        '- a^[1]\n\n> b^[2]\n\n| h^[3] | i |\n|---|---|\n| c^[4] | d |\n\n![x](picture:k "Said^[5] so")'
    )
    assert isinstance(listing, Listing)
    assert isinstance(quotation, BlockQuote)
    assert isinstance(table, Table)
    assert isinstance(picture, Picture)
    inner = [block.runs for block in (*listing.items[0], *quotation.blocks) if isinstance(block, Paragraph)]
    found = [notes_of(runs) for runs in (*inner, table.head[0], table.rows[0][0], picture.caption)]
    assert [plain(one.runs) for notes in found for one in notes] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("never^[closed", "never^[closed"),
        ("empty^[ ]", "empty^[ ]"),
        ("escaped \\^[so]", "escaped ^[so]"),
        ("`code^[so]`", "code^[so]"),
        ("[a link^[so]](https://example.org)", "a link^[so]"),
        ("over^[one\n\nparagraph]", "over^[one|paragraph]"),
        ("1^[^2]", "1^[^2]"),
    ],
)
def test_what_is_no_note_is_kept_as_typed(typed: str, printed: str) -> None:
    blocks = parse(typed)
    assert "|".join(said(blocks)) == printed
    assert not any(notes_of(block.runs) for block in blocks if isinstance(block, Paragraph))


def test_code_keeps_the_signs_of_a_note() -> None:
    assert parse("```\na^[b]\n```\n\n>     a^[b]") == (Code("a^[b]"), BlockQuote((Code("a^[b]"),)))


def test_an_address_ends_where_its_note_does() -> None:
    (note,) = notes_of(only("x^[https://example.org/page] y").runs)
    assert note.runs == (Run("https://example.org/page", href="https://example.org/page"),)


def test_a_quote_cited_in_a_note_written_at_its_call_counts_as_cited() -> None:
    assert list(handles(parse("x^[y [[cite:efgh2]]] [[cite:abcd1]]"))) == ["efgh2", "abcd1"]


def unescaped(blocks: tuple[Block, ...]) -> str:
    """All signs of some blocks, those of addresses and names too."""
    return repr(blocks).replace("\\x05", "\x05").replace("\\x06", "\x06")


@given(some.lists(some.sampled_from(["^[", "[", "]", "`", "*", "a", " ", "|", "\n", "\\", "- ", "[^1]", "](x)"])))
def test_no_control_sign_is_left_of_any_nest_of_brackets(parts: list[str]) -> None:
    assert not {"\x05", "\x06"} & set(unescaped(parse("".join(parts))))

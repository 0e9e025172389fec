"""Sections made from statements."""

from __future__ import annotations

from dataclasses import replace

from briefing.book import generate, wording
from briefing.book.parts import Book, Section
from briefing.text.blocks import Heading, Paragraph, QuoteCard, Table, plain
from tests.unit.layout_book import full_book


def words(book: Book, kind: str) -> list[str]:
    out: list[str] = []
    for block in generate.generated(Section("s", "S", kind), book):
        match block:
            case Heading() | Paragraph():
                out.append(plain(block.runs))
            case QuoteCard():
                out.append(block.handle)
            case Table():
                out += ["|".join(plain(cell) for cell in row) for row in (block.head, *block.rows)]
            case _:
                out.append(str(block))
    return [one.replace("\u00a0", " ") for one in out]


def test_the_quote_sheet_goes_by_speaker_newest_first_and_names_those_without_words() -> None:
    assert words(full_book(), "quote_sheet") == [
        "Shigeru Ishiba 石破茂",
        "aaaa1111",
        "aaaa2222",
        "aaaa3333",
        "Donald Trump",
        "aaaa5555",
        "One person briefed on the talks",
        "aaaa4444",
        "Others in this book",
        "Scott Bessent. No words of theirs in the library.",
    ]


def test_the_position_matrix_never_leaves_a_cell_blank() -> None:
    assert words(full_book(), "position_matrix") == [
        "Topic|Japan|United States",
        "Tariffs|Zero tariffs remain the aim\n25 May 2025 (inferred), Grade C |A 10% minimum stays.\n2025 ",
    ]
    book = full_book()
    ships = replace(book.statements["aaaa5555"], handle="ffff1111", position_on=(("Ships", "Repairs abroad"),))
    rows = words(replace(book, statements={**book.statements, "ffff1111": ships}), "position_matrix")
    assert rows[1].startswith("Ships|no statement held|Repairs abroad")


def test_the_timeline_is_in_order_and_quotes_only_quotations() -> None:
    rows = words(full_book(), "timeline")
    assert [row.split("|")[0] for row in rows[1:]] == [
        "2025",
        "May 2025",
        "23 May 2025",
        "24 May 2025",
        "25 May 2025 (inferred)",
    ]
    assert "He said Japan was open" in rows[2]
    assert "“" not in rows[2]
    assert "“We will keep working" in rows[5]


def test_an_empty_library_says_so() -> None:
    book = Book("k", "t")
    for kind in ("quote_sheet", "position_matrix", "timeline"):
        assert len(words(book, kind)) == 1
    assert generate.generated(Section("s", "S", "text"), book) == ()


def test_dates_are_humane_and_never_invented() -> None:
    cases = {
        ("2025-05-25", "day"): "25 May 2025",
        ("2025-05-25", "inferred"): "25 May 2025 (inferred)",
        ("2025-05-25", "month"): "May 2025",
        ("2025-05-25", "year"): "May 2025",
        ("2025-05", ""): "May 2025",
        ("2025", ""): "2025",
        ("2025-05-25T14:30", "minute"): "25 May 2025, 14:30",
        ("late May", ""): "late May",
        ("", ""): "",
        ("2025-13-01", ""): "2025-13-01",
    }
    assert {key: wording.date(*key).replace("\u00a0", " ") for key in cases} == cases


def test_quotation_marks_are_those_of_the_language_and_never_doubled() -> None:
    assert wording.quoted("Hello", "en-GB") == "“Hello”"
    assert wording.quoted("“Hello”", "en") == "“Hello”"
    assert wording.quoted('"Hello"', "de") == "„Hello“"
    assert wording.quoted("語る", "ja") == "「語る」"
    assert wording.quoted("“A” and “B”", "en") == "““A” and “B””"
    assert wording.quoted("x", "tlh") == "“x”"

"""Looks of section kinds: whatever is written, every word is printed, in every kind and theme."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from briefing.book.parts import GENERATED_KINDS, SECTION_KINDS, Book, Section
from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.layout.page import Stroke
from tests.pdf.kinds_book import BODIES, kinds_book
from tests.unit.layout_reading import FONTS, lines, page_text, text, walk, width

STAFF = PROFILES["staff"]
COMPOSER = Composer(FONTS)
TYPED = [kind for kind in SECTION_KINDS if kind not in GENERATED_KINDS]
_LINES = [
    "## Objectives", "## Their objectives", "## 1. Why now?", "## Recommendation", "**Answer.** Yes it is.",
    "*If pressed:* no more", "**Do not say:** never", "**Q:** Who?", "- **Ask.** For a date", "- 09:00 Arrival",
    "1. First", "2. Second", "Term\n: Its meaning", "> Set in",
    "| Time | Item | Press |\n|---|---|---|\n| 9:00 | Go | Open |",
    "| Ours | Theirs |\n|---|---|\n| 1. One | 2. Two |", "| Side | Name | Post |\n|---|---|---|\n| A | B | C |",
    "| Side | Name | Speaks |\n|---|---|---|\n| A | B | yes |\n| A | D | no |\n| A | F | perhaps |",
    "| | |\n|---|---|\n| **Born** | Kyoto |", "---", "```\ncode\n```", "**Born.** In Kyoto",
    "Plain words.", "### Deeper",
]  # fmt: skip
MARKDOWN = some.lists(some.sampled_from(_LINES), max_size=9).map("\n\n".join)


def words(said: str) -> list[str]:
    """Return the letters of a text in order of the alphabet: looks may move a part, never lose one."""
    return sorted(re.sub(r"[\W\d]", "", said))


def made(kind: str, body: str, theme: str = "sober") -> str:
    book = Book("b", "", sections=(Section("s", "", kind, body=body),), theme=theme)
    folios = COMPOSER.compose(book, STAFF)
    return "\n".join(page_text(page) for page in folios.pages if page.section == "s")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MARKDOWN, some.sampled_from(TYPED), some.sampled_from(["sober", "classic", "modern"]))
def test_any_kind_prints_every_word_written_in_it(body: str, kind: str, theme: str) -> None:
    plain, own = words(made("text", body)), words(made(kind, body, theme))
    # Q numbers are added to questions, sides are named once.
    left = list(own)
    lost = [letter for letter in plain if letter not in left or left.remove(letter)]
    if kind == "participants":
        lost = [letter for letter in lost if letter not in "SideNamePost"]
    if kind == "qa":
        lost = [letter for letter in lost if letter != "Q"]
    assert lost == []


@pytest.mark.parametrize("theme", ["sober", "classic", "modern"])
@pytest.mark.parametrize(("paper", "body"), [("A4", 12.0), ("A5", 12.0), ("Letter", 18.0), ("A5", 18.0)])
def test_every_kind_stays_on_its_paper(theme: str, paper: str, body: float) -> None:
    folios = COMPOSER.compose(kinds_book(), replace(STAFF, theme=theme, paper=paper, body=body))
    for page in folios.pages:
        for line in lines(page):
            assert line.x >= 20
            assert line.x + width(line) <= page.width - 20


def test_headings_never_skip_a_level_in_any_kind() -> None:
    folios = COMPOSER.compose(kinds_book(), STAFF)
    levels = [int(node.role[1]) for node in walk(folios.root) if re.fullmatch("H[1-6]", node.role)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_question_is_never_parted_from_the_start_of_its_answer() -> None:
    body = "\n\n".join(f"## {k}. Is number {k} true?\n\n**Answer.** Answer{k} begins here." for k in range(1, 90))
    book = Book("b", "", sections=(Section("s", "Questions", "qa", body=body),))
    for page in COMPOSER.compose(book, STAFF).pages:
        said = page_text(page)
        for k in range(1, 90):
            assert (f"number {k} true" in said) == (f"Answer{k} begins" in said)


def test_question_numbers_are_text_and_bind_to_their_question() -> None:
    said = made("qa", BODIES["qa"])
    assert "Q1" in said
    assert "Q4" in said


def test_a_matrix_wider_than_its_page_names_the_topics_again() -> None:
    folios = COMPOSER.compose(kinds_book(("position_matrix",)), STAFF)
    page = folios.pages[folios.where["k0"]]
    heads = [node for node in walk(folios.root) if node.role == "TH" and node.scope == "Row"]
    assert page_text(page).count("Next round") == 2
    assert len(heads) == 6
    assert "no statement held" in text(folios)


@pytest.mark.parametrize("profile", ["principal", "tablet"])
def test_a_part_of_a_matrix_that_fits_a_page_is_not_parted(profile: str) -> None:
    folios = COMPOSER.compose(kinds_book(("position_matrix",)), PROFILES[profile])
    shown = [page_text(page) for page in folios.pages[folios.where["k0"] :]]
    parts = [(words.count("Topic\n"), words.count("Next round")) for words in shown if "Next round" in words]
    assert len(parts) > 1
    assert all(heads == last for heads, last in parts)


def test_a_row_of_a_matrix_below_a_long_title_is_not_parted() -> None:
    rows = "".join(f"| Topic {n} | {'a stance of many words ' * 4} |\n" for n in range(3))
    for words in range(1, 24, 2):
        section = Section("m", "Positions " * words, "position_matrix", body=f"| Topic | Norland |\n|---|---|\n{rows}")
        folios = COMPOSER.compose(Book("b", "", sections=(section,)), replace(STAFF, paper="A5"))
        for page in folios.pages[folios.where["m"] :]:
            shown = page_text(page).replace("\n", " ")
            assert shown.count("a stance of") % 4 == 0


@pytest.mark.parametrize(
    ("kind", "first"), [("card", "- **Why.** Now."), ("person", "| | |\n|---|---|\n| **Born** | K |")]
)
def test_no_second_line_is_drawn_close_below_an_underlined_title(kind: str, first: str) -> None:
    book = Book("b", "", sections=(Section("s", "S", kind, body=first),), theme="classic")
    folios = COMPOSER.compose(book, replace(STAFF, theme="classic"))
    page = folios.pages[folios.where["s"]]
    title, below = (one.y for one in lines(page)[1:3])
    rules = {item.y1 for item in page.items if isinstance(item, Stroke) and below < item.y1 < title}
    assert len(rules) == 1

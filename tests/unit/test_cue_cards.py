"""Cue cards: one for each point, five lines at most, as large as fits; four to a sheet with marks to cut along."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from briefing.book.cue import deal
from briefing.book.parts import Book, Section
from briefing.book.profile import MILLIMETRE, PROFILES, Profile
from briefing.layout.compose import Composer
from briefing.layout.page import Folios, Line, Node, Page, Stroke
from briefing.text.markdown import parse
from tests.unit.layout_book import full_book, section
from tests.unit.layout_reading import FONTS, line_text, lines, page_text

CARDS = PROFILES["cards"]
FOUR = replace(CARDS, paper="A4")
COMPOSER = Composer(FONTS)
LONG = "We are ready to look at each of the proposals on their merits and in good time. " * 6


def points(body: str, kind: str = "points") -> Book:
    return full_book(sections=(section("p", "Points to make", body, kind),))


def compose(body: str, profile: Profile = CARDS, kind: str = "points") -> Folios:
    return COMPOSER.compose(points(body, kind), profile)


def dealt(body: str, kind: str = "points") -> list[tuple[str, int]]:
    return [(cue.title, len(cue.blocks)) for cue in deal(Section("p", "Points", kind), parse(body))]


def read(page: Page) -> list[Line]:
    """The lines of a card that are read: not its number and title, nor what stands in the furniture."""
    title = max(one.y1 for one in page.items if isinstance(one, Stroke))
    return [one for one in lines(page) if one.y < title]


@pytest.mark.parametrize(
    ("body", "cards"),
    [
        ("- One\n- Two", [("Points", 1), ("Points", 1)]),
        ("## To the chair\n\n- One\n  - below\n\n## To all\n\nTwo", [("To the chair", 2), ("To all", 1)]),
        ("We ask for:\n\n- a date\n- a place\n\nThen more", [("We ask for", 1), ("We ask for", 1), ("Points", 1)]),
        ("If asked\n:   We answer", [("If asked", 1)]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |", [("Points", 1), ("Points", 1)]),
        ("---", []),
    ],
)
def test_each_point_is_a_card_named_by_what_stands_above_it(body: str, cards: list[tuple[str, int]]) -> None:
    assert dealt(body) == cards


def test_labels_of_a_point_begin_lines_of_their_own() -> None:
    folios = compose("**They may say:** the islands belong in it. **You say:** the statement is about the harbour.")
    told = [line_text(folios.pages[0], line).strip() for line in read(folios.pages[0])]
    assert any(line.startswith("You say:") for line in told)
    assert " ".join(told) == "They may say: the islands belong in it. You say: the statement is about the harbour."


def test_a_card_section_is_one_card() -> None:
    assert dealt("- One\n- Two\n\n## More\n\nThree", "card") == [("Points", 3)]


def test_every_card_has_number_title_words_marking_and_edition() -> None:
    folios = compose("## To the chair\n\n- We agree\n- We ask for a date")
    assert [page.label for page in folios.pages] == ["1", "2"]
    for number, page in enumerate(folios.pages, 1):
        words = page_text(page, artifacts=True)
        for wanted in (str(number), "To the chair", "KAN(25) A Points to make", "as at 25 May 2025", "DRAFT"):
            assert wanted in words
        assert words.count("OFFICIAL – SENSITIVE") == 2


def test_short_points_are_set_larger_than_long_ones_and_none_below_eighteen_points() -> None:
    folios = compose("- Short\n- " + LONG)
    sizes = [{piece.size for line in read(page) for piece in line.pieces} for page in folios.pages]
    assert sizes[0] == {34.0}
    assert all(found == {18.0} for found in sizes[1:])
    large = compose("- " + LONG, replace(CARDS, body=24.0))
    assert {piece.size for page in large.pages for line in read(page) for piece in line.pieces} == {24.0}


def test_a_long_point_goes_on_between_sentences_and_the_check_tells_it() -> None:
    folios = compose("- " + LONG + "\n- Short")
    parts = len(folios.pages) - 1
    assert parts > 1
    for number, page in enumerate(folios.pages[:-1], 1):
        assert f"({number} of {parts})" in page_text(page, artifacts=True)
        assert line_text(page, read(page)[-1]).rstrip().endswith("time.")
    assert "of" not in page_text(folios.pages[-1]).split("Short")[0]
    (found,) = COMPOSER.findings(points("- " + LONG + "\n- Short"), CARDS)
    assert (found.severity, found.section_key) == ("warn", "p")
    assert (
        found.message
        == f"A Points to make: card 1, “Points to make”, is too long for one card and goes on over {parts}."
    )
    assert COMPOSER.findings(points("- " + LONG), PROFILES["staff"]) == ()


WORDS = some.sampled_from(("tariffs", "ships", "agree", "ministers", "harbour", "summit", "石破茂首相は", "we", "will"))
POINT = some.lists(WORDS, min_size=1, max_size=70).map(lambda words: "- The " + " ".join(words) + ".")


@settings(max_examples=25, deadline=None)
@given(some.lists(POINT, min_size=1, max_size=5), some.sampled_from(("A6-across", "A6", "A5")))
def test_no_card_has_more_than_five_lines_and_no_word_is_lost(items: list[str], paper: str) -> None:
    folios = compose("\n".join(items), replace(CARDS, paper=paper))
    for page in folios.pages:
        assert 1 <= len(read(page)) <= 5
        assert all(34.0 <= one.y <= page.height for one in read(page))
    said = "".join("".join(line_text(page, one) for one in read(page)) for page in folios.pages)
    assert "".join(said.split()) == "".join("".join(item[2:] for item in items).split())


def test_a_larger_card_has_larger_type_where_it_fits() -> None:
    folios = compose("- Short\n- " + LONG, replace(CARDS, paper="A5"))
    sizes = [{piece.size for line in read(page) for piece in line.pieces} for page in folios.pages]
    assert sizes[0] == {40.0}
    assert all(found == {18.0} for found in sizes[1:])


def marks(page: Page) -> list[Stroke]:
    return [one for one in page.items if isinstance(one, Stroke) and one.colour == (0.0, 0.0, 0.0)]


def test_four_cards_stand_on_a_sheet_with_marks_outside_them() -> None:
    folios = compose("\n".join(f"- Point {number}" for number in range(1, 7)), FOUR)
    assert [page.label for page in folios.pages] == ["1–4", "5–6"]
    sheet = folios.pages[0]
    assert sheet.width > sheet.height
    edge = 9 * MILLIMETRE
    assert len(marks(sheet)) == 12
    for mark in marks(sheet):
        outside = min(mark.x1, mark.x2) < edge or max(mark.x1, mark.x2) > sheet.width - edge
        assert outside or min(mark.y1, mark.y2) < edge or max(mark.y1, mark.y2) > sheet.height - edge
    xs = {mark.x1 for mark in marks(sheet) if mark.x1 == mark.x2}
    assert {round(x, 1) for x in xs} == {round(edge, 1), round(sheet.width / 2, 1), round(sheet.width - edge, 1)}
    where = {line_text(sheet, one): (one.x > sheet.width / 2, one.y < sheet.height / 2) for one in lines(sheet)}
    corners = [where[f"Point {number}"] for number in (1, 2, 3, 4)]
    assert corners == [(False, False), (True, False), (False, True), (True, True)]


@pytest.mark.parametrize(("language", "first"), [("en-GB", False), ("he", True), ("ar", True)])
def test_four_cards_stand_on_a_sheet_as_the_book_is_read(language: str, first: bool) -> None:
    book = replace(points("- Point 1\n- Point 2\n- Point 3"), language=language)
    sheet = COMPOSER.compose(book, FOUR).pages[0]
    told = {line_text(sheet, one).strip(): one for one in lines(sheet) if line_text(sheet, one).strip() in "123"}
    right, below = sheet.width / 2, sheet.height / 2
    where = [(told[number].x > right, told[number].y < below) for number in "123"]
    assert where == [(first, False), (not first, False), (first, True)]


def test_backs_stay_blank_when_both_sides_are_printed() -> None:
    folios = compose("- One\n- Two", replace(CARDS, duplex=True))
    assert [bool(page.items) for page in folios.pages] == [True, False, True, False]
    assert folios.where == {"p": 0}


def test_cards_have_no_cover_no_contents_and_no_numbers_of_sources() -> None:
    folios = COMPOSER.compose(full_book(), replace(CARDS, sections=("a1",)))
    said = "\n".join(page_text(page, artifacts=True) for page in folios.pages)
    assert "Contents" not in said
    assert "[" not in said
    assert "Shigeru Ishiba" in said


def nodes(root: Node) -> list[Node]:
    return [root, *(below for child in root.children for below in nodes(child))]


def test_every_card_is_a_bookmark_below_its_section_and_has_one_heading() -> None:
    folios = compose("- One\n- " + LONG + "\n- Three")
    assert [(one.title, one.depth) for one in folios.bookmarks][:2] == [
        ("A Points to make", 0),
        ("1 Points to make", 1),
    ]
    assert len(folios.bookmarks) == 4
    assert sum(node.role == "H1" for node in nodes(folios.root)) == 3


def test_a_book_without_points_gives_a_card_that_says_so() -> None:
    folios = COMPOSER.compose(full_book(sections=()), CARDS)
    assert "no points and no cards" in " ".join(page_text(folios.pages[0]).split())


def test_a_watermark_stands_behind_every_card() -> None:
    folios = compose("- One\n- Two", replace(CARDS, watermark="Only for you"))
    turned = [sum(one.turn != 0 for one in page.items if isinstance(one, Line)) for page in folios.pages]
    assert turned == [1, 1]


def test_a_card_section_goes_on_between_its_points() -> None:
    body = "\n".join(f"- **Point {number}.** " + "We say a few words on it, as ever. " * 2 for number in range(5))
    folios = compose(body, kind="card")
    assert len(folios.pages) > 1
    for page in folios.pages:
        words = [line_text(page, one) for one in read(page)]
        assert sum("•" in word for word in words) >= 1
        assert "Point" in words[0] or "Point" in words[1]
        assert words[-1].rstrip().endswith("ever.")


def test_the_words_of_a_footnote_stand_in_the_card() -> None:
    folios = compose("- We agree[^1] on it\n\n[^1]: Since May.")
    assert "We agree (Since May.) on it" in " ".join(page_text(folios.pages[0]).split())

"""The copy a speech is read from: no sentence over two pages, no numbers of sources, the minutes at the head."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from briefing.book.parts import Book
from briefing.book.profile import PROFILES
from briefing.book.speech import Spoken, about, duration, estimate, measured, reading_minutes, uncited
from briefing.layout.compose import Composer
from briefing.layout.page import Folios, Line
from briefing.text.blocks import Paragraph, Run, plain
from briefing.text.markdown import cite
from briefing.text.sentences import sentences
from tests.unit.layout_book import full_book, section
from tests.unit.layout_reading import FONTS, line_text, lines, page_text, text

SPEECH = PROFILES["speech"]
COMPOSER = Composer(FONTS)


def compose(*bodies: str, **fields: object) -> Folios:
    sections = tuple(section(f"s{k}", f"Remarks {k}", body) for k, body in enumerate(bodies))
    return COMPOSER.compose(full_book(sections=sections, **fields), SPEECH)


WORDS = some.sampled_from(["tariffs", "ships", "agree", "ministers", "harbour", "summit", "progress", "we", "will"])
SENTENCES = some.lists(WORDS, min_size=1, max_size=60).map(lambda words: " ".join(["The", *words]) + ".")
PARAGRAPHS = some.lists(some.lists(SENTENCES, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS, some.sampled_from((16.0, 18.0, 20.0)), some.sampled_from(("A4", "Letter", "A5")))
def test_no_sentence_is_broken_across_pages(paragraphs: list[str], size: float, paper: str) -> None:
    book = full_book(sections=(section("s", "Remarks", "\n\n".join(paragraphs)),))
    folios = COMPOSER.compose(book, replace(SPEECH, body=size, paper=paper))
    for page in folios.pages[1:]:
        body = [one for one in lines(page) if one.pieces[0].size == size]
        if body:
            assert line_text(page, body[0]).startswith("The ")
            assert line_text(page, body[-1]).strip().endswith(".")


def test_a_sentence_longer_than_a_page_is_set_all_the_same() -> None:
    folios = compose("Word " * 900 + "end.")
    assert text(folios).count("Word") == 900


def test_the_numbers_of_sources_are_not_spoken_and_no_word_is_lost() -> None:
    said = text(compose(f"They spoke {cite('aaaa1111')}. Then they left{cite('aaaa2222')}.\n\n[[quote:aaaa1111]]"))
    assert "[" not in said
    for words in ("They spoke.", "Then they left.", "We will keep working", "Shigeru Ishiba"):
        assert words in said
    assert "Sources" not in said


def test_lines_stand_one_and_a_half_times_apart_beside_room_for_notes() -> None:
    folios = compose("We agree that the ministers should meet again in the summer to look at all of it. " * 4)
    page = folios.pages[-1]
    body = [one for one in lines(page) if one.pieces[0].size == 18.0]
    assert {round(one.y - other.y, 1) for one, other in pairwise(body)} == {27.0}
    links = max(item.x for item in page.items if isinstance(item, Line) and item in body)
    assert links < 0.5 * page.width
    furniture = [one for one in lines(page, artifacts=True) if one.node is None]
    number = max(furniture, key=lambda one: one.pieces[0].size)
    assert line_text(page, number) == str(len(folios.pages))


def test_the_head_says_how_long_it_takes() -> None:
    folios = compose("word " * 259 + "word.", "word " * 64 + "word.")
    assert "About 2 min to speak: 260 words at 130 a minute" in page_text(folios.pages[2])
    assert "2 min 30 s" in page_text(folios.pages[0])


@pytest.mark.parametrize(
    ("body", "language", "told"),
    [
        ("one two three", "en", "About 15 s to speak: 3 words at 130 a minute"),
        ("eins – zwei", "de-AT", "Gesprochen etwa 15 s: 2 Wörter, 110 in der Minute"),
        ("字" * 450, "ja", "発言時間 約1分 30秒（450字、毎分300字）"),
        ("", "en", ""),
    ],
)
def test_time_is_told_in_the_language_spoken(body: str, language: str, told: str) -> None:
    spoken = measured((Paragraph((Run(body),)),), {}, language)
    assert estimate(spoken, language).replace("\u00a0", " ") == told


def test_a_length_of_time_is_as_exact_as_anybody_can_tell() -> None:
    assert [Spoken(count, 100).seconds for count in (0, 1, 100, 490, 530, 1000)] == [0, 15, 60, 300, 330, 600]
    assert duration(330, "en") == "5\u00a0min\u00a030\u00a0s"


@given(some.lists(some.tuples(some.sampled_from(("a b", " c", "d. ", ".", " ")), some.booleans()), max_size=8))
def test_taking_out_numbers_takes_out_no_word(parts: list[tuple[str, bool]]) -> None:
    runs = tuple(Run("", cite="aaaa1111") if cited else Run(words) for words, cited in parts)
    kept = "".join(plain(runs).split())
    assert "".join(plain(uncited(runs)).split()) == kept
    assert "".join("".join(plain(one) for one in sentences(uncited(runs))).split()) == kept


def test_only_what_is_to_be_spoken_is_in_it() -> None:
    folios = COMPOSER.compose(full_book(), SPEECH)
    titles = [bookmark.title for bookmark in folios.bookmarks]
    assert titles == [
        "Contents",
        "A At a glance",
        "B1 Scene setter",
        "B2 Objectives",
        "B2.1 Tactics",
        "C What has been said",
    ]


def test_sections_chosen_are_spoken_whatever_their_kind() -> None:
    book: Book = full_book()
    folios = COMPOSER.compose(book, replace(SPEECH, sections=("a3",)))
    assert "Run of show" in text(folios)
    assert "Scene setter" not in text(folios)


def test_the_cover_says_how_long_a_book_takes_to_read_but_not_to_the_press() -> None:
    long = "\n\n".join(["The ministers affirm that the figures are the ones agreed in the spring."] * 250)
    book = full_book(sections=(section("a", "Long", long),))
    said = {name: page_text(Composer(FONTS).compose(book, PROFILES[name]).pages[0]) for name in PROFILES}
    for name in ("staff", "principal", "large", "tablet", "archive"):
        assert any(f"Reading time\nAbout {count} min" in said[name].replace("\u00a0", " ") for count in (20, 25)), name
    assert not any("Reading time" in said[name] for name in ("speech", "press", "cards"))


def test_a_few_lines_are_not_timed() -> None:
    book = full_book(sections=(section("a", "Short", "One line."),))
    assert "Reading time" not in text(Composer(FONTS).compose(book, PROFILES["staff"]))


def test_reading_is_told_in_quarters_of_an_hour_when_it_is_long() -> None:
    minutes = [reading_minutes(2000.0 * pages) for pages in (0, 1, 2, 10, 29, 31, 45, 300)]
    assert minutes == [0, 0, 0, 20, 60, 60, 90, 600]
    told = {"en": "About 1 h 30 min", "de": "Etwa 1 Std. 30 min", "ja": "約1時間 30分"}
    assert {language: about(90, language).replace("\u00a0", " ") for language in told} == told
    assert about(60, "en").replace("\u00a0", " ") == "About 1 h"

"""What is reported is never printed in quotation marks, in whatever section, profile and language, however typed."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from briefing.book.parts import QUOTABLE_KINDS, SECTION_KINDS, STATEMENT_KINDS, Book, Placement, Section
from briefing.book.profile import PROFILES
from briefing.book.wording import bare
from briefing.layout.compose import Composer
from tests.pdf.kinds_book import kinds_book
from tests.unit.layout_reading import text

MARKS = "“”„‟\"«»‹›‘’‚'「」『』"
REPORTED = tuple(kind for kind in STATEMENT_KINDS if kind not in QUOTABLE_KINDS)
PAIRS = ("", "“”", '""', "„“", "„”", "«»", "「」", "””", "‘’", "''")
COMPOSER = Composer()
FIRST, LAST = "Zbafirst", "Zbalast"
WORDS = ("the talks should go on", "港は開かれている", "that they are “not done” yet", "x")
HANDLE = "norling1"


def told(words: str, marks: str) -> str:
    return marks[:1] + f"{FIRST} {words} {LAST}" + marks[1:]


def test_only_marks_around_all_of_the_words_are_taken_away() -> None:
    assert bare("“They are “not done” yet”") == "They are “not done” yet"
    assert bare('"They are "not done" yet"') == 'They are "not done" yet'
    assert bare("„They are “not” here“") == "They are “not” here"
    assert bare("「一」と「二」") == "「一」と「二」"
    assert bare("‘It’s theirs’") == "It’s theirs"
    assert bare("“This” and “that”") == "“This” and “that”"
    assert bare('"This" and "that"') == '"This" and "that"'


def test_all_marks_of_every_kind_are_taken_away_from_all_words() -> None:
    for pair in PAIRS:
        for words in WORDS:
            assert bare(told(words, pair)) == told(words, "")


def in_marks(printed: str) -> list[str]:
    """Return where the reported words stand next to a quotation mark."""
    return re.findall(f"[{MARKS}]\\s*{FIRST}|{LAST}\\s*[{MARKS}]", printed)


def placed(section: Section, used: Placement) -> Section:
    body = f"Before it.\n\n[[quote:{HANDLE}]]\n\nAs we know [[cite:{HANDLE}]].\n"
    below = tuple(placed(one, used) for one in section.children)
    return replace(section, body=body, placements=(used,), children=below)


def a_book(kind: str, said: str, lead_in: str, excerpt: str, language: str) -> Book:
    """Return a book with a section of every kind, each with the statement as a card and as a reference."""
    book = kinds_book(SECTION_KINDS, language=language)
    statements = dict(book.statements)
    statements[HANDLE] = replace(statements[HANDLE], kind=kind, text=said)
    used = Placement(HANDLE, lead_in=lead_in, excerpt=excerpt)
    return replace(book, statements=statements, sections=tuple(placed(one, used) for one in book.sections))


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=some.sampled_from(REPORTED),
    marks=some.sampled_from(PAIRS),
    words=some.sampled_from(WORDS),
    lead_in=some.sampled_from(["", "She let it be known that"]),
    cut=some.booleans(),
    profile=some.sampled_from(["principal", "staff", "speech", "tablet", "large"]),
    language=some.sampled_from(["en-GB", "de", "fr", "ja"]),
)
def test_no_page_has_a_reported_statement_in_marks(
    kind: str, marks: str, words: str, lead_in: str, cut: bool, profile: str, language: str
) -> None:
    said = told(words, marks)
    book = a_book(kind, said, lead_in, said if cut else "", language)
    assert in_marks(text(COMPOSER.compose(book, PROFILES[profile]))) == []


def test_the_same_words_of_somebodys_own_do_stand_in_marks() -> None:
    said = told("the talks should go on", "")
    book = a_book("direct", said, "", "", "en-GB")
    assert len(in_marks(text(COMPOSER.compose(book, PROFILES["staff"])))) >= 2 * len(SECTION_KINDS)


@given(words=some.text(alphabet=f"{MARKS}ab ,", max_size=12))
def test_taking_marks_away_takes_nothing_else_and_is_done_once(words: str) -> None:
    assert bare(bare(words)) == bare(words)
    kept = bare(words)
    assert kept in words
    assert not set(words.replace(kept, "", 1)) - set(MARKS) - {" "}

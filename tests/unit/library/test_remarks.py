"""Wordings of one remark are offered for grouping; what people decide is remembered and can be taken back."""

from __future__ import annotations

from typing import Any, cast

import pytest

from briefing.library import people, quotes, remarks
from briefing.library.driver import Connection, Cursor
from briefing.library.faults import BadValue
from briefing.library.quotes import NewQuote
from briefing.library.store import Library

ONE = "We will not accept tariffs on steel and cars from anybody this year"
TWO = "We shall not accept tariffs on steel or cars from anybody this year"
FRENCH = "Nous n’accepterons pas de tarifs sur l’acier cette année"


def offered(library: Library, quote: str) -> list[tuple[str, str]]:
    return [(one.quote.id, one.why) for one in remarks.lookalikes(library.reader(), quote)]


@pytest.fixture
def speaker(library: Library) -> str:
    return people.add(library, "Clara Weiss")


def kept(library: Library, text: str, speaker: str, language: str = "en", day: str = "2025-06-09") -> str:
    return quotes.add(library, NewQuote(text, person_id=speaker, language=language, said_on=day))


def test_another_wording_is_offered_and_other_words_are_not(library: Library, speaker: str) -> None:
    one, two = kept(library, ONE, speaker), kept(library, TWO, speaker)
    kept(library, "The harbour stays open and ferries run all winter long", speaker)
    assert offered(library, one) == [(two, "wording")]
    assert offered(library, two) == [(one, "wording")]
    assert quotes.show(library.reader(), one).utterance_id == ""


def test_the_same_day_in_another_language_is_offered(library: Library, speaker: str) -> None:
    one, other = kept(library, ONE, speaker), kept(library, FRENCH, speaker, "fr")
    kept(library, FRENCH.replace("acier", "aluminium"), speaker, "fr", "2024-01-02")
    assert offered(library, one) == [(other, "language")]


def test_a_part_of_a_longer_wording_is_offered(library: Library, speaker: str) -> None:
    one = kept(library, ONE, speaker)
    part = kept(library, "tariffs on steel and cars from anybody", speaker)
    assert offered(library, part) == [(one, "wording")]


def test_what_is_grouped_is_listed_and_undo_takes_it_apart(library: Library, speaker: str) -> None:
    ids = [kept(library, words, speaker) for words in (ONE, TWO, TWO.replace("year", "decade"))]
    remarks.group(library, ids[:2])
    step = library.last_step
    assert [row.id for row in remarks.together(library.reader(), ids[0])] == [ids[1]]
    assert ids[1] not in [one for one, _ in offered(library, ids[0])]
    remarks.group(library, ids[1:])
    assert {row.id for row in remarks.together(library.reader(), ids[0])} == set(ids[1:])
    assert [quotes.show(library.reader(), one).text for one in ids[:2]] == [ONE, TWO]
    assert library.last_step is not None
    library.undo(library.last_step)
    assert step is not None
    library.undo(step)
    assert remarks.together(library.reader(), ids[0]) == []


def test_what_is_not_the_same_is_not_asked_again_until_undone(library: Library, speaker: str) -> None:
    one, two = kept(library, ONE, speaker), kept(library, TWO, speaker)
    remarks.keep_apart(library, two, one)
    assert offered(library, one) == offered(library, two) == []
    assert library.last_step is not None
    library.undo(library.last_step)
    assert offered(library, one) == [(two, "wording")]


def test_what_is_taken_out_of_a_group_is_not_offered_for_it_again(library: Library, speaker: str) -> None:
    one, two = kept(library, ONE, speaker), kept(library, TWO, speaker)
    remarks.group(library, [one, two])
    remarks.take_out(library, one)
    assert remarks.together(library.reader(), two) == []
    assert offered(library, one) == []


def test_a_quote_is_no_group(library: Library, speaker: str) -> None:
    one = kept(library, ONE, speaker)
    with pytest.raises(BadValue):
        remarks.group(library, [one, one])
    with pytest.raises(BadValue):
        remarks.keep_apart(library, one, one)


class Listening:
    """A reader that writes down how each statement will be carried out."""

    def __init__(self, reader: Connection) -> None:
        self.reader = reader
        self.plans: list[str] = []

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        self.plans += [str(row[3]) for row in self.reader.execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()]
        return self.reader.execute(sql, parameters)


def test_no_look_for_the_same_remark_reads_all_quotes(library: Library, speaker: str) -> None:
    one = kept(library, ONE, speaker)
    kept(library, TWO, speaker)
    listening = Listening(library.reader())
    assert remarks.lookalikes(cast("Connection", listening), one)
    assert listening.plans
    assert not [plan for plan in listening.plans if plan in ("SCAN q", "SCAN quote")]

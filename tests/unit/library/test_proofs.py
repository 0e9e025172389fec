"""A quote stands in its source's text, or is kept with a reason that somebody typed."""

from __future__ import annotations

import pytest

from briefing.library import proofs, quotes, sources
from briefing.library.faults import NotProven
from briefing.library.quotes import NewQuote
from briefing.library.store import Library

ARTICLE = "“The harbour stays open all winter,” the mayor said. She wants more ferries by spring."


@pytest.fixture
def source(library: Library) -> str:
    return sources.add(library, "Harbour news", text=ARTICLE)


def test_a_quote_typed_in_gets_its_place_in_the_source(library: Library, source: str) -> None:
    made = quotes.add(library, NewQuote("The harbour stays open all winter", source_id=source))
    detail = quotes.show(library.reader(), made)
    assert ARTICLE[detail.span_start : detail.span_end] == "The harbour stays open all winter"
    assert proofs.proof_of(library.reader(), made).proven("direct")
    assert proofs.unproven(library.reader()) == []


def test_words_that_are_not_in_the_source_need_a_reason(library: Library, source: str) -> None:
    with pytest.raises(NotProven, match="not in the text"):
        quotes.add(library, NewQuote("Snow is purple in July, trust me", source_id=source))
    assert not quotes.numbers(library.reader(), quotes.Scope())
    made = quotes.add(
        library, NewQuote("Snow is purple in July, trust me", source_id=source), unproven_reason="Heard on the phone"
    )
    assert proofs.reason_of(library.reader(), made) == "Heard on the phone"
    (one,) = proofs.unproven(library.reader())
    assert (one.id, one.why, one.reason) == (made, "not found", "Heard on the phone")


def test_words_outside_quotation_marks_are_reported_or_need_a_reason(library: Library, source: str) -> None:
    with pytest.raises(NotProven, match="quotation marks"):
        quotes.add(library, NewQuote("She wants more ferries by spring", source_id=source))
    reported = quotes.add(library, NewQuote("She wants more ferries by spring", "reported_speech", source_id=source))
    with pytest.raises(NotProven):
        quotes.edit(library, reported, kind="direct")
    assert quotes.show(library.reader(), reported).kind == "reported_speech"


def test_other_words_need_another_reason_and_undo_brings_both_back(library: Library, source: str) -> None:
    made = quotes.add(library, NewQuote("The harbour stays open all winter", source_id=source))
    with pytest.raises(NotProven):
        quotes.edit(library, made, text="Nothing of the sort was printed anywhere")
    assert quotes.show(library.reader(), made).text == "The harbour stays open all winter"
    quotes.edit(library, made, text="Nothing of the sort was printed anywhere", unproven_reason="From the recording")
    step = library.last_step
    assert proofs.reason_of(library.reader(), made) == "From the recording"
    with pytest.raises(NotProven):
        quotes.edit(library, made, text="And another thing nobody has ever read")
    assert step is not None
    library.undo(step)
    assert proofs.reason_of(library.reader(), made) == ""
    assert quotes.show(library.reader(), made).text == "The harbour stays open all winter"


def test_a_translation_is_proven_by_the_words_it_was_made_from(library: Library) -> None:
    source = sources.add(library, "Hafen", text="„Der Hafen bleibt den ganzen Winter offen“, sagte sie.")
    made = quotes.add(
        library,
        NewQuote(
            "The harbour stays open",
            verbatim="Der Hafen bleibt den ganzen Winter offen",
            translator="R. Klein",
            source_id=source,
        ),
    )
    assert proofs.proof_of(library.reader(), made).proven("direct")


def test_without_a_kept_text_nothing_is_refused_but_nothing_is_proven(library: Library) -> None:
    made = quotes.add(library, NewQuote("Said in the corridor"))
    assert [(one.id, one.why) for one in proofs.unproven(library.reader())] == [(made, "no text")]

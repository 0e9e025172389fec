"""Under which terms something was said: one list of codes, the words of the ground rules kept beside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.book.parts import RECORD_STATES
from briefing.library import intake, quotes, record_terms
from briefing.library.faults import BadValue
from briefing.library.quotes import NewQuote
from briefing.library.sample import add_sample
from briefing.library.store import Library


@pytest.mark.parametrize(
    ("words", "state", "rules"),
    [
        ("", "not_stated", ""),
        ("not stated", "not_stated", ""),
        ("On the record", "on_record", ""),
        ("on_record", "on_record", ""),
        ("off the record", "off_record", ""),
        ("deep background", "deep_background", ""),
        ("on the record (briefing)", "on_record", "on the record (briefing)"),
        ("on background, as a senior official", "background", "on background, as a senior official"),
        ("background; off the record until Monday", "off_record", "background; off the record until Monday"),
        ("embargo until 6 pm", "embargoed", "embargo until 6 pm"),
        ("unnamed sources", "not_stated", "unnamed sources"),
    ],
)
def test_words_about_the_terms_give_a_code_and_the_stricter_one_when_in_doubt(
    words: str, state: str, rules: str
) -> None:
    assert record_terms.read(words) == (state, rules)


@given(st.text(max_size=40), st.sampled_from(["", *RECORD_STATES]))
def test_whatever_is_written_gives_a_known_code_and_loses_no_word(words: str, state: str) -> None:
    code, rules = record_terms.read(words + state)
    assert code in RECORD_STATES
    assert record_terms.read(rules)[0] == code or not rules


def test_only_the_codes_are_kept(library: Library) -> None:
    made = quotes.add(library, NewQuote("Zero means zero.", record_status="off_record", ground_rules="Told at dinner."))
    detail = quotes.show(library.reader(), made)
    assert (detail.record_status, detail.ground_rules) == ("off_record", "Told at dinner.")
    for wrong in ("off", "on the record", ""):
        with pytest.raises(BadValue, match="off_record"):
            quotes.edit(library, made, record_status=wrong)
        with pytest.raises(BadValue, match="off_record"):
            quotes.add(library, NewQuote("Other words.", record_status=wrong))
    quotes.edit(library, made, record_status="embargoed", ground_rules="")
    assert quotes.show(library.reader(), made).record_status == "embargoed"


def test_a_quote_nobody_gave_terms_says_so(library: Library) -> None:
    assert quotes.show(library.reader(), quotes.add(library, NewQuote("Zero."))).record_status == "not_stated"


def test_a_file_of_quotes_may_name_the_terms(library: Library) -> None:
    rows = b"text,record_status,ground_rules\na,off the record (dinner),Ask first.\nb,on record,\nc,,\n"
    assert intake.import_quotes(library, rows, "q.csv").added == 3
    reader = library.reader()
    found = {row.text: quotes.show(reader, row.id) for row in quotes.rows(reader, quotes.numbers(reader))}
    assert {text: (one.record_status, one.ground_rules) for text, one in found.items()} == {
        "a": ("off_record", "Ask first.\noff the record (dinner)"),
        "b": ("on_record", ""),
        "c": ("not_stated", ""),
    }


def test_the_sample_holds_known_codes_only(library: Library) -> None:
    add_sample(library)
    reader = library.reader()
    held = {str(row[0]) for row in reader.execute("SELECT DISTINCT record_status FROM quote")}
    assert held == {"on_record", "not_stated"}
    assert quotes.show(reader, "sample06").ground_rules == "Told reporters"

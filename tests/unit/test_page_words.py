"""Finding on pages: what a reader sees as one word is one word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.ui.views.page_words import PageWords, folded


def found(text: str, words: str) -> list[str]:
    return [text[start : start + count] for start, count in PageWords(text).find(words, 99)]


def test_case_and_accents_make_no_difference() -> None:
    assert found("Élan and ELAN", "élan") == ["Élan", "ELAN"]
    assert found("a ﬁne day", "fine") == ["ﬁne"]


def test_a_line_end_is_a_blank_and_a_hyphen_there_nothing() -> None:
    assert found("two\r\nwords", "two words") == ["two\r\nwords"]
    assert found("Wett\ufffe\r\nbewerb", "Wettbewerb") == []
    assert found("Wett\ufffebewerb", "wettbewerb") == ["Wett\ufffebewerb"]


def test_japanese_goes_on_over_a_line_end() -> None:
    assert found("重要\r\n鉱物の供給", "重要鉱物") == ["重要\r\n鉱物"]
    assert found("がか", "か") == ["か"]


def test_nothing_is_found_for_nothing() -> None:
    assert found("some words", "  ") == []


@given(st.text(alphabet="ab é本\r\n重", min_size=1, max_size=40), st.data())
def test_every_stretch_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : start + data.draw(st.integers(1, 6))].replace("\r", "").replace("\n", "")
    stretch = [words] if words in text else []
    for one in stretch:
        if folded(one):
            assert found(text, one)

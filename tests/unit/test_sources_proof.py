"""A quote stands in its source word for word, nearly, or not; typing makes no difference, words do."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.proof import BOTH, EXACT, NEAR, NO_TEXT, NOT_FOUND, QUOTE_ONLY, SOURCE_ONLY, prove

ARTICLE = (
    "The yard’s gates opened at six.\n“We won’t be hurried, and we’ll build twelve ships,” Clara Weiss said.\n"
    "She added that the yards need welders.\n"
)
HURRIED = "We won’t be hurried, and we’ll build twelve ships"


def test_the_same_words_are_exact_and_their_place_is_told() -> None:
    proof = prove(HURRIED, ARTICLE)
    assert proof.state == EXACT
    assert proof.in_marks
    assert ARTICLE[proof.start : proof.end] == HURRIED


def test_a_place_holds_whole_signs() -> None:
    dots = prove("Well, maybe...", "“Well, maybe…” said he")
    assert (dots.start, dots.end) == (1, 13)
    accent = prove("un café", "«un cafe\u0301»")
    assert (accent.start, accent.end) == (1, 9)


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("We won't be hurried, and we'll build twelve ships", ARTICLE),
        ("We won’t be\u00a0hurried,\n and we’ll  build twelve ships", ARTICLE),
        ("“We won’t be hurried, and we’ll build twelve ships,”", ARTICLE),
        ("We won’t be hur\u00adried, and we’ll build twelve\u200b ships", ARTICLE),
        ("“The will is there...”", 'He said: "The will is there…"'),
        ("Él pide paciencia", unicodedata.normalize("NFD", "«Él pide paciencia», dijo.")),
        ("関税は焦点だ", "首相は「関税は\u00ad焦点だ」と述べた。"),
        ("Der Hafen bleibt offen", "„Der Hafen\u202fbleibt offen“, sagte sie."),
    ],
)
def test_differences_of_typing_are_none(quote: str, source: str) -> None:
    proof = prove(quote, source)
    assert proof.state == EXACT
    assert proof.in_marks


def test_a_differing_word_is_near_and_both_words_are_shown() -> None:
    proof = prove("We won’t be hurried, and we’ll build eleven ships", ARTICLE)
    assert proof.state == NEAR
    assert ARTICLE[proof.start : proof.end] == HURRIED
    changed = [(piece.where, piece.text.strip()) for piece in proof.pieces if piece.where != BOTH]
    assert changed == [(QUOTE_ONLY, "eleven"), (SOURCE_ONLY, "twelve")]
    assert not proof.proven("direct")


def test_a_word_more_in_the_source_is_shown() -> None:
    proof = prove("We’ll build twelve ships", "“We’ll surely build twelve ships,” she said.")
    assert [piece.text.strip() for piece in proof.pieces if piece.where == SOURCE_ONLY] == ["surely"]


def test_japanese_differs_character_by_character() -> None:
    proof = prove("関税が焦点だと思う", "首相は「関税は焦点だと思う」と述べた。")
    assert proof.state == NEAR
    assert [(piece.where, piece.text) for piece in proof.pieces if piece.where != BOTH] == [
        (QUOTE_ONLY, "が"),
        (SOURCE_ONLY, "は"),
    ]


def test_case_and_part_of_a_word_are_differences() -> None:
    assert prove("we won’t be hurried", ARTICLE).state == NEAR
    assert prove("art", "A heart beats").state == NOT_FOUND


def test_other_words_are_not_found_and_no_text_is_told_apart() -> None:
    assert prove("Snow is purple in July, trust me", ARTICLE).state == NOT_FOUND
    assert prove("", ARTICLE).state == NOT_FOUND
    assert prove(HURRIED, None).state == NO_TEXT
    assert prove(HURRIED, " \n").state == NO_TEXT


def test_own_words_need_quotation_marks_in_the_source() -> None:
    proof = prove("the yards need welders", ARTICLE)
    assert proof.state == EXACT
    assert not proof.in_marks
    assert not proof.proven("direct")
    assert proof.proven("reported_speech")


def test_of_equal_places_the_one_named_counts_else_the_one_in_marks() -> None:
    source = "The plan: ships first. “Ships first,” she said. Later “ships first,” he said: “ships first.”"
    found = prove("ships first", source)
    assert source[found.start - 1] == "“"
    last = source.rindex("ships")
    assert prove("ships first", source, start=last).start == last


def test_a_quote_of_several_paragraphs_is_in_marks() -> None:
    source = "She said:\n“First we build.\n“Then we rest,” and left."
    assert prove("First we build.\n“Then we rest", source).in_marks


_TEXT = st.text(
    st.sampled_from("ab c'’“”\"„«»,.\n\u00a0\u00ad\u0301é…首相「」\u200b  -‐") | st.characters(codec="utf-8"),
    max_size=60,
)


@given(before=_TEXT, words=_TEXT, after=_TEXT, start=st.none() | st.integers(-5, 200))
def test_whatever_stands_between_blanks_in_the_source_is_found_in_it(
    before: str, words: str, after: str, start: int | None
) -> None:
    quote = f"Hm {words} hm"
    source = f"{before} \n{quote}\n {after}"
    proof = prove(quote, source, start=start)
    assert proof.state == EXACT
    assert 0 <= proof.start < proof.end <= len(source)


@given(quote=_TEXT, source=_TEXT, start=st.none() | st.integers(-5, 200))
def test_any_two_texts_have_an_answer_with_a_place_in_the_source(quote: str, source: str, start: int | None) -> None:
    proof = prove(quote, source, start=start)
    if proof.state in (EXACT, NEAR):
        assert 0 <= proof.start < proof.end <= len(source)
    else:
        assert (proof.start, proof.end, proof.pieces) == (-1, -1, ())

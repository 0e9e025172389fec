from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.folding import fingerprint, fold, keys, terms, wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élan d’état", "ELAN D'ETAT"),
        ("straße", "STRASSE"),
        ("Smørrebrød", "smorrebrod"),
        ("Ｇ７　サミット", "G7 サミット"),
        ("ﾄﾗﾝﾌﾟ", "トランプ"),
        ("cafe\u0301", "café"),
        ("Œuvre", "oeuvre"),
    ],
)
def test_spellings_of_one_thing_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("が", "か"), ("Müller", "Miller"), ("al green", "algreen")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_run_without_blanks_becomes_overlapping_pairs() -> None:
    assert keys("首脳会談 G7") == ["首脳", "脳会", "会談", "談", "g7"]


def test_letters_next_to_a_run_are_words_of_their_own() -> None:
    assert keys("G7首脳") == ["g7", "首脳", "脳"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_terms_stand_where_they_say_and_match_the_keys(text: str) -> None:
    found = list(terms(text))
    assert [key for term in found for key in term.keys] == keys(text)
    ends = [0, *(term.end for term in found)]
    assert all(end <= term.start < term.end <= len(text) for end, term in zip(ends, found, strict=False))


@given(st.text(max_size=60))
def test_folding_is_settled_after_one_time(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_fingerprint_minds_words_not_marks() -> None:
    assert fingerprint("“We will  continue,”") == fingerprint("we will continue")
    assert fingerprint("we will continue") != fingerprint("we will not continue")
    assert wording("“Zero—means zero.”") == "zero means zero"

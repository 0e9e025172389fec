from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.quotation import quotations


def found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        "He said “we are close” today.",
        'He said "we are close" today.',
        "Er sagte „we are close“ heute.",
        "Er sagte »we are close« heute.",
        "Il dit « we are close » là.",
        "He said ‘we are close’ today.",
        "He said 'we are close' today.",
        "He said ''we are close'' today.",
        "He said ``we are close'' today.",
        "彼は「we are close」と述べた。",
        'He said “we are close" today.',
        'He said "we are close” today.',
        "Er sagte „we are close” heute.",
    ],
)
def test_every_pair_of_marks_and_mixed_ones_are_known(text: str) -> None:
    assert found(text) == ["we are close"]


@pytest.mark.parametrize(
    "text",
    [
        "It’s the leaders’ time.",
        "the '90s",
        "rock 'n' roll",
        "says ’strategic partnership’ like",
        "5' 10\"",
        "no marks",
    ],
)
def test_apostrophes_and_wrong_openers_are_no_quotation(text: str) -> None:
    assert found(text) == []


def test_a_quote_in_a_quote_belongs_to_the_outer_one() -> None:
    assert found("「部長は『まだ早い』と言った」") == ["部長は『まだ早い』と言った"]
    assert found("“She said ‘ask me later’, so I will.”") == ["She said ‘ask me later’, so I will."]


def test_a_quote_over_paragraphs_is_one_for_each_and_the_later_is_carried_on() -> None:
    text = "“One.\n\n“Two,” he said."
    first, second = quotations(text)
    assert (first.closing, first.carried, second.carried) == ("", False, True)
    assert found(text) == ["One.", "Two,"]


def test_a_missing_closer_ends_before_the_next_opener() -> None:
    assert found("“We are close, she said. “And we go on,” she added.")[1] == "And we go on,"


@given(st.text(alphabet="aA .,!?\n“”\"„‟«»‹›‘’'「」『』`´-", max_size=80))
def test_whatever_the_marks_spans_lie_in_order_inside_the_text(text: str) -> None:
    end = 0
    for one in quotations(text):
        assert end <= one.left < one.start < one.end <= one.right <= len(text)
        assert "\n" not in text[one.start : one.end]
        end = one.right

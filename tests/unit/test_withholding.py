"""References to quotes taken out of a text: the rest stands as it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.text.blocks import Paragraph, Run
from briefing.text.markdown import card, cite, parse, placements
from briefing.text.withholding import led_in, without

GONE = "gone1111"
STAYS = "stay2222"


def cleared(source: str) -> str:
    return without(source, lambda handle: handle == GONE)


@pytest.mark.parametrize(
    ("source", "left"),
    [
        (f"They agreed {cite(GONE)}.", "They agreed."),
        (f"They agreed{cite(GONE)}, then left.", "They agreed, then left."),
        (f"{cite(GONE)} They agreed.", "They agreed."),
        (f"They agreed {cite(GONE)}{cite(STAYS)}.", f"They agreed{cite(STAYS)}."),
        (f"One\n\n{card(GONE)}\n\nTwo", "One\n\n\n\nTwo"),
        (f"- one\n- {cite(GONE)}\n- two", "- one\n- two"),
        (f"- {cite(GONE)} one", "- one"),
        (f"  {cite(GONE)} set in", "  set in"),
        (f"| a | {cite(GONE)} |", "| a | |"),
        (f"## {cite(GONE)}\nwords", "words"),
        (f"He said **{cite(GONE)}** it.", "He said it."),
        (f"See [{cite(GONE)}](https://example.org).", "See."),
        (f"```\n{cite(GONE)}\n```", "```\n```"),
        (f"Agreed.[^1]\n\n[^1]: {cite(GONE)}", "Agreed.\n"),
        (f"Agreed.[^1]\n\n[^1]: {cite(GONE)}\n    and page 3\n\nEnd.", "Agreed.\n\n\nEnd."),
        (f"Agreed [^a].\n\n[^a]: See {cite(GONE)}", "Agreed [^a].\n\n[^a]: See"),
        (f"- one\n- {cite(GONE)}[^1]\n\n[^1]: Its words\n  go on\n[^2]: Stays", "- one\n\n[^2]: Stays"),
        (f"One[^1]\n- {cite(GONE)}[^1]\n\n[^1]: Called twice", "One[^1]\n\n[^1]: Called twice"),
        (f"{card(GONE)}\n\nOne[^x]", "\n\nOne[^x]"),
        ("Nothing  \nto do\n", "Nothing  \nto do\n"),
        (f"Kept {cite(STAYS)}  \nas typed", f"Kept {cite(STAYS)}  \nas typed"),
    ],
)
def test_a_reference_goes_with_what_was_there_for_its_sake(source: str, left: str) -> None:
    assert cleared(source) == left


def test_a_card_leaves_the_mark_that_was_chosen_once() -> None:
    source = f"One\n\n{card(GONE)}\n\n{card(STAYS)}"
    marked = without(source, lambda handle: handle == GONE, r"\[ \* \]")
    assert Paragraph((Run("[ * ]"),)) in parse(marked)
    assert placements(marked) == (("card", STAYS),)


def test_words_that_lead_in_nothing_are_found() -> None:
    source = f"He said:\n\n{card(GONE)}\n\nShe said:\n\n{card(STAYS)}\n\nOver.\n\n{card(GONE)}"
    assert led_in(source, lambda handle: handle == GONE) == ["He said:"]


PARTS = some.sampled_from(
    ["word", " ", "\n", "\n\n", "- ", "1. ", "> ", "## ", "**", "_", "`", "| ", "|---|", "[", "](https://example.org)",
     cite(GONE), card(GONE), cite(STAYS), card(STAYS), "```", "。"],
)  # fmt: skip


@given(some.lists(PARTS, max_size=30).map("".join))
def test_no_reference_to_what_is_gone_is_left_and_none_other_is_lost(source: str) -> None:
    left = cleared(source)
    assert GONE not in left
    assert left.count(STAYS) == source.count(STAYS)
    assert left.count("word") == source.count("word")


@given(some.text(max_size=200))
def test_a_text_without_such_references_comes_back_as_it_is(source: str) -> None:
    assert without(source, lambda _: True) == source or "[[" in source

"""The short way through Markdown gives what the long way gives."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.text import markdown
from briefing.text.blocks import Block, Paragraph, Run
from briefing.text.markdown_simple import Settled, settled
from briefing.text.markdown_tree import Tamed

_WORDS = ["a word", "10%", "日本", "“so”", "Mr. X,", "e.g.", "1. x", "https", "é", "B-1"]
_SPACES = [" ", " ", " ", "\n", "  ", "  \n", "\n\n", ""]
_MARKS = [
    "*",
    "**",
    "***",
    "_",
    "[",
    "]",
    "](https://a.org/b)",
    "](https://a.org/b_c)",
    "(",
    ")",
    "!",
    "`",
    "&amp;",
    "<",
]
_WHOLE = [
    "**bold**", "**two words**", "*it*", "*a\nb*", "[link](https://a.org/b?c=1)", "[[cite:abcd1234]]",
    "[[quote:abcd1234]]", "https://a.org", "\\*", "- ", "| a | b |", "# ", "> ", "[id]: https://b.org\n", "[id]",
]  # fmt: skip
PARTS = st.lists(st.sampled_from([*_WORDS, *_SPACES, *_MARKS, *_WHOLE, *_WHOLE]), max_size=14).map("".join)
LISTS = st.lists(PARTS, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items))
TABLES = st.lists(PARTS, min_size=1, max_size=4).map(
    lambda cells: "| h | k |\n|---|---|\n" + "\n".join(f"| {cell} | x |" for cell in cells)
)


def _never(_parser: Tamed, _words: str) -> None:
    """Know no short way."""


def the_long_way(source: str) -> tuple[Block, ...]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Tamed, "settled", _never)
        return markdown.parse(source)


@settings(max_examples=300, deadline=None)
@given(PARTS | LISTS | TABLES)
@example("**a** *b* [c](https://d.org) [[cite:abcd1234]].")
@example("[[cite:abcd1234]](https://d.org)")
@example("*a**b*")
@example("**a *b* c**")
@example("[[cite:abcd1234]] [x](https://d.org)")
def test_the_short_way_gives_what_the_long_way_gives(source: str) -> None:
    assert markdown.parse(source) == the_long_way(source)


@pytest.mark.parametrize("text", ["a **b** c", "*a*, b", "[a](https://b.org).", "a [[cite:abcd1234]]", "**Want**: it!"])
def test_usual_text_goes_the_short_way(text: str) -> None:
    assert isinstance(settled(text), Settled)
    assert markdown.parse(text) == the_long_way(text)


@pytest.mark.parametrize("text", ["a * b", "**a", "a_b", "`a`", "<b>a</b>", "![a](https://b.org)", "***a***", "\\*a*"])
def test_text_that_may_mean_two_things_goes_the_long_way(text: str) -> None:
    assert settled(text) is None


def test_bold_words_in_a_list_stay_bold() -> None:
    (listing,) = markdown.parse("- **a** b\n- c")
    assert listing == the_long_way("- **a** b\n- c")[0]
    assert markdown.parse("**a** b") == (Paragraph((Run("a", bold=True), Run(" b"))),)

"""Text that runs both ways: the standard's own cases, and laws of what is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text import bidi

DATA = Path(__file__).parents[1] / "data" / "bidi"
MIXED = st.text(st.sampled_from("ab 1,.(]«אבגمحمد٣+%\u200f\u202b\u202c\u2067\u2069"), max_size=40)


def rows(name: str) -> Iterator[str]:
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def agrees(wanted: list[str], order: list[int], found: list[int]) -> bool:
    """Whether levels are those of the standard and the parts it keeps stand in its order."""
    kept = [k for k, level in enumerate(wanted) if level != "x"]
    levels = [found[k] for k in kept]
    return levels == [int(wanted[k]) for k in kept] and [kept[k] for k in bidi.visual(levels)] == order


def test_characters_get_the_levels_and_the_order_of_the_standard() -> None:
    wrong: list[str] = []
    for line in rows("characters.txt"):
        codes, direction, base, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        if direction not in ("2", base):
            wrong.append(line)
        if not agrees(levels.split(), [int(k) for k in order.split()], bidi.levels(text, int(base))):
            wrong.append(line)
    assert wrong == []


def test_classes_get_the_levels_and_the_order_of_the_standard() -> None:
    wrong: list[str] = []
    levels, order = "", ""
    for line in rows("classes.txt"):
        if line.startswith("@Levels:"):
            levels = line[8:]
        elif line.startswith("@Reorder:"):
            order = line[9:]
        else:
            classes, bits = line.split(";")
            kinds = classes.split()
            for bit, base in ((1, bidi.first_strong(kinds) or 0), (2, 0), (4, 1)):
                found = bidi.resolved(kinds, "a" * len(kinds), base)
                if int(bits) & bit and not agrees(levels.split(), [int(k) for k in order.split()], found):
                    wrong.append(f"{line} from {base}")
    assert wrong == []


@given(MIXED, st.integers(0, 1))
def test_every_character_is_drawn_exactly_once(text: str, base: int) -> None:
    levels = bidi.levels(text, base)
    assert len(levels) == len(text)
    assert all(base <= level <= 126 for level in levels)
    assert sorted(bidi.visual(levels)) == list(range(len(text)))


@given(st.text(st.sampled_from("ab 1,.(]«%"), max_size=30))
def test_text_without_letters_from_right_to_left_stays_as_it_is(text: str) -> None:
    assert bidi.visual(bidi.levels(text, 0)) == list(range(len(text)))
    assert not bidi.has_rtl(text)


@given(st.text(st.sampled_from("אבגדה"), max_size=30), st.integers(0, 1))
def test_letters_from_right_to_left_are_drawn_the_other_way_round(text: str, base: int) -> None:
    assert bidi.visual(bidi.levels(text, base)) == list(range(len(text)))[::-1]


@pytest.mark.parametrize(
    ("text", "language", "level"),
    [
        ("Plain English.", "en", 0),
        ("مرحبا بالعالم", "ar", 1),
        ("قال الرئيس إن (EU) ستزيد الإنفاق", "en", 1),
        ("محمد said that the talks were going well.", "en", 0),
        ("An English passage in an Arabic book.", "ar", 0),
        ("12.5", "he", 1),
        ("12.5", "en", 0),
        ("", "fa-IR", 1),
        ("Latin Hebrew", "he-Latn", 0),
    ],
)
def test_a_paragraph_runs_as_its_language_unless_most_of_it_runs_the_other_way(
    text: str, language: str, level: int
) -> None:
    assert bidi.base_level(text, language) == level

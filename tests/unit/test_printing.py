"""What people read on the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cli import printing


@given(st.text(max_size=40), st.integers(1, 30))
def test_a_shortened_text_fits_its_room(text: str, room: int) -> None:
    short = printing.shortened(text, room)
    assert printing.width(short) <= room
    assert "\n" not in short


def test_columns_line_up_for_wide_characters_too(capsys: pytest.CaptureFixture[str]) -> None:
    printing.table(("NAME", "ROLE"), [("石破 茂", "首相"), ("Ann", "Minister")], "nobody")
    assert capsys.readouterr().out == "NAME     ROLE\n石破 茂  首相\nAnn      Minister\n"
    printing.table(("NAME",), [], "nobody")
    assert capsys.readouterr().out == "nobody\n"


def test_one_thing_is_not_called_things() -> None:
    assert (printing.counted(1, "quote"), printing.counted(2, "quote")) == ("1 quote", "2 quotes")

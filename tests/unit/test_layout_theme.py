"""Themes: every text colour readable, every value there."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.layout import theme
from briefing.paths import shipped

NAMES = sorted(file.stem for file in shipped("themes").glob("*.toml"))


@pytest.mark.parametrize("name", NAMES)
def test_text_can_be_read_on_white_and_on_its_grounds(name: str) -> None:
    colours = theme.load(name).colours
    for role in ("ink", "primary", "accent", "muted", "link"):
        for ground in ((1.0, 1.0, 1.0), colours["tint"]):
            assert theme.contrast(colours[role], ground) >= 4.5
    assert theme.contrast(colours["on_band"], colours["band"]) >= 4.5


def test_an_unknown_theme_gives_the_standard_one() -> None:
    assert theme.load("no-such-theme").key == "sober"
    assert theme.load("../../secret").key == "sober"


def test_a_colour_too_light_for_text_is_darkened() -> None:
    assert theme.contrast(theme.readable(theme.colour("#ffd54f")), (1.0, 1.0, 1.0)) >= 4.5
    assert theme.readable(theme.colour("#7a1f1f")) == theme.colour("#7a1f1f")


def test_a_theme_that_lacks_something_says_what(tmp_path: Path) -> None:
    file = tmp_path / "odd.toml"
    file.write_text('name = "Odd"\n[colours]\nink = "#000000"\n')
    with pytest.raises(ValueError, match=r"odd\.toml lacks 'faces'"):
        theme.read(file)
    with pytest.raises(ValueError, match="not a colour"):
        theme.colour("blue")

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


def test_there_is_a_sober_a_classic_and_a_modern_theme_and_none_looks_like_another() -> None:
    assert {"sober", "classic", "modern"} <= set(NAMES)
    looks = [tuple(getattr(theme.load(name), part) for part in theme.LOOKS) for name in NAMES]
    assert len(set(looks)) == len(looks)


@pytest.mark.parametrize("name", NAMES)
def test_labels_for_the_press_can_be_read(name: str) -> None:
    colours = theme.load(name).colours
    assert theme.contrast(colours["ink"], colours["rule"]) >= 4.5
    assert theme.contrast(colours["primary"], colours["tint"]) >= 4.5


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('cover = "bar"', 'cover = "gold"', r"odd\.toml has cover = 'gold'; it can be bar, rules, block"),
        ('body = "serif"', 'body = "comic"', r"sets body in 'comic'; it can be serif, sans"),
        ("body = 1.0\n", "body = 1.0\nfoot = 2.0\n", r"has 'sizes\.foot', which no theme has"),
        ("head4 = 1.0\n", "", r"lacks 'sizes\.head4'"),
        ("[spacing]", "[spacing", "cannot be read"),
    ],
)
def test_a_theme_with_a_slip_says_which(tmp_path: Path, before: str, after: str, says: str) -> None:
    text = (shipped("themes") / "sober.toml").read_text("utf-8")
    assert before in text
    file = tmp_path / "odd.toml"
    file.write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(ValueError, match=says):
        theme.read(file)

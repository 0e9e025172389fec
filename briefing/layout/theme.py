"""A theme: colours, faces, sizes and spacing of a book, read from ``resources/themes/*.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, cast

from briefing.layout.page import Colour
from briefing.paths import shipped

STANDARD = "sober"
FAMILIES: Final = ("serif", "sans")
LOOKS: Final = {
    "cover": ("bar", "rules", "block"),
    "opening": ("band", "rules", "block"),
    "title": ("plain", "underlined", "bar"),
    "quote": ("bar", "rules", "box"),
}


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as values.

    ``colours`` by role, ``faces`` the family (serif, sans, mono) by use, ``sizes`` and ``spacing`` as multiples of
    the running text's size, ``leading`` as multiples of a line's own size, ``page`` as parts of the page. With
    ``hanging`` the mark that opens a quotation stands outside its edge; ``protrusion`` (0 to 1) is how far light
    signs stand out of even margins.
    """

    key: str
    name: str
    colours: dict[str, Colour]
    faces: dict[str, str]
    sizes: dict[str, float]
    leading: dict[str, float]
    spacing: dict[str, float]
    page: dict[str, float]
    justified: bool = False
    hyphenate: bool = False
    hanging: bool = False
    protrusion: float = 0.0
    cover: str = "bar"
    opening: str = "band"
    title: str = "plain"
    quote: str = "bar"


def colour(text: str) -> Colour:
    """Return ``#rrggbb`` as three parts from 0 to 1.

    Raises:
        ValueError: the text is no colour.
    """
    digits = text.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"{text!r} is not a colour like #16325c")
    red, green, blue = (round(int(digits[k : k + 2], 16) / 255, 4) for k in (0, 2, 4))
    return red, green, blue


def luminance(tone: Colour) -> float:
    """Return the relative luminance of a colour (WCAG 2.2, definition of relative luminance)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in tone)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(tone: Colour, ground: Colour = (1.0, 1.0, 1.0)) -> Colour:
    """Return the colour, darkened as far as text on the ground needs it (WCAG 2.2, 1.4.3: 4.5 to 1)."""
    while contrast(tone, ground) < 4.5 and any(tone):
        tone = cast("Colour", tuple(round(max(0.0, part - 0.02), 4) for part in tone))
    return tone


@lru_cache(maxsize=16)
def load(key: str = STANDARD) -> Theme:
    """Return the theme of that name; one nobody ships (a book from elsewhere) gives the standard one."""
    folder = shipped("themes")
    file = folder / f"{Path(key).name or STANDARD}.toml"
    if not file.is_file():
        file = folder / f"{STANDARD}.toml"
    return read(file)


def read(file: Path) -> Theme:
    """Return the theme in a file.

    Raises:
        ValueError: the file is no theme; says what is wrong.
    """
    try:
        data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ValueError(f"The theme {file.name} cannot be read: {fault}.") from fault
    try:
        made = Theme(
            key=file.stem,
            name=str(data["name"]),
            colours={role: colour(str(value)) for role, value in data["colours"].items()},
            faces={use: str(value) for use, value in data["faces"].items()},
            sizes=_numbers(data, "sizes"),
            leading=_numbers(data, "leading"),
            spacing=_numbers(data, "spacing"),
            page=_numbers(data, "page"),
            justified=bool(data["setting"]["justified"]),
            hyphenate=bool(data["setting"]["hyphenate"]),
            hanging=bool(data["setting"]["hanging"]),
            protrusion=float(data["setting"]["protrusion"]),
            **{part: str(data["look"][part]) for part in LOOKS},
        )
    except KeyError as fault:
        raise ValueError(f"The theme {file.name} lacks {fault.args[0]!r}.") from fault
    _checked(file, data, made)
    return made


def _checked(file: Path, data: dict[str, Any], made: Theme) -> None:
    """Say what is in a theme's file that no theme has, or missing there that the standard one has."""
    for part, ways in LOOKS.items():
        if getattr(made, part) not in ways:
            known = ", ".join(ways)
            raise ValueError(f"The theme {file.name} has {part} = {getattr(made, part)!r}; it can be {known}.")
    for use, family in made.faces.items():
        if family not in FAMILIES:
            raise ValueError(f"The theme {file.name} sets {use} in {family!r}; it can be {', '.join(FAMILIES)}.")
    model: dict[str, Any] = tomllib.loads((shipped("themes") / f"{STANDARD}.toml").read_text(encoding="utf-8"))
    wanted, given = _keys(model), _keys(data)
    if given - wanted:
        raise ValueError(f"The theme {file.name} has {min(given - wanted)!r}, which no theme has.")
    if wanted - given:
        raise ValueError(f"The theme {file.name} lacks {min(wanted - given)!r}.")


def _keys(data: dict[str, Any]) -> set[str]:
    """Return the names of all values: ``name``, ``colours.ink``."""
    out: set[str] = set()
    for key, value in data.items():
        out |= {f"{key}.{own}" for own in cast("dict[str, Any]", value)} if isinstance(value, dict) else {key}
    return out


def _numbers(data: dict[str, Any], table: str) -> dict[str, float]:
    return {name: float(value) for name, value in data[table].items()}

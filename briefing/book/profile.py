"""Export settings as values: for whom, on which paper, how large. Those on offer are in ``resources/profiles``."""

from __future__ import annotations

import tomllib
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal, cast

from briefing.paths import shipped

MILLIMETRE = 72 / 25.4

# Width and height in points. A sizes: ISO 216; Letter: ANSI/ASME Y14.1. A book is made for one of these.
PAPERS: dict[str, tuple[float, float]] = {
    "A4": (210 * MILLIMETRE, 297 * MILLIMETRE),
    "Letter": (612.0, 792.0),
    "A5": (148 * MILLIMETRE, 210 * MILLIMETRE),
}
# What some exports can be made on beside them: cards, and a screen of three to four.
SHEETS: dict[str, tuple[float, float]] = {
    **PAPERS,
    "A6": (105 * MILLIMETRE, 148 * MILLIMETRE),
    "A6-across": (148 * MILLIMETRE, 105 * MILLIMETRE),
    "Tablet": (150 * MILLIMETRE, 200 * MILLIMETRE),
}
SMALLEST_BODY: Final = 12.0
LARGEST_BODY: Final = 28.0
MOST_COPIES: Final = 999
LONGEST_WATERMARK: Final = 40
MODELS: Final = ["staff", "principal", "large", "speech", "cards", "tablet", "press", "archive"]

Form = Literal["book", "speech", "cards"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What one export looks like. Empty ``paper`` and ``theme`` mean the book's own choice.

    ``body`` is the size of running text in points. ``final`` leaves the DRAFT word out of the foot.
    With ``duplex`` the pages are made to be printed on both sides and punched: margins mirrored, tabs on right-hand
    pages. ``copy`` of ``copies`` numbers this copy (0: not numbered); ``watermark`` is drawn large behind the text.
    ``archive`` makes a file that may be kept for good (PDF/A-2a beside PDF/UA-1).

    ``form`` is what is made of the book: its pages, a text to be spoken, or cue cards. ``leading`` is the distance of
    lines of running text in multiples of its size (0: the theme's), ``notes`` the part of the page's width that stays
    free at the right, ``ragged`` text has no even right edge and no hyphens. ``screen`` pages are read on one: links
    on every page, no blanks, no gutter, no tabs. ``audience`` ``"press"`` leaves out what the press may not see;
    ``mark_withheld`` then prints ``[ * ]`` in its place. ``kinds`` of sections are included, ``sections`` are the keys
    of those chosen, ``alone`` of those chosen without what is below them (none given means all).

    ``papers`` are those it can be made on, ``title`` and ``about`` say what it is for; they do not tell two profiles
    apart.
    """

    name: str = "staff"
    paper: str = ""
    theme: str = ""
    body: float = 12.0
    final: bool = False
    duplex: bool = False
    copy: int = 0
    copies: int = 0
    watermark: str = ""
    archive: bool = False
    form: Form = "book"
    leading: float = 0.0
    notes: float = 0.0
    ragged: bool = False
    screen: bool = False
    audience: str = ""
    mark_withheld: bool = False
    kinds: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    papers: tuple[str, ...] = field(default=tuple(PAPERS), compare=False)
    title: str = field(default="", compare=False)
    about: str = field(default="", compare=False)

    @property
    def copy_number(self) -> str:
        """The number of this copy as printed after the word Copy: ``3 of 12``, ``3``, or ``""``."""
        if self.copy <= 0:
            return ""
        return f"{self.copy} of {self.copies}" if self.copies >= self.copy else str(self.copy)

    @property
    def two_sided(self) -> bool:
        """Whether pages are laid out for both sides of the paper."""
        return self.duplex and not self.screen and self.form != "cards"

    @property
    def shows_changes(self) -> bool:
        """Whether what changed since an edition is shown: never to the press, where it could tell what is withheld."""
        return self.form == "book" and not self.audience

    @property
    def look(self) -> Hashable:
        """What of it the look of a page hangs on, besides paper and theme."""
        return (self.body, self.two_sided, self.form, self.leading, self.notes, self.ragged, self.screen)

    def sized(self, points: float) -> Profile:
        """Return the same profile with running text of another size, as small and as large as text may be."""
        return replace(self, body=min(max(float(points), SMALLEST_BODY), LARGEST_BODY))


def read(file: Path) -> Profile:
    """Return the profile in a TOML file; its name is the file's.

    Raises:
        ValueError: the file is no profile; says what is wrong.
    """
    try:
        data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ValueError(f"The profile {file.name} cannot be read: {fault}.") from fault
    usual = Profile(file.stem)
    given: dict[str, Any] = {}
    for key, value in data.items():
        before = cast("object", getattr(usual, key, None)) if key != "name" else None
        if isinstance(before, tuple) and isinstance(value, list):
            given[key] = tuple(str(one) for one in cast("list[object]", value))
        elif isinstance(before, float) and type(value) in (int, float):
            given[key] = float(value)
        elif isinstance(before, bool | str | int) and isinstance(value, type(before)):
            given[key] = value
        else:
            raise ValueError(f"The profile {file.name} cannot say {key} = {value!r}.")
    made = replace(usual, **given)
    strange = [paper for paper in (*made.papers, made.paper) if paper and paper not in SHEETS]
    if strange or made.form not in ("book", "speech", "cards"):
        raise ValueError(f"The profile {file.name} names {strange[0] if strange else made.form!r}, which is not known.")
    return made.sized(made.body)


def _offered() -> dict[str, Profile]:
    """Return the profiles on offer by name: the usual ones in their order, then any others."""
    found = {file.stem: file for file in sorted(shipped("profiles").glob("*.toml"))}
    names = [*(name for name in MODELS if name in found), *(name for name in found if name not in MODELS)]
    return {name: read(found[name]) for name in names}


PROFILES: dict[str, Profile] = _offered()

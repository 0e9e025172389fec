"""Numbered copies of one book: a file each, alike but for the number they carry."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.pdf.export import Written, export
from briefing.pdf.password import check_password
from briefing.pdf.whole import check_place

if TYPE_CHECKING:
    from briefing.book.edition import Earlier
    from briefing.book.parts import Book
    from briefing.book.profile import Profile

_NAMED = re.compile(r" copy [0-9]{1,4}$")


def copy_file(out: Path, number: int) -> Path:
    """Return the file of a numbered copy, ``book copy 3.pdf`` for ``book.pdf``; with 0 that of no copy.

    A number that is in the name already is replaced.
    """
    # What stands behind another dot is no ending but a part of the name, as in “Visit 2.6.2031”.
    ending = out.suffix if out.suffix.lower() == ".pdf" else ""
    stem = _NAMED.sub("", out.name.removesuffix(ending))
    return out.with_name(f"{stem} copy {number}{ending}" if number else f"{stem}{ending}")


def export_copies(
    book: Book,
    profile: Profile,
    out: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    password: str = "",
    since: Earlier | None = None,
) -> tuple[Written, ...]:
    """Write the copies 1 to ``profile.copies``, each to its ``copy_file``. Sections are laid out once.

    Each file is complete or not written at all; on trouble those finished before stay.

    Raises:
        ExportTrouble, Cancelled, FontMissing: see ``export``.
    """
    from briefing.layout.compose import Composer

    check_password(password)
    for number in range(1, profile.copies + 1):
        check_place(copy_file(out, number))
    composer = Composer()
    made: list[Written] = []

    def counted(done: int, total: int) -> None:
        if progress is not None:
            progress(len(made) * total + done, profile.copies * total)

    for number in range(1, profile.copies + 1):
        one = replace(profile, copy=number)
        file = copy_file(out, number)
        made.append(
            export(
                *(book, one, file),
                composer=composer,
                progress=counted,
                cancelled=cancelled,
                password=password,
                since=since,
            )
        )
    return tuple(made)

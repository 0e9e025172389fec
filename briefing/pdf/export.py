"""Book to file: the one way a PDF is made, for the window and the command line alike."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.book.edition import Copy, dated
from briefing.layout.page import Folios
from briefing.layout.preflight import called
from briefing.pdf.collector import collector_held_back
from briefing.pdf.password import check_open, check_password, lock
from briefing.pdf.whole import check_place, write_whole

if TYPE_CHECKING:
    from briefing.book.edition import Earlier
    from briefing.book.parts import Book
    from briefing.book.profile import Profile
    from briefing.layout.compose import Composer

_LISTED = 20


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the file, its pages, size in bytes, SHA-256, the seconds it took, and what to look at.

    ``warnings`` are plain sentences.
    """

    file: Path
    pages: int
    bytes: int
    sha256: str
    seconds: float
    warnings: tuple[str, ...] = ()


def render(folios: Folios, *, archive: bool = False, cancelled: Callable[[], bool] | None = None) -> bytes:
    """Return laid-out pages as the bytes of a PDF; the same pages give the same bytes on any day.

    Every file keeps to PDF/UA-1; with ``archive`` also to PDF/A-2a.

    Raises:
        Cancelled: ``cancelled`` said so.
        FontMissing: a shipped font is missing or damaged.
    """
    from briefing.pdf.render import render_folios

    with collector_held_back():
        return render_folios(folios, archive=archive, cancelled=cancelled)


def export(
    book: Book,
    profile: Profile,
    out: Path,
    *,
    composer: Composer | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    password: str = "",
    since: Earlier | None = None,
) -> Written:
    """Lay the book out and write it to ``out``, whole or not at all: on any trouble the older file survives.

    With ``since`` what changed after that edition is marked (see ``Composer.compose``).
    The same book and profile give the same bytes, whatever the day, the process, or what ``composer`` did before.
    A file with a ``password`` is the exception: encryption draws a random key, so its bytes differ every time.

    Raises:
        ExportTrouble: the file cannot be written; ``args[0]`` says why and what to do.
        Cancelled: ``cancelled`` said so.
        FontMissing: a shipped font is missing or damaged.
    """
    started = time.perf_counter()
    check_place(out)
    check_password(password)
    if profile.archive:
        check_open(password)
    data, folios = _made(book, profile, composer, progress=progress, cancelled=cancelled, since=since)
    if password:
        data = lock(data, password)
    return _kept(data, folios, out, started, cancelled)


def export_packet(
    book: Book,
    profile: Profile,
    since: Earlier,
    out: Path,
    *,
    whole: bool = False,
    composer: Composer | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Written:
    """Write the replacement pages that make an edition on paper into this book, or the ``whole`` book with the page
    numbers it has once they are put in. The file is complete or not written at all.

    ``profile`` is to be that of the edition (see ``Composer.packet``).

    Raises:
        ExportTrouble, Cancelled, FontMissing: see ``export``.
        NothingToReplace: the book is as it was, or copies of this kind have no pages to replace.
    """
    started = time.perf_counter()
    check_place(out)

    def lay(composer: Composer) -> Folios:
        return composer.packet(book, profile, since, whole=whole, progress=progress, cancelled=cancelled)

    data, folios = _rendered(lay, profile, composer, cancelled)
    return _kept(data, folios, out, started, cancelled)


def _kept(data: bytes, folios: Folios, out: Path, started: float, cancelled: Callable[[], bool] | None) -> Written:
    write_whole(data, out, cancelled)
    return Written(
        file=out,
        pages=len(folios.pages),
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        seconds=time.perf_counter() - started,
        warnings=_warnings(folios),
    )


def copy_of(
    book: Book,
    profile: Profile,
    *,
    composer: Composer | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    since: Earlier | None = None,
    earlier: Earlier | None = None,
) -> Copy:
    """Make a copy of the book that is to be kept as an edition.

    ``earlier`` is the edition before, which tells of what edition each page dates; with ``since`` changes are marked.

    Raises:
        Cancelled, FontMissing: see ``export``.
    """
    from briefing.layout.traces import words

    data, folios = _made(book, profile, composer, progress=progress, cancelled=cancelled, since=since)
    traces = dated(words(folios, cancelled), book.edition, earlier or since)
    paper = profile.paper or book.paper
    return Copy(data, hashlib.sha256(data).hexdigest(), profile.name, paper, traces, replace(profile, paper=paper))


def _made(
    book: Book,
    profile: Profile,
    composer: Composer | None,
    *,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
    since: Earlier | None,
) -> tuple[bytes, Folios]:
    def lay(composer: Composer) -> Folios:
        return composer.compose(book, profile, progress=progress, cancelled=cancelled, since=since)

    return _rendered(lay, profile, composer, cancelled)


def _rendered(
    lay: Callable[[Composer], Folios],
    profile: Profile,
    composer: Composer | None,
    cancelled: Callable[[], bool] | None,
) -> tuple[bytes, Folios]:
    """Return the PDF of what ``lay`` makes of a composer, a new one where none is given, and its pages."""
    if composer is None:
        from briefing.layout.compose import Composer

        composer = Composer()
    with collector_held_back():
        folios = lay(composer)
        return render(folios, archive=profile.archive, cancelled=cancelled), folios


def _warnings(folios: Folios) -> tuple[str, ...]:
    if not folios.missing:
        return ()
    named = ", ".join(called(character) for character in folios.missing[:_LISTED])
    more = len(folios.missing) - _LISTED
    rest = f" and {more} more" if more > 0 else ""
    return (f"These characters are in no shipped font: {named}{rest}. The pages show a mark in their place.",)

"""What an export is refused for, and how one that failed is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from briefing.book.profile import Profile
from briefing.library.faults import BadValue, LibraryTrouble, NotFound

if TYPE_CHECKING:
    from briefing.book.checks import Doubt
    from briefing.book.parts import Book
    from briefing.library.store import Library


class Doubts:
    """Which quotes of a book are not proven. Looked up once as long as the book is as it was: it takes a while."""

    def __init__(self) -> None:
        self._known: tuple[tuple[str, tuple[str, ...]], dict[str, Doubt]] | None = None

    def of(self, library: Library, book: Book) -> dict[str, Doubt]:
        """Return them by handle; not for the window's thread."""
        from briefing.library import proofs

        as_it_is = (book.stamp, tuple(book.statements))
        known = self._known
        if known is None or known[0] != as_it_is:
            self._known = known = (as_it_is, proofs.doubts(library.reader(), book.statements))
        return known[1]


def refuse_unfinished(book: Book, profile: Profile) -> None:
    """Raise BadValue when the check found what holds a final copy back."""
    from briefing.book.checks import check, stops

    if stops(check(book, profile)):
        raise BadValue(
            QCoreApplication.translate(
                "Export",
                "A final copy cannot be made yet. Put right what is listed below, or make a draft.",
            )
        )


def sentence(trouble: Exception) -> str:
    """Return what to tell about an export that failed: known trouble in its own words."""
    from briefing.layout.faults import Cancelled, FontMissing, NothingToReplace
    from briefing.pdf.faults import ExportTrouble

    if isinstance(trouble, Cancelled):
        return QCoreApplication.translate("Export", "Cancelled. Nothing was written.")
    if isinstance(trouble, ExportTrouble | FontMissing | NothingToReplace | LibraryTrouble | BadValue | NotFound):
        return str(trouble)
    said = QCoreApplication.translate("Export", "The PDF could not be made; nothing was written. The cause:")
    return f"{said} {trouble or type(trouble).__name__}"

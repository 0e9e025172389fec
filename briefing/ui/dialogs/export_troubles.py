"""What an export is refused for, and how one that failed is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from briefing.book.profile import Profile
from briefing.library.faults import BadValue, LibraryTrouble, NotFound

if TYPE_CHECKING:
    from briefing.book.parts import Book


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

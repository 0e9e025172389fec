"""One export as it runs beside the window, and what is told of it when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from briefing.book.profile import Profile
from briefing.library.store import Library
from briefing.ui.dialogs.export_troubles import refuse_unfinished
from briefing.ui.dialogs.since import edition_since
from briefing.ui.jobs import Progress

if TYPE_CHECKING:
    from briefing.pdf.export import Written


@dataclass(frozen=True, slots=True)
class Run:
    """What is to be written: a book by its id as ``profile`` says, to ``out``; ``every`` copy of it, or one."""

    book_id: str
    profile: Profile
    out: Path
    password: str = ""
    edition: str = ""
    every: bool = False

    def write(self, library: Library, progress: Progress) -> tuple[Written, ...]:
        """Write it; not for the window's thread.

        Raises:
            BadValue: it is to be final and something holds it back.
            Exception: whatever ``export`` raises.
        """
        from briefing.library.assemble import assemble
        from briefing.pdf.copies import export_copies
        from briefing.pdf.export import export

        book, profile = assemble(library.reader(), self.book_id), self.profile
        if profile.final:
            refuse_unfinished(book, profile)
        since, cancelled, password = edition_since(library, self.edition), progress.cancelled, self.password
        if self.every:
            return export_copies(
                *(book, profile, self.out), progress=progress, cancelled=cancelled, password=password, since=since
            )
        made = export(
            *(book, profile, self.out), progress=progress, cancelled=cancelled, password=password, since=since
        )
        return (made,)

    def done(self, written: tuple[Written, ...]) -> str:
        """Return what to tell when it is done."""
        first = written[0]
        if self.every:
            said = QCoreApplication.translate("Export", "Saved: copies 1 to %3, each %1 pages, %2.")
        elif self.profile.copy:
            said = QCoreApplication.translate("Export", "Saved: copy %3, %1 pages, %2.")
        else:
            said = QCoreApplication.translate("Export", "Saved: %1 pages, %2.")
        size = QLocale().formattedDataSize(first.bytes, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
        said = said.replace("%1", str(first.pages)).replace("%2", size)
        said = said.replace("%3", str(len(written)) if self.every else self.profile.copy_number)
        return " ".join([said, *first.warnings])

    def cancelled(self) -> str:
        """Return what to tell when it was cancelled."""
        if self.every:
            return QCoreApplication.translate("Export", "Cancelled. Copies finished before are complete and stay.")
        return QCoreApplication.translate("Export", "Cancelled. Nothing was written; an older file stays as it was.")

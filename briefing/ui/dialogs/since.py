"""The choice of the edition since which changes are marked in a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QSizePolicy

from briefing.book.profile import Profile
from briefing.library.driver import Connection
from briefing.library.store import Library
from briefing.ui.views.choice import Choice

if TYPE_CHECKING:
    from briefing.book.edition import Earlier


class Since(Choice):
    """None, or one of the book's editions, the latest first. Hidden and not ``offered`` while it has none."""

    def __init__(self, reader: Connection, book_id: str) -> None:
        super().__init__()
        from briefing.library import editions

        says = QCoreApplication.translate
        self.setAccessibleName(says("Export", "Mark changes since"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addItem(says("Export", "None"), "")
        for row in editions.editions(reader, book_id):
            self.addItem(row.name, row.id)
        self.offered = self.count() > 1
        if not self.offered:
            self.hide()

    def fit(self, profile: Profile, *, busy: bool = False) -> None:
        """Let it be used with profiles that show changes; with others it says why not."""
        said = "" if profile.shows_changes else QCoreApplication.translate("Export", "Not shown in this copy")
        self.setItemText(0, said or QCoreApplication.translate("Export", "None"))
        self.setEnabled(profile.shows_changes and not busy)
        if said:
            self.setCurrentIndex(0)

    def edition_id(self) -> str:
        """Return the edition chosen, ``""`` for none."""
        return str(self.currentData() or "")


def edition_since(library: Library, edition_id: str) -> Earlier | None:
    """Return the edition to compare with, in the calling thread; none for ``""``.

    Raises:
        NotFound, DamagedLibrary: see ``editions.earlier``.
    """
    from briefing.library import editions

    return editions.earlier(library.reader(), edition_id) if edition_id else None

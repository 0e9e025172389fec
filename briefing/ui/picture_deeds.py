"""Pictures put into the text: from a file, dropped, or pasted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from briefing.ui.desk import Desk
from briefing.ui.dialogs.picture import PictureDialog
from briefing.ui.dialogs.picture_file import Ready, choose_pictures, read
from briefing.ui.dialogs.show import show_over
from briefing.ui.views.listing import Entry
from briefing.ui.views.picture_mime import Given
from briefing.ui.views.slots import plain


class PictureDeeds:
    """Commands on pictures. Several given at once are asked about one after the other."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._waiting: list[Given] = []
        self._busy = False
        desk.editor.pictures_given.connect(self.offer)
        desk.editor.picture_wanted.connect(self.choose_file)
        desk.detail.picture_wanted.connect(self.insert)
        desk.listing.insert_wanted.connect(self._insert_entry)

    def bindings(self) -> dict[str, Callable[[], object]]:
        """Return what each command does."""
        return {"picture.insert": self.choose_file}

    def choose_file(self) -> None:
        """Let the user choose pictures to put in at the caret."""
        if not self._can():
            return
        title = QCoreApplication.translate("Pictures", "Insert a picture")
        choose_pictures(self._desk, title, self.offer, several=True)

    def offer(self, given: Sequence[Given]) -> None:
        """Read pictures and ask what they show, one after the other; each goes in at the caret."""
        if self._can():
            self._waiting += given
            self._next()

    def _insert_entry(self, entry: Entry) -> None:
        self.insert(entry.id)

    def insert(self, picture_id: str) -> None:
        """Put a picture of the library in at the caret."""
        if self._can():
            self._desk.editor.insert_picture(picture_id)

    def _can(self) -> bool:
        desk = self._desk
        if desk.library.read_only:
            return False
        if desk.editor.section_id is None:
            desk.said.emit(QCoreApplication.translate("Pictures", "Open the section the picture belongs in first."))
            return False
        return True

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        given = self._waiting.pop(0)
        title = QCoreApplication.translate("Pictures", "Reading {name}").format(name=given.name)
        self._desk.jobs.run(title, lambda _progress: read(given), self._ask, self._refused)

    def _refused(self, trouble: Exception) -> None:
        self._desk.troubled.emit(str(trouble))
        self._done()

    def _ask(self, ready: Ready) -> None:
        desk = self._desk
        dialog = PictureDialog(desk, desk.library, ready.name, ready.prepared, ready.preview)
        dialog.accepted.connect(lambda: desk.editor.insert_picture(dialog.picture_id))
        dialog.finished.connect(plain(self._done))
        show_over(dialog)

    def _done(self) -> None:
        self._busy = False
        self._next()

"""What the detail pages share: a heading, a form, and saving a field as one step of undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from briefing.library.faults import BadValue, LibraryTrouble, NotFound
from briefing.library.store import Library
from briefing.text.dates import BadDate
from briefing.ui import icons
from briefing.ui.jobs import Jobs
from briefing.ui.views.banner import Banner
from briefing.ui.views.form import Form
from briefing.ui.views.slots import plain

REFUSED = (BadValue, BadDate, LibraryTrouble, NotFound, OSError)


class DetailPage(QWidget):
    """One noun's details. ``changed()`` after each save; ``quotes_wanted(noun, id)`` asks to list its quotes."""

    changed = Signal()
    quotes_wanted = Signal(str, str)

    def __init__(self, library: Library, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.library, self.jobs = library, jobs
        self.id = ""
        self.banner = Banner()
        self.form = Form()
        self.form.committed.connect(self._committed)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 14, 18, 24)
        self.column.setSpacing(9)
        self.column.addWidget(self.banner)

    def finish(self) -> None:
        """Close the column, so that what is in it stays at the top."""
        self.column.addStretch(1)
        if self.library.read_only:
            self.form.setEnabled(False)

    def heading(self, text: str) -> QLabel:
        """Add a small heading."""
        label = QLabel(text)
        label.setProperty("role", "heading")
        label.setContentsMargins(0, 8, 0, 0)
        self.column.addWidget(label)
        return label

    def button(self, text: str, icon: str, does: Callable[[], object]) -> QPushButton:
        """Make a button with an icon."""
        made = QPushButton(text)
        made.setAutoDefault(False)
        icons.dress(made, icon)
        made.clicked.connect(plain(does))
        return made

    def show_id(self, identifier: str) -> None:
        """Show another one; what is typed in the old one is saved first."""
        if self.id and self.id != identifier:
            self.leave()
        fresh = self.id != identifier
        self.id = identifier
        if fresh:
            self.banner.hide()
        self.refresh(fresh=fresh)

    def leave(self) -> None:
        """Save what is typed and not saved yet."""
        if self.id:
            self.form.leave_all()

    def told_from(self, touched: frozenset[str]) -> bool:
        """Whether what is shown may be different when these tables have changed."""
        return bool(touched - {"section", "setting"})

    def refresh(self, *, fresh: bool = False) -> None:
        """Show what the library has now."""
        raise NotImplementedError

    def commit(self, name: str, value: str) -> None:
        """Write one field; raises one of `REFUSED` with a sentence."""
        raise NotImplementedError

    def write(self, label: str, work: Callable[[], object], *, field: str = "") -> bool:
        """Run ``work`` as one step of undo called ``label``; what is refused is told at the field or on top."""
        try:
            with self.library.writing(label):
                work()
        except REFUSED as trouble:
            self._refuse(field, str(trouble))
            return False
        if field:
            self.form.tell(field, "")
        self.banner.hide()
        self.refresh()
        self.changed.emit()
        return True

    def _committed(self, name: str, value: str) -> None:
        try:
            self.commit(name, value)
        except REFUSED as trouble:
            self._refuse(name, str(trouble))

    def _refuse(self, field: str, sentence: str) -> None:
        if field in self.form.fields:
            self.form.tell(field, sentence)
        else:
            self.banner.tell(sentence)


def plain_label(*, role: str = "", wrap: bool = True) -> QLabel:
    """Return a label that shows user text as it is and lets it be copied."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    if role:
        label.setProperty("role", role)
    return label


def quotes_counted(count: int) -> str:
    """Return “12 quotes”."""
    if count == 1:
        return QCoreApplication.translate("Detail", "1 quote")
    return QCoreApplication.translate("Detail", "%1 quotes").replace("%1", f"{count:,}")

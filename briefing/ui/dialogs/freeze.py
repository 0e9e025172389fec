"""Freeze a book as its next edition: its name, a note, for whom it is made; progress and cancel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from briefing.book.profile import PROFILES
from briefing.library.faults import BadValue, LibraryTrouble, NotFound
from briefing.library.store import Library
from briefing.ui import icons, look
from briefing.ui.dialogs.export_look import ExportLook
from briefing.ui.dialogs.export_troubles import sentence
from briefing.ui.dialogs.since import Since, edition_since
from briefing.ui.jobs import Job, Jobs, Progress
from briefing.ui.views.banner import Banner
from briefing.ui.views.slots import plain

if TYPE_CHECKING:
    from briefing.book.edition import Copy
    from briefing.book.parts import Book
    from briefing.book.profile import Profile

_LONGEST_NAME, _LONGEST_NOTE = 200, 2000


class FreezeDialog(QDialog):
    """Freezes one book. ``frozen(EditionRow)``: the edition is in the library, and the dialog closes."""

    frozen = Signal(object)

    def __init__(
        self, parent: QWidget | None, library: Library, jobs: Jobs, book_id: str, *, profile: str = ""
    ) -> None:
        """``profile`` is that of the last export."""
        super().__init__(parent)
        from briefing.library import books

        self._library, self._jobs, self._book_id = library, jobs, book_id
        self._job: Job | None = None
        row = books.show(library.reader(), book_id)
        self.setWindowTitle(QCoreApplication.translate("Freeze", "Freeze this edition"))
        self._look = ExportLook(row.paper)
        self.since = Since(library.reader(), book_id)
        self._build_fields(row.edition)
        self._build_buttons()
        self._build_layout(row.title)
        # A field that is shown before it stands in the dialog would be a window of its own.
        self.profile.setCurrentIndex(max(self.profile.findData(profile), 0))
        self._fit()
        self.resize(round(560 * look.scale()), self.sizeHint().height())
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    # -- building -----------------------------------------------------------------------------------------------

    def _build_fields(self, edition: str) -> None:
        says = QCoreApplication.translate
        self.banner = Banner()
        self.name = QLineEdit(edition)
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setAccessibleName(says("Freeze", "Name of the edition"))
        self.note = QLineEdit()
        self.note.setMaxLength(_LONGEST_NOTE)
        self.note.setPlaceholderText(says("Freeze", "For you; it is not printed"))
        self.note.setAccessibleName(says("Freeze", "Note, not printed"))
        self.profile, self.about = self._look.profile, self._look.about
        self.profile.currentIndexChanged.connect(plain(self._fit))
        self.draft = QCheckBox(says("Freeze", "A draft (the word DRAFT is printed)"))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(says("Freeze", "Progress"))
        # Its room is kept, so that nothing moves when the work begins.
        kept = self.progress.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(kept)
        self.progress.hide()

    def _build_buttons(self) -> None:
        says = QCoreApplication.translate
        self.cancel_button = QPushButton(says("Freeze", "Cancel"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.freeze_button = QPushButton(says("Freeze", "Freeze"))
        self.freeze_button.setProperty("primary", True)
        icons.dress(self.freeze_button, "book", "on_accent")
        self.freeze_button.clicked.connect(self.start)

    def _build_layout(self, title: str) -> None:
        says = QCoreApplication.translate
        heading = QLabel(title)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setProperty("role", "title")
        heading.setWordWrap(True)
        about = QLabel(says("Freeze", "The PDF is kept exactly as it is. The book goes on as the next edition."))
        about.setWordWrap(True)
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            (says("Freeze", "Name"), self.name),
            (says("Freeze", "Note"), self.note),
            (says("Freeze", "Made for"), self.profile),
            ("", self.about),
            (self.since.accessibleName(), self.since),
            ("", self.draft),
            ("", self._look.mark),
        )
        for line, (text, field) in enumerate(rows):
            if field is self.since and not self.since.offered:
                field.setParent(self)
                continue
            if text:
                label = QLabel(text)
                label.setBuddy(field)
                form.addWidget(label, line, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            form.addWidget(field, line, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.freeze_button)
        body = QVBoxLayout()
        body.setContentsMargins(26, 22, 26, 20)
        body.setSpacing(14)
        body.addWidget(heading)
        body.addWidget(about)
        body.addLayout(form)
        body.addWidget(self.progress)
        body.addStretch(1)
        body.addLayout(buttons)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(body, 1)
        # Only a button that has its dialog already can be the one Enter presses.
        self.freeze_button.setDefault(True)

    def _fit(self) -> None:
        self.since.fit(PROFILES[str(self.profile.currentData())], busy=self._job is not None)
        self._make_room()

    # -- freezing -----------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Make the copy in a worker; what is refused is told on top."""
        if self._job is not None:
            return
        library, book_id, name = self._library, self._book_id, self.name.text()
        profile = replace(self._look.chosen(), final=not self.draft.isChecked())
        since_id = self.since.edition_id()

        def work(progress: Progress) -> tuple[Book, Copy]:
            from briefing.library import editions
            from briefing.library.assemble import assemble
            from briefing.pdf.export import copy_of

            reader = library.reader()
            edition = editions.checked_name(reader, book_id, name)
            book = replace(assemble(reader, book_id), edition=edition)
            if profile.final:
                _refuse_unfinished(book, profile)
            since, before = edition_since(library, since_id), editions.latest(reader, book_id)
            stop = progress.cancelled
            return book, copy_of(book, profile, progress=progress, cancelled=stop, since=since, earlier=before)

        self.banner.hide()
        job = self._jobs.run(
            QCoreApplication.translate("Freeze", "Freeze edition"),
            work,
            lambda made: self._made(job, *made),
            lambda trouble: self._failed(job, trouble),
        )
        job.progressed.connect(self._progressed)
        self._job = job
        self._set_busy(True)

    def _set_busy(self, busy: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(busy)
        for widget in (self.name, self.note, self.profile, self.draft, self._look.mark, self.freeze_button):
            widget.setEnabled(not busy)
        self._fit()

    def _progressed(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)

    def _made(self, job: Job, book: Book, copy: Copy) -> None:
        from briefing.library import editions

        if not isValid(self) or job is not self._job:
            return
        self._job = None
        try:
            key = editions.add(self._library, book, copy, self.note.text())
        except (BadValue, LibraryTrouble, NotFound) as trouble:
            self._set_busy(False)
            self._tell(str(trouble))
            return
        self.frozen.emit(editions.show(self._library.reader(), key))
        self.accept()

    def _failed(self, job: Job, trouble: Exception) -> None:
        if not isValid(self) or job is not self._job:
            return
        self._job = None
        self._set_busy(False)
        self._tell(sentence(trouble))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, trouble: str) -> None:
        self.banner.tell(trouble)
        self._make_room()

    def _make_room(self) -> None:
        """Let the dialog grow by what it shows more."""
        self._column.activate()
        self.resize(self.width(), max(self.height(), self._column.totalHeightForWidth(self.width())))

    def reject(self) -> None:
        """Stop what is under way; else close."""
        if self._job is None:
            super().reject()
            return
        self._job.cancel()
        self._job = None
        self._set_busy(False)
        self._tell(QCoreApplication.translate("Freeze", "Cancelled. No edition was made."))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window cancels."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().closeEvent(event)


def _refuse_unfinished(book: Book, profile: Profile) -> None:
    """Raise BadValue with the first thing that holds a final copy back, as there is no list of them here."""
    from briefing.book.checks import check

    stopping = [one.message for one in check(book, profile) if one.severity == "stop"]
    if stopping:
        words = QCoreApplication.translate("Freeze", "Put this right first, or freeze a draft. %1")
        more = QCoreApplication.translate("Freeze", "There is more: Export PDF lists all of it.")
        raise BadValue(words.replace("%1", stopping[0]) + (f" {more}" if len(stopping) > 1 else ""))

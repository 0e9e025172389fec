"""The editions of a book: the exact file of each, and what changed after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from briefing.book.profile import PROFILES
from briefing.library.driver import Connection
from briefing.library.editions import EditionRow
from briefing.library.store import Library
from briefing.ui import icons, look, wording
from briefing.ui.dialogs.changes import sentences
from briefing.ui.dialogs.export_place import file_name, usual_folder
from briefing.ui.dialogs.export_troubles import sentence
from briefing.ui.dialogs.framed import framed
from briefing.ui.dialogs.replace import ReplaceDialog
from briefing.ui.dialogs.show import show_over
from briefing.ui.jobs import Jobs, Progress
from briefing.ui.views.banner import Banner
from briefing.ui.views.slots import plain

_ID = Qt.ItemDataRole.UserRole + 1
_WIDTHS = (160, 150, 100, 60)


class EditionsDialog(QDialog):
    """Lists the editions of one book, the latest first."""

    def __init__(self, parent: QWidget | None, library: Library, jobs: Jobs, book_id: str, *, folder: str = "") -> None:
        """``folder`` is that of the last export."""
        super().__init__(parent)
        from briefing.library import books, editions

        self._library, self._jobs, self._folder = library, jobs, folder
        self._topic = f"edition-changes-{id(self)}"
        self._title = books.show(library.reader(), book_id).title
        self._rows = {row.id: row for row in editions.editions(library.reader(), book_id)}
        self.setWindowTitle(QCoreApplication.translate("Editions", "Editions"))
        self._build_list()
        self._build_changes()
        self._build_layout()
        self.resize(round(720 * look.scale()), round(460 * look.scale()))
        self._fit()
        (self.list if self._rows else self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- building -----------------------------------------------------------------------------------------------

    def _build_list(self) -> None:
        says = QCoreApplication.translate
        self.banner = Banner()
        self.list = QTreeWidget()
        self.list.setAccessibleName(says("Editions", "Editions of this book"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        heads = (says("Editions", "Edition"), says("Editions", "Made"), says("Editions", "Made for"))
        self.list.setHeaderLabels([*heads, says("Editions", "Pages"), says("Editions", "Note")])
        # As far in as the cells are.
        self.list.header().setStyleSheet("QHeaderView::section { padding: 5px 7px 5px 5px; }")
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_WIDTHS):
            self.list.setColumnWidth(column, round(width * look.scale()))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.list.headerItem().setTextAlignment(3, right)
        for row in self._rows.values():
            made = PROFILES[row.profile].title if row.profile in PROFILES else ""
            pages = wording.number(row.pages)
            item = QTreeWidgetItem([row.name, moment(row.made), made or row.profile, pages, row.note])
            item.setData(0, _ID, row.id)
            item.setTextAlignment(3, right)
            for column in (0, 4):
                item.setToolTip(column, item.text(column))
            self.list.addTopLevelItem(item)
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.list.currentItemChanged.connect(plain(self._fit))

    def _build_changes(self) -> None:
        says = QCoreApplication.translate
        self.since = QLabel()
        self.since.setTextFormat(Qt.TextFormat.PlainText)
        self.since.setProperty("role", "heading")
        self.changes = QListWidget()
        self.changes.setAccessibleName(says("Editions", "What changed"))
        self.changes.setWordWrap(True)
        self.changes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.outcome = QLabel()
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setWordWrap(True)
        self.outcome.setProperty("role", "good")
        self.outcome.hide()

    def _build_layout(self) -> None:
        says = QCoreApplication.translate
        heading = QLabel(self._title)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setProperty("role", "title")
        heading.setWordWrap(True)
        self.nothing = QLabel(
            says("Editions", "This book has no editions yet. File ▸ Freeze this edition makes the first one.")
        )
        self.nothing.setWordWrap(True)
        self.save_button = QPushButton(says("Editions", "Save PDF as…"))
        icons.dress(self.save_button, "file-down")
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self._save)
        self.packet_button = QPushButton(says("Editions", "Replacement pages…"))
        self.packet_button.setToolTip(says("Editions", "Only the sheets that changed, for a copy already printed"))
        icons.dress(self.packet_button, "file-text")
        self.packet_button.setAutoDefault(False)
        self.packet_button.clicked.connect(self._replace)
        self.changes_button = QPushButton(says("Editions", "What changed"))
        self.changes_button.setProperty("primary", True)
        icons.dress(self.changes_button, "history", "on_accent")
        self.changes_button.clicked.connect(self.show_changes)
        self.close_button = QPushButton(says("Editions", "Close"))
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.packet_button)
        buttons.addWidget(self.changes_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        self._listed, self._told = framed(self.list), framed(self.changes)
        body = QVBoxLayout()
        body.setContentsMargins(26, 22, 26, 20)
        body.setSpacing(14)
        for widget in (heading, self.nothing):
            body.addWidget(widget)
        body.addWidget(self._listed, 1)
        body.addWidget(self.since)
        body.addWidget(self._told, 1)
        body.addWidget(self.outcome)
        if not self._rows:
            body.addStretch(1)
        body.addLayout(buttons)
        self._listed.setVisible(bool(self._rows))
        self.nothing.setVisible(not self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(body, 1)
        # Only a button that has its dialog already can be the one Enter presses.
        (self.changes_button if self._rows else self.close_button).setDefault(True)

    # -- doing --------------------------------------------------------------------------------------------------

    def current(self) -> EditionRow | None:
        """Return the edition selected."""
        item = self.list.currentItem()
        return self._rows[str(item.data(0, _ID))] if item else None

    def _fit(self) -> None:
        """What was told belongs to the edition selected before."""
        self._jobs.forget(self._topic)
        for widget in (self.since, self._told, self.outcome):
            widget.hide()
        for button in (self.save_button, self.packet_button, self.changes_button):
            button.setEnabled(self.current() is not None)

    def show_changes(self) -> None:
        """Say what changed in the book after the edition selected."""
        row, library = self.current(), self._library
        if row is None:
            return

        def work() -> list[str]:
            from briefing.library import editions
            from briefing.library.assemble import assemble

            return sentences(editions.earlier(library.reader(), row.id).book, assemble(library.reader(), row.book_id))

        def show(lines: list[str]) -> None:
            self.changes.clear()
            self.changes.addItems(lines or [QCoreApplication.translate("Editions", "Nothing has changed.")])
            self.changes.setCurrentRow(0)
            said = QCoreApplication.translate("Editions", "Since %1, made on %2")
            self.since.setText(said.replace("%2", moment(row.made)).replace("%1", row.name))
            for widget in (self.since, self._told):
                widget.show()
            self.changes.setFocus(Qt.FocusReason.OtherFocusReason)

        self.banner.hide()
        self._jobs.latest(self._topic, work, show, lambda trouble: self.banner.tell(str(trouble)))

    def _save(self) -> None:
        row, library = self.current(), self._library
        out = self._asked(file_name(self._title, row.name)) if row is not None else None
        if row is None or out is None:
            return

        def work(progress: Progress) -> str:
            from briefing.library import editions
            from briefing.pdf.whole import write_whole

            write_whole(editions.pdf(library.reader(), row.id), out, progress.cancelled)
            return QCoreApplication.translate("Editions", "Saved: %1").replace("%1", str(out))

        self._write(QCoreApplication.translate("Editions", "Save PDF"), work)

    def _replace(self) -> None:
        """Ask what is to replace pages of the edition selected."""
        row = self.current()
        if row is not None:
            dialog = ReplaceDialog(self, row, [one for one in self._rows.values() if one.number > row.number])
            dialog.accepted.connect(lambda: self._write_packet(row, dialog.to(), whole=dialog.whole.isChecked()))
            show_over(dialog)

    def _write_packet(self, row: EditionRow, to: str, *, whole: bool) -> None:
        says, library = QCoreApplication.translate, self._library
        name = says("Editions", "%1 brought up to date" if whole else "%1 replacement pages").replace("%1", row.name)
        out = self._asked(file_name(self._title, name))
        if out is None:
            return

        def work(progress: Progress) -> str:
            return write_packet(library.reader(), row, out, progress, to=to, whole=whole)

        self._write(says("Editions", "Replacement pages"), work)

    def _asked(self, name: str) -> Path | None:
        """Ask where to write a PDF."""
        title = QCoreApplication.translate("Export", "Save the PDF as")
        kinds = QCoreApplication.translate("Export", "PDF files (*.pdf)")
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(usual_folder(self._folder) / f"{name}.pdf"), kinds)
        return Path(chosen) if chosen else None

    def _write(self, title: str, work: Callable[[Progress], str]) -> None:
        """Run work that writes a file, and tell what it says or why it failed."""

        def done(said: str) -> None:
            if isValid(self):
                self.outcome.setText(said)
                self.outcome.show()

        def failed(trouble: Exception) -> None:
            if isValid(self):
                self.banner.tell(sentence(trouble))

        self.banner.hide()
        self.outcome.hide()
        self._jobs.run(title, work, done, failed)

    def done(self, result: int) -> None:
        """Close; an answer under way is not wanted any more."""
        self._jobs.forget(self._topic)
        super().done(result)


def write_packet(
    reader: Connection, row: EditionRow, out: Path, progress: Progress, *, to: str = "", whole: bool = False
) -> str:
    """Write the replacement pages for an edition and return what to tell: a draft while something stops a final copy.

    ``to`` and ``whole`` are as for ``editions.following`` and ``export_packet``.

    Raises:
        NothingToReplace, ExportTrouble, Cancelled, FontMissing: see ``export_packet``.
        NotFound, DamagedLibrary: the edition cannot be read.
    """
    from briefing.book.checks import check, stops
    from briefing.layout.faults import NothingToReplace
    from briefing.library import editions
    from briefing.pdf.export import export_packet

    says = QCoreApplication.translate
    since = editions.earlier(reader, row.id)
    if since.made is None:
        raise NothingToReplace(says("Editions", "What this edition was made with is not known. Make a whole new copy."))
    book, frozen = editions.following(reader, row, to)
    draft = not frozen and stops(check(book, replace(since.made, final=True)))
    profile = replace(since.made, final=not draft)
    written = export_packet(book, profile, since, out, whole=whole, progress=progress, cancelled=progress.cancelled)
    said = says("Editions", "Saved the pages that make %2 into %3: %1")
    if whole:
        said = says("Editions", "Saved %3 with the page numbers of %2: %1")
    said = said.replace("%3", book.edition).replace("%2", row.name).replace("%1", str(written.file))
    return f"{said}\n{says('Editions', 'They say DRAFT: something still stops a final copy.')}" if draft else said


def moment(iso: str) -> str:
    """Return a moment (ISO 8601 UTC) as day and hour where the user is."""
    local = QDateTime.fromString(iso, Qt.DateFormat.ISODateWithMs).toLocalTime()
    return wording.day(local.toString("yyyy-MM-ddTHH:mm"))

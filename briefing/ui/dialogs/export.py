"""Export a book as PDF: where to, how it looks, what the check found; progress, cancel, and the finished file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
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

from briefing.book.profile import PROFILES, Profile
from briefing.library.store import Library
from briefing.settings import KEPT_AS_THEY_ARE, ExportChoices
from briefing.ui import icons, look
from briefing.ui.dialogs.export_look import ExportLook
from briefing.ui.dialogs.export_more import More
from briefing.ui.dialogs.export_pages import PageCount
from briefing.ui.dialogs.export_place import file_name, numbered_place, usual_folder
from briefing.ui.dialogs.export_run import Run
from briefing.ui.dialogs.export_sections import SectionChoice
from briefing.ui.dialogs.export_troubles import Doubts, sentence
from briefing.ui.dialogs.findings import Findings
from briefing.ui.dialogs.since import Since
from briefing.ui.jobs import Job, Jobs, Progress
from briefing.ui.views.banner import Banner
from briefing.ui.views.slots import plain

if TYPE_CHECKING:
    from briefing.book.checks import Finding
    from briefing.pdf.export import Written


class ExportDialog(QDialog):
    """Exports one book. ``exported(Written)``: the file is there; ``section_wanted(section_id)`` from a finding."""

    exported = Signal(object)
    section_wanted = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        library: Library,
        jobs: Jobs,
        book_id: str,
        kept: ExportChoices | None = None,
    ) -> None:
        """``kept`` is what was chosen for the last export."""
        super().__init__(parent)
        from briefing.library import books, sections

        self._library, self._jobs, self._book_id = library, jobs, book_id
        self._job: Job | None = None
        self._run: Run | None = None
        self._doubts = Doubts()
        self._topic = f"export-check-{id(self)}"
        self.written: Written | None = None
        row = books.show(library.reader(), book_id)
        self.setWindowTitle(QCoreApplication.translate("Export", "Export PDF"))
        kept = kept or ExportChoices()
        start = usual_folder(kept.folder) / f"{file_name(row.title, row.edition)}.pdf"
        self.since = Since(library.reader(), book_id)
        self._build_fields(row.title, str(start), row.paper)
        self.more = More(kept)
        self.more.numbered.connect(self._name_copy)
        self._name_copy()
        self.sections = SectionChoice(sections.sections(library.reader(), book_id))
        self.pages = PageCount(library, jobs, book_id)
        self._build_result()
        self._build_layout()
        # A field that is shown before it stands in the dialog would be a window of its own.
        self.look.choose(kept)
        self.sections.choose(kept.sections, kept.alone)
        self.since.setCurrentIndex(max(self.since.findData(kept.since), 0))
        self._fit_profile()
        # The least size is the layout's own: large text needs more room.
        width = round(600 * look.scale())
        self.resize(width, max(600, self._column.totalHeightForWidth(width)))
        self.sections.changed.connect(self._check)
        self.since.activated.connect(plain(self._ask_pages))
        self.more.duplex.toggled.connect(plain(self._ask_pages))
        self._check()
        self.export_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- building -----------------------------------------------------------------------------------------------

    def _build_fields(self, title: str, place: str, paper: str) -> None:
        says = QCoreApplication.translate
        self.title = QLabel(title)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.place = QLineEdit(place)
        self.place.setAccessibleName(says("Export", "Save as"))
        self.place.setMinimumWidth(320)
        self.browse = QPushButton(says("Export", "Choose…"))
        self.browse.setAccessibleName(says("Export", "Choose where to save"))
        self.browse.clicked.connect(self._browse)
        self.look = ExportLook(paper)
        self.profile, self.paper, self.type_size = self.look.profile, self.look.paper, self.look.size
        self.final = QCheckBox(says("Export", "Final copy (leaves the word DRAFT out)"))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(says("Export", "None"))
        self.password.setAccessibleName(says("Export", "Password, if you want one"))
        self.profile.currentIndexChanged.connect(plain(self._fit_profile))
        for choice in (self.profile, self.paper, self.type_size):
            choice.activated.connect(plain(self._check))
        self.final.toggled.connect(plain(self._check))

    def _build_result(self) -> None:
        says = QCoreApplication.translate
        self.banner = Banner()
        self.place.textChanged.connect(self.banner.hide)
        self.findings = Findings()
        self.findings.section_wanted.connect(self.section_wanted)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(says("Export", "Progress"))
        self.progress.hide()
        self.outcome = QLabel()
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setWordWrap(True)
        self.outcome.setProperty("role", "good")
        self.outcome.hide()
        self.open_button = QPushButton(says("Export", "Open"))
        self.folder_button = QPushButton(says("Export", "Show in folder"))
        icons.dress(self.open_button, "external-link")
        icons.dress(self.folder_button, "folder-open")
        self.open_button.clicked.connect(self._open)
        self.folder_button.clicked.connect(self._show_in_folder)
        self.cancel_button = QPushButton(says("Export", "Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.export_button = QPushButton(says("Export", "Export PDF"))
        self.export_button.setProperty("primary", True)
        icons.dress(self.export_button, "file-down", "on_accent")
        self.export_button.clicked.connect(self.start)
        for button in (self.open_button, self.folder_button):
            button.setAutoDefault(False)
            button.hide()
        self.browse.setAutoDefault(False)
        self.cancel_button.setAutoDefault(False)

    def _build_layout(self) -> None:
        says = QCoreApplication.translate
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.place, 1)
        place.addWidget(self.browse)
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setColumnStretch(1, 1)
        form.setColumnMinimumWidth(0, self.more.label_width)
        labels = (says("Export", "Save as"), says("Export", "Made for"), "", says("Export", "Paper"))
        labels = (*labels, says("Export", "Size of type"), self.since.accessibleName(), says("Export", "Password"))
        sizes = (self.type_size, self.since, self.password, self.final, self.look.mark)
        fields = (self.place, self.profile, self.look.about, self.paper, *sizes)
        tallest = max(field.sizeHint().height() for field in (*fields, self.browse) if field is not self.look.about)
        for line, (text, field) in enumerate(zip((*labels, "", ""), fields, strict=True)):
            label = QLabel(text)
            label.setBuddy(field)
            form.addWidget(label, line, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if not text:
                label.hide()
            if field is self.place:
                form.addLayout(place, line, 1)
            else:
                form.addWidget(field, line, 1)
            missing = field is self.since and not self.since.offered
            if missing:
                label.hide()
            loose = missing or field in (self.look.about, self.look.mark)
            form.setRowMinimumHeight(line, 0 if loose else tallest)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.folder_button)
        buttons.addStretch(1)
        buttons.addWidget(self.pages)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.export_button)
        body = QVBoxLayout()
        body.setContentsMargins(26, 22, 26, 20)
        body.setSpacing(14)
        body.addWidget(self.title)
        body.addLayout(form)
        for widget in (self.sections, self.more, self.findings, self.progress, self.outcome):
            body.addWidget(widget)
        body.addStretch(1)
        body.addLayout(buttons)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(body, 1)
        # Only a button that has its dialog already can be the one Enter presses.
        self.export_button.setDefault(True)

    # -- checking -----------------------------------------------------------------------------------------------

    def chosen_profile(self) -> Profile:
        """Return the export settings as chosen."""
        sections, alone = self.sections.keys(), self.sections.alone()
        chosen = replace(self.look.chosen(), final=self.final.isChecked(), sections=sections, alone=alone)
        return self.more.applied_to(chosen)

    def choices(self) -> ExportChoices:
        """Return what to begin the next export of this book with. A final copy is asked for each time."""
        made = self.chosen_profile()
        return ExportChoices(
            self._book_id,
            folder=str(self.target().parent),
            profile=made.name,
            paper=str(self.paper.currentData() or ""),
            size=str(self.type_size.currentData() or ""),
            since=self.since.edition_id(),
            every_copy=self.more.every_copy(),
            **{name: getattr(made, name) for name in KEPT_AS_THEY_ARE},
        )

    def _fit_profile(self) -> None:
        self.since.fit(PROFILES[str(self.profile.currentData())], busy=self._job is not None)
        self._fit_password()

    def _fit_password(self) -> None:
        """A file to be kept for good may not be locked (ISO 19005-2, 6.1.3)."""
        kept = PROFILES[str(self.profile.currentData())].archive
        hint = QCoreApplication.translate("Export", "Not for the archive: it must open without one")
        self.password.setPlaceholderText(hint if kept else QCoreApplication.translate("Export", "None"))
        self.password.setEnabled(not kept and self._job is None)
        if kept:
            self.password.clear()

    def _ask_pages(self) -> None:
        if not self.sections.is_empty():
            self.pages.ask(lambda: (self.chosen_profile(), self.since.edition_id()))

    def _check(self) -> None:
        empty = self.sections.is_empty()
        self.export_button.setEnabled(not empty and self._job is None)
        if empty:
            self.pages.stop(QCoreApplication.translate("Export", "Choose at least one section."))
            return
        self._ask_pages()
        library, book_id, profile = self._library, self._book_id, self.chosen_profile()

        def work() -> tuple[tuple[Finding, ...], dict[str, str]]:
            from briefing.layout.preflight import preflight
            from briefing.library.assemble import assemble

            book = assemble(library.reader(), book_id)
            unproven = self._doubts.of(library, book)
            names = {one.key: f"{one.reference} {one.title}".strip() for _, one in book.walk()}
            return preflight(book, profile, unproven), names

        def failed(trouble: Exception) -> None:
            said = QCoreApplication.translate("Export", "The book could not be checked.")
            self.findings.tell_trouble(f"{said} {trouble}")

        self._jobs.latest(self._topic, work, lambda found: self.findings.show_findings(*found), failed)

    # -- exporting ----------------------------------------------------------------------------------------------

    def _browse(self) -> None:
        title = QCoreApplication.translate("Export", "Save the PDF as")
        kinds = QCoreApplication.translate("Export", "PDF files (*.pdf)")
        chosen, _ = QFileDialog.getSaveFileName(self, title, self.place.text(), kinds)
        if chosen:
            self.place.setText(chosen)

    def target(self) -> Path:
        """Return the file to write; ``.pdf`` is added when it is missing."""
        typed = Path(self.place.text().strip()).expanduser()
        return typed if typed.suffix.lower() == ".pdf" else typed.with_name(f"{typed.name}.pdf")

    def _name_copy(self) -> None:
        """Name the file after the copy it holds, so that one does not take the place of another."""
        self.place.setText(numbered_place(self.place.text(), self.more.named_copy()))

    def start(self) -> None:
        """Begin the export; trouble is told on top."""
        if self._job is not None:
            return
        if not self.place.text().strip():
            self.banner.tell(QCoreApplication.translate("Export", "Say where to save the PDF."))
            self.place.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        library, out, every = self._library, self.target(), self.more.every_copy()
        words, edition = self.password.text(), self.since.edition_id()
        run = self._run = Run(self._book_id, self.chosen_profile(), out, words, edition, every)

        def work(progress: Progress) -> tuple[Written, ...]:
            return run.write(library, progress)

        self.place.setText(str(out))
        self.banner.hide()
        for widget in (self.outcome, self.open_button, self.folder_button):
            widget.hide()
        self._set_busy(True)
        job = self._jobs.run(
            QCoreApplication.translate("Export", "Export PDF"),
            work,
            lambda written: self._done(job, run, written),
            lambda trouble: self._failed(job, trouble),
        )
        job.progressed.connect(self._progressed)
        self._job = job

    def _set_busy(self, busy: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(busy)
        self.export_button.setEnabled(not busy and not self.sections.is_empty())
        for widget in (*self._fields(), self.browse, self.sections, self.more):
            widget.setEnabled(not busy)
        if not busy:
            self._fit_profile()

    def _fields(self) -> tuple[QWidget, ...]:
        chosen = (self.place, self.profile, self.paper, self.type_size, self.since, self.password)
        return (*chosen, self.final, self.look.mark)

    def _progressed(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)

    def _done(self, job: Job, run: Run, written: tuple[Written, ...]) -> None:
        # A cancelled export that was finished a moment before is told as what it is.
        if not isValid(self) or (job is not self._job and not job.cancelled):
            return
        self.banner.hide()
        self._job = None
        self._set_busy(False)
        self.written = written[0]
        self.outcome.setText(run.done(written))
        for widget in (self.outcome, self.open_button, self.folder_button):
            widget.show()
        self.cancel_button.setText(QCoreApplication.translate("Export", "Close"))
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.exported.emit(self.written)
        self.more.count_up()

    def _failed(self, job: Job, trouble: Exception) -> None:
        if job is not self._job:
            return
        self._job = None
        self._set_busy(False)
        self.banner.tell(sentence(trouble))

    def cancel(self) -> None:
        """Stop the export under way; a file that was there stays as it was."""
        if self._job is not None and self._run is not None:
            self._job.cancel()
            self._job = None
            self._set_busy(False)
            self.banner.tell(self._run.cancelled())

    def reject(self) -> None:
        """Cancel what is under way; else close."""
        if self._job is not None:
            self.cancel()
            return
        self._jobs.forget(self._topic)
        self.pages.stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window cancels."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._jobs.forget(self._topic)
        self.pages.stop()
        super().closeEvent(event)

    def _open(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written.file)))

    def _show_in_folder(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written.file.parent)))

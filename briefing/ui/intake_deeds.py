"""What comes in: files, the clipboard, the sample. And the copy that goes out: the backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressDialog

from briefing.library.faults import BadValue, LibraryTrouble
from briefing.ui import wording
from briefing.ui.attempt import attempt
from briefing.ui.desk import Desk
from briefing.ui.dialogs.export_place import begin_in_documents
from briefing.ui.dialogs.report import Report
from briefing.ui.dialogs.show import show_over
from briefing.ui.jobs import Progress

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from briefing.library.intake import Imported
    from briefing.sources.article import Article

LISTS = {".csv", ".tsv", ".jsonl", ".ndjson"}
ARTICLES = {
    ".txt", ".md", ".markdown", ".html", ".htm", ".text", ".mhtml", ".mht", ".eml", ".docx", ".pdf", ".rtf",
}  # fmt: skip
REFERENCES = {".ris", ".bib", ".csl.json"}
# A larger file is no article and no list somebody made by hand.
LARGEST = 200_000_000


class IntakeDeeds:
    """Commands that bring something into the library, or make a copy of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def bindings(self) -> dict[str, Callable[[], object]]:
        """Return what each command does."""
        return {
            "import.file": self.choose_file,
            "import.paste": self.capture,
            "sample": self.add_sample,
            "backup": self.back_up,
        }

    def choose_file(self) -> None:
        """Let the user choose a file to bring in."""
        translate = QCoreApplication.translate
        dialog = QFileDialog(self._desk, translate("Intake", "Import a file"))
        begin_in_documents(dialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        patterns = " ".join(f"*{ending}" for ending in sorted(LISTS | ARTICLES | REFERENCES))
        dialog.setNameFilters(
            [
                f"{translate('Intake', 'Articles, lists of quotes and of sources')} ({patterns})",
                translate("Intake", "All files (*)"),
            ]
        )
        dialog.filesSelected.connect(self._bring_all)
        show_over(dialog)

    def _bring_all(self, names: list[str]) -> None:
        for name in names:
            self.bring_in(Path(name))

    def bring_in(self, file: Path) -> None:
        """Bring in one file, as a list of quotes or as an article, by its ending."""
        desk = self._desk
        if file.is_dir():
            words = QCoreApplication.translate("Intake", "“{name}” is a folder. Bring in the files inside it.")
            desk.troubled.emit(words.format(name=file.name))
            return
        try:
            if file.stat().st_size > LARGEST:
                words = QCoreApplication.translate("Intake", "“{name}” is too large to bring in.")
                desk.troubled.emit(words.format(name=file.name))
                return
            data = file.read_bytes()
        except OSError as trouble:
            words = QCoreApplication.translate("Intake", "“{name}” could not be read: {why}.")
            desk.troubled.emit(words.format(name=file.name, why=trouble.strerror or trouble))
            return
        if file.suffix.lower() in LISTS:
            self._import_quotes(data, file.name)
        elif file.name.lower().endswith(tuple(REFERENCES)):
            self._import_sources(data, file.name)
        else:
            self._read_article(data, file.name)

    def capture(self) -> None:
        """Take the text on the clipboard as an article."""
        # There is none at all on a clipboard that was emptied, which the stubs leave out.
        copied = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
        text, markup = (copied.text(), copied.html()) if copied is not None else ("", "")
        if not text.strip() and not markup.strip():
            words = QCoreApplication.translate("Intake", "There is no text on the clipboard. Copy an article first.")
            self._desk.said.emit(words)
            return
        from briefing.sources import article

        self._review(
            QCoreApplication.translate("Intake", "Reading what was copied"),
            lambda _progress: article.read_copied(text, markup),
        )

    def add_sample(self) -> None:
        """Add the sample book and open it."""
        from briefing.library import sample

        desk = self._desk
        made: list[str] = []
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        try:
            worked = attempt(lambda: made.append(sample.add_sample(desk.library)), desk.troubled.emit)
        finally:
            QGuiApplication.restoreOverrideCursor()
        if worked:
            desk.open_book(made[0])
            desk.side.library.go_to("all")
            desk.said.emit(QCoreApplication.translate("Intake", "The sample book is open. Undo takes it away again."))

    def back_up(self) -> None:
        """Ask where, then write a safe copy of the library."""
        desk = self._desk
        title = QCoreApplication.translate("Intake", "Back up the library")
        dialog = QFileDialog(desk, title)
        begin_in_documents(dialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("briefing")
        dialog.selectFile(f"{desk.library.path.stem}-backup.briefing")
        dialog.fileSelected.connect(self._back_up_to)
        show_over(dialog)

    def _back_up_to(self, name: str) -> None:
        from briefing.library import backup

        desk, out = self._desk, Path(name)
        desk.editor.save_now()

        def copy(progress: Progress) -> None:
            backup.backup(desk.library, out, progress=progress)

        words = QCoreApplication.translate("Intake", "The backup is written: {name}").format(name=out.name)
        desk.jobs.run(
            QCoreApplication.translate("Intake", "Backing up"),
            copy,
            lambda _: desk.said.emit(words),
            lambda trouble: desk.troubled.emit(str(trouble)),
        )

    def _read_article(self, data: bytes, name: str) -> None:
        from briefing.sources import article

        words = QCoreApplication.translate("Intake", "Reading {name}").format(name=name)
        self._review(words, lambda _progress: article.read(data, name))

    def _review(self, words: str, work: Callable[[Progress], Article]) -> None:
        """Read an article in a worker, named in ``words``, and show it for review."""
        from briefing.ui.dialogs.review import ReviewDialog

        desk = self._desk

        def review(found: Article) -> None:
            dialog = ReviewDialog(desk, desk.library, desk.jobs, found)
            dialog.accepted.connect(lambda: desk.show_all_quotes(""))
            dialog.accepted.connect(lambda: desk.said.emit(dialog.outcome()))
            show_over(dialog)

        desk.jobs.run(words, work, review, lambda trouble: desk.troubled.emit(str(trouble)))

    def _import_quotes(self, data: bytes, name: str) -> None:
        """Import on this thread, as only it writes; the window is kept alive while it waits."""
        from briefing.library.intake import import_quotes

        desk = self._desk
        title = QCoreApplication.translate("Intake", "Importing {name}").format(name=name)
        stop = QCoreApplication.translate("Intake", "Stop")
        waiting = QProgressDialog(title, stop, 0, 0, desk)
        waiting.setWindowTitle(title)
        waiting.setWindowModality(Qt.WindowModality.WindowModal)
        waiting.setMinimumDuration(400)

        def progress(done: int, total: int) -> None:
            waiting.setMaximum(max(total, 1))
            waiting.setValue(done)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

        try:
            found = import_quotes(desk.library, data, name, progress=progress, cancelled=waiting.wasCanceled)
        except (LibraryTrouble, BadValue, ValueError) as trouble:
            desk.troubled.emit(str(trouble))
            return
        finally:
            waiting.reset()
            waiting.deleteLater()
        self._tell(found)

    def _import_sources(self, data: bytes, name: str) -> None:
        from briefing.library.intake_sources import import_references

        found: list[Imported] = []
        try:
            worked = attempt(
                lambda: found.append(import_references(self._desk.library, data, name)), self._desk.troubled.emit
            )
        except ValueError as trouble:
            self._desk.troubled.emit(str(trouble))
            return
        if worked:
            self._tell(found[0])

    def _tell(self, found: Imported) -> None:
        desk = self._desk
        translate = QCoreApplication.translate
        parts = [translate("Intake", "Added: {n}.").format(n=wording.number(found.added))]
        if found.duplicates:
            words = translate("Intake", "Known already: {n}.")
            parts.append(words.format(n=wording.number(found.duplicates)))
        if found.skipped:
            parts.append(translate("Intake", "Left out: {n}.").format(n=wording.number(len(found.skipped))))
            row = translate("Intake", "Row {row}: {why}")
            lines = [row.format(row=one.row, why=one.why) for one in found.skipped]
            show_over(Report(desk, translate("Intake", "Import"), " ".join(parts), lines))
        desk.said.emit(" ".join(parts))
        if found.kind == "quotes":
            desk.show_all_quotes()

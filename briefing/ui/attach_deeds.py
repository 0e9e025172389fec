"""Binding a PDF or a picture into the open book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from briefing.library import attachments, pictures, sections
from briefing.ui.attempt import attempt
from briefing.ui.desk import Desk
from briefing.ui.dialogs.export_place import begin_in_documents
from briefing.ui.dialogs.show import show_over


class AttachDeeds:
    """The command that attaches a file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def bindings(self) -> dict[str, Callable[[], object]]:
        """Return what each command does."""
        return {"section.attach": self.choose}

    def choose(self) -> None:
        """Let the user choose a file to bind in."""
        desk, translate = self._desk, QCoreApplication.translate
        if desk.book_id is None:
            desk.said.emit(translate("AttachDeeds", "There is no open book. Make a new one first."))
            return
        dialog = QFileDialog(desk, translate("AttachDeeds", "Attach a file"))
        begin_in_documents(dialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                translate("AttachDeeds", "PDFs and pictures (*.pdf *.png *.jpg *.jpeg *.svg)"),
                translate("AttachDeeds", "All files (*)"),
            ]
        )
        dialog.fileSelected.connect(self._chosen)
        show_over(dialog)

    def _chosen(self, name: str) -> None:
        self.bind_in(Path(name))

    def bind_in(self, file: Path) -> None:
        """Bind a file in behind what an open attachment has already, else as a section of its own after it."""
        desk = self._desk
        if desk.book_id is None:
            return
        try:
            data = file.read_bytes()
        except OSError as trouble:
            words = QCoreApplication.translate("AttachDeeds", "“{name}” could not be read: {why}.")
            desk.troubled.emit(words.format(name=file.name, why=trouble.strerror or trouble))
            return
        desk.editor.save_now()
        row = desk.side.tree.current()
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        try:
            if row is not None and row.kind == "attachment" and desk.editor.section_id == row.id:
                attempt(lambda: self._append(file.name, data), desk.troubled.emit)
            else:
                self._add(file, data, row)
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _append(self, name: str, data: bytes) -> None:
        library = self._desk.library
        key = pictures.add(library, name, data)
        self._desk.editor.append_line(pictures.reference(pictures.show(library.reader(), key)))

    def _add(self, file: Path, data: bytes, row: sections.SectionRow | None) -> None:
        desk, book_id = self._desk, self._desk.book_id
        made: list[str] = []
        title = file.stem.replace("_", " ").strip() or file.name
        near: dict[str, Any] = {} if row is None else {"parent_id": row.parent_id, "after_id": row.id}

        def add() -> None:
            assert book_id is not None
            made.append(attachments.add(desk.library, book_id, file.name, data, title=title, **near))

        if attempt(add, desk.troubled.emit):
            desk.open_section(made[0])

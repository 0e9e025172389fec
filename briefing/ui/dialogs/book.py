"""A new book from a template, and the settings of a book."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.library import books, markings, pictures
from briefing.library.faults import BadValue, LibraryTrouble, NotFound
from briefing.library.store import Library
from briefing.library.templates import Part
from briefing.ui.dialogs.book_fields import BookFields
from briefing.ui.dialogs.framed import framed
from briefing.ui.dialogs.picture import PictureDialog
from briefing.ui.dialogs.picture_file import Ready, choose_pictures, read
from briefing.ui.dialogs.show import show_over
from briefing.ui.jobs import Jobs
from briefing.ui.views.banner import Banner
from briefing.ui.views.picture_mime import Given
from briefing.ui.views.section_words import kind_name
from briefing.ui.views.slots import plain

_KEY = Qt.ItemDataRole.UserRole + 1
# What the choice of a logo holds where a file can be chosen; no picture has this for its id.
_FILE = "file:"
_FAULTS = (BadValue, LibraryTrouble, NotFound, OSError)


class _BookDialog(QDialog):
    """What both dialogs share: a title, a banner for trouble, a body and buttons."""

    def __init__(self, parent: QWidget | None, library: Library, title: str, done: str) -> None:
        super().__init__(parent)
        self._library = library
        self.book_id = ""
        self.setWindowTitle(title)
        self.banner = Banner()
        heading = QLabel(title)
        heading.setProperty("role", "title")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.done_button = self.buttons.addButton(done, QDialogButtonBox.ButtonRole.AcceptRole)
        self.done_button.setProperty("primary", True)
        for button in self.buttons.buttons():
            if isinstance(button, QPushButton) and button is not self.done_button:
                button.setAutoDefault(False)
        self.buttons.accepted.connect(self.finish)
        self.buttons.rejected.connect(self.reject)
        self.body = QHBoxLayout()
        self.body.setSpacing(28)
        inside = QVBoxLayout()
        inside.setContentsMargins(28, 22, 28, 20)
        inside.setSpacing(16)
        inside.addWidget(heading)
        inside.addLayout(self.body, 1)
        inside.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(inside, 1)
        # Only a button that has its dialog already can be the one Enter presses.
        self.done_button.setDefault(True)

    def finish(self) -> None:
        """Write the book."""
        raise NotImplementedError


class NewBookDialog(_BookDialog):
    """After accept ``book_id`` is the new book."""

    def __init__(self, parent: QWidget | None, library: Library) -> None:
        says = QCoreApplication.translate
        super().__init__(parent, library, says("Book", "New briefing book"), says("Book", "Make the book"))
        self.resize(900, 600)
        self.fields = BookFields(("title", "event", "place", "dates", "principal", "paper", "marking_scheme"))
        self.templates = QListWidget()
        self.templates.setAccessibleName(says("Book", "Template"))
        self.templates.setMaximumHeight(150)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setProperty("role", "muted")
        self.sections = QTreeWidget()
        self.sections.setHeaderHidden(True)
        self.sections.setAccessibleName(says("Book", "Sections it starts with"))
        self.sections.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.sections.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side = QVBoxLayout()
        side.setSpacing(8)
        caption = QLabel(says("Book", "TEMPLATE"))
        caption.setProperty("role", "heading")
        inside = QLabel(says("Book", "STARTS WITH"))
        inside.setProperty("role", "heading")
        side.addWidget(caption)
        side.addWidget(framed(self.templates))
        side.addWidget(self.about)
        side.addSpacing(4)
        side.addWidget(inside)
        side.addWidget(framed(self.sections), 1)
        self.body.addWidget(self.fields, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(side, 1)
        self._templates = books.templates()
        for template in self._templates:
            item = QListWidgetItem(template.name)
            item.setData(_KEY, template.key)
            self.templates.addItem(item)
        self.templates.currentRowChanged.connect(self._show_template)
        keys = [template.key for template in self._templates]
        self.templates.setCurrentRow(keys.index("bilateral") if "bilateral" in keys else 0)
        self.fields.field("title").setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_template(self, row: int) -> None:
        self.sections.clear()
        if 0 <= row < len(self._templates):
            self.about.setText(self._templates[row].about)
            self._grow(self.sections.invisibleRootItem(), self._templates[row].parts)
            self.sections.expandAll()

    def _grow(self, above: QTreeWidgetItem, parts: Sequence[Part]) -> None:
        for part in parts:
            item = QTreeWidgetItem([part.title])
            item.setToolTip(0, kind_name(part.kind))
            above.addChild(item)
            self._grow(item, part.parts)

    def finish(self) -> None:
        """Make the book; what is refused is told in place."""
        given = self.fields.values()
        title = given.pop("title")
        if not title:
            self.fields.tell("title", QCoreApplication.translate("Book", "Give the book a title."))
            self.fields.field("title").setFocus(Qt.FocusReason.OtherFocusReason)
            return
        row = self.templates.currentRow()
        template = self._templates[row].key if 0 <= row < len(self._templates) else ""
        try:
            self.book_id = books.add(self._library, title, template=template, **given)
        except _FAULTS as trouble:
            self.banner.tell(str(trouble))
            return
        self.accept()


class BookSettingsDialog(_BookDialog):
    """Changes a book's settings as one step of undo. With ``jobs`` a logo can be read from a file."""

    def __init__(self, parent: QWidget | None, library: Library, book_id: str, jobs: Jobs | None = None) -> None:
        says = QCoreApplication.translate
        super().__init__(parent, library, says("Book", "Book settings"), says("Book", "Done"))
        self.resize(760, 560)
        self.book_id = book_id
        row = books.show(library.reader(), book_id)
        self.first = BookFields(("title", "event", "place", "dates", "principal", "reference", "edition"))
        self.second = BookFields(("as_at", "label", "language", "paper", "theme", "logo", "marking_scheme", "marking"))
        self._jobs = jobs
        self._before = {name: str(getattr(row, name)) for part in (self.first, self.second) for name in part.names}
        for part in (self.first, self.second):
            part.show_values({name: self._before[name] for name in part.names if name != "logo"})
            self.body.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        scheme = self.second.choice("marking_scheme")
        scheme.currentIndexChanged.connect(plain(self._offer_levels))
        self._offer_levels()
        self._logo = self._before["logo"]
        self._offer_logos()
        self.second.choice("logo").activated.connect(plain(self._logo_chosen))
        self.finished.connect(plain(self._forget_logo))
        self.second.show_values({"marking": self._before["marking"]})
        self.first.field("title").setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_levels(self) -> None:
        scheme = str(self.second.choice("marking_scheme").currentData())
        levels = [(level.key, level.text) for level in markings.levels(scheme)]
        self.second.offer("marking", [("", QCoreApplication.translate("Book", "As its sections are marked")), *levels])
        self.second.set_visible("marking", bool(levels))

    def _offer_logos(self) -> None:
        """Offer the pictures of the library, and choose the one that is the logo now."""
        says = QCoreApplication.translate
        rows = [row for row in pictures.pictures(self._library.reader()) if row.media != pictures.PDF]
        offered = [("", says("Book", "None")), *((row.id, row.name) for row in rows)]
        if self._logo not in {key for key, _ in offered}:
            offered.append((self._logo, says("Book", "A picture that is in the trash")))
        if self._jobs is not None:
            offered.append((_FILE, says("Book", "Choose a file…")))
        self.second.offer("logo", offered)
        self.second.show_values({"logo": self._logo})

    def _logo_chosen(self) -> None:
        chosen = str(self.second.choice("logo").currentData())
        if chosen != _FILE:
            self._logo = chosen
            return
        self.second.show_values({"logo": self._logo})
        title = QCoreApplication.translate("Book", "Choose a logo")
        choose_pictures(self, title, self._read_logo, several=False)

    def _read_logo(self, given: list[Given]) -> None:
        if self._jobs is not None and given:
            one = given[0]
            self._jobs.latest("logo", lambda: read(one), self._ask_logo, lambda trouble: self.banner.tell(str(trouble)))

    def _ask_logo(self, ready: Ready) -> None:
        done = QCoreApplication.translate("Book", "Use as logo")
        dialog = PictureDialog(self, self._library, ready.name, ready.prepared, ready.preview, done)

        def kept() -> None:
            self._logo = dialog.picture_id
            self._offer_logos()

        dialog.accepted.connect(kept)
        show_over(dialog)

    def _forget_logo(self) -> None:
        """Whatever a worker still reads comes too late."""
        if self._jobs is not None:
            self._jobs.forget("logo")

    def finish(self) -> None:
        """Write what changed; what is refused is told in place."""
        given = {**self.first.values(), **self.second.values()}
        if not given["title"]:
            self.first.tell("title", QCoreApplication.translate("Book", "Give the book a title."))
            self.first.field("title").setFocus(Qt.FocusReason.OtherFocusReason)
            return
        changed = {name: value for name, value in given.items() if value != self._before[name]}
        try:
            if changed:
                with self._library.writing(QCoreApplication.translate("Book", "Change book settings")):
                    books.edit(self._library, self.book_id, **changed)
        except _FAULTS as trouble:
            self.banner.tell(str(trouble))
            return
        self.accept()

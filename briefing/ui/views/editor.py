"""The section's editor: title, kind, formatting, text. It saves by itself and never asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QTextCursor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from briefing.library.faults import BadValue, LibraryTrouble, NotFound
from briefing.library.store import Library, Step
from briefing.text.markdown import card, cite
from briefing.ui import look
from briefing.ui.jobs import Jobs
from briefing.ui.views import formatting
from briefing.ui.views.banner import Banner
from briefing.ui.views.caret_rest import CaretRest
from briefing.ui.views.find_bar import FindBar
from briefing.ui.views.format_bar import FormatBar
from briefing.ui.views.made_from import MadeFrom
from briefing.ui.views.markdown_edit import MarkdownEdit
from briefing.ui.views.quote_picker import QuotePicker
from briefing.ui.views.quote_words import QuoteWords
from briefing.ui.views.section_head import SectionHead
from briefing.ui.views.slots import plain

# A pause in typing this long saves.
PAUSE: Final = 700
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_MARKUP = re.compile(r"\[\[(?:quote|cite):[a-z0-9]{4,12}\]\]|\]\([^()\s]*\)")
TROUBLES = (LibraryTrouble, BadValue, NotFound, OSError)


def count_words(text: str) -> int:
    """Return how many words a Markdown text has; references and link addresses do not count."""
    return sum(1 for _ in _WORD.finditer(_MARKUP.sub(" ", text)))


class EditorPane(QWidget):
    """Signals: ``saved()`` after each save; ``section_changed(section_id)`` when the saved section is now another;
    ``quote_wanted()`` asks the window to bring up the quotes; ``words_counted(count)``; ``picture_wanted()`` asks for
    a picture, ``pictures_given(list[Given])`` hands over dropped or pasted ones. ``rest`` tells when the keyboard
    rests."""

    saved = Signal()
    section_changed = Signal(str)
    quote_wanted = Signal()
    picture_wanted = Signal()
    pictures_given = Signal(list)
    words_counted = Signal(int)

    def __init__(self, library: Library, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._section: str | None = None
        self._on_disk = ""
        self._own_write = self._loading = False
        self._after_brackets = False
        # Texts of sections left while they could not be saved.
        self._unsaved: dict[str, str] = {}
        self.setProperty("room", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QuoteWords(library, self._repaint_quotes)
        self.edit = MarkdownEdit(self.words)
        self.head = SectionHead()
        self.bar = FormatBar(self.edit)
        self.banner = Banner()
        self.finder = FindBar(self.edit)
        self.picker = QuotePicker(library, jobs, self)
        self.nothing = QLabel(QCoreApplication.translate("Editor", "Choose a section to write in."))
        self.made_from = MadeFrom(library, jobs)
        self._build()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.save_now)
        self._count = QTimer(self, singleShot=True, interval=250)
        self._count.timeout.connect(self._tell_words)
        self.rest = CaretRest(self.edit)
        self._connect()
        if library.read_only:
            self.edit.setReadOnly(True)
            self.head.read_only()
            self.bar.setEnabled(False)
        deaf, forget = library.subscribe(self._heard), self.words.close
        self.destroyed.connect(plain(deaf, forget))
        self.open_section(None)

    def _build(self) -> None:
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setProperty("role", "muted")
        self.page = QWidget()
        column = QVBoxLayout(self.page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.bar, self.banner, self.made_from):
            column.addWidget(widget)
        column.addWidget(self.edit, 1)
        column.addWidget(self.finder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.page, 1)
        outer.addWidget(self.nothing, 1)
        self._redress()

    def _connect(self) -> None:
        self.edit.textChanged.connect(self._typed)
        self.edit.left.connect(self.save_now)
        self.edit.told.connect(self.banner.tell)
        self.edit.quotes_dropped.connect(self._dropped)
        self.edit.pictures_given.connect(self.pictures_given)
        self.bar.picture_wanted.connect(self.picture_wanted)
        self.edit.reference_begun.connect(self._brackets)
        self.bar.save_wanted.connect(self.save_now)
        self.bar.quote_wanted.connect(self.pick_quote)
        self.picker.picked.connect(self._picked)
        self.picker.closed.connect(lambda: self.edit.setFocus(Qt.FocusReason.PopupFocusReason))
        self.head.renamed.connect(self._rename)
        self.head.edited.connect(self._edit)
        self.head.done.connect(self.edit.setFocus)
        look.changes().changed.connect(self._redress)

    def _redress(self) -> None:
        self.edit.redress()
        self.head.redress()
        self.made_from.redress()

    def _repaint_quotes(self) -> None:
        self.edit.viewport().update()

    # -- opening ------------------------------------------------------------------------------------------------

    @property
    def section_id(self) -> str | None:
        """The open section, or ``None``."""
        return self._section

    def open_section(self, section_id: str | None) -> None:
        """Save what is open and show another section, or nothing."""
        if self._section is not None:
            self.save_now()
            if self._dirty():
                self._unsaved[self._section] = self.edit.text()
        self._pause.stop()
        self._section = section_id
        self.finder.hide()
        self.banner.hide()
        self.page.setVisible(section_id is not None)
        self.nothing.setVisible(section_id is None)
        if section_id is None:
            self._show_text("")
            return
        try:
            self._read_head()
            self._on_disk = self._read_body()
        except TROUBLES as trouble:
            self._section = None
            self.open_section(None)
            self.nothing.setText(str(trouble))
            return
        self._show_text(self._on_disk)
        kept = self._unsaved.pop(section_id, None)
        if kept is not None:
            self.edit.take_over(kept)
        self._tell_words()

    def unsaved(self) -> dict[str, str]:
        """Return the texts that could not be saved so far, by section: the window tells before it closes."""
        held = dict(self._unsaved)
        if self._section is not None and self._dirty():
            held[self._section] = self.edit.text()
        return held

    def _show_text(self, text: str) -> None:
        self._loading = True
        self.edit.show_text(text)
        self._loading = False
        self.rest.begin()
        # What the editor shows may be broken into shorter lines; that alone is no change to save.
        self._on_disk = self.edit.text()

    def _read_head(self) -> None:
        from briefing.library import sections

        assert self._section is not None
        row = sections.show(self._library.reader(), self._section)
        self.head.offer_markings(self._markings(row.book_id))
        self.head.show_section(row.title, row.reference, row.kind, row.status, row.marking)
        self.head.show_readers(row.audience, row.disclosure)
        made = self.made_from.show_section(row.id, row.book_id, row.kind)
        self.edit.setPlaceholderText(
            QCoreApplication.translate("Editor", "Words to stand before it (not needed).")
            if made
            else QCoreApplication.translate("Editor", "Write here. Type [[ to put in a quote.")
        )

    def _markings(self, book_id: str) -> list[tuple[str, str]]:
        from briefing.library import books, markings

        scheme = books.show(self._library.reader(), book_id).marking_scheme
        return [(level.key, level.text) for level in markings.levels(scheme)]

    def _read_body(self) -> str:
        from briefing.library import sections

        assert self._section is not None
        return sections.body(self._library.reader(), self._section)

    # -- saving -------------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        if not self._loading and self._section is not None:
            self._pause.start()
            self._count.start()
            self.rest.note_typing()

    def show_line(self, line: int) -> None:
        """Bring a line of the text into view and put the caret there."""
        self.edit.show_line(line)
        self.rest.ask()

    def _dirty(self) -> bool:
        return self.edit.text() != self._on_disk

    def save_now(self) -> None:
        """Save title and text if they changed. A failure is told above the text; the text stays."""
        self._pause.stop()
        if self._section is not None:
            self.head.commit()
        if self._section is None or not self._dirty():
            return
        from briefing.library import sections

        section, text = self._section, self.edit.text()
        if self._write(lambda: sections.write_body(self._library, section, text)):
            self._on_disk = text
            self.saved.emit()
            self.section_changed.emit(section)

    def _write(self, write: Callable[[], object]) -> bool:
        """Run a write; a known trouble is told, with a button to try again."""
        self._own_write = True
        try:
            write()
        except TROUBLES as trouble:
            said = QCoreApplication.translate("Editor", "Not saved. Your text is still here.")
            again = QCoreApplication.translate("Editor", "Try again")
            self.banner.tell(f"{said} {trouble}", again, self.save_now)
            return False
        finally:
            self._own_write = False
        self.banner.hide()
        return True

    def _rename(self, title: str) -> None:
        from briefing.library import sections

        section = self._section
        if section is not None and self._write(lambda: sections.rename(self._library, section, title)):
            self.saved.emit()
            self.section_changed.emit(section)

    def _edit(self, field: str, value: str) -> None:
        from briefing.library import sections

        section = self._section
        if section is not None and self._write(lambda: sections.edit(self._library, section, **{field: value})):
            self._read_head()
            self.saved.emit()
            self.section_changed.emit(section)

    # -- changed by others --------------------------------------------------------------------------------------

    def _heard(self, step: Step, _from_undo: bool) -> None:
        if not self._own_write and (not step.touched or step.touched & {"section", "book"}):
            self.reload()

    @property
    def taking_over(self) -> bool:
        """Whether the text is just changing because the library did."""
        return self._loading

    def reload(self) -> None:
        """Show what the library has now, as something else may have changed it; the caret stays."""
        if self._section is None:
            return
        try:
            self._read_head()
            now = self._read_body()
        except NotFound:
            self._pause.stop()
            self._section = None
            self.open_section(None)
            return
        except TROUBLES as trouble:
            self.banner.tell(str(trouble))
            return
        if now == self._on_disk:
            return
        if self._dirty():
            said = QCoreApplication.translate("Editor", "This section was also changed elsewhere. Yours is kept here.")
            use = QCoreApplication.translate("Editor", "Use the other text")
            self._on_disk = now
            self.banner.tell(said, use, lambda: self._take(now))
            return
        self._take(now)

    def _take(self, text: str) -> None:
        self._loading = True
        self.edit.take_over(text)
        self._loading = False
        self._on_disk = self.edit.text()
        self._tell_words()

    # -- quotes -------------------------------------------------------------------------------------------------

    def insert_quote(self, handle: str, form: str = "card") -> None:
        """Put a quote in at the caret: ``card`` on a line of its own, or ``cite`` as a source number in the text."""
        self.insert_quotes((handle,), form)

    def insert_quotes(self, handles: Sequence[str], form: str = "card") -> None:
        """Put several quotes in at the caret, one after the other; one undo takes all of them back."""
        if self._section is None:
            return
        cursor = self.edit.textCursor()
        formatting.put_all(cursor, [cite(handle) if form == "cite" else card(handle) for handle in handles], form)
        self._show_put(cursor)

    def insert_picture(self, picture_id: str) -> None:
        """Put a picture in at the caret, on a line of its own. What is said about it stays with the picture."""
        if self._section is not None and not self._library.read_only:
            cursor = self.edit.textCursor()
            formatting.put_below(cursor, f"![](picture:{picture_id})")
            self._show_put(cursor)

    def _show_put(self, cursor: QTextCursor) -> None:
        self.edit.setTextCursor(cursor)
        self.edit.ensureCursorVisible()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.save_now()

    def append_line(self, line: str) -> None:
        """Put a line of its own at the end of the text."""
        cursor = self.edit.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        formatting.own_lines(cursor, line)
        self.edit.setTextCursor(cursor)
        self.save_now()

    def pick_quote(self) -> None:
        """Open the quote picker at the caret, looking for the selected words."""
        self._after_brackets = False
        chosen = self.edit.textCursor().selectedText().replace("\u2029", " ")[:200]
        below = self.edit.cursorRect().bottomLeft()
        self.picker.begin(self.edit.viewport().mapToGlobal(below), chosen)

    def _brackets(self) -> None:
        self.pick_quote()
        self._after_brackets = True

    def _picked(self, handle: str, form: str) -> None:
        cursor = self.edit.textCursor()
        if self._after_brackets:
            before = cursor.block().text()[: cursor.positionInBlock()]
            if before.endswith("[["):
                cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, 2)
                cursor.removeSelectedText()
        elif cursor.hasSelection():
            cursor.setPosition(cursor.selectionEnd())
        self.edit.setTextCursor(cursor)
        self._after_brackets = False
        self.insert_quote(handle, form)

    def _dropped(self, handles: list[str], position: int) -> None:
        cursor = self.edit.textCursor()
        cursor.setPosition(min(position, self.edit.document().characterCount() - 1))
        self.edit.setTextCursor(cursor)
        self.insert_quotes(handles)

    # -- the rest -----------------------------------------------------------------------------------------------

    def find(self) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Find words in the text."""
        if self._section is not None:
            self.finder.begin()

    def _tell_words(self) -> None:
        count = count_words(self.edit.text())
        self.head.tell_words(count)
        self.words_counted.emit(count)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save before going."""
        self.save_now()
        super().closeEvent(event)

"""The text of a section as it is typed: Markdown with kept quotes shown as chips."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from briefing.text.clean import clean
from briefing.text.markdown_pieces import PICTURE
from briefing.ui import icons, look
from briefing.ui.views import formatting
from briefing.ui.views.highlighter import REFERENCE, MarkdownHighlighter
from briefing.ui.views.long_lines import split_long_lines
from briefing.ui.views.picture_mime import given_pictures, holds_pictures
from briefing.ui.views.quote_words import QuoteWords, Words

QUOTE_MIME: Final = "application/x-briefing-quote"
# Characters in a line that reads comfortably.
MEASURE: Final = 78
MOST_PASTED: Final = 5_000_000
# How long a line that was asked for is lit, in milliseconds.
LIT: Final = 1500


class MarkdownEdit(QPlainTextEdit):
    """A Markdown editor.

    Signals: ``quotes_dropped(handles, position)``; ``pictures_given(list[Given])`` when some were dropped or pasted;
    ``reference_begun()`` when ``[[`` was typed; ``told(sentence)`` when something pasted had to be changed or refused;
    ``left()`` when the focus goes elsewhere.
    """

    quotes_dropped = Signal(list, int)
    pictures_given = Signal(list)
    reference_begun = Signal()
    told = Signal(str)
    left = Signal()

    def __init__(self, words: QuoteWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._bound: dict[str, Callable[[], object]] = {}
        self.highlighter = MarkdownHighlighter(self.document())
        self.setProperty("bare", True)
        self.setTabChangesFocus(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setCenterOnScroll(False)
        self.setCursorWidth(2)
        self.document().setDocumentMargin(4)
        self.setAccessibleName(QCoreApplication.translate("Editor", "Section text"))
        self.viewport().setMouseTracking(True)
        self._lit = -1
        self._out = QTimer(self, singleShot=True, interval=LIT)
        self._out.timeout.connect(self._unlight)
        self.redress()
        self.cursorPositionChanged.connect(self.viewport().update)

    def redress(self) -> None:
        """Take the type size and colours of the present look."""
        font = look.font(1.12)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.highlighter.recolour()
        self._set_margins()

    def bind(self, keys: str, does: Callable[[], object]) -> None:
        """Run ``does`` on ``keys`` while the text has the focus, whatever they mean to the window."""
        self._bound[QKeySequence(keys).toString()] = does

    def bound_keys(self) -> set[str]:
        """Return the keys that do something here before the window is asked."""
        return set(self._bound)

    # -- text ---------------------------------------------------------------------------------------------------

    def text(self) -> str:
        """Return the text exactly: ``toPlainText`` would turn no-break spaces into spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_text(self, text: str) -> None:
        """Show another section's text; the undo history starts afresh."""
        safe, _ = split_long_lines(text)
        self.setPlainText(safe)
        self.document().clearUndoRedoStacks()
        self.document().setModified(False)

    def take_over(self, text: str) -> None:
        """Change the present text into ``text`` where they differ, so that caret and scroll place stay."""
        old, (new, _) = self.text(), split_long_lines(text)
        if old == new:
            return
        start = 0
        limit = min(len(old), len(new))
        while start < limit and old[start] == new[start]:
            start += 1
        tail = 0
        while tail < limit - start and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        edit = QTextCursor(self.document())
        edit.setPosition(_units(old[:start]))
        edit.setPosition(_units(old[: len(old) - tail]), QTextCursor.MoveMode.KeepAnchor)
        edit.insertText(new[start : len(new) - tail])

    def show_line(self, number: int) -> None:
        """Bring a line into view, light it for a moment, and put the caret there unless it is in it."""
        block = self.document().findBlockByNumber(min(number, self.document().blockCount() - 1))
        if not block.isValid():
            return
        cursor = self.textCursor()
        if cursor.block() != block:
            cursor.setPosition(block.position())
            self.setTextCursor(cursor)
        if not self.viewport().rect().adjusted(0, 8, 0, -8).contains(self.cursorRect()):
            self.centerCursor()
        self._lit = block.blockNumber()
        self._out.start()
        self.viewport().update()

    def _unlight(self) -> None:
        self._lit = -1
        self.viewport().update()

    def _paint_light(self) -> None:
        block = self.document().findBlockByNumber(self._lit)
        if block.isValid():
            box = self.blockBoundingGeometry(block).translated(self.contentOffset())
            painter = QPainter(self.viewport())
            painter.fillRect(QRectF(0, box.top(), self.viewport().width(), box.height()), look.colour("soft"))
            painter.end()

    # -- pasting and dropping -----------------------------------------------------------------------------------

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, quotes and pictures."""
        return source.hasFormat(QUOTE_MIME) or holds_pictures(source) or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in plain text only, in lines the window can draw quickly; quotes go in as references."""
        if source.hasFormat(QUOTE_MIME):
            self.quotes_dropped.emit(dropped_handles(source), self.textCursor().position())
            return
        if holds_pictures(source):
            self.pictures_given.emit(given_pictures(source))
            return
        self.paste_text(source.text())

    def paste_text(self, text: str) -> None:
        """Insert pasted text at the caret, guarded against what would stop the window."""
        if len(text) > MOST_PASTED:
            self.told.emit(
                QCoreApplication.translate(
                    "Editor", "That text is too long for one section. Nothing was pasted. Paste it in smaller parts."
                )
            )
            return
        text, split = split_long_lines(clean(text))
        self.textCursor().insertText(text)
        self.ensureCursorVisible()
        if split:
            self.told.emit(
                QCoreApplication.translate("Editor", "A very long line was pasted. It was broken into shorter lines.")
            )

    # -- keys ---------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Carry lists on, indent items with Tab, start the quote picker on ``[[``."""
        bound = self._bound.get(QKeySequence(event.keyCombination()).toString())
        if bound is not None:
            bound()
            return
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        cursor = self.textCursor()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and formatting.new_line(cursor):
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
            return
        if key == Qt.Key.Key_Tab and plain:
            if not formatting.indent(cursor, 1):
                self.focusNextChild()
            return
        if key == Qt.Key.Key_Backtab:
            if not formatting.indent(cursor, -1):
                self.focusPreviousChild()
            return
        super().keyPressEvent(event)
        if event.text() == "[":
            here = self.textCursor()
            if here.block().text()[: here.positionInBlock()].endswith("[["):
                self.reference_begun.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus goes elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()

    # -- looks --------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines at a comfortable length."""
        self._set_margins()
        super().resizeEvent(event)

    def _set_margins(self) -> None:
        widest = QFontMetricsF(self.font()).averageCharWidth() * MEASURE
        left = 22
        right = max(18, int(self.width() - widest - left))
        self.setViewportMargins(left, 10, right, 0)

    def event(self, event: QEvent) -> bool:
        """Tell about the quote under the mouse; keep the keys bound here from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride:
            pressed = QKeySequence(cast(QKeyEvent, event).keyCombination()).toString()
            if pressed in self._bound:
                event.accept()
                return True
        if event.type() == QEvent.Type.ToolTip:
            mouse = cast(QHelpEvent, event)
            place = self.viewport().mapFromGlobal(mouse.globalPos())
            handle = self.handle_at(place)
            picture = PICTURE.match(self.cursorForPosition(place).block().text()[:4000])
            if handle:
                QToolTip.showText(mouse.globalPos(), self._words.about(handle).tip, self)
            elif picture:
                QToolTip.showText(mouse.globalPos(), self._words.picture(picture[2]).tip, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def handle_at(self, place: QPoint) -> str:
        """Return the handle of the quote referred to at a place of the viewport, or ``""``."""
        cursor = self.cursorForPosition(place)
        column = cursor.positionInBlock()
        for match in REFERENCE.finditer(cursor.block().text()[:4000]):
            if match.start() <= column <= match.end():
                return match[2]
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and over each reference whose line the caret is not in, what it refers to."""
        if self._lit >= 0:
            self._paint_light()
        super().paintEvent(event)
        caret = self.textCursor()
        first, last = self.document().findBlock(caret.selectionStart()), self.document().findBlock(caret.selectionEnd())
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        block = self.firstVisibleBlock()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if box.top() > event.rect().bottom():
                break
            if box.bottom() >= event.rect().top() and block.isVisible():
                busy = self.hasFocus() and first.blockNumber() <= block.blockNumber() <= last.blockNumber()
                text = block.text()[:4000]
                if "[[" in text:
                    self._paint_references(painter, block, box, raw=busy)
                elif picture := PICTURE.match(text):
                    self._paint_picture(painter, block, box, self._words.picture(picture[2]), raw=busy)
            block = block.next()
        painter.end()

    def _paint_references(self, painter: QPainter, block: QTextBlock, box: QRectF, *, raw: bool) -> None:
        text = block.text()[:4000]
        for match in REFERENCE.finditer(text):
            line = block.layout().lineForTextPosition(match.start())
            if not line.isValid() or match.end() > line.textStart() + line.textLength():
                continue
            left = cast(tuple[float, int], line.cursorToX(match.start()))[0]
            right = cast(tuple[float, int], line.cursorToX(match.end()))[0]
            place = QRectF(box.left() + left, box.top() + line.y(), right - left, line.height())
            alone = match[1] == "quote" and text.strip() == match[0]
            words = self._words.about(match[2])
            if alone and raw:
                self._paint_beside(painter, place, words)
            elif not raw:
                if alone:
                    place.setRight(self.viewport().width() - 4)
                self._paint_chip(painter, place, words, alone=alone)

    def _paint_picture(self, painter: QPainter, block: QTextBlock, box: QRectF, words: Words, *, raw: bool) -> None:
        line = block.layout().lineAt(block.layout().lineCount() - 1)
        left, bottom = box.left() + line.x(), box.top() + line.y() + line.height()
        if raw:
            place = QRectF(left, box.top() + line.y(), line.naturalTextWidth(), line.height())
            self._paint_beside(painter, place, words)
            return
        place = QRectF(left, box.top(), self.viewport().width() - 4 - left, bottom - box.top())
        self._paint_chip(painter, place, words, alone=True, icon="image")

    def _paint_chip(self, painter: QPainter, place: QRectF, words: Words, *, alone: bool, icon: str = "") -> None:
        painter.fillRect(place, look.colour("base"))
        chip = place.adjusted(0, 1, 0, -1) if alone else place.adjusted(1, 1, -1, -1)
        path = QPainterPath()
        path.addRoundedRect(chip, 5, 5)
        painter.fillPath(path, look.colour("soft" if words.known else "bad_soft"))
        font = look.font(1.0 if alone else 0.9)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        inside = chip.adjusted(9, 0, -9, 0)
        if alone:
            edge = QRectF(chip.left(), chip.top(), 3, chip.height())
            painter.fillRect(edge, look.colour("accent" if words.known else "bad"))
        if icon:
            side = round(metrics.height() * 0.8)
            spot = QRect(round(inside.left()), round(inside.center().y() - side / 2), side, side)
            icons.icon(icon, "accent" if words.known else "bad").paint(painter, spot)
            inside.adjust(side + 7, 0, 0, 0)
        painter.setPen(look.colour("on_soft" if words.known else "bad"))
        said = words.card if alone else words.speaker
        elided = metrics.elidedText(said, Qt.TextElideMode.ElideRight, inside.width())
        where = Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignLeft if alone else Qt.AlignmentFlag.AlignHCenter)
        painter.drawText(inside, int(where), elided)

    def _paint_beside(self, painter: QPainter, place: QRectF, words: Words) -> None:
        font = look.font(0.92)
        painter.setFont(font)
        painter.setPen(look.colour("muted" if words.known else "bad"))
        beside = QRectF(place.right() + 14, place.top(), self.viewport().width() - place.right() - 22, place.height())
        elided = QFontMetricsF(font).elidedText(words.card, Qt.TextElideMode.ElideRight, beside.width())
        painter.drawText(beside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), elided)


def dropped_handles(source: QMimeData) -> list[str]:
    """Return the handles in a drop of quotes; what is no handle is left out."""
    try:
        read: object = json.loads(bytes(source.data(QUOTE_MIME).data()).decode("utf-8"))
    except (ValueError, UnicodeDecodeError):
        return []
    named = cast(list[object], read) if isinstance(read, list) else []
    return [handle for handle in named if isinstance(handle, str) and REFERENCE.fullmatch(f"[[quote:{handle}]]")]


def _units(text: str) -> int:
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)

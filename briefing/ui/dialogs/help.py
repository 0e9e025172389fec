"""The help: pages shipped with the program, and the shortcuts made from the commands. Nothing is ever fetched."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, QUrl
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from briefing.paths import shipped
from briefing.ui import look
from briefing.ui.commands import groups, text_keys

KEYS = "shortcuts"
_BOLD = re.compile(r"font-weight:\s*[6-9]00")
_STYLE = re.compile(r' style="[^"]*"')


class HelpText(QTextBrowser):
    """Shows shipped text only: pictures and pages from anywhere else are never loaded."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing."""
        return None


class HelpDialog(QDialog):
    """A list of pages at the left, the page at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("Help", "Help"))
        self.resize(round(880 * look.scale()), round(620 * look.scale()))
        self.pages = QListWidget(self)
        self.pages.setAccessibleName(QCoreApplication.translate("Help", "Help pages"))
        self.pages.setFrameShape(QFrame.Shape.NoFrame)
        self.text = HelpText(self)
        self.text.setAccessibleName(QCoreApplication.translate("Help", "Help text"))
        self.text.setProperty("bare", True)
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(28)
        for key, title in titles().items():
            item = QListWidgetItem(title, self.pages)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(QSize(120, round(32 * look.scale())))
        left = QWidget(self)
        left.setProperty("room", "side")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(left)
        inside.setContentsMargins(8, 12, 0, 8)
        inside.addWidget(self.pages)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(self.text)
        split.setHandleWidth(1)
        split.setSizes([round(220 * look.scale()), round(660 * look.scale())])
        split.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        self.pages.currentItemChanged.connect(self._show)
        look.changes().changed.connect(self._show)
        self.open_page("starting")

    def open_page(self, key: str) -> None:
        """Show the page ``key``; the first one when there is none of that name."""
        for row in range(self.pages.count()):
            if self.pages.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.pages.setCurrentRow(row)
                return
        self.pages.setCurrentRow(0)

    def _show(self) -> None:
        item = self.pages.currentItem()
        key = item.data(Qt.ItemDataRole.UserRole)
        document = self.text.document()
        document.setDefaultStyleSheet(_style())
        if key == KEYS:
            self.text.setHtml(shortcuts_page())
        else:
            shown = QTextDocument()
            shown.setMarkdown((_folder() / f"{key}.md").read_text("utf-8"))
            self.text.setHtml(_body(shown.toHtml()))
        self.text.moveCursor(self.text.textCursor().MoveOperation.Start)


def titles() -> dict[str, str]:
    """Return the pages in their order: the first line of each file, and the shortcuts last."""
    found = {path.stem: path.read_text("utf-8").split("\n", 1)[0].lstrip("# ") for path in _files()}
    return {**found, KEYS: QCoreApplication.translate("Help", "Keyboard shortcuts")}


def shortcuts_page() -> str:
    """Return every command with its shortcut and what it does, as HTML."""
    title = QCoreApplication.translate("Help", "Keyboard shortcuts")
    parts = [f"<h1>{escape(title)}</h1>"]
    for group, commands in groups().items():
        parts.append(f"<h2>{escape(group)}</h2><table width='100%' cellpadding='4'>")
        for command in commands:
            keys = command.sequence().toString(QKeySequence.SequenceFormat.NativeText)
            parts.append(
                f"<tr><td width='26%'><b>{escape(keys) or '–'}</b></td><td width='30%'>{escape(command.name)}</td>"
                f"<td>{escape(command.about)}</td></tr>"
            )
        parts.append("</table>")
    heading = QCoreApplication.translate("Help", "While you write in a section")
    parts.append(f"<h2>{escape(heading)}</h2><table width='100%' cellpadding='4'>")
    for key in text_keys():
        keys = QKeySequence(key.keys).toString(QKeySequence.SequenceFormat.NativeText)
        parts.append(f"<tr><td width='26%'><b>{escape(keys)}</b></td><td>{escape(key.says)}</td></tr>")
    parts.append("</table>")
    return "".join(parts)


def _folder() -> Path:
    return shipped("help")


def _files() -> list[Path]:
    order = ["starting", "collecting", "finding", "books", "exporting", "library", "command-line"]
    return [_folder() / f"{name}.md" for name in order]


def _body(html: str) -> str:
    """Drop the styles Qt writes into converted Markdown, so that ours apply."""
    return _STYLE.sub(lambda found: ' style="font-weight:700"' if _BOLD.search(found[0]) else "", html)


def _style() -> str:
    muted, accent, text = (look.colour(role).name() for role in ("muted", "accent", "text"))
    return (
        f"body, p, li, td {{ color: {text}; }} h1 {{ font-size: 20pt; font-weight: 600; margin-bottom: 10px; }}"
        f"h2 {{ font-size: 13pt; font-weight: 600; color: {accent}; margin-top: 20px; margin-bottom: 4px; }}"
        f"p, li {{ margin-bottom: 6px; line-height: 140%; }} code {{ color: {muted}; }}"
        "td { padding: 3px 6px 3px 0; }"
    )

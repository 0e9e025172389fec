"""Markdown in colour while it is typed: headings, bold, italic, lists, links, references to kept quotes."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from briefing.ui import look

# A line longer than this is left plain: marks in it cannot matter, time in it would.
LONGEST_LINE: Final = 20_000
REFERENCE: Final = re.compile(r"\[\[(quote|cite):([a-z0-9]{4,12})\]\]")

_HEADING = re.compile(r"^(#{1,6})\s+\S.*$")
_LIST = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])(?=\s)")
_QUOTED = re.compile(r"^\s{0,3}>.*$")
_TABLE = re.compile(r"^\s*\|.*\|\s*$")
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![*_\w])([*_])(?=[^\s*_])([^*_\n]{1,2000}?)(?<=\S)\1(?![*_\w])")
_CODE = re.compile(r"`[^`\n]{1,2000}`")
_LINK = re.compile(r"\[([^\[\]\n]{0,500})\]\(([^()\s]{0,2000})\)")

PLAIN, FENCED = 0, 1


class MarkdownHighlighter(QSyntaxHighlighter):
    """Colours one document; call ``recolour`` after the look has changed."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self._make_formats()

    def recolour(self) -> None:
        """Take the colours of the present look and draw the whole text again."""
        self._make_formats()
        self.rehighlight()

    def _make_formats(self) -> None:
        accent, muted = look.colour("accent"), look.colour("muted")
        self._formats = {
            "heading": _format(accent, weight=QFont.Weight.Bold),
            "mark": _format(muted),
            "quoted": _format(muted, italic=True),
            "table": _format(None, family="monospace"),
            "code": _format(muted, family="monospace"),
            "link": _format(accent, underline=True),
            "reference": _format(accent),
            "fence": _format(muted, family="monospace"),
        }

    def highlightBlock(self, text: str) -> None:
        """Colour one line (Qt calls this)."""
        fence = _FENCE.match(text)
        inside = self.previousBlockState() == FENCED
        self.setCurrentBlockState(FENCED if inside != bool(fence) else PLAIN)
        if len(text) > LONGEST_LINE:
            return
        if inside or fence:
            self.setFormat(0, len(text), self._formats["fence"])
            return
        if not text.isascii():
            # Qt counts UTF-16 code units: pad characters outside the basic plane so that offsets agree.
            text = "".join(c if ord(c) <= 0xFFFF else "\ufffc\ufffc" for c in text)
        self._whole_line(text)
        self._within_line(text)

    def _whole_line(self, text: str) -> None:
        if heading := _HEADING.match(text):
            self.setFormat(0, len(text), self._formats["heading"])
            self.setFormat(0, len(heading[1]), self._formats["mark"])
        elif _QUOTED.match(text):
            self.setFormat(0, len(text), self._formats["quoted"])
        elif _TABLE.match(text):
            self.setFormat(0, len(text), self._formats["table"])
        elif mark := _LIST.match(text):
            self.setFormat(0, mark.end(), self._formats["heading"])

    def _within_line(self, text: str) -> None:
        if "*" in text or "_" in text:
            for match in _BOLD.finditer(text):
                self._add(match.start(2), match.end(2), bold=True)
                self._marks(match.start(), match.start(2), match.end(2), match.end())
            for match in _ITALIC.finditer(text):
                self._add(match.start(2), match.end(2), italic=True)
                self._marks(match.start(), match.start(2), match.end(2), match.end())
        if "`" in text:
            for match in _CODE.finditer(text):
                self.setFormat(match.start(), match.end() - match.start(), self._formats["code"])
        if "[" in text:
            for match in _LINK.finditer(text):
                self.setFormat(match.start(1), match.end(1) - match.start(1), self._formats["link"])
                self._marks(match.start(), match.start(1), match.end(1), match.end())
            for match in REFERENCE.finditer(text):
                self.setFormat(match.start(), match.end() - match.start(), self._formats["reference"])

    def _marks(self, start: int, inner: int, inner_end: int, end: int) -> None:
        self.setFormat(start, inner - start, self._formats["mark"])
        self.setFormat(inner_end, end - inner_end, self._formats["mark"])

    def _add(self, start: int, end: int, *, bold: bool = False, italic: bool = False) -> None:
        """Add a style to what a stretch already has."""
        for place in range(start, end):
            style = QTextCharFormat(self.format(place))
            if bold:
                style.setFontWeight(QFont.Weight.Bold)
            if italic:
                style.setFontItalic(True)
            self.setFormat(place, 1, style)


def _format(
    colour: QColor | None,
    *,
    weight: QFont.Weight | None = None,
    italic: bool = False,
    underline: bool = False,
    family: str = "",
) -> QTextCharFormat:
    style = QTextCharFormat()
    if colour is not None:
        style.setForeground(colour)
    if weight is not None:
        style.setFontWeight(weight)
    if italic:
        style.setFontItalic(True)
    if underline:
        style.setFontUnderline(True)
    if family:
        style.setFontFamilies([family])
        style.setFontStyleHint(QFont.StyleHint.Monospace)
    return style

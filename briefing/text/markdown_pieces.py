"""A section's Markdown cut into pieces, line by line and in linear time.

Headings, rules, fences, quote cards and plain paragraphs are settled here, so that the ``markdown`` package only
sees what it alone knows (lists, quotations, tables, definitions) in portions too small to hurt: its block parser
takes quadratic time on long runs of headings and recurses once per nesting level.
The rules are those of CommonMark 0.31 where it and the package differ (lists may follow a line of text directly,
sub-items need two spaces, ``#`` needs a blank after it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "prose", "heading", "rule", "fence", "card", "list", "quote", "table", "definitions", "code", "note", "picture"
]

REFERENCE = re.compile(r"\[\[(quote|cite):([a-z0-9]{4,12})\]\]")

# A footnote is called by ``[^name]``; its words stand on a line that begins with ``[^name]:``.
CALL = re.compile(r"\[\^([\w.-]{1,40})\]")

_NOTE = re.compile(r"[ ]{0,3}\[\^([\w.-]{1,40})\]:[ ]*(?=\S)")
# A picture of the library, alone on a line: ![what it shows](picture:KEY "caption").
PICTURE = re.compile(r'[ ]{0,3}!\[([^\[\]]*)\]\(picture:([0-9a-z]{1,40})(?:[ ]+"(.*)")?\)[ ]*$')

_CARD = re.compile(r"[ ]*\[\[quote:([a-z0-9]{4,12})\]\][ ]*$")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})([^`]*)$")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ ]+(.*))?$")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})$")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-+)[ ]*$")
_MARKER = re.compile(r"([ ]*)([-*+•‣◦]|\d{1,9}[.)])[ ]+(?=\S)")
_TABLE_RULE = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_DEFINITION = re.compile(r"[ ]{0,3}:[ ]{1,3}\S")
_QUOTATION = re.compile(r"[ ]{0,3}>")
_TARGET = re.compile(
    r"[ ]{0,3}\[([^\[\]]{1,200})\]:[ ]*<?((?:https?://|mailto:)[^\s<>]+)>?(?:[ ]+[\"'(].*[\"')])?[ ]*$", re.I
)
_TICKS = re.compile(r"(?<!\\)`+")
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# Deeper indentation than this is not read as deeper nesting: ten levels are more than paper can show.
_DEEPEST = 40


@dataclass(slots=True)
class Piece:
    """Some lines that belong together. ``text`` is what the kind needs: a heading's words, a fence's code,
    a card's handle, else Markdown; ``level`` is a heading's, ``name`` a footnote's; ``line`` is the first of its lines
    in the text, from 0.
    """

    kind: Kind
    text: str = ""
    level: int = 0
    line: int = 0
    name: str = ""


@dataclass(slots=True)
class _Cutter:
    pieces: list[Piece] = field(default_factory=list[Piece])
    targets: dict[str, str] = field(default_factory=dict[str, str])
    kind: Kind = "prose"
    lines: list[str] = field(default_factory=list[str])
    gap: bool = False
    at: int = 0
    start: int = 0
    name: str = ""

    def flush(self) -> None:
        if self.lines:
            while self.lines and not self.lines[-1]:
                self.lines.pop()
            lines = relevel(self.lines) if self.kind == "list" else self.lines
            name = self.name if self.kind == "note" else ""
            self.pieces.append(Piece(self.kind, "\n".join(lines), line=self.start, name=name))
        self.kind = "prose"
        self.lines = []
        self.gap = False

    def put(self, piece: Piece) -> None:
        self.flush()
        self.pieces.append(piece)

    def begin(self, kind: Kind, line: str, back: int = 0) -> None:
        """Gather lines from this one on; it stands ``back`` lines above the one being read."""
        self.flush()
        self.kind = kind
        self.lines = [line]
        self.start = self.at - back

    def follow(self, line: str) -> None:
        if self.gap:
            self.lines.append("")
            self.gap = False
        self.lines.append(line)


def clean_lines(source: str) -> list[str]:
    """Return the lines of a Markdown text, tabs opened, without characters no page can show."""
    text = source.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    if _UNSAFE.search(text):
        text = _UNSAFE.sub("", text)
    if "\t" in text:
        text = text.expandtabs(4)
    return text.split("\n")


def in_code(lines: list[str]) -> list[bool]:
    """Return for each line whether it belongs to a fenced passage (the fences included)."""
    out: list[bool] = []
    fence = ""
    for line in lines:
        if fence:
            out.append(True)
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        opened = _FENCE.match(line) if "```" in line or "~~~" in line else None
        fence = opened[1] if opened else ""
        out.append(bool(fence))
    return out


def code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the code spans of a text begin and end, their backticks included; linear in the text."""
    ticks = [(found.start(), found.end()) for found in _TICKS.finditer(text)]
    closing: dict[int, list[int]] = {}
    for number in range(len(ticks) - 1, -1, -1):
        closing.setdefault(ticks[number][1] - ticks[number][0], []).append(number)
    number = 0
    while number < len(ticks):
        start, end = ticks[number]
        same = closing[end - start]
        while same and same[-1] <= number:
            same.pop()
        number += 1
        if same:
            number = same[-1] + 1
            yield start, ticks[same[-1]][1]


def cut(lines: list[str]) -> tuple[list[Piece], dict[str, str]]:
    """Return the pieces of clean lines in order, and the addresses the ``[name]: https://…`` lines define."""
    cutter = _Cutter()
    at = 0
    while at < len(lines):
        line = lines[at]
        cutter.at = at
        at += 1
        if not line or line.isspace():
            cutter.gap = True
            continue
        opened = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if opened and not (cutter.kind == "list" and line[0] == " "):
            code, at = _fenced(lines, at, opened[1])
            cutter.put(Piece("fence", code, line=cutter.at))
        elif not _settled(cutter, line):
            _text_line(cutter, line)
    cutter.flush()
    return cutter.pieces, cutter.targets


def _fenced(lines: list[str], at: int, fence: str) -> tuple[str, int]:
    """Return the code up to the closing fence and the number of the line after it."""
    start = at
    while at < len(lines):
        line = lines[at].strip()
        if line.startswith(fence) and not line.strip(fence[0]):
            return "\n".join(lines[start:at]), at + 1
        at += 1
    return "\n".join(lines[start:at]).rstrip(), at


def _settled(cutter: _Cutter, line: str) -> bool:
    """Deal with a line that is a piece by itself; return whether it was one."""
    start = line.lstrip(" ")[0]
    if start == "[":
        if (card := _CARD.match(line)) and not (cutter.kind == "list" and line.startswith("  ")):
            cutter.put(Piece("card", card[1], line=cutter.at))
            return True
        if note := _NOTE.match(line):
            cutter.begin("note", line[note.end() :])
            cutter.name = note[1]
            return True
        if target := _TARGET.match(line):
            cutter.targets[" ".join(target[1].lower().split())] = target[2]
            cutter.flush()
            return True
    elif start == "!":
        if PICTURE.match(line):
            cutter.put(Piece("picture", line.strip(), line=cutter.at))
            return True
    elif start == "#":
        if heading := _HEADING.match(line):
            words = (heading[2] or "").rstrip()
            closed = words.rstrip("#")
            title = closed.rstrip() if not closed or closed[-1] == " " else words
            cutter.put(Piece("heading", title, len(heading[1]), cutter.at))
            return True
    elif start in "-=*_":
        single = cutter.kind == "prose" and len(cutter.lines) == 1 and not cutter.gap
        if single and (under := _UNDERLINE.match(line)) and not ("|" in cutter.lines[0] and "=" not in line):
            words = cutter.lines[0].strip()
            cutter.lines = []
            cutter.put(Piece("heading", words, 1 if under[1][0] == "=" else 2, cutter.start))
            return True
        if _RULE.match(line):
            cutter.put(Piece("rule", line=cutter.at))
            return True
    return False


def _text_line(cutter: _Cutter, line: str) -> None:
    """Add a line to what it continues, or begin something new with it."""
    indent = len(line) - len(line.lstrip(" "))
    if indent > _DEEPEST:
        line = " " * _DEEPEST + line[indent:]
    if cutter.lines and _continues(cutter, line, indent):
        cutter.follow(line)
        return
    kind = _kind_of(line, indent)
    before = cutter.lines if cutter.kind == "prose" else []
    if before and _DEFINITION.match(line):
        cutter.kind = "definitions"
        cutter.follow(line)
    elif before and not cutter.gap and "|" in before[-1] and _TABLE_RULE.match(line):
        head = before.pop()
        cutter.begin("table", head, back=1)
        cutter.follow(line)
    elif before and not cutter.gap and kind in ("prose", "code"):
        cutter.follow(line)
    else:
        cutter.begin(kind, line)


def _kind_of(line: str, indent: int) -> Kind:
    if indent >= 4:
        return "code"
    if _MARKER.match(line):
        return "list"
    return "quote" if _QUOTATION.match(line) else "prose"


def _continues(cutter: _Cutter, line: str, indent: int) -> bool:
    """Return whether a line belongs to the list, quotation, table, definitions or code being gathered."""
    kind, gap = cutter.kind, cutter.gap
    if kind == "list":
        return not gap or indent >= 2 or _MARKER.match(line) is not None
    if kind == "quote":
        return not (gap or _MARKER.match(line)) or _QUOTATION.match(line) is not None
    if kind == "table":
        return not gap and "|" in line
    if kind == "definitions":
        return not gap or indent >= 4 or _DEFINITION.match(line) is not None
    if kind == "code":
        return indent >= 4
    if kind == "note":
        return indent >= 2 if gap else _kind_of(line, indent) in ("prose", "code")
    return False


def relevel(lines: list[str]) -> list[str]:
    """Return a list's lines with each level set in by four blanks, as the ``markdown`` package wants it.

    An item belongs to the item above it when it is set in by two blanks or more. Pasted bullets (``•``) become
    ``-``, and ``1)`` becomes ``1.``.
    """
    out: list[str] = []
    columns: list[tuple[int, bool]] = []
    gap = False
    for line in lines:
        if not line:
            out.append("")
            gap = True
            continue
        item = _MARKER.match(line)
        indent = len(line) - len(line.lstrip(" "))
        if item:
            numbered = item[2][0].isdigit()
            while columns and indent < columns[-1][0] + 2:
                if columns.pop()[1] != numbered and indent >= (columns[-1][0] + 2 if columns else 0):
                    out.append("")
            sign = item[2][:-1] + "." if numbered else item[2].replace("•", "-").replace("‣", "-")
            out.append(f"{'    ' * len(columns)}{sign.replace('◦', '-')} {line[item.end() :]}")
            columns.append((indent, numbered))
        elif gap:
            level = sum(1 for column, _ in columns if column + 2 <= indent)
            out.append("    " * level + line.lstrip(" "))
        else:
            out.append("    " * max(0, len(columns) - 1) + line.lstrip(" "))
        gap = False
    return out

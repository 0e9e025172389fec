"""What the formatting buttons do to Markdown under a text cursor. Each call is one step of the editor's own undo."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtGui import QTextBlock, QTextCursor

_HEADING = re.compile(r"^#{1,6}\s+")
_BULLET = re.compile(r"^(\s*)[-*+]\s+")
_NUMBER = re.compile(r"^(\s*)(\d{1,9})[.)]\s+")
_QUOTED = re.compile(r"^\s{0,3}>\s?")
_ITEM = re.compile(r"^(\s*)(?:([-*+])|(\d{1,9})([.)]))(\s+)(.*)$")
TABLE = "| Ours | Theirs |\n|---|---|\n|  |  |\n|  |  |"


def blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """Return the lines the cursor's selection touches (one line when nothing is selected)."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    end = cursor.selectionEnd()
    found = [block]
    while block.next().isValid() and block.next().position() < max(end, 1):
        block = block.next()
        found.append(block)
    return found


def _rewrite(cursor: QTextCursor, change: Callable[[int, str], str]) -> None:
    """Replace each touched line by ``change(number, line)``, keeping the caret in its line."""
    cursor.beginEditBlock()
    for number, block in enumerate(blocks(cursor)):
        old, position = block.text(), block.position()
        new = change(number, old)
        if new == old:
            continue
        kept = 0
        while kept < min(len(old), len(new)) and old[-1 - kept] == new[-1 - kept]:
            kept += 1
        edit = QTextCursor(cursor.document())
        edit.setPosition(position)
        edit.setPosition(position + _units(old[: len(old) - kept]), QTextCursor.MoveMode.KeepAnchor)
        edit.insertText(new[: len(new) - kept])
    cursor.endEditBlock()


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it: UTF-16 code units."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def heading(cursor: QTextCursor, level: int) -> None:
    """Make the touched lines headings of ``level`` 1 to 3 (printed below the section's title); 0 makes them text."""
    mark = "#" * (level + 1) + " " if level else ""

    def change(_number: int, line: str) -> str:
        bare = _HEADING.sub("", line)
        return bare if level and line.startswith(mark) else mark + bare

    _rewrite(cursor, change)


def bullets(cursor: QTextCursor) -> None:
    """Turn the touched lines into a bulleted list, or back into text."""
    lines = [block.text() for block in blocks(cursor)]
    undo = all(_BULLET.match(line) for line in lines if line.strip()) and any(line.strip() for line in lines)

    def change(_number: int, line: str) -> str:
        if undo:
            return _BULLET.sub(r"\1", line)
        bare = _NUMBER.sub(r"\1", line)
        return line if _BULLET.match(line) or (not line.strip() and len(lines) > 1) else "- " + bare

    _rewrite(cursor, change)


def numbers(cursor: QTextCursor) -> None:
    """Turn the touched lines into a numbered list, or back into text."""
    lines = [block.text() for block in blocks(cursor)]
    undo = all(_NUMBER.match(line) for line in lines if line.strip()) and any(line.strip() for line in lines)
    count = iter(range(1, len(lines) + 1))

    def change(_number: int, line: str) -> str:
        if undo:
            return _NUMBER.sub(r"\1", line)
        if not line.strip() and len(lines) > 1:
            return line
        return f"{next(count)}. " + _BULLET.sub(r"\1", _NUMBER.sub(r"\1", line))

    _rewrite(cursor, change)


def quoted(cursor: QTextCursor) -> None:
    """Set the touched lines in from the margin with ``>``, or take that back."""
    undo = all(_QUOTED.match(block.text()) for block in blocks(cursor))
    _rewrite(cursor, lambda _number, line: _QUOTED.sub("", line) if undo else "> " + line)


def wrap(cursor: QTextCursor, mark: str) -> None:
    """Put ``mark`` (``**``, ``*``) around the selection or the word at the caret, or take it away again."""
    if not cursor.hasSelection():
        place = cursor.position()
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        if not any(character.isalnum() for character in cursor.selectedText()):
            # Qt takes the dash of a list for a word.
            cursor.setPosition(place)
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    text = cursor.selectedText()
    document = cursor.document()
    size = len(mark)
    cursor.beginEditBlock()
    if text.startswith(mark) and text.endswith(mark) and len(text) > 2 * size:
        cursor.insertText(text[size:-size])
        _select(cursor, start, end - 2 * size)
    elif _around(cursor, start, end, mark):
        for place in (end, start - size):
            edit = QTextCursor(document)
            edit.setPosition(place)
            edit.setPosition(place + size, QTextCursor.MoveMode.KeepAnchor)
            edit.removeSelectedText()
        _select(cursor, start - size, end - size)
    else:
        parts = text.split("\u2029")
        cursor.insertText("\n".join(mark + part + mark if part.strip() or len(parts) == 1 else part for part in parts))
        _select(cursor, start + size, cursor.position() - size)
    cursor.endEditBlock()


def _around(cursor: QTextCursor, start: int, end: int, mark: str) -> bool:
    """Tell whether ``mark`` stands right before ``start`` and right after ``end`` (and is not half of a longer one)."""
    text = cursor.block().text()
    base = cursor.document().findBlock(start).position()
    before, after = text[: max(0, start - base)], text[end - base :]
    if not (before.endswith(mark) and after.startswith(mark)):
        return False
    left, right = len(before) - len(before.rstrip("*")), len(after) - len(after.lstrip("*"))
    return left == right and (left == len(mark) or left == 3)


def _select(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(max(0, start))
    cursor.setPosition(max(start, end), QTextCursor.MoveMode.KeepAnchor)


def link(cursor: QTextCursor) -> None:
    """Make the selection a link and select its address, ready to be typed over."""
    words = cursor.selectedText().replace("\u2029", " ")
    address = "https://"
    start = cursor.selectionStart()
    if re.match(r"(?:https?://|mailto:)\S+$", words):
        cursor.insertText(f"[]({words})")
        cursor.setPosition(start + 1)
        return
    cursor.insertText(f"[{words}]({address})")
    inside = start + _units(words) + 3
    _select(cursor, inside, inside + len(address))


def table(cursor: QTextCursor) -> None:
    """Put a small table on lines of its own, caret in its first cell."""
    start = own_lines(cursor, TABLE)
    _select(cursor, start + 2, start + 6)


def own_lines(cursor: QTextCursor, text: str) -> int:
    """Insert ``text`` with an empty line before and after it; return where it starts (Qt position)."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    block = cursor.block()
    if (cursor.positionInBlock() and cursor.atBlockEnd()) or cursor.positionInBlock():
        lead = "\n\n"
    else:
        lead = "\n" if block.previous().isValid() and block.previous().text().strip() else ""
    rest = block.text()[cursor.positionInBlock() :].strip()
    following = block.next().text().strip() if block.next().isValid() else ""
    tail = "\n\n" if rest else ("\n" if following else "")
    cursor.insertText(lead)
    start = cursor.position()
    cursor.insertText(text)
    end = cursor.position()
    cursor.insertText(tail)
    if not tail and not cursor.block().next().isValid():
        cursor.insertText("\n")
    cursor.endEditBlock()
    cursor.setPosition(end)
    return start


def put_below(cursor: QTextCursor, line: str) -> None:
    """Insert ``line`` on a line of its own, after the caret's paragraph when the caret is inside; caret behind it."""
    if not cursor.atBlockStart() and not cursor.atBlockEnd():
        # It belongs after the paragraph, not into the middle of a sentence.
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    own_lines(cursor, line)
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock)


def put_all(cursor: QTextCursor, marks: Sequence[str], form: str) -> None:
    """Insert marks of quotes as one step of undo: ``card`` each on a line of its own, ``cite`` in the text."""
    cursor.beginEditBlock()
    for mark in marks:
        if form == "cite":
            cursor.insertText(mark)
        else:
            put_below(cursor, mark)
    cursor.endEditBlock()


def new_line(cursor: QTextCursor) -> bool:
    """Carry a list on to the next line, or end it on an empty item. False: let Enter do its usual work."""
    match = _ITEM.match(cursor.block().text())
    if match is None or cursor.hasSelection() or cursor.positionInBlock() < match.end(5):
        return False
    indent, bullet, number, stop, space, rest = match.groups()
    cursor.beginEditBlock()
    if not rest.strip():
        cursor.select(QTextCursor.SelectionType.LineUnderCursor)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    else:
        mark = bullet or f"{int(number) + 1}{stop}"
        cursor.insertText(f"\n{indent}{mark}{space}")
    cursor.endEditBlock()
    return True


def indent(cursor: QTextCursor, steps: int) -> bool:
    """Move list items in (1) or out (-1) by one level; returns False when no list item is touched."""
    touched = [block.text() for block in blocks(cursor)]
    if not any(_ITEM.match(line) for line in touched):
        return False

    def change(_number: int, line: str) -> str:
        if steps > 0:
            return "    " + line if line.strip() else line
        return line[min(4, len(line) - len(line.lstrip(" "))) :]

    _rewrite(cursor, change)
    return True

"""Very long lines broken at spaces: Qt lays a line out as one piece, and a megabyte in one line stops the window."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 12_000
PIECE: Final = 4_000


def split_long_lines(text: str) -> tuple[str, bool]:
    """Return ``text`` with every line over 12,000 characters broken after at most 4,000, and whether any was.

    A break replaces a space where there is one, so that the words and, in Markdown, the paragraph stay the same.
    """
    if len(text) <= LONGEST:
        return text, False
    lines = text.split("\n")
    if all(len(line) <= LONGEST for line in lines):
        return text, False
    return "\n".join(piece for line in lines for piece in _pieces(line)), True


def _pieces(line: str) -> list[str]:
    if len(line) <= LONGEST:
        return [line]
    found: list[str] = []
    start = 0
    while len(line) - start > PIECE:
        space = line.rfind(" ", start + 1, start + PIECE)
        if space < 0:
            found.append(line[start : start + PIECE])
            start += PIECE
        else:
            found.append(line[start:space])
            start = space + 1
    found.append(line[start:])
    return found

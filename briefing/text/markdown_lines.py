"""Which line of a Markdown text each block stands on: what the page shows is found in the text, and back.

Blocks are plain values that know nothing of lines, so that equal ones stay equal. What is known of them is therefore
kept beside them, by ``id``. The ``markdown`` package does not tell where it read what; inside a list, a quotation or
a table each part is found again by its first words, in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.text import blocks
from briefing.text.markdown_pieces import REFERENCE
from briefing.text.markdown_ruby import unread

# Words are looked for this many lines ahead at most; what is further off is not found again but guessed.
_AHEAD = 200
_ENOUGH = 16
_SIGNS = re.compile(r"[\W_]+")
_START = re.compile(r"[\s>]*(?:[-*+•‣◦:]|\d{1,9}[.)])?[\s>]*")


@dataclass(slots=True)
class LineFinder:
    """Finds lines for the blocks of a text, piece by piece. ``found`` gives them by ``id`` of the block, of a table's
    rows and of a definition list's entries; lines are counted from 0.
    """

    lines: Sequence[str]
    found: dict[int, int] = field(default_factory=dict[int, int])
    _at: int = 0
    _end: int = 0
    _fresh: bool = True

    def place(self, made: Sequence[blocks.Block], first: int, end: int) -> None:
        """Note the lines of the blocks one piece has become; the piece has the lines ``first`` to before ``end``."""
        if len(made) == 1 and not isinstance(made[0], _NESTED):
            self.found[id(made[0])] = first
            return
        self._at, self._end, self._fresh = first, end, True
        for block in made:
            self._block(block)

    def _block(self, block: blocks.Block) -> None:
        match block:
            case blocks.Listing():
                self._inside(block, [inner for item in block.items for inner in item])
            case blocks.BlockQuote():
                self._inside(block, block.blocks)
            case blocks.Table():
                self._leaf(block, "".join(map(blocks.plain, block.head)), block.head)
                for row in block.rows:
                    self._leaf(row, "".join(map(blocks.plain, row)), row)
            case blocks.Definitions():
                self.found[id(block)] = self._at
                for entry in block.entries:
                    self._leaf(entry, blocks.plain(entry[0]) or blocks.plain(entry[1]), entry)
            case blocks.QuoteCard():
                self._leaf(block, block.handle, ())
            case blocks.Code():
                self._leaf(block, block.text, ())
            case blocks.Picture():
                self._leaf(block, block.alt, ())
            case blocks.Rule():
                self._leaf(block, "", ())
            case _:
                self._leaf(block, blocks.plain(block.runs), (block.runs,))

    def _inside(self, block: blocks.Block, inner: Sequence[blocks.Block]) -> None:
        start = self._at
        for one in inner:
            self._block(one)
        self.found[id(block)] = self.found[id(inner[0])] if inner else start

    def _leaf(self, what: object, words: str, cells: Sequence[blocks.Runs]) -> None:
        wanted = _SIGNS.sub("", words[: 8 * _ENOUGH])[:_ENOUGH]
        if not wanted:
            wanted = next((run.cite for runs in cells for run in runs if run.cite), "")
        self._at = self._look(wanted)
        self._fresh = False
        self.found[id(what)] = self._at

    def _look(self, wanted: str) -> int:
        """Return the line that begins with the words, else one that has them, else the next that has any."""
        start = self._at if self._fresh else self._at + 1
        ahead = range(start, min(self._end, start + _AHEAD))
        if wanted:
            for number in ahead:
                said = _said(self.lines[number])
                if said and (said.startswith(wanted) or wanted.startswith(said)):
                    return number
            for number in range(self._at, ahead.stop):
                if wanted in _SIGNS.sub("", self.lines[number]):
                    return number
            return self._at
        return next((number for number in ahead if self.lines[number].strip(" >")), self._at)


_NESTED = (blocks.Listing, blocks.BlockQuote, blocks.Table, blocks.Definitions)


def _said(line: str) -> str:
    """Return the letters and digits a line begins with, without what makes it an item or a reference."""
    line = line[:4000]
    if "{" in line:
        line = unread(line)
    if "[[" in line:
        line = REFERENCE.sub(" ", line)
    return _SIGNS.sub("", line[_START.match(line).end() :][: 8 * _ENOUGH])  # pyright: ignore[reportOptionalMemberAccess]

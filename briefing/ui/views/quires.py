"""A composed book drawn a few pages at a time: only what is looked at becomes PDF, by the writer that makes the file.

A quire is a few pages folded together. However long the book, a handful of quires is held; a page drawn from one is
the same picture as that page of the whole file.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QImage

from briefing.ui.views.page_words import folded
from briefing.ui.views.sheets import MOST_FOUND, Box, Sheets, Spot

if TYPE_CHECKING:
    from briefing.layout.page import Folios

# Pages of a quire when pages are looked at, one after the other; and when all are gone through.
LEAVES: Final = 4
THICK: Final = 16
KEPT: Final = 8


class Quires:
    """The pages of a composed book. ``sizes`` are widths and heights in points; ``held`` how many PDFs are open.

    Everything may be called from any worker thread. After ``close`` pages are empty.
    """

    def __init__(self, folios: Folios) -> None:
        self._folios: Folios | None = folios
        self.sizes = [(page.width, page.height) for page in folios.pages]
        self._open: OrderedDict[int, Sheets] = OrderedDict()
        self._lock = threading.Lock()
        # What stands on the pages, once a search has gone through them: some four kilobytes a page.
        self._said: dict[int, str] = {}

    @property
    def held(self) -> int:
        """How many PDFs are open."""
        return len(self._open)

    @contextmanager
    def _turn(self) -> Generator[Callable[[int], Sheets | None]]:
        try:
            with self._lock:
                yield self._quire
        finally:
            self._let_go()

    def _printed(self, start: int, end: int) -> Sheets | None:
        from briefing.layout.page import Node
        from briefing.pdf.export import render

        folios = self._folios
        if folios is None:
            return None
        # Bookmarks and the structure tree are not seen: pictures need neither.
        few = replace(folios, pages=folios.pages[start:end], bookmarks=[], root=Node("Document"))
        return Sheets(render(few))

    def _quire(self, number: int) -> Sheets | None:
        start = number - number % LEAVES
        found = self._open.get(start)
        if found is None:
            found = self._printed(start, start + LEAVES)
            if found is None:
                return None
            self._open[start] = found
            while len(self._open) > KEPT:
                self._open.popitem(last=False)[1].close()
        self._open.move_to_end(start)
        return found

    def draw(self, number: int, scale: float) -> QImage:
        """Return page ``number`` (0-based) at ``scale`` device pixels per point; an empty picture once closed."""
        with self._turn() as quires:
            quire = quires(number)
            return quire.draw(number % LEAVES, scale) if quire is not None else QImage()

    def text(self, number: int) -> str:
        """Return the words on a page, for screen readers and tests."""
        with self._turn() as quires:
            quire = quires(number)
            return quire.text(number % LEAVES) if quire is not None else ""

    def between(self, number: int, begin: tuple[float, float], end: tuple[float, float]) -> tuple[str, tuple[Box, ...]]:
        """Return the words from one place of a page to another and their boxes; places from the top left corner."""
        with self._turn() as quires:
            quire = quires(number)
            return quire.between(number % LEAVES, begin, end) if quire is not None else ("", ())

    def find(
        self,
        words: str,
        tell: Callable[[list[Spot]], object] | None = None,
        wanted: Callable[[], bool] = lambda: True,
        start: int = 0,
        progress: Callable[[int, int], object] | None = None,
    ) -> list[Spot]:
        """Return where ``words`` stand, at most 500 places: page by page from ``start`` on, then from the first.

        ``tell`` hears what is new, batch by batch, and ``progress`` how many pages of how many are done; no longer
        ``wanted``, the search ends with what it has.
        """
        found: list[Spot] = []
        count = len(self.sizes)
        for pages in self._worth_a_look(folded(words), start):
            if progress is not None:
                progress((pages.start - start) % count, count)
            if not wanted() or len(found) >= MOST_FOUND:
                break
            sheets = self._printed(pages.start, pages.stop)
            if sheets is None:
                break
            fresh: list[Spot] = []
            for number in pages:
                said, places = sheets.find(number - pages.start, words, MOST_FOUND - len(found) - len(fresh))
                self._said[number] = said
                fresh += [Spot(number, boxes) for boxes in places]
            sheets.close()
            found += fresh
            if tell is not None and fresh:
                tell(fresh)
        return found

    def _worth_a_look(self, wanted: str, start: int) -> Iterator[range]:
        """Yield the pages to go through: those known to have the words one by one, unknown ones many at a time.

        At first only a few, so that what stands where one reads is there at once.
        """
        count = len(self.sizes)
        start = min(max(start, 0), count)
        near = min(start + LEAVES, count)
        thick = [
            range(at, min(at + THICK, end))
            for first, end in ((near, count), (0, start))
            for at in range(first, end, THICK)
        ]
        for pages in (range(start, near), *thick):
            if any(number not in self._said for number in pages):
                yield pages
            else:
                yield from (range(number, number + 1) for number in pages if wanted in self._said[number])

    def close(self) -> None:
        """Let go of everything; calling it again does nothing."""
        self._folios = None
        self._let_go()

    def _let_go(self) -> None:
        """Close what is open once nobody is at it; who is at it does the same at the end, so nobody waits."""
        if self._folios is None and self._lock.acquire(blocking=False):
            try:
                while self._open:
                    self._open.popitem()[1].close()
            finally:
                self._lock.release()

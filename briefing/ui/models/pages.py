"""The rows of a long list, a page at a time: read at once, or in a worker while the list goes on being drawn.

A page is 16 rows by primary key, about as many as are seen at once, and the 256 pages used last are kept: more rows at
once make each jump wait for what nobody sees.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence

from briefing.library.quotes import QuoteRow
from briefing.ui.jobs import Jobs

PAGE = 16
PAGES_KEPT = 256
# So many pages are read ahead of where one is going.
AHEAD = 2
Page = list[QuoteRow | None]
Read = Callable[[Sequence[int]], list[QuoteRow]]


def page_of(read: Read, ns: Sequence[int], number: int) -> Page:
    """Return a page of the list ``ns``; ``None`` stands for a quote that has gone meanwhile."""
    wanted = ns[number * PAGE : (number + 1) * PAGE]
    found = {row.n: row for row in read(wanted)}
    return [found.get(n) for n in wanted]


def pages_of(read: Read, ns: Sequence[int], first: int, last: int) -> dict[int, Page]:
    """Return the pages with the places from ``first`` to ``last`` (of a shorter list the last ones)."""
    end = min(last, len(ns) - 1)
    begin = max(min(first, end - (last - first)), 0)
    return {number: page_of(read, ns, number) for number in range(begin // PAGE, end // PAGE + 1)}


class Pages:
    """Rows by their place. ``arrived(first, last)`` tells which places have rows that were not there before.

    Without ``jobs`` everything is read at once.
    """

    def __init__(self, read: Read, jobs: Jobs | None, arrived: Callable[[int, int], None]) -> None:
        self._read, self._jobs, self._arrived = read, jobs, arrived
        self._topic = f"pages-{id(self)}"
        self._ns: array[int] = array("q")
        self._kept: OrderedDict[int, Page] = OrderedDict()
        # Pages whose rows may have changed: shown until they are read again.
        self._old: set[int] = set()
        # Pages to read now, the one wanted last at the end, and those that may be wanted next.
        self._wanted: list[int] = []
        self._next: list[int] = []
        self._busy = False
        self._last = 0

    @property
    def ns(self) -> array[int]:
        """The row numbers in display order."""
        return self._ns

    def show(self, ns: array[int], pages: Mapping[int, Page] | None = None) -> None:
        """Take another list, of which some pages may have been read already."""
        self._stop()
        self._ns = ns
        self._kept = OrderedDict(pages or {})
        self._old.clear()

    def forget(self, pages: Mapping[int, Page] | None = None) -> None:
        """Read all rows again when they are needed; until then the old ones are shown. ``pages`` are new already."""
        self._stop()
        self._old = set(self._kept)
        for number, page in (pages or {}).items():
            self._keep(number, page)

    def row(self, place: int) -> QuoteRow | None:
        """Return the quote at a place as it is now, read if need be; ``None`` when it has gone meanwhile."""
        if not 0 <= place < len(self._ns):
            return None
        number, offset = divmod(place, PAGE)
        page = self._kept.get(number)
        if page is None or number in self._old:
            page = page_of(self._read, self._ns, number)
            self._keep(number, page)
        else:
            self._kept.move_to_end(number)
        return page[offset]

    def glance(self, place: int) -> QuoteRow | None:
        """Return what is known of a place without waiting; what is not is read, and told when it is there."""
        if self._jobs is None:
            return self.row(place)
        if not 0 <= place < len(self._ns):
            return None
        number, offset = divmod(place, PAGE)
        page = self._kept.get(number)
        if page is None or number in self._old:
            self._want(number)
        if page is None:
            return None
        self._kept.move_to_end(number)
        if number != self._last:
            step, self._last = number - self._last, number
            # Who jumps about may go anywhere next.
            if abs(step) <= AHEAD:
                self._next = [number + ahead * (1 if step > 0 else -1) for ahead in range(1, AHEAD + 1)]
                self._start()
        return page[offset]

    def _keep(self, number: int, page: Page) -> None:
        self._kept[number] = page
        self._kept.move_to_end(number)
        self._old.discard(number)
        while len(self._kept) > PAGES_KEPT:
            self._old.discard(self._kept.popitem(last=False)[0])

    def _stop(self) -> None:
        self._wanted.clear()
        self._next.clear()
        self._busy = False
        if self._jobs is not None:
            self._jobs.forget(self._topic)

    def _missing(self, number: int) -> bool:
        return 0 <= number * PAGE < len(self._ns) and (number not in self._kept or number in self._old)

    def _want(self, number: int) -> None:
        if number in self._wanted:
            self._wanted.remove(number)
        self._wanted.append(number)
        self._start()

    def _start(self) -> None:
        """Read the pages wanted last. What was wanted before and is still seen is asked for again by being drawn."""
        if self._busy or self._jobs is None:
            return
        wanted = self._wanted[-2:] or [number for number in self._next if self._missing(number)][:1]
        self._wanted.clear()
        if not wanted:
            return
        self._busy = True
        read, ns = self._read, self._ns

        def work() -> dict[int, Page]:
            return {number: page_of(read, ns, number) for number in wanted}

        def failed(_trouble: Exception) -> None:
            # Asked again and again it would fail again and again; the list itself tells of the trouble.
            self._take({number: [None] * PAGE for number in wanted})

        self._jobs.latest(self._topic, work, self._take, failed)

    def _take(self, pages: Mapping[int, Page]) -> None:
        self._busy = False
        for number, page in pages.items():
            self._keep(number, page)
        for number in pages:
            self._arrived(number * PAGE, min((number + 1) * PAGE, len(self._ns)) - 1)
        self._start()

"""Which pages stand beside each other, and where in their row: one below the other, or as a book lies open."""

from __future__ import annotations

from collections.abc import Sequence

# A page this much broader than most lies across.
_BROAD = 1.1


class PageRows:
    """Rows of pages, all in points. ``spread`` puts two in a row, ``leftward`` the first of them at the right.

    Pages are counted from 0: the first is a right-hand one (in a ``leftward`` book a left-hand one) and stands alone.
    A page that lies across has the breadth of both to itself, in the middle; who stood beside it keeps to its own side,
    so that all the others are as large as ever and their inner edges meet in one line.
    """

    def __init__(self) -> None:
        self.spread = self.leftward = False
        self._sizes: Sequence[tuple[float, float]] = ()
        self._usual = 0.0

    def show(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Take other pages."""
        self._sizes = sizes
        widths = sorted(width for width, _ in sizes)
        self._usual = widths[len(widths) // 2] if widths else 0.0

    def lies_across(self, number: int) -> bool:
        """Whether a page beside others is too broad to stand there."""
        return self.spread and 0 <= number < len(self._sizes) and self._sizes[number][0] > _BROAD * self._usual

    def of(self, number: int) -> range:
        """Return the pages that stand beside each other with this one: it alone, or two."""
        alone = range(number, number + 1)
        if not self.spread:
            return alone
        left = number - 1 + number % 2
        if self.lies_across(left) or self.lies_across(left + 1):
            return alone
        return range(max(left, 0), max(min(left + 2, len(self._sizes)), left + 1))

    def across(self, number: int) -> tuple[float, float]:
        """Return where a page begins in its row, and how broad the row is. A page alone has its half."""
        row = self.of(number)
        widths = [self._sizes[one][0] for one in row]
        width = self._sizes[number][0]
        if not self.spread:
            return 0.0, width
        if self.lies_across(number):
            whole = max(2 * self._usual, width)
            return (whole - width) / 2, whole
        whole = sum(widths) if len(widths) == 2 else 2 * width
        return (0.0 if self.at_left(number) else whole - width), whole

    def at_left(self, number: int) -> bool:
        """Whether a page is the left one of two, or stands where the left one would."""
        return (number % 2 == 1) != self.leftward

    def outer_right(self, number: int) -> bool:
        """Whether a page's outside, where it is marked, is at its right."""
        return self.spread and not self.at_left(number) and not self.lies_across(number)

    def has_fold(self, number: int) -> bool:
        """Whether the fold of an open book runs along the page's right edge."""
        return self.spread and self.at_left(number) and not self.lies_across(number)

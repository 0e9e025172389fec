"""How wide the four panes are: shared out by the window until somebody moves a border, then as they left it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSplitter

from briefing.ui import look

# What the panes like best at normal text size: side bar, quotes, text, pages.
LIKED = (236, 340, 450, 414)
TEXT = 2


def shared_out(room: int, scale: float) -> list[int]:
    """Return the widths of the panes in ``room`` pixels; ``scale`` is that of the text.

    In a wide window what is left goes to the text. In a narrow one every pane gives its part: the text, which is
    written in, must not pay for all.
    """
    liked = [width * scale for width in LIKED]
    if room >= sum(liked):
        liked[TEXT] += room - sum(liked)
        return [round(width) for width in liked]
    return [round(width * room / sum(liked)) for width in liked]


class PaneWidths:
    """Keeps the panes of ``split`` shared out. ``kept``: as somebody left them, empty when nobody ever did."""

    def __init__(self, split: QSplitter, kept: Sequence[int]) -> None:
        self._split = split
        self._kept = tuple(kept) if len(kept) == len(LIKED) else ()
        self._chosen = bool(self._kept)
        split.splitterMoved.connect(self._moved)
        split.setSizes(list(self._kept or LIKED))

    def fit(self, room: int) -> None:
        """Share the room out anew, unless somebody chose."""
        if not self._chosen:
            self._split.setSizes(shared_out(room, look.scale()))

    def left_as(self) -> tuple[int, ...]:
        """Return the widths somebody chose; those of a pane that is put away are not known."""
        panes = [self._split.widget(place) for place in range(len(LIKED))]
        if self._chosen and not any(pane is None or pane.isHidden() for pane in panes):
            return tuple(self._split.sizes())
        return self._kept

    def _moved(self) -> None:
        self._chosen = True
        self._kept = self.left_as()

"""How wide the four panes are: shared out by the window until somebody moves a border, then as they left it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSplitter

from briefing.ui import look

# What the panes like best at normal text size: side bar, quotes, text, pages.
LIKED = (236, 340, 450, 414)
TEXT = 2


def shared_out(room: int, scale: float, shown: Sequence[bool] = (True,) * len(LIKED)) -> list[int]:
    """Return the widths of the panes in ``room`` pixels; ``scale`` is that of the text, ``shown`` which are there.

    In a wide window what is left goes to the text. In a narrow one every pane gives its part: the text, which is
    written in, must not pay for all. A pane that is not there keeps the width it likes for when it comes back.
    """
    liked = [width * scale for width in LIKED]
    wanted = sum(width for width, there in zip(liked, shown, strict=True) if there)
    if not wanted:
        return [round(width) for width in liked]
    part = min(room / wanted, 1.0)
    widths = [width * part if there else width for width, there in zip(liked, shown, strict=True)]
    widths[TEXT] += max(room - wanted, 0.0) if shown[TEXT] else 0.0
    return [round(width) for width in widths]


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
            panes = [self._split.widget(place) for place in range(len(LIKED))]
            there = [pane is not None and not pane.isHidden() for pane in panes]
            self._split.setSizes(shared_out(room, look.scale(), there))

    def left_as(self) -> tuple[int, ...]:
        """Return the widths somebody chose; those of a pane that is put away are not known."""
        panes = [self._split.widget(place) for place in range(len(LIKED))]
        if self._chosen and not any(pane is None or pane.isHidden() for pane in panes):
            return tuple(self._split.sizes())
        return self._kept

    def _moved(self) -> None:
        self._chosen = True
        self._kept = self.left_as()

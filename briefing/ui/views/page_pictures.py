"""Pictures of pages, kept as long as there is room: the longest unseen goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from typing import Final

from PySide6.QtGui import QImage

KEPT_BYTES: Final = 96_000_000


class PagePictures:
    """Keeps pictures by page; ``generation`` tells which document a picture is of, ``scale`` how sharp it is."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, tuple[int, float, QImage]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    @property
    def bytes(self) -> int:
        """What the pictures take."""
        return sum(picture.sizeInBytes() for _, _, picture in self._held.values())

    def put(self, number: int, generation: int, scale: float, picture: QImage, seen: Collection[int]) -> None:
        """Keep a picture; those of pages not ``seen`` make room for it."""
        self._held[number] = (generation, scale, picture)
        self._held.move_to_end(number)
        held = self.bytes
        for old in list(self._held):
            if held <= KEPT_BYTES:
                break
            if old not in seen and old != number:
                held -= self._held.pop(old)[2].sizeInBytes()

    def get(self, number: int) -> QImage | None:
        """Return a page's picture, also one of an older document or less sharp."""
        have = self._held.get(number)
        return have[2] if have is not None else None

    def fresh(self, number: int, generation: int, scale: float) -> bool:
        """Whether there is this picture just as it is wanted."""
        have = self._held.get(number)
        return have is not None and have[:2] == (generation, scale)

    def drop_from(self, number: int) -> None:
        """Forget the pages from a number on."""
        for old in [old for old in self._held if old >= number]:
            del self._held[old]

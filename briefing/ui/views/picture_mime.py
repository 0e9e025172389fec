"""Pictures in what is dropped or pasted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QImage

from briefing.sources.picture import LARGEST
from briefing.ui.views.thumbnail import as_png

ENDINGS: Final = (".png", ".jpg", ".jpeg", ".svg")


@dataclass(frozen=True, slots=True)
class Given:
    """A picture somebody gave: its name, and ``read``, which returns its bytes (a worker may call it).

    ``read`` raises OSError.
    """

    name: str
    read: Callable[[], bytes]

    @staticmethod
    def file(path: Path) -> Given:
        """Return the picture in a file."""
        return Given(path.name, partial(_start_of, path))


def _start_of(path: Path) -> bytes:
    """Return a file's bytes, no more than tell that it is too large."""
    with path.open("rb") as opened:
        return opened.read(LARGEST + 1)


def holds_pictures(source: QMimeData) -> bool:
    """Whether there are picture files in it, or an image and no text (office programs add an image to their text)."""
    return bool(_files(source)) or (source.hasImage() and not source.hasUrls() and not source.text().strip())


def given_pictures(source: QMimeData) -> list[Given]:
    """Return the pictures in it; none when it is meant as text. A picture from the web is never fetched."""
    files = _files(source)
    if files or not holds_pictures(source):
        return [Given.file(path) for path in files]
    image = cast(QImage, source.imageData())
    return [Given(QCoreApplication.translate("Pictures", "Pasted picture"), partial(as_png, QImage(image)))]


def _files(source: QMimeData) -> list[Path]:
    found = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
    pictures = [path for path in found if path.suffix.lower() in ENDINGS]
    return pictures if len(pictures) == len(source.urls()) else []

"""Pictures as image XObjects: JPEG as it is, all else with PNG's own compression, alpha as a soft mask; drawings as
forms.

ISO 32000-1, 8.9.5; no image is denser than 300 pixels to the inch at the size it is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from briefing import pdfium
from briefing.book.parts import Picture
from briefing.layout.page import Image, Page
from briefing.pdf.content import OVER_WATERMARK, image_name, watermarked
from briefing.pdf.document import Document, Stream
from briefing.pdf.drawing import Undrawn, write_drawing
from briefing.pdf.sheets import as_drawing
from briefing.sources.picture import DRAWING

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

DENSEST: Final = 300  # pixels to the inch
_BOUND_IN: Final = 200  # of the pages of a PDF
_SLACK: Final = 1.1  # what is not much denser is left as it is: scaling always costs some sharpness
_QUALITY: Final = 88
_QUICK: Final = 6  # zlib's level for pages: one in twenty larger than with 9, in a seventh of the time
_PDF: Final = "application/pdf"


@dataclass(frozen=True, slots=True)
class _Packed:
    """Pixels as they stand in the file: ``entries`` of the stream's dictionary, its data, and those of the mask."""

    entries: str
    data: bytes
    mask: tuple[str, bytes] | None = None


def write_images(
    document: Document, pages: Sequence[Page], pictures: Mapping[str, Picture], stop: Callable[[], None]
) -> None:
    """Put the pictures shown on the pages into the document, each once, as large as the largest one is printed.

    ``stop`` is called before each and may raise.
    """
    widest: dict[str, tuple[Image, float]] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, Image):
                name = image_name(item)
                widest[name] = (item, max(item.width, widest[name][1] if name in widest else 0.0))
    blended = any(watermarked(page) for page in pages)
    if blended:
        document.use_state(OVER_WATERMARK, "/Type/ExtGState/BM/Multiply")
    written: dict[_Packed | bytes, str] = {}
    known: dict[str | bytes, str] = {}
    for name, (item, width) in widest.items():
        stop()
        picture = pictures[item.key]
        paths = _as_paths(picture, item.number)
        if paths and paths not in written:
            with suppress(Undrawn):
                written[paths] = write_drawing(document, paths, alone=blended, known=known)
        if paths in written:
            document.use_image(name, written[paths])
            continue
        packed = _packed(picture.media, picture.data, item.number, round(width / 72 * DENSEST))
        if packed not in written:
            mask = (
                f"/SMask {document.add(Stream(packed.mask[1], packed.mask[0], compress=False))}" if packed.mask else ""
            )
            written[packed] = document.add(Stream(packed.data, packed.entries + mask, compress=False))
        document.use_image(name, written[packed])


def _as_paths(picture: Picture, number: int) -> bytes:
    """Return a drawing, or a page of a PDF, in the plain form of drawings; nothing where it has to be pixels."""
    if picture.media == DRAWING:
        return picture.data
    return (as_drawing(picture.data, number) or b"") if picture.media == _PDF else b""


@lru_cache(maxsize=64)
def _packed(media: str, data: bytes, number: int, most: int) -> _Packed:
    """Return a picture, or a page of a PDF, packed for print; ``most`` pixels in width are enough."""
    from PIL import Image as Pillow

    if media == _PDF:
        return _sheet(data, number, most)
    if media == DRAWING:
        return _blank()  # only one that is damaged comes here
    with Pillow.open(BytesIO(data), formats=("JPEG", "PNG")) as opened:
        opened.load()
        image: Pixels = opened
        scaled = image.width > most * _SLACK
        if scaled:
            size = max(1, most), max(1, round(image.height * most / image.width))
            large: Any = image
            image = large.resize(size, Pillow.Resampling.LANCZOS, reducing_gap=3.0)
        if media == "image/jpeg":
            return _jpeg(image, b"" if scaled else data)
        if image.mode in ("RGBA", "LA"):
            alpha = image.getchannel("A")
            return _Packed(*_png(image.convert(image.mode[:-1])), mask=_png(alpha))
        return _Packed(*_png(image))


def _sheet(data: bytes, number: int, most: int) -> _Packed:
    """Return a page of a PDF, packed the way it takes least room: a page of text as PNG does, a scan as JPEG does."""
    try:
        with pdfium.opened(data) as opened:
            wide = max(opened.sizes()[number][0], 1.0)
            image = opened.pixels(number, most / DENSEST * _BOUND_IN / wide)
    except pdfium.Damaged:
        return _blank()
    red, green, blue = image.split()
    if red.tobytes() != green.tobytes() or red.tobytes() != blue.tobytes():
        return _jpeg(image)
    return min(_Packed(*_png(red, _QUICK)), _jpeg(red), key=lambda packed: len(packed.data))


def _blank() -> _Packed:
    """Return a white page: what was read when it was taken in and cannot be read now must not stop the book."""
    from PIL import Image as Pillow

    return _Packed(*_png(Pillow.new("L", (8, 8), 255)))


def _jpeg(image: Pixels, data: bytes = b"") -> _Packed:
    if not data:
        out = BytesIO()
        image.save(out, "JPEG", quality=_QUALITY, optimize=True)
        data = out.getvalue()
    return _Packed(f"{_about(image)}/Filter/DCTDecode", data)


def _png(image: Pixels, level: int = 9) -> tuple[str, bytes]:
    """Return an image's dictionary and data as PNG packs them, which a PDF reader unpacks alike (7.4.4.4)."""
    out = BytesIO()
    image.save(out, "PNG", compress_level=level)
    colours = 3 if image.mode == "RGB" else 1
    parms = f"/DecodeParms<</Predictor 15/Colors {colours}/BitsPerComponent 8/Columns {image.width}>>"
    return f"{_about(image)}/Filter/FlateDecode{parms}", _idat(out.getvalue())


def _about(image: Pixels) -> str:
    space = "RGB" if image.mode == "RGB" else "Gray"
    size = f"/Width {image.width}/Height {image.height}"
    return f"/Type/XObject/Subtype/Image{size}/ColorSpace/Device{space}/BitsPerComponent 8"


def _idat(png: bytes) -> bytes:
    """Return what the IDAT chunks of a PNG hold (PNG 1.2, 11.2.4)."""
    at, out = 8, bytearray()
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            out += png[at + 8 : at + 8 + length]
        at += 12 + length
    return bytes(out)

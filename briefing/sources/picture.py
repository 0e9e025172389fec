"""A picture file as it may be kept: decoded once, turned upright, without what it says about place and person."""

from __future__ import annotations

import importlib
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from briefing.sources.article import Unreadable
from briefing.sources.drawing.reading import DAMAGED, Drawing

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST: Final = 50_000_000  # bytes of a file
DRAWING: Final = "image/svg+xml"
_MOST_PIXELS: Final = 120_000_000  # a photograph of the largest cameras
_KEPT_SIDE: Final = 6000  # pixels: more than 300 to the inch on A4 in landscape
_DRAWN_SIDE: Final = 3000  # pixels a drawing is rendered with
_QUALITY: Final = 92
_FOREIGN: Final = "This is not a picture Briefing can read. Save it as PNG, JPEG or SVG."
_TOO_LARGE: Final = "This picture is larger than {most} MB. Save a smaller copy of it and try again."
_TOO_MANY: Final = "This picture is {width} × {height} pixels, which is too large. Save a smaller copy and try again."


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A picture ready to keep: ``image/jpeg`` (RGB or grey) or ``image/png`` (also with alpha), upright, or
    ``image/svg+xml`` in the plain form of ``sources.drawing.plain``.
    """

    media: str
    data: bytes
    width: int
    height: int


def read_picture(data: bytes) -> ReadPicture:
    """Return a PNG, JPEG or SVG file as it may be kept.

    Raises:
        Unreadable: it is none of these, damaged, or too large; ``args[0]`` says so.
    """
    if len(data) > LARGEST:
        raise Unreadable(_TOO_LARGE.format(most=LARGEST // 1_000_000))
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"\xff\xd8\xff") or head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _pixels(data)
    if head.startswith(b"<") and b"<svg" in data[:100_000]:
        return _drawn(data)
    raise Unreadable(_FOREIGN)


def _drawn(data: bytes) -> ReadPicture:
    """Return a drawing in its plain form, or as pixels where that cannot say all of it."""
    drawing = Drawing(data)
    made = drawing.plain(_DRAWN_SIDE)
    if made is None:
        return _pixels(drawing.pixels(_DRAWN_SIDE))
    return ReadPicture(DRAWING, made, *drawing.sides(_DRAWN_SIDE))


def _pixels(data: bytes) -> ReadPicture:
    from PIL import Image, ImageFile, UnidentifiedImageError

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
                width, height = opened.size
                if width * height > _MOST_PIXELS:
                    raise Unreadable(_TOO_MANY.format(width=width, height=height))
                opened.load()
                return _kept(opened)
        except Image.DecompressionBombError:
            raise Unreadable(DAMAGED) from None
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError) as fault:
            raise Unreadable(DAMAGED) from fault


def _kept(opened: Image) -> ReadPicture:
    from PIL import Image, ImageOps

    jpeg = opened.format == "JPEG"
    image = _in_srgb(_simple(ImageOps.exif_transpose(opened)))
    if max(image.size) > _KEPT_SIDE:
        scale = _KEPT_SIDE / max(image.size)
        size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
        image = _resized(image, size)
    # A new image: nothing the file said beside its pixels comes along.
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    out = BytesIO()
    if jpeg:
        bare.save(out, "JPEG", quality=_QUALITY, optimize=True)
    else:
        bare.save(out, "PNG", optimize=False, compress_level=9)
    return ReadPicture("image/jpeg" if jpeg else "image/png", out.getvalue(), *bare.size)


def _resized(image: Any, size: tuple[int, int]) -> Image:
    from PIL.Image import Resampling

    return image.resize(size, Resampling.LANCZOS)


def _simple(image: Image) -> Image:
    """Return the image in eight bits: grey, RGB, or either with alpha."""
    mode = image.mode
    if mode.startswith("I") or mode == "F":
        # Sixteen bits: Pillow's own conversion would cut off everything above 255.
        levels: Any = image.convert("I")
        return levels.point(lambda level: level / 256).convert("L")  # pyright: ignore[reportUnknownLambdaType]
    clear = "transparency" in image.info or mode in ("LA", "RGBA", "PA", "La", "RGBa")
    if mode in ("1", "L") and not clear:
        return image.convert("L")
    if mode in ("LA", "La"):
        return image.convert("LA")
    if mode in ("CMYK", "YCbCr", "LAB", "HSV"):
        return image
    return image.convert("RGBA" if clear else "RGB")


def _in_srgb(image: Image) -> Image:
    """Return the image in sRGB, by the colour profile it brings where there is one."""
    cms: Any = importlib.import_module("PIL.ImageCms")
    profile: Any = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        try:
            given = cms.ImageCmsProfile(BytesIO(profile))
            made: Image | None = cms.profileToProfile(image, given, cms.createProfile("sRGB"), outputMode=mode)
        except (cms.PyCMSError, OSError, ValueError):
            made = None
        if made is not None:
            return made
    return image if image.mode in ("L", "LA", "RGB", "RGBA") else image.convert("RGB")

"""A picture file as it may be kept: decoded once, turned upright, without what it says about place and person."""

from __future__ import annotations

import importlib
import re
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree

from briefing.paths import shipped
from briefing.sources.article import Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST: Final = 50_000_000  # bytes of a file
_MOST_PIXELS: Final = 120_000_000  # a photograph of the largest cameras
_KEPT_SIDE: Final = 6000  # pixels: more than 300 to the inch on A4 in landscape
_DRAWN_SIDE: Final = 3000  # pixels a drawing is rendered with
_MOST_ELEMENTS: Final = 50_000
_QUALITY: Final = 92
_OUTSIDE: Final = re.compile(r"url\(\s*['\"]?(?!#|data:image/)|@import", re.I)
_DAMAGED: Final = "This picture is damaged or not complete. Open it in a picture program, save it again, and try again."
_FOREIGN: Final = "This is not a picture Briefing can read. Save it as PNG, JPEG or SVG."
_TOO_LARGE: Final = "This picture is larger than {most} MB. Save a smaller copy of it and try again."
_TOO_MANY: Final = "This picture is {width} × {height} pixels, which is too large. Save a smaller copy and try again."
_TOO_RICH: Final = "This drawing is too complex or uses what Briefing does not allow. Save it as PNG and try again."


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A picture ready to keep: ``image/jpeg`` (RGB or grey) or ``image/png`` (also with alpha), upright."""

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
        return _pixels(_rendered(data))
    raise Unreadable(_FOREIGN)


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
            raise Unreadable(_DAMAGED) from None
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError) as fault:
            raise Unreadable(_DAMAGED) from fault


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


def _rendered(data: bytes) -> bytes:
    """Return a drawing as PNG. Nothing outside the file is ever looked at: entities and references are refused."""
    import resvg_py

    if b"<!ENTITY" in data or b"<!entity" in data or b"<?xml-stylesheet" in data:
        raise Unreadable(_TOO_RICH)
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as fault:
        raise Unreadable(_DAMAGED) from fault
    _checked(root)
    try:
        width, height = _proportions(root)
        drawn = resvg_py.svg_to_bytes(
            svg_string=ElementTree.tostring(root, encoding="unicode"),
            width=round(_DRAWN_SIDE * min(1.0, width / height)) or 1,
            height=round(_DRAWN_SIDE * min(1.0, height / width)) or 1,
            skip_system_fonts=True,
            font_dirs=[str(shipped("fonts"))],
        )
    except (ValueError, OSError, RuntimeError, OverflowError, ZeroDivisionError) as fault:
        raise Unreadable(_TOO_RICH) from fault
    return bytes(drawn)


def _checked(root: ElementTree.Element) -> None:
    """Refuse what would reach outside the drawing or cost more than a page is worth."""
    for count, element in enumerate(root.iter(), 1):
        words = [element.text or "", *element.attrib.values()]
        linked = [value for name, value in element.attrib.items() if name.split("}")[-1] == "href"]
        outside = any(value.strip() and not value.strip().startswith(("#", "data:image/")) for value in linked)
        name = str(element.tag).split("}")[-1]
        if name == "a":
            outside = False
        if count > _MOST_ELEMENTS or outside or any(_OUTSIDE.search(value) for value in words):
            raise Unreadable(_TOO_RICH)


def _proportions(root: ElementTree.Element) -> tuple[float, float]:
    box = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if part]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        return box[2], box[3]
    sides = [re.match(r"\s*([\d.]+)", root.get(side, "")) for side in ("width", "height")]
    width, height = (float(found[1]) if found else 100.0 for found in sides)
    if not (width > 0 and height > 0):
        raise ValueError("no size")
    return width, height

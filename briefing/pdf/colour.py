"""What the colours in a file mean: sRGB, told by an ICC profile made here from the standard's own numbers.

IEC 61966-2-1 (sRGB), ICC.1:2004-10 (profile format 4.2), ISO 19005-2, 6.2.3 (output intents of PDF/A).
"""

from __future__ import annotations

import struct
from typing import Final

from briefing.pdf.document import Document, Stream, text

NAME: Final = "sRGB IEC61966-2.1"
# XYZ values as s15Fixed16 numbers. The primaries are sRGB's, adapted from D65 to D50 by Bradford's method and rounded
# so that red, green and blue add up to the white of the format exactly: then grey stays grey.
_WHITE: Final = (63190, 65536, 54061)
_RED: Final = (28578, 14582, 913)
_GREEN: Final = (25235, 46981, 6364)
_BLUE: Final = (9377, 3973, 46784)
_ADAPTATION: Final = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
# Gamma, then a, b, c and d of Y = (aX + b)^gamma from d upwards and Y = cX below it.
_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_VERSION: Final = 0x04200000
# The format wants a date of making; it is the year of the standard, because today must not reach the bytes.
_MADE: Final = (1999, 10, 18, 0, 0, 0)


def write_output_intent(document: Document) -> None:
    """Say in the document that its colours are sRGB, as PDF/A demands of a file that has any."""
    profile = document.add(Stream(srgb(), "/N 3"))
    catalogue = document.catalogue
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]
    catalogue.OutputIntents = (
        f"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier{text(NAME)}"
        f"/Info{text(NAME)}/DestOutputProfile {profile}>>]"
    )


def srgb() -> bytes:
    """Return the ICC profile of sRGB, the same bytes every time."""
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _fixed(_CURVE)
    tags = {
        b"desc": _words(NAME),
        b"cprt": _words("No copyright, use freely"),
        b"wtpt": _xyz(_WHITE),
        b"chad": b"sf32" + bytes(4) + _fixed(_ADAPTATION),
        b"rXYZ": _xyz(_RED),
        b"gXYZ": _xyz(_GREEN),
        b"bXYZ": _xyz(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = 128 + 4 + 12 * len(tags)
    table, data, places = struct.pack(">I", len(tags)), b"", dict[bytes, int]()
    for name, body in tags.items():
        if body not in places:  # the three curves are one
            places[body] = start + len(data)
            data += body + bytes(-len(body) % 4)
        table += name + struct.pack(">II", places[body], len(body))
    return _head(start + len(data)) + table + data


def _head(size: int) -> bytes:
    """Return the 128 bytes in front: a display profile from RGB to XYZ, of no maker and for no system."""
    kinds = struct.pack(">III4s4s4s", size, 0, _VERSION, b"mntr", b"RGB ", b"XYZ ")
    head = kinds + struct.pack(">6H4s", *_MADE, b"acsp") + bytes(28) + struct.pack(">3i", *_WHITE)
    return head.ljust(128, b"\0")


def _fixed(values: tuple[float, ...]) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _xyz(values: tuple[int, int, int]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *values)


def _words(words: str) -> bytes:
    """Return a text in one language (multiLocalizedUnicodeType)."""
    written = words.encode("utf-16-be")
    return b"mluc" + struct.pack(">III4sII", 0, 1, 12, b"enUS", len(written), 28) + written

"""How glyphs are written in a page: two-byte numbers in literal strings (ISO 32000-1, 7.3.4.2 and 9.4.3).

A string holds a character for each byte, half of what hexadecimal takes to join, to write and to compress.
"""

from __future__ import annotations

import re
from typing import Final

RAISE: Final = "↑"  # no byte: it stands on both sides of how far what follows is raised
_WRITTEN_OUT: Final = frozenset(b"()\\\r")
_OCTAL: Final = re.compile(r"\\([0-7]{3})")


def coded(number: int) -> str:
    """Return a glyph's number as a string shows it, a character for each byte.

    Brackets and the backslash are written in octal, so that a bracket always ends or begins a string; so is the
    carriage return, which readers take for a line feed.
    """
    return "".join(f"\\{byte:03o}" if byte in _WRITTEN_OUT else chr(byte) for byte in number.to_bytes(2, "big"))


def uncoded(shown: str) -> bytes:
    """Return the bytes of coded numbers without adjustments, two for each glyph."""
    if "\\" in shown:
        shown = _OCTAL.sub(_byte, shown)
    return shown.encode("latin-1")


def numbers(shown: str) -> list[int]:
    """Return the glyphs' numbers of a stretch without adjustments."""
    plain = uncoded(shown)
    return [high << 8 | low for high, low in zip(plain[::2], plain[1::2], strict=True)]


def bracketed(show: str) -> str:
    """Return the glyphs of shapes as `page.Glyphs` shows them; adjustments that touch stay two numbers."""
    return f"({show})".replace("()", " ").strip()


def _byte(found: re.Match[str]) -> str:
    return chr(int(found[1], 8))

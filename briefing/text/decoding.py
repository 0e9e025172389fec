"""Bytes to text when nobody says which encoding they are in."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J")


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of ``data``; never raises.

    Order: a byte order mark, UTF-16 without a mark, ISO-2022-JP, UTF-8, the ``declared`` encoding (an HTML meta or
    a mail header), Shift-JIS or EUC-JP when they decode whole and give Japanese, Windows-1252.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    for name in (_wide(data, share=4), _escaped(data), "utf-8", _wide(data, share=0), declared):
        text = _whole(data, name)
        if text is not None:
            return text
    for name in ("cp932", "euc_jp"):
        text = _whole(data, name)
        if text is not None and _japanese(text):
            return text
    return data.decode("cp1252", "replace")


def _whole(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name) if name else None
    except (UnicodeError, LookupError, ValueError):
        return None


def _wide(data: bytes, *, share: int) -> str:
    """Return the UTF-16 flavour whose zero bytes ``data`` shows (at least one byte in ``share``), else ``""``."""
    sample = data[:2000]
    zeros = sample.count(0)
    if zeros == 0 or (share and zeros < len(sample) // share) or len(data) % 2:
        return ""
    odd = sample[1::2].count(0)
    return "utf-16-le" if odd * 2 > zeros else "utf-16-be"


def _escaped(data: bytes) -> str:
    return "iso2022_jp" if b"\x1b" in data and any(mark in data for mark in _ESCAPES) else ""


def _japanese(text: str) -> bool:
    kana = sum("\u3041" <= char <= "\u30fe" for char in text)
    foreign = sum(char > "\x7f" for char in text)
    half_width = sum("\uff61" <= char <= "\uff9f" for char in text)
    return foreign > 0 and kana * 5 >= foreign and half_width * 2 < foreign

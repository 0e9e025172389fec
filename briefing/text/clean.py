"""Text made safe at every door: what no name, quote or article may carry is taken out, the rest is left as written.

Taken out: NUL and other control characters, lone surrogates, bidirectional controls (they can make a
line read as something else: Unicode TR 36), zero-width spaces, byte order marks, soft hyphens,
noncharacters. Kept: tabs and line ends, the joiners that Persian and Indic words need. The result is
in Unicode normal form C.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return ``text`` without what must not be stored, in normal form C, with ``\\n`` as the only line end."""
    # All that is unwanted, and every blank but the space, counts as not printable.
    if not text.isprintable():
        text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Return ``text`` cleaned, on one line, with single spaces and none at the ends (names, titles, fields)."""
    text = clean(text)
    if "  " in text or not text.isprintable():
        text = _BLANKS.sub(" ", text)
    return text.strip()


@lru_cache(maxsize=8192)
def _short_line(text: str) -> str:
    return one_line(text)


def field(text: str) -> str:
    """Return ``one_line(text)``, remembered when it is short: the same role, place or outlet stands in many rows."""
    return _short_line(text) if len(text) <= 120 else one_line(text)

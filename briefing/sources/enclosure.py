"""A PDF as it may be bound into a book: opened, counted, refused where it cannot be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from briefing import pdfium
from briefing.sources.article import Unreadable

LARGEST: Final = 100_000_000
MOST_PAGES: Final = 500


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A PDF that can be shown: its bytes and how many pages it has."""

    data: bytes
    pages: int


def read_enclosure(data: bytes) -> Enclosure:
    """Return a PDF ready to keep.

    Raises:
        Unreadable: it is locked, damaged, empty or too large; ``args[0]`` says so.
    """
    if len(data) > LARGEST:
        raise Unreadable(f"This PDF is larger than {LARGEST // 1_000_000} MB. Split it or save a smaller copy.")
    try:
        with pdfium.opened(data) as opened:
            pages = len(opened)
            if pages == 0:
                raise Unreadable("This PDF has no pages.")
            if pages > MOST_PAGES:
                raise Unreadable(
                    f"This PDF has {pages} pages, and {MOST_PAGES} are the most. Split it into smaller files."
                )
            opened.sizes()
            for number in range(pages):
                opened.proved(number)
    except pdfium.Damaged as fault:
        if fault.locked:
            raise Unreadable("This PDF is locked with a password. Save a copy without it and try again.") from None
        raise Unreadable("This PDF is damaged. Open it in another program, save it again, and try again.") from None
    return Enclosure(data, pages)

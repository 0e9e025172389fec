"""What the words of a page are, in a few signs: by it an unchanged page is known again in a later edition."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from briefing.layout.faults import stop_if
from briefing.layout.gathering import printed
from briefing.layout.page import Folios, Page


def words(folios: Folios, cancelled: Callable[[], bool] | None = None) -> list[tuple[str, str]]:
    """Return for each page the key of its section (``""``: front or back matter) and the hash of its words.

    What every page carries (marking, running head, page number, edition) does not count: it is no part of the text.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    out: list[tuple[str, str]] = []
    for page in folios.pages:
        stop_if(cancelled)
        out.append(of_page(page))
    return out


def of_page(page: Page) -> tuple[str, str]:
    """Return the same for one page."""
    return page.section, sha256(printed(page).encode("utf-8", "surrogatepass")).hexdigest()[:32]

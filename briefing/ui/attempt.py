"""Doing what the library may refuse."""

from __future__ import annotations

from collections.abc import Callable

from briefing.library.faults import BadValue, LibraryTrouble, NotFound


def attempt(call: Callable[[], object], tell: Callable[[str], object]) -> bool:
    """Do something the library may refuse; a known trouble is told as it is. Returns whether it worked."""
    try:
        call()
    except (LibraryTrouble, BadValue, NotFound) as trouble:
        tell(str(trouble))
        return False
    return True

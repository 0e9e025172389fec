"""Words that should stay with the next one: a number with what it counts, a title with the name."""

from __future__ import annotations

from typing import Final

_TITLES: Final = frozenset(
    {"Mr", "Mrs", "Ms", "Dr", "Prof", "Sir", "No", "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "No.", "p.", "pp."}
)
NUMBER, TITLE = 1, 2  # what a word that leads ends in, or is


def leads_on(word: str) -> int:
    """Return whether what follows a word belongs to it: to a number its unit, to a title the name."""
    if word in _TITLES:
        return TITLE
    return NUMBER if word[-1:].isdigit() else 0

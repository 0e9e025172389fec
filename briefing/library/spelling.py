"""One wrong letter in a longer word: the known word that was meant.

The library's own words are the dictionary. All spellings one slip away (a letter left out, added, taken for another,
two exchanged, or one doubled in the wrong place as in "tarrifs") are looked up at once; there are a few hundred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.library.driver import Connection

SHORTEST = 5
LONGEST = 24
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def meant(reader: Connection, word: str, most: int = 3) -> list[str]:
    """Return known words one slip away from a folded word, the most frequent first."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return []
    tried = sorted(_slips(word) - {word})
    found = [
        (int(quotes), term)
        for at in range(0, len(tried), 500)
        for term, quotes in reader.execute(
            f"SELECT term, quotes FROM quote_word WHERE term IN ({','.join('?' * len(tried[at : at + 500]))})",
            tried[at : at + 500],
        )
    ]
    return [term for _, term in sorted(found, key=lambda one: (-one[0], one[1]))[:most]]


def _slips(word: str) -> set[str]:
    letters = _LATIN if word.isascii() else "".join(sorted(set(word)))
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    shorter = {left + right[1:] for left, right in halves if right}
    found = shorter | {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    found |= {left + letter + right[1:] for left, right in halves if right for letter in letters}
    found |= {left + letter + right for left, right in halves for letter in letters}
    # One of a doubled pair belongs to another letter: tarrifs is tariffs.
    single = {word[:at] + word[at + 1 :] for at in range(len(word) - 1) if word[at] == word[at + 1]}
    return found | {one[:at] + one[at] + one[at:] for one in single for at in range(len(one))}

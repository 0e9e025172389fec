"""One remark in several wordings: other outlets, other languages, shorter and longer. People say which belong together.

A group is quotes with one ``utterance_id``. What looks alike is only offered, found through indexes; whoever says that
two are not the same is not asked about them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.library import renderings, values
from briefing.library.driver import Connection
from briefing.library.faults import BadValue
from briefing.library.quote_lists import LIVE, number_of, rows
from briefing.library.quote_values import QuoteRow
from briefing.library.search_index import DAY
from briefing.library.store import Library
from briefing.text.folding import fingerprint, keys

WORDING, LANGUAGE = "wording", "language"
# Of all words of two wordings by one speaker so many are in both, or so many of the shorter one's in the longer.
_SHARED = 0.5
_HELD = 0.85
_FEWEST_WORDS = 5
# A rendering in another language is neither much shorter nor much longer, counted in characters.
_LENGTHS = (0.2, 5.0)
_SAME_DAY = 40
_STEM = 5


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A quote that may be the same remark: nearly the same ``wording``, or another ``language``."""

    quote: QuoteRow
    why: str
    likeness: float


@dataclass(frozen=True, slots=True)
class _Words:
    n: int
    text: str
    language: str
    person: str
    said_on: str
    place: str
    utterance: str


_COLUMNS = "q.n, q.text, q.language, coalesce(q.person_id, ''), q.said_on, q.place, q.utterance_id"

_APART = "SELECT other_n FROM quote_apart WHERE quote_n = ?1 UNION SELECT quote_n FROM quote_apart WHERE other_n = ?1"


def lookalikes(reader: Connection, wanted: str, limit: int = 5) -> list[Lookalike]:
    """Return quotes that may be the same remark as one (by id or handle), the likeliest first: a few milliseconds.

    Those grouped with it already, and those said not to be the same, are left out.

    Raises:
        NotFound: there is no such quote.
    """
    n = number_of(reader, wanted)
    row = reader.execute(f"SELECT {_COLUMNS} FROM quote q WHERE q.n = ?", (n,)).fetchone()
    assert row is not None
    mine = _Words(*row)
    apart = {int(one[0]) for one in reader.execute(_APART, (n,))}
    found: dict[int, tuple[float, str]] = {}
    for other, why in (*_same_words(reader, mine), *_same_day(reader, mine)):
        if other.n == n or other.n in apart or (mine.utterance and other.utterance == mine.utterance):
            continue
        share = _wording(mine, other) if why == WORDING else _language(mine, other)
        if share > found.get(other.n, (0.0, ""))[0]:
            found[other.n] = share, why
    best = sorted(found, key=lambda one: (-found[one][0], one))[:limit]
    return [Lookalike(one, found[one.n][1], round(found[one.n][0], 3)) for one in rows(reader, best)]


def _same_words(reader: Connection, mine: _Words) -> list[tuple[_Words, str]]:
    """Return quotes with the same words, or with two of the rarest of them."""
    # The second condition lets SQLite take the index, which has no quotes without words.
    same = "q.fingerprint = ? AND q.fingerprint <> ''"
    sql = f"SELECT {_COLUMNS} FROM quote q WHERE {same} AND {LIVE} ORDER BY q.n LIMIT ?"
    found = list(reader.execute(sql, (fingerprint(mine.text), _SAME_DAY)).fetchall())
    words = set(keys(mine.text))
    if len(words) >= _FEWEST_WORDS:
        found += renderings.near(reader, words, _COLUMNS, f"{LIVE} AND q.n <> ?", (mine.n,))
    return [(_Words(*row), WORDING) for row in found]


def _same_day(reader: Connection, mine: _Words) -> list[tuple[_Words, str]]:
    """Return what the same speaker said on the same day in another language."""
    if not (mine.person and mine.language and len(mine.said_on) >= 10):
        return []
    day = int(mine.said_on[:10].replace("-", "")) * DAY
    sql = (
        f"SELECT {_COLUMNS} FROM quote q WHERE q.person_id = ? AND q.order_key > ? AND q.order_key <= ? "
        f"AND {LIVE} AND q.language <> '' AND substr(q.language, 1, 2) <> substr(?, 1, 2) LIMIT ?"
    )
    given = (mine.person, -(day + DAY), -day, mine.language, _SAME_DAY)
    return [(_Words(*row), LANGUAGE) for row in reader.execute(sql, given).fetchall()]


def _wording(mine: _Words, other: _Words) -> float:
    """Return how much of their words two wordings share, 0 when they are not alike."""
    one, two = set(keys(mine.text)), set(keys(other.text))
    if one == two:
        return 1.0
    fewer = min(len(one), len(two))
    if fewer < _FEWEST_WORDS:
        return 0.0
    shared = len(one & two)
    if mine.person and other.person and mine.person != other.person:
        # Two people saying the same: only when hardly a word differs (a speaker taken for another).
        return shared / len(one | two) if shared >= _HELD * len(one | two) else 0.0
    if shared >= _SHARED * len(one | two):
        return shared / len(one | two)
    return 0.9 * shared / fewer if shared >= _HELD * fewer else 0.0


def _language(mine: _Words, other: _Words) -> float:
    """Return how likely one is the other in another language: names, numbers and cognates, the place, the length."""
    low, high = _LENGTHS
    if not low <= len(mine.text) / max(1, len(other.text)) <= high:
        return 0.0
    one, two = _stems(mine.text), _stems(other.text)
    shared = len(one & two)
    place = bool(mine.place) and mine.place.casefold() == other.place.casefold()
    if not (shared or place):
        return 0.0
    return min(0.45, 0.15 * shared + 0.2 * place)


def _stems(text: str) -> set[str]:
    """Return the beginnings of long words, and the numbers: tariff, Tarif and tarifaire begin alike."""
    return {word if word.isdigit() else word[:_STEM] for word in keys(text) if len(word) >= _STEM or word.isdigit()}


# -- groups ---------------------------------------------------------------------------------------------------------


def together(reader: Connection, wanted: str) -> list[QuoteRow]:
    """Return the other wordings of a quote's remark, newest first.

    Raises:
        NotFound: there is no such quote.
    """
    n = number_of(reader, wanted)
    sql = (
        f"SELECT q.n FROM quote q WHERE q.utterance_id <> '' AND {LIVE} AND q.n <> ?1 "
        "AND q.utterance_id = (SELECT utterance_id FROM quote WHERE n = ?1) ORDER BY q.order_key"
    )
    return rows(reader, [int(row[0]) for row in reader.execute(sql, (n,))])


def group(library: Library, wanted: Sequence[str]) -> None:
    """Say that quotes are wordings of one remark; groups they are in become one. Nothing else of them changes.

    Raises:
        BadValue: fewer than two quotes.
        NotFound: one is not there.
        LibraryTrouble: the library cannot be written.
    """
    with library.writing("Group quotes"):
        connection = library.raw()
        ns = sorted({number_of(connection, one) for one in wanted})
        if len(ns) < 2:
            raise BadValue("Choose two quotes to group.")
        marks = ",".join(map(str, ns))
        sql = f"SELECT DISTINCT utterance_id FROM quote WHERE n IN ({marks}) AND utterance_id <> '' ORDER BY 1"
        had = [str(row[0]) for row in connection.execute(sql)]
        key, moment = (had[0] if had else values.new_id()), values.now()
        for old in had[1:]:
            connection.execute(
                "UPDATE quote SET utterance_id = ?, updated = ? WHERE utterance_id = ?", (key, moment, old)
            )
        connection.execute(
            f"UPDATE quote SET utterance_id = ?1, updated = ?2 WHERE n IN ({marks}) AND utterance_id <> ?1",
            (key, moment),
        )
        connection.execute(f"DELETE FROM quote_apart WHERE quote_n IN ({marks}) AND other_n IN ({marks})")


def keep_apart(library: Library, wanted: str, other: str) -> None:
    """Remember that two quotes are not the same remark, so that they are not offered again.

    Raises:
        BadValue: both are the same quote.
        NotFound, LibraryTrouble: see ``group``.
    """
    with library.writing("Keep quotes apart"):
        connection = library.raw()
        low, high = sorted(number_of(connection, one) for one in (wanted, other))
        if low == high:
            raise BadValue("Choose two different quotes.")
        moment = values.now()
        connection.execute(
            "INSERT OR IGNORE INTO quote_apart(quote_n, other_n, created, updated) VALUES (?, ?, ?, ?)",
            (low, high, moment, moment),
        )


def take_out(library: Library, wanted: str) -> None:
    """Take a quote out of its group and keep it apart from the others of it, so that it is not offered again.

    Raises:
        NotFound, LibraryTrouble: see ``group``.
    """
    with library.writing("Take quote out of its group"):
        connection = library.raw()
        n = number_of(connection, wanted)
        others = [row.n for row in together(connection, wanted)]
        moment = values.now()
        connection.execute("UPDATE quote SET utterance_id = '', updated = ? WHERE n = ?", (moment, n))
        connection.executemany(
            "INSERT OR IGNORE INTO quote_apart(quote_n, other_n, created, updated) VALUES (?, ?, ?, ?)",
            [(*sorted((n, other)), moment, moment) for other in others],
        )

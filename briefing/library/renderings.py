"""Wordings of one remark in several outlets: nearly the same words, found through the search index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefing.library.driver import Connection, Row
from briefing.library.search_index import DAY
from briefing.text.folding import fingerprint, keys

# Of all words two wordings have, so many are in both (four English renderings of one remark share more than half).
_SHARED = 0.7
_FEWEST_WORDS = 5
_ASKED = 4
_LOOKED_AT = 50


def alike(connection: Connection, text: str, source_id: str | None) -> str:
    """Return the id of a quote from another source with the same or nearly the same words, ``""`` when there is none.

    Fewer than five words are only alike when they are the same.
    """
    row = connection.execute(
        # The second condition lets SQLite take the index, which has no quotes without words.
        "SELECT id FROM quote WHERE fingerprint = ? AND fingerprint <> '' AND trashed IS NULL AND source_id IS NOT ? "
        "ORDER BY n LIMIT 1",
        (fingerprint(text), source_id),
    ).fetchone()
    if row is not None:
        return str(row[0])
    words = set(keys(text))
    if len(words) < _FEWEST_WORDS:
        return ""
    best, share = "", _SHARED
    condition = "q.trashed IS NULL AND q.source_id IS NOT ?"
    for key, other in near(connection, words, "q.id, q.text", condition, (source_id,)):
        held = set(keys(other))
        shared = len(words & held) / len(words | held)
        if shared >= share:
            best, share = key, shared
    return best


def near(connection: Connection, words: set[str], columns: str, condition: str, given: Sequence[Any]) -> list[Row]:
    """Return columns of fifty quotes ``q`` at most that have two of the rarest of some words and meet a condition."""
    marks = ",".join("?" * len(words))
    sql = f"SELECT term FROM quote_word WHERE term IN ({marks}) AND quotes > 0 ORDER BY quotes, term LIMIT {_ASKED}"
    rare = [f'"{row[0]}"' for row in connection.execute(sql, sorted(words)).fetchall()]
    pairs = [f"({one} AND {other})" for at, one in enumerate(rare) for other in rare[at + 1 :]]
    if not pairs:
        return []
    found = connection.execute(
        f"SELECT {columns} FROM quote_search f JOIN quote q ON q.n = (-f.rowid) % {DAY} "
        f"WHERE f.quote_search MATCH ? AND {condition} LIMIT ?",
        (f"text : ({' OR '.join(pairs)})", *given, _LOOKED_AT),
    )
    return found.fetchall()

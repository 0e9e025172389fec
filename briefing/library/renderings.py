"""Wordings of one remark in several outlets: nearly the same words, found through the search index."""

from __future__ import annotations

from briefing.library.driver import Connection
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
        "SELECT id FROM quote WHERE fingerprint = ? AND trashed IS NULL AND source_id IS NOT ? ORDER BY n LIMIT 1",
        (fingerprint(text), source_id),
    ).fetchone()
    if row is not None:
        return str(row[0])
    words = set(keys(text))
    if len(words) < _FEWEST_WORDS:
        return ""
    best, share = "", _SHARED
    for key, other in _near(connection, words, source_id):
        held = set(keys(other))
        shared = len(words & held) / len(words | held)
        if shared >= share:
            best, share = key, shared
    return best


def _near(connection: Connection, words: set[str], source_id: str | None) -> list[tuple[str, str]]:
    """Return (id, text) of quotes from other sources with two of the rarest words."""
    marks = ",".join("?" * len(words))
    sql = f"SELECT term FROM quote_word WHERE term IN ({marks}) AND quotes > 0 ORDER BY quotes, term LIMIT {_ASKED}"
    rare = [f'"{row[0]}"' for row in connection.execute(sql, sorted(words)).fetchall()]
    pairs = [f"({one} AND {other})" for at, one in enumerate(rare) for other in rare[at + 1 :]]
    if not pairs:
        return []
    found = connection.execute(
        f"SELECT q.id, q.text FROM quote_search f JOIN quote q ON q.n = (-f.rowid) % {DAY} "
        "WHERE f.quote_search MATCH ? AND q.trashed IS NULL AND q.source_id IS NOT ? LIMIT ?",
        (f"text : ({' OR '.join(pairs)})", source_id, _LOOKED_AT),
    )
    return [(str(key), str(text)) for key, text in found.fetchall()]

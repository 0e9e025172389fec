"""A section's text is what says which quotes are placed in it; the placement rows follow the text."""

from __future__ import annotations

import re

from briefing.library import values
from briefing.library.driver import Connection, by_batch
from briefing.text import markdown

# A word starts with a letter or digit, so the signs of Markdown are none.
_WORD = re.compile(r"\w[^\s|]*")


def words_in(body: str) -> int:
    """Return how many words a Markdown text has, references left out."""
    return len(_WORD.findall(markdown.REFERENCE.sub(" ", body)))


def numbers_of(connection: Connection, handles: list[str]) -> dict[str, int]:
    """Return {handle: row number} of the quotes that exist."""
    sql = "SELECT handle, n FROM quote WHERE handle IN ({ns})"
    return {str(handle): int(n) for handle, n in by_batch(connection, sql, handles)}


def write(connection: Connection, section_id: str, body: str) -> None:
    """Store a section's text and make its placements follow it, inside the writing transaction."""
    moment = values.now()
    connection.execute(
        "UPDATE section SET body = ?, words = ?, updated = ? WHERE id = ?", (body, words_in(body), moment, section_id)
    )
    follow(connection, section_id, body, moment)


def follow(connection: Connection, section_id: str, body: str, moment: str) -> None:
    """Make the placements those of the text. One that stays keeps its row, and with it its excerpt and lead-in."""
    named = markdown.placements(body)
    known = numbers_of(connection, list(dict.fromkeys(handle for _, handle in named)))
    had: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for key, n, form, at in connection.execute(
        "SELECT id, quote_n, form, position FROM placement WHERE section_id = ? ORDER BY position", (section_id,)
    ):
        had.setdefault((form, n), []).append((key, at))
    for kept in had.values():
        kept.reverse()
    wanted = [(form, known[handle]) for form, handle in named if handle in known]
    for at, (form, n) in enumerate(wanted):
        rows = had.get((form, n))
        if not rows:
            connection.execute(
                "INSERT INTO placement(id, section_id, quote_n, position, form, created, updated) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (values.new_id(), section_id, n, at, form, moment, moment),
            )
            continue
        key, was = rows.pop()
        if was != at:
            connection.execute("UPDATE placement SET position = ?, updated = ? WHERE id = ?", (at, moment, key))
    connection.executemany("DELETE FROM placement WHERE id = ?", [(key,) for rows in had.values() for key, _ in rows])

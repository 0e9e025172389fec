"""What a library holds, in numbers."""

from __future__ import annotations

from briefing.library import migrate
from briefing.library.driver import Connection
from briefing.library.quote_lists import counts

_COUNTED = {
    "people": "person",
    "sources": "source",
    "topics": "topic",
    "books": "book",
    "sections": "section",
    "saved_searches": "saved_search",
}


def _one(reader: Connection, sql: str) -> int:
    row = reader.execute(sql).fetchone()
    return int(row[0]) if row else 0


def info(reader: Connection) -> dict[str, int | str]:
    """Return counts of what is outside the trash, the file's format and its size in bytes."""
    quotes = counts(reader)
    found: dict[str, int | str] = {
        "format": migrate.version(reader),
        "quotes": quotes.all,
        "inbox": quotes.inbox,
        "unverified": quotes.unverified,
        "without_source": quotes.without_source,
    }
    for name, table in _COUNTED.items():
        found[name] = _one(reader, f"SELECT count(*) FROM {table} WHERE trashed IS NULL")
    found["snapshots"] = _one(reader, "SELECT count(*) FROM snapshot")
    found["quotes_in_trash"] = quotes.trash
    found["bytes"] = _one(reader, "PRAGMA page_count") * _one(reader, "PRAGMA page_size")
    row = reader.execute("SELECT sqlite_version()").fetchone()
    found["sqlite"] = str(row[0]) if row else ""
    return found

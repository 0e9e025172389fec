"""Numbered migrations: from whatever version a library file has to the one this program writes.

``db/NNNN_name.sql`` takes a file from ``user_version`` NNNN - 1 to NNNN. All pending ones run in one transaction,
and in it a search index that one of them emptied is made again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from briefing.library.driver import Connection, complete
from briefing.paths import shipped

# "Brfg": tells our files from other programs' databases (https://sqlite.org/pragma.html#pragma_application_id).
APPLICATION_ID = 0x42726667
_INDEX_EMPTIED = "SELECT EXISTS (SELECT 1 FROM quote) AND NOT EXISTS (SELECT 1 FROM quote_indexed)"


@cache
def migrations() -> tuple[tuple[int, Path], ...]:
    """Return (number, file) of every migration, in order.

    Raises:
        FileNotFoundError: the program is not installed whole.
    """
    return tuple((int(file.name[:4]), file) for file in sorted(shipped("db").glob("[0-9][0-9][0-9][0-9]_*.sql")))


def newest() -> int:
    """Return the ``user_version`` this program writes."""
    return migrations()[-1][0]


def version(connection: Connection) -> int:
    """Return the ``user_version`` of an open file."""
    row = connection.execute("PRAGMA user_version").fetchone()
    return int(row[0]) if row else 0


def statements(sql: str) -> Iterator[str]:
    """Split SQL text into single statements (the driver's executescript would commit by itself)."""
    gathered = ""
    for line in sql.splitlines(keepends=True):
        gathered += line
        if complete(gathered):
            yield gathered.strip()
            gathered = ""


def migrate(connection: Connection, *, upto: int | None = None) -> int:
    """Run all pending migrations in one transaction; return the version reached.

    Raises:
        DriverError: nothing was changed.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        reached = version(connection)
        for number, file in migrations():
            if reached < number and (upto is None or number <= upto):
                for statement in statements(file.read_text(encoding="utf-8")):
                    connection.execute(statement)
                reached = number
        if connection.execute(_INDEX_EMPTIED).fetchone() == (1,):
            from briefing.library import search_index

            search_index.rebuild(connection)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={reached}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return reached

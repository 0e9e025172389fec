"""Writing one whole row by plain SQL: what is not given gets the table's own default (a session costs much more)."""

from __future__ import annotations

from typing import Any

from briefing.library.driver import Connection


def put(connection: Connection, table: str, **values: Any) -> None:
    """Insert a row into ``table``, inside the writing transaction.

    Raises:
        DriverError: a constraint refuses it.
    """
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table}({', '.join(values)}) VALUES ({marks})", tuple(values.values()))

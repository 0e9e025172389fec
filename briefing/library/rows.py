"""Writing a row: a whole new one by plain SQL (a session costs much more), or what differs in one of the session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefing.library import values
from briefing.library.driver import Connection


def put(connection: Connection, table: str, **given: Any) -> None:
    """Insert a row into ``table``, inside the writing transaction.

    Raises:
        DriverError: a constraint refuses it.
    """
    marks = ", ".join("?" * len(given))
    connection.execute(f"INSERT INTO {table}({', '.join(given)}) VALUES ({marks})", tuple(given.values()))


def change(row: Any, given: Mapping[str, Any]) -> bool:
    """Set the fields of a row of the session that differ, and when it was changed; whether any did."""
    changed = {field: value for field, value in given.items() if getattr(row, field) != value}
    for field, value in changed.items():
        setattr(row, field, value)
    if changed:
        row.updated = values.now()
    return bool(changed)

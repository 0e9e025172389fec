"""A reader whose troubles come as plain sentences: damage or a lost disk met while reading is a ``LibraryTrouble``."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefing.library import diagnose
from briefing.library.driver import Connection, Cursor, DriverError, Row


@contextmanager
def in_plain_words(path: Path) -> Generator[None]:
    """Turn what the driver says into what is known about it; a mistake of the program stays as it is."""
    try:
        yield
    except DriverError as error:
        raise diagnose.from_driver(error, path) or error from error


class PlainCursor:
    """A cursor of a ``PlainReader``."""

    def __init__(self, cursor: Cursor, path: Path) -> None:
        self._cursor = cursor
        self._path = path

    @property
    def lastrowid(self) -> int:
        """Return the driver's ``lastrowid``."""
        return self._cursor.lastrowid

    @property
    def rowcount(self) -> int:
        """Return the driver's ``rowcount``."""
        return self._cursor.rowcount

    @property
    def description(self) -> tuple[Row, ...] | None:
        """Return the names of the columns, as PEP 249 says."""
        return self._cursor.description

    def fetchone(self) -> Row | None:
        """Return the next row or ``None``."""
        with in_plain_words(self._path):
            return self._cursor.fetchone()

    def fetchall(self) -> list[Row]:
        """Return all remaining rows."""
        with in_plain_words(self._path):
            return self._cursor.fetchall()

    def fetchmany(self, size: int = 1) -> list[Row]:
        """Return up to ``size`` rows."""
        with in_plain_words(self._path):
            return self._cursor.fetchmany(size)

    def __iter__(self) -> Iterator[Row]:
        with in_plain_words(self._path):
            yield from self._cursor


class PlainReader:
    """A connection for reading that speaks plainly; otherwise the driver's own."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @property
    def in_transaction(self) -> bool:
        """Whether BEGIN was said and not yet ended."""
        return self._connection.in_transaction

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        """Run one statement."""
        with in_plain_words(self._path):
            return PlainCursor(self._connection.execute(sql, parameters), self._path)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Cursor:
        """Run one statement for each row of parameters."""
        with in_plain_words(self._path):
            return PlainCursor(self._connection.executemany(sql, parameters), self._path)

    def create_function(self, name: str, narg: int, func: Callable[..., Any], /) -> None:
        """Make a Python function callable in SQL."""
        self._connection.create_function(name, narg, func)

    def set_progress_handler(self, handler: Callable[[], int] | None, n: int, /) -> None:
        """Call ``handler`` every ``n`` steps of the engine; a true answer stops the statement."""
        self._connection.set_progress_handler(handler, n)

    def interrupt(self) -> None:
        """Stop what the connection is doing, from any thread."""
        self._connection.interrupt()

    def backup(self, target: Connection, /, **options: Any) -> None:
        """Copy the database page by page into ``target``."""
        self._connection.backup(target, **options)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

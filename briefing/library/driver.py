"""The one SQLite driver of the program (sqlcipher3), with types, and the settings each connection gets.

One SQLite library in the process: a second one opening the same file can cancel the first one's locks.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

import sqlcipher3.dbapi2 as _driver  # pyright: ignore[reportMissingTypeStubs]

from briefing.library.faults import LibraryTrouble

Row = tuple[Any, ...]

# Milliseconds to wait for another program's write before saying the library is locked.
PATIENCE = 5000
_BATCH = 500
# Steps of the engine between two looks at whether to go on: some hundredths of a second.
_STEPS = 10_000


class Cursor(Protocol):
    """What the program uses of a DB-API cursor (PEP 249)."""

    @property
    def lastrowid(self) -> int:
        """The row number of the last insert."""
        ...

    @property
    def rowcount(self) -> int:
        """How many rows a change concerned."""
        ...

    @property
    def description(self) -> tuple[Row, ...] | None:
        """The columns' names, each first in a tuple."""
        ...

    def fetchone(self) -> Row | None:
        """Return the next row or ``None``."""
        ...

    def fetchall(self) -> list[Row]:
        """Return all remaining rows."""
        ...

    def fetchmany(self, size: int = ...) -> list[Row]:
        """Return up to ``size`` rows."""
        ...

    def __iter__(self) -> Iterator[Row]: ...


class Connection(Protocol):
    """What the program uses of a driver connection; every statement commits by itself unless BEGIN was said."""

    @property
    def in_transaction(self) -> bool:
        """Whether BEGIN was said and not yet ended."""
        ...

    def execute(self, sql: str, parameters: Any = ..., /) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Cursor:
        """Run one statement for each row of parameters."""
        ...

    def create_function(self, name: str, narg: int, func: Callable[..., Any], /) -> None:
        """Make a Python function callable in SQL."""
        ...

    def set_progress_handler(self, handler: Callable[[], int] | None, n: int, /) -> None:
        """Call ``handler`` every ``n`` steps of the engine; a true answer stops the statement."""
        ...

    def interrupt(self) -> None:
        """Stop what the connection is doing, from any thread."""
        ...

    def backup(self, target: Connection, /, **options: Any) -> None:
        """Copy the database page by page into ``target`` (SQLite's online backup)."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


if TYPE_CHECKING:

    class DriverError(Exception):
        """Any error of the driver; ``sqlite_errorcode`` is SQLite's result code."""

        sqlite_errorcode: int

    class DriverIntegrityError(DriverError):
        """A constraint of the schema was broken."""

    module: Any = None
else:
    DriverError = _driver.Error
    DriverIntegrityError = _driver.IntegrityError
    module = _driver

# TRUST.md's measured choice is repeated here because each line guards against a loss that was reproduced:
# FULL keeps acknowledged saves through a power cut, cell_size_check and trusted_schema refuse doctored files.
_COMMON = (
    f"busy_timeout={PATIENCE}",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    "mmap_size=0",
)
_WRITER = (
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "secure_delete=ON",
    "recursive_triggers=ON",
    "cache_size=-65536",
)
_READER = ("query_only=ON", "cache_size=-16384")


# The driver's backup raises without a code; SQLite's own sentences (sqlite3_errstr) then tell.
_SAID = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}


def error_code(error: BaseException) -> int:
    """Return SQLite's result code of a driver error, 0 when it has none."""
    return int(getattr(error, "sqlite_errorcode", 0) or _SAID.get(str(error), 0))


def complete(sql: str) -> bool:
    """Whether some text ends a SQL statement."""
    return bool(module.complete_statement(sql))


def _connect(uri: str, *, any_thread: bool) -> Connection:
    return cast(
        "Connection",
        module.connect(uri, uri=True, isolation_level=None, timeout=PATIENCE / 1000, check_same_thread=not any_thread),
    )


def _set(connection: Connection, pragmas: Iterable[str]) -> None:
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").fetchall()


def connect_writer(path: Path, *, create: bool = False) -> Connection:
    """Open a file for writing (journal mode is left as it is).

    Raises:
        DriverError: the file cannot be opened.
    """
    connection = _connect(f"{path.as_uri()}?mode={'rwc' if create else 'rw'}", any_thread=False)
    _set(connection, (*_COMMON, *_WRITER))
    return connection


def connect_reader(path: Path, *, immutable: bool = False) -> Connection:
    """Open a file for reading only. ``immutable`` promises SQLite that nobody writes (no lock, no -shm needed).

    Raises:
        DriverError: the file cannot be opened.
    """
    connection = _connect(f"{path.as_uri()}?mode=ro{'&immutable=1' if immutable else ''}", any_thread=True)
    _set(connection, (*_COMMON, *_READER))
    return connection


@contextmanager
def heard_within(
    connection: Connection, progress: Callable[[int, int], None] | None
) -> Generator[Callable[[int, int], None] | None]:
    """Give back ``progress`` so that long statements call it too, with what it was told last, for a ``with``.

    A ``LibraryTrouble`` it raises then ends the statement, and is raised from there.
    """
    if progress is None:
        yield None
        return
    last = (0, 1)
    stopped: list[LibraryTrouble] = []

    def tell(done: int, total: int) -> None:
        nonlocal last
        last = (done, total)
        progress(done, total)

    def again() -> int:
        try:
            progress(*last)
        except LibraryTrouble as error:
            stopped.append(error)
        return len(stopped)

    connection.set_progress_handler(again, _STEPS)
    try:
        yield tell
    except DriverError as error:
        if stopped:
            raise stopped[0] from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def by_batch(connection: Connection, sql: str, keys: Iterable[int | str]) -> Iterator[Row]:
    """Yield the rows ``sql`` reads for very many keys, some hundreds at a time; they stand where it says ``{ns}``."""
    wanted = list(keys)
    for start in range(0, len(wanted), _BATCH):
        some = wanted[start : start + _BATCH]
        yield from connection.execute(sql.format(ns=",".join("?" * len(some))), some)

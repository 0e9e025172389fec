"""A ``-wal`` found beside a library that nobody has open: is it this library's own, or another's, or an old one.

SQLite replays any ``-wal`` it finds and checks only that the ``-wal`` agrees with itself
(https://sqlite.org/fileformat2.html#the_write_ahead_log), so one that belongs elsewhere would replace the library.
Everything here only reads: what does not belong is set aside before a connection that may write is made.

The mark of a clean end: ``close_cleanly`` leaves the file in rollback mode (bytes 18 and 19 of the header are 1), as
do backups. SQLite writes 2 there, to the disk, before the first change can go to a ``-wal``: beside a file marked 1
no ``-wal`` can be its own. Other files (the program was killed) are looked through together with the ``-wal``.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from briefing.library import migrate
from briefing.library.driver import Connection, DriverError, connect_reader
from briefing.library.faults import DamagedLibrary

_SALTED = struct.Struct(">IIII")
_WAL_HEAD, _FRAME_HEAD = 32, 24
# Where SQLite's shared locks lie (https://sqlite.org/src/file/src/os.h, SHARED_FIRST and SHARED_SIZE).
_LOCKS_AT, _LOCKS = 0x40000002, 510
# quick_check reads every page: 1.6 s for 1 GB. Above this many bytes only the cheap checks are made, so that opening
# after a crash stays a matter of seconds whatever the size.
LARGEST_CHECKED = 2 << 30
_TABLES = ("quote", "source", "person", "topic", "book", "section", "setting")
_NAMED = ("quote", "source", "topic", "book")
_SAMPLE = 200

_in_use: dict[tuple[int, int], int] = {}


def identity(path: Path) -> tuple[int, int]:
    """Return what tells one file from another put in its place (device and file number)."""
    found = path.stat()
    return found.st_dev, found.st_ino


def use(file: tuple[int, int]) -> None:
    """Note that this process has a library open: the system does not tell a process of its own locks."""
    _in_use[file] = _in_use.get(file, 0) + 1


def leave(file: tuple[int, int]) -> None:
    """Note that this process has closed a library."""
    _in_use[file] = _in_use.get(file, 1) - 1
    if not _in_use[file]:
        del _in_use[file]


@contextmanager
def _alone(path: Path) -> Generator[bool | None]:
    """Keep every other program from the library for the length of a ``with``; tell whether that was granted.

    ``None``: it cannot be asked, the file may only be read.
    """
    file, ours = None, False
    with suppress(OSError):
        ours = identity(path) in _in_use
        file = None if ours else path.open("r+b")
    if file is None:
        yield False if ours else None
        return
    # Closing the file gives the lock back.
    with file:
        granted = True
        try:
            if sys.platform == "win32":
                import msvcrt

                file.seek(_LOCKS_AT)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, _LOCKS)
            else:
                import fcntl

                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKS, _LOCKS_AT)
        except OSError:
            granted = False
        yield granted


def held(path: Path) -> bool:
    """Whether a program (this one too) is known to have the library open."""
    with _alone(path) as granted:
        return granted is False


def close_cleanly(writer: Connection) -> None:
    """Close the library's writer; the last one to leave marks the file as ended cleanly."""
    # Others have it open, or the disk is full: then it stays as it is, and the last one out or the next time does it.
    with suppress(DriverError):
        writer.execute("PRAGMA busy_timeout=0").fetchall()
        writer.execute("PRAGMA journal_mode=DELETE").fetchall()
    writer.close()


def ended_cleanly(path: Path) -> bool:
    """Whether the file bears the mark of a clean end: no ``-wal`` beside it can be its own."""
    with path.open("rb") as file:
        return file.read(20)[18:20] == b"\x01\x01"


def settle(path: Path) -> str:
    """Set a ``-wal`` aside that does not belong to the library; return a sentence about it, "" when all is well.

    Raises:
        DamagedLibrary: the library cannot be trusted with its ``-wal`` nor without it; nothing was changed.
        OSError: the ``-wal`` cannot be set aside; nothing was changed.
    """
    wal = path.with_name(f"{path.name}-wal")
    seen = _state(wal)
    if not seen[1] or not _may_be_had_alone(path):
        return ""
    marked = ended_cleanly(path)
    if not marked and _belongs(path, wal):
        return ""
    if not marked and not _whole(path):
        raise DamagedLibrary(
            f"“{path.name}” and the changes left beside it do not fit together. Nothing was changed. Restore a backup."
        )
    with _alone(path) as granted:
        # Another program may have come in meanwhile: then it is that program's.
        if not granted or _state(wal) != seen:
            return ""
        kept = _set_aside(path, wal)
    return (
        f"Beside “{path.name}” lay changes that do not belong to it (of another library, or from before a restore). "
        f"They were left out and kept as “{kept.name}”. If something is missing, restore a backup."
    )


def _may_be_had_alone(path: Path) -> bool:
    with _alone(path) as granted:
        return granted is True


def _state(wal: Path) -> tuple[int, int, int]:
    try:
        found = wal.stat()
    except FileNotFoundError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns


def _set_aside(path: Path, wal: Path) -> Path:
    moment = f"{datetime.now(UTC):%Y%m%d%H%M%S%f}"
    kept = wal.rename(wal.with_name(f"{wal.name}.left-{moment}"))
    index = path.with_name(f"{path.name}-shm")
    if index.exists():
        index.rename(index.with_name(f"{index.name}.left-{moment}"))
    return kept


def _belongs(path: Path, wal: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(100)
    counter = _last_counter(wal, struct.unpack(">H", head[16:18])[0])
    if counter is None:
        return False
    if counter and counter < struct.unpack(">I", head[24:28])[0]:
        return False
    try:
        both = connect_reader(path)
    except DriverError:
        return False
    try:
        found = migrate.version(both)
        # Whether it is of a newer program is told by whoever opens it.
        if found > migrate.newest():
            return True
        if found < struct.unpack(">I", head[60:64])[0]:
            return False
        application = both.execute("PRAGMA application_id").fetchone()
        return application == (migrate.APPLICATION_ID,) and _sound(both, path) and _related(both, path)
    except DriverError:
        return False
    finally:
        both.close()


def _last_counter(wal: Path, page: int) -> int | None:
    """Return the file change counter in the last first page of a ``-wal`` (0: it holds none); ``None``: no ``-wal``."""
    page = 65536 if page == 1 else page
    with wal.open("rb") as file:
        head = file.read(_WAL_HEAD)
        if len(head) < _WAL_HEAD or head[:4] not in {b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"}:
            return None
        if struct.unpack(">I", head[8:12])[0] != page:
            return None
        counter = 0
        while len(frame := file.read(_FRAME_HEAD)) == _FRAME_HEAD:
            number, _, *salt = _SALTED.unpack(frame[:16])
            if tuple(salt) != struct.unpack(">II", head[16:24]):
                break
            start = file.read(28) if number == 1 else b""
            if len(start) == 28:
                counter = struct.unpack(">I", start[24:28])[0]
            file.seek(page - len(start), os.SEEK_CUR)
    return counter


def _whole(path: Path) -> bool:
    """Whether the file is whole without its ``-wal`` (to which an immutable connection pays no attention)."""
    try:
        reader = connect_reader(path, immutable=True)
    except DriverError:
        return False
    try:
        return _sound(reader, path)
    except DriverError:
        return False
    finally:
        reader.close()


def _sound(reader: Connection, path: Path) -> bool:
    there = {str(name) for (name,) in reader.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if migrate.version(reader) and not there.issuperset(_TABLES):
        return False
    if path.stat().st_size > LARGEST_CHECKED:
        return True
    return reader.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)


def _related(both: Connection, path: Path) -> bool:
    """Whether the library with its ``-wal`` still has something of the library without: a foreign one has nothing."""
    try:
        alone = connect_reader(path, immutable=True)
    except DriverError:
        return True
    try:
        known = [
            (table, str(name))
            for table in _NAMED
            for (name,) in alone.execute(f"SELECT id FROM {table} ORDER BY rowid LIMIT {_SAMPLE}")
        ]
    except DriverError:
        # A killed checkpoint may leave the file alone torn; together with its own -wal it is whole.
        return True
    finally:
        alone.close()
    return not known or any(
        both.execute(f"SELECT 1 FROM {table} WHERE id = ?", (name,)).fetchone() for table, name in known
    )

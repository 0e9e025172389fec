"""Opening a library file: is it one, is it whole, may it be written, is it of this version.

Never starts empty because something failed.
"""

from __future__ import annotations

import shutil
import stat
import struct
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefing.library import diagnose, leftover, migrate
from briefing.library.driver import Connection, DriverError, connect_reader, connect_writer, error_code
from briefing.library.faults import (
    DamagedLibrary,
    LibraryMissing,
    LibraryTrouble,
    NewerLibrary,
    NotALibrary,
    ReadOnlyLibrary,
)

_MAGIC = b"SQLite format 3\x00"
_BUSY = {5, 6}


@dataclass(slots=True)
class Opened:
    """An open file: the writer (``None`` when it can only be read) and where and how readers are to look."""

    writer: Connection | None
    readable: Path
    immutable: bool = False
    copy: tempfile.TemporaryDirectory[str] | None = None
    notices: tuple[str, ...] = ()


def beside(path: Path, ending: str) -> Path:
    """Return SQLite's side file of a library (``-wal``, ``-shm``)."""
    return path.with_name(path.name + ending)


def has_journal(path: Path) -> bool:
    """Whether there are committed changes that the main file does not hold yet."""
    wal = beside(path, "-wal")
    return wal.exists() and wal.stat().st_size > 0 and not leftover.ended_cleanly(path)


def look(path: Path) -> None:
    """Look at a file without SQLite and without changing anything.

    Raises:
        NotALibrary, NewerLibrary, DamagedLibrary, LibraryTrouble: it cannot be used, the sentence says why.
    """
    kind = path.stat()
    if stat.S_ISDIR(kind.st_mode):
        raise NotALibrary(f"“{path.name}” is a folder, not a library. Choose a library file.")
    if not stat.S_ISREG(kind.st_mode):
        raise NotALibrary(f"“{path.name}” is not a file on a disk. Choose a library file.")
    with path.open("rb") as file:
        head = file.read(100)
    if not head:
        raise NotALibrary(f"“{path.name}” is empty (0 bytes), so it is not a library. Restore a backup of it.")
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise NotALibrary(f"“{path.name}” is not a Briefing library. It was left unchanged.")
    user_version, application = struct.unpack(">I", head[60:64])[0], struct.unpack(">I", head[68:72])[0]
    if application != migrate.APPLICATION_ID:
        raise NotALibrary(f"“{path.name}” belongs to another program. It was left unchanged.")
    _refuse_newer(path, user_version)
    page, pages = struct.unpack(">H", head[16:18])[0], struct.unpack(">I", head[28:32])[0]
    if not has_journal(path) and kind.st_size < (65536 if page == 1 else page) * pages:
        raise DamagedLibrary(f"The end of “{path.name}” is missing. Restore a backup of it.")


def _refuse_newer(path: Path, found: int) -> None:
    if found > migrate.newest():
        raise NewerLibrary(
            f"“{path.name}” was written by a newer Briefing (format {found}; this one knows {migrate.newest()}). "
            "Install the newer program. The library was left unchanged."
        )


def make(path: Path) -> None:
    """Make a new, empty library: built beside its place, then put there whole. Makes the folder when needed.

    Raises:
        LibraryTrouble: it cannot be made there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A -wal left by a library that was moved away would be replayed into the new one.
        for ending in ("-wal", "-shm"):
            left = beside(path, ending)
            if left.exists():
                left.rename(left.with_name(f"{left.name}.left-{datetime.now(UTC):%Y%m%d%H%M%S%f}"))
        with tempfile.TemporaryDirectory(prefix=".briefing-", dir=path.parent) as folder:
            made = Path(folder) / "new"
            connection = connect_writer(made, create=True)
            try:
                migrate.migrate(connection)
                connection.execute("PRAGMA journal_mode=WAL").fetchall()
            finally:
                connection.close()
            made.replace(path)
    except DriverError as error:
        raise diagnose.from_driver(error, path) or error from error
    except OSError as error:
        raise diagnose.from_system(error, path) from error


def open_file(path: Path, *, create: bool, backups: Path) -> Opened:
    """Open a library file, made new when it is missing and ``create`` says so.

    ``backups`` is the folder for the copy made before an older library is brought up to date.

    Raises:
        LibraryTrouble: it cannot be opened; nothing was changed.
    """
    try:
        if not path.exists():
            if not create:
                raise LibraryMissing(f"There is no library “{path}”. Check the name, or make a new library.")
            make(path)
        look(path)
        notice = leftover.settle(path)
        if notice:
            look(path)
    except OSError as error:
        raise diagnose.from_system(error, path) from error
    try:
        if has_journal(path):
            _check_version_inside(path)
        writer = _open_writer(path)
    except DriverError as error:
        raise diagnose.from_driver(error, path) or error from error
    if writer is None:
        opened = open_read_only(path)
        opened.notices = (notice,) if notice else ()
        return opened
    try:
        inspect(writer, path)
        if migrate.version(writer) < migrate.newest():
            _bring_up_to_date(writer, path, backups)
        writer.execute("PRAGMA journal_mode=WAL").fetchall()
    except DriverError as error:
        writer.close()
        raise diagnose.from_driver(error, path) or error from error
    except LibraryTrouble:
        writer.close()
        raise
    return Opened(writer, path, notices=(notice,) if notice else ())


def _check_version_inside(path: Path) -> None:
    """Refuse a newer library whose version is still only in the -wal (a writer's close would change the file)."""
    try:
        reader = connect_reader(path)
    except DriverError:
        return
    try:
        _refuse_newer(path, migrate.version(reader))
    except DriverError:
        return
    finally:
        reader.close()


def _open_writer(path: Path) -> Connection | None:
    """Return a connection that may write, or ``None`` when the file or its folder does not allow it."""
    writer: Connection | None = None
    try:
        writer = connect_writer(path)
        writer.execute("PRAGMA busy_timeout=0").fetchall()
        writer.execute("BEGIN IMMEDIATE")
        # BEGIN IMMEDIATE alone is granted on a file that may only be read; a first change is not.
        writer.execute(f"PRAGMA application_id={migrate.APPLICATION_ID}")
        writer.execute("ROLLBACK")
    except DriverError as error:
        code = error_code(error) & 0xFF
        if writer is not None and code not in _BUSY:
            writer.close()
        if code in {3, 8, 14}:
            return None
        if code not in _BUSY:
            raise
    assert writer is not None
    writer.execute("PRAGMA busy_timeout=5000").fetchall()
    return writer


def open_read_only(path: Path) -> Opened:
    """Open what may not be written; a library with changes still in its -wal is read from a private copy."""
    try:
        stray = beside(path, "-wal").exists() and leftover.ended_cleanly(path)
        for immutable in (True,) if stray else (False, True):
            if immutable and has_journal(path):
                break
            try:
                reader = connect_reader(path, immutable=immutable)
                reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            except DriverError as error:
                if error_code(error) & 0xFF in {11, 26}:
                    raise
                continue
            _check_read_only(reader, path)
            return Opened(None, path, immutable)
        copy = tempfile.TemporaryDirectory(prefix="briefing-")
        twin = Path(copy.name) / path.name
        for ending in ("", "-wal"):
            shutil.copyfile(beside(path, ending), beside(twin, ending))
        _check_read_only(connect_reader(twin), path)
        return Opened(None, twin, copy=copy)
    except DriverError as error:
        raise diagnose.from_driver(error, path) or error from error
    except OSError as error:
        raise diagnose.from_system(error, path) from error


def _check_read_only(reader: Connection, path: Path) -> None:
    try:
        found = migrate.version(reader)
        _refuse_newer(path, found)
        if found < migrate.newest():
            raise ReadOnlyLibrary(
                f"“{path.name}” was written by an older Briefing and can only be read here, so it cannot be brought "
                "up to date. Copy it to a folder of your own and open the copy."
            )
        inspect(reader, path)
    finally:
        reader.close()


def inspect(connection: Connection, path: Path) -> None:
    """Refuse a library that brings program code of its own (our libraries have no triggers and no views)."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE type IN ('trigger', 'view') LIMIT 1").fetchone():
        raise DamagedLibrary(f"“{path.name}” holds instructions that Briefing never writes. Restore a backup of it.")
    _refuse_newer(path, migrate.version(connection))


def _bring_up_to_date(writer: Connection, path: Path, backups: Path) -> None:
    """Run the pending migrations, after a backup when there is anything to lose."""
    if writer.execute("SELECT 1 FROM sqlite_schema WHERE name = 'quote'").fetchone():
        from briefing.library import backup

        moment = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
        try:
            backups.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise diagnose.from_system(error, backups) from error
        backup.copy(writer, backups / f"{path.stem}-format{migrate.version(writer)}-{moment}{path.suffix}")
    migrate.migrate(writer)

"""An open library: one writer, read-only readers, and every change as one step that can be taken back.

Opening and reading never import the ORM; the first ``writing()`` does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from briefing.library import diagnose, driver, leftover, opening, seal, undo
from briefing.library.driver import Connection, DriverError, connect_reader
from briefing.library.faults import LibraryMissing, LibraryTrouble, NotFound, ReadOnlyLibrary
from briefing.library.reading import PlainReader
from briefing.library.undo import Step
from briefing.paths import data_folder

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine
    from sqlmodel import Session

    from briefing.library.search_entry import New

__all__ = ["Connection", "Library", "Step", "open_library"]

# The driver gives primary result codes only, so what kind of constraint it was stands in SQLite's sentence.
_NO_SUCH_ROW = "FOREIGN KEY constraint failed"

Heard = Callable[[Step, bool], None]


class _Lent:
    """The writer's connection as lent to SQLAlchemy: it may run statements, but not end the transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def commit(self) -> None:
        """Do nothing: the library commits."""

    rollback = close = commit

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class Library:
    """An open library file. Made by ``open_library``; writes belong to the thread that opened it."""

    def __init__(self, path: Path, opened: opening.Opened) -> None:
        self.path = path
        self.read_only = opened.writer is None
        self.last_step: Step | None = None
        self._opened = opened
        # Sentences for the user about what was found when the library was opened.
        self.notices = opened.notices
        self._identity = leftover.identity(path)
        if not self.read_only:
            leftover.use(self._identity)
        self._engine: Engine | None = None
        self._session: Session | None = None
        self._keys: undo.Keys = {}
        # Up to which undo note the search index knows what the open change did.
        self._indexed = 0
        self._heard: list[Heard] = []
        self._readers: dict[int, Connection] = {}
        self._lock = threading.Lock()
        self._seen = self._data_version()

    def reader(self) -> Connection:
        """Return the calling thread's read-only connection, made on first use and closed with the library.

        Raises:
            LibraryTrouble: the file cannot be read any more.
        """
        thread = threading.get_ident()
        found = self._readers.get(thread)
        if found is None:
            try:
                made = connect_reader(self._opened.readable, immutable=self._opened.immutable)
                found = PlainReader(made, self.path)
            except DriverError as error:
                raise diagnose.from_driver(error, self.path) or error from error
            with self._lock:
                self._readers[thread] = found
        return found

    def close_reader(self) -> None:
        """Close the calling thread's reader: for worker threads that end."""
        with self._lock:
            found = self._readers.pop(threading.get_ident(), None)
        if found is not None:
            found.close()

    def raw(self) -> Connection:
        """Return the writer's own connection, for SQL on many rows inside ``writing()``.

        Raises:
            RuntimeError: called outside ``writing()``, where a change would not be noted.
        """
        if self._session is None or self._opened.writer is None:
            raise RuntimeError("raw() is only for use inside writing()")
        self._session.flush()
        return self._opened.writer

    def index_now(self, progress: Callable[[int, int], None], new: Mapping[int, New] | None = None) -> None:
        """Bring the search index up to date inside ``writing()`` already, telling how far it is.

        What ``progress(done, total)`` raises ends the change, with nothing of it kept. Without this it is done,
        silently, when the change ends. ``new``: quotes just added, by row number: they need not be read.
        """
        writer = self.raw()
        self._indexed = seal.index(writer, self._indexed, progress, new)

    @contextmanager
    def writing(self, label: str, *, undoable: bool = True) -> Generator[Session]:
        """Gather changes into one transaction and one step called ``label``.

        A call inside another one joins it. When anything raises, nothing of the outermost call was changed.

        Raises:
            LibraryTrouble: the library cannot be written (read-only, locked, full disk, moved …).
        """
        if self._session is not None:
            yield self._session
            return
        if not self.read_only:
            # Before the lock is taken: loading takes a second on a slow machine, and others wait to write.
            import_module("sqlmodel")
        with self._transaction(label, undoable=undoable, from_undo=False) as writer:
            session = self._new_session(writer)
            self._session = session
            try:
                yield session
                session.flush()
            finally:
                self._session = None
                session.close()

    def undo(self, step: Step) -> Step:
        """Take a step back (or do it again) and return the step that reverses this.

        Raises:
            LibraryTrouble: it cannot be taken back; nothing was changed.
        """
        try:
            with self._transaction(step.label, undoable=True, from_undo=True) as writer:
                undo.apply(writer, step)
        except driver.DriverIntegrityError as error:
            raise LibraryTrouble(
                f"“{step.label}” cannot be undone: what it changed has changed again since."
            ) from error
        assert self.last_step is not None
        return self.last_step

    def subscribe(self, heard: Heard) -> Callable[[], None]:
        """Call ``heard(step, from_undo)`` after every committed change; return the function that ends this."""
        self._heard.append(heard)

        def unsubscribe() -> None:
            if heard in self._heard:
                self._heard.remove(heard)

        return unsubscribe

    def changed_elsewhere(self) -> bool:
        """Whether another program has written to the library since this was last asked."""
        seen, self._seen = self._seen, self._data_version()
        return seen != self._seen

    def close(self) -> None:
        """Close all connections. The library object is of no use afterwards."""
        with self._lock:
            readers = list(self._readers.values())
            self._readers.clear()
        for reader in readers:
            reader.interrupt()
            reader.close()
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
        if self._opened.writer is not None:
            leftover.close_cleanly(self._opened.writer)
            self._opened.writer = None
            leftover.leave(self._identity)
        if self._opened.copy is not None:
            self._opened.copy.cleanup()

    def _data_version(self) -> int:
        if self._opened.writer is None:
            return 0
        row = self._opened.writer.execute("PRAGMA data_version").fetchone()
        return int(row[0]) if row else 0

    def _ready_to_write(self) -> Connection:
        writer = self._opened.writer
        if writer is None:
            raise ReadOnlyLibrary(
                f"The library “{self.path.name}” can only be read here. Copy it to a folder of your own."
            )
        try:
            same = leftover.identity(self.path) == self._identity
        except OSError:
            same = False
        if not same:
            raise LibraryMissing(
                f"The library “{self.path.name}” was moved or replaced while it was open. "
                "Put it back, or open it from its new place."
            )
        if not self._keys:
            seal.install(writer)
            self._keys = undo.install(writer)
        return writer

    @contextmanager
    def _transaction(self, label: str, *, undoable: bool, from_undo: bool) -> Generator[Connection]:
        """Open a transaction; at its end seal, note and commit, or roll everything back and say why."""
        try:
            writer = self._ready_to_write()
            writer.execute("BEGIN IMMEDIATE")
        except DriverError as error:
            raise diagnose.from_driver(error, self.path) or error from error
        self._indexed = 0
        try:
            yield writer
            seal.seal(writer, self._indexed)
            step = undo.take(writer, self._keys, label, undoable=undoable)
            writer.execute("COMMIT")
        except BaseException as error:
            # After some errors (a full disk) SQLite has rolled back already.
            with suppress(DriverError):
                if writer.in_transaction:
                    writer.execute("ROLLBACK")
            cause = getattr(error, "orig", None) or error
            trouble = diagnose.from_driver(cause, self.path) if isinstance(cause, DriverError) else None
            if trouble is not None:
                raise trouble from error
            if str(cause) == _NO_SUCH_ROW and not from_undo:
                raise NotFound(
                    "A person, source, topic or book this refers to is not in the library any more."
                ) from error
            raise
        if step.touched or from_undo:
            self.last_step = step
            for heard in tuple(self._heard):
                heard(step, from_undo)

    def _new_session(self, writer: Connection) -> Session:
        # The whole package first: while another thread imports it, entering by one of its parts can find it half made.
        import sqlmodel
        from sqlalchemy.pool import StaticPool

        if self._engine is None:
            lent = _Lent(writer)
            self._engine = sqlmodel.create_engine(
                "sqlite://", module=driver.module, creator=lambda: cast("Any", lent), poolclass=StaticPool
            )
        return sqlmodel.Session(self._engine)


def open_library(path: Path, *, create: bool = True, backups: Path | None = None) -> Library:
    """Open a library file, made new (with its folder) when it is missing and ``create`` says so.

    A file that may only be read opens with ``read_only`` set. ``backups`` is where the copy goes that is made
    before an older library is brought up to date; the user's data folder when not given.

    Raises:
        LibraryTrouble: it cannot be opened; the file was left unchanged.
    """
    whole = path.expanduser().absolute()
    opened = opening.open_file(whole, create=create, backups=backups or data_folder() / "backups")
    return Library(whole, opened)

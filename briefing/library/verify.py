"""Is the library whole: the file's structure, the search index, the hashes of snapshots and rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefing.book.freezing import NotFrozen, thaw
from briefing.library import seal
from briefing.library.driver import Connection
from briefing.library.faults import LibraryTrouble
from briefing.library.sources import digest

_RESTORE = "Restore a backup; keep this file until you have compared the two."
_STEP = 2000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: what, and what to do about it."""

    what: str
    advice: str


def verify(reader: Connection, progress: Callable[[int, int], None] | None = None) -> list[Fault]:
    """Check everything that can be checked; return the faults. ``progress(done, total)`` counts checks and rows."""
    total = 3 + sum(_count(reader, table) for table in (*seal.HASHED, "snapshot", "edition_file"))
    done = 0
    found: list[Fault] = []

    def tell(more: int) -> None:
        nonlocal done
        done = min(total, done + more)
        if progress is not None:
            progress(done, total)

    for check in (_structure, _references, _index):
        found += _guarded(check(reader))
        tell(1)
    for table in seal.HASHED:
        found += _guarded(_rows(reader, table, tell))
    found += _guarded(_snapshots(reader, tell))
    found += _guarded(_editions(reader, tell))
    return found


def _count(reader: Connection, table: str) -> int:
    try:
        row = reader.execute(f"SELECT count(*) FROM {table}").fetchone()
    except LibraryTrouble:
        return 0
    return int(row[0]) if row else 0


def _guarded(faults: Iterator[Fault]) -> list[Fault]:
    """Gather faults; a file too damaged to be read is one."""
    found: list[Fault] = []
    try:
        found.extend(faults)
    except LibraryTrouble as trouble:
        found.append(Fault(f"A part of the file cannot be read. {trouble}", _RESTORE))
    return found


def _structure(reader: Connection) -> Iterator[Fault]:
    reader.execute("BEGIN")
    try:
        # A reader that searched before another connection wrote checks the index against what it remembers of it and
        # reports corruption where there is none (SQLite 3.53). A search makes it look again.
        reader.execute("SELECT rowid FROM quote_search WHERE quote_search MATCH 'a' LIMIT 1").fetchall()
        found = reader.execute("PRAGMA integrity_check(20)").fetchall()
    finally:
        reader.execute("COMMIT")
    for (said,) in found:
        if said != "ok":
            advice = "Rebuild the search index." if "fts5" in str(said).lower() else _RESTORE
            yield Fault(f"The file's structure is damaged: {said}.", advice)


def _references(reader: Connection) -> Iterator[Fault]:
    broken: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in reader.execute("PRAGMA foreign_key_check"):
        broken[str(table), str(parent)] = broken.get((str(table), str(parent)), 0) + 1
    for (table, parent), number in broken.items():
        yield Fault(f"{number} rows of “{table}” refer to a “{parent}” that is not there.", _RESTORE)


def _index(reader: Connection) -> Iterator[Fault]:
    row = reader.execute(
        "SELECT (SELECT count(*) FROM quote WHERE n NOT IN (SELECT n FROM quote_indexed)) "
        "+ (SELECT count(*) FROM quote_indexed i WHERE NOT EXISTS "
        "(SELECT 1 FROM quote q WHERE q.n = i.n AND q.order_key = i.search_key))"
    ).fetchone()
    if row and row[0]:
        yield Fault(f"The search index and the quotes differ in {row[0]} places.", "Rebuild the search index.")


def _rows(reader: Connection, table: str, tell: Callable[[int], None]) -> Iterator[Fault]:
    columns = seal.hashed_columns(reader, table)
    name = "handle" if table == "quote" else "title"
    wrong: list[str] = []
    cursor = reader.execute(f"SELECT row_hash, {name}, {columns} FROM {table}")
    while rows := cursor.fetchmany(_STEP):
        wrong += [str(row[1]) for row in rows if row[0] != seal.row_hash(*row[2:])]
        tell(len(rows))
    for one in wrong[:20]:
        yield Fault(f"The {table} “{one}” is not as it was saved.", _RESTORE)
    if len(wrong) > 20:
        yield Fault(f"{len(wrong) - 20} more rows of “{table}” are not as they were saved.", _RESTORE)


def _snapshots(reader: Connection, tell: Callable[[int], None]) -> Iterator[Fault]:
    for title, text, sha256 in reader.execute(
        "SELECT s.title, n.text, n.sha256 FROM snapshot n JOIN source s ON s.id = n.source_id ORDER BY s.id"
    ):
        if digest(str(text)) != sha256:
            yield Fault(f"The text kept of the source “{title}” is not as it was saved.", _RESTORE)
        tell(1)


def _editions(reader: Connection, tell: Callable[[int], None]) -> Iterator[Fault]:
    for title, name, pdf, sha256, inputs in reader.execute(
        "SELECT b.title, e.name, f.pdf, e.sha256, f.inputs FROM edition e JOIN book b ON b.id = e.book_id "
        "LEFT JOIN edition_file f ON f.edition_id = e.id ORDER BY e.id"
    ):
        if pdf is None or hashlib.sha256(pdf).hexdigest() != sha256:
            yield Fault(f"The file of {name} of “{title}” is not as it was kept.", _RESTORE)
        try:
            thaw(bytes(inputs or b""))
        except NotFrozen:
            yield Fault(f"What {name} of “{title}” was made of cannot be read.", _RESTORE)
        tell(1)

"""Whatever is wrong with a library file is named in plain words, and the file stays as it was."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

from briefing.library import diagnose, driver, migrate, quotes
from briefing.library.faults import (
    DamagedLibrary,
    DiskFull,
    LibraryLocked,
    LibraryMissing,
    LibraryTrouble,
    NewerLibrary,
    NotALibrary,
    ReadOnlyLibrary,
)
from briefing.library.quotes import NewQuote
from briefing.library.store import Library, open_library
from briefing.library.verify import verify

Unprivileged = Callable[[], AbstractContextManager[None]]


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"x", "not a Briefing library"),
        (b"Dear Minister, " * 50, "not a Briefing library"),
        (("Dear Minister, " * 50).encode("utf-16"), "not a Briefing library"),
        (b"SQLite format 3\x00" + b"\x00" * 50, "not a Briefing library"),
        (b"SQLite format 3\x00" + b"\x00" * 5000, "belongs to another program"),
        (bytes(range(256)) * 32, "not a Briefing library"),
    ],
)
def test_a_file_that_is_no_library_is_named_and_left_unchanged(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "thing.briefing"
    path.write_bytes(data)
    with pytest.raises(NotALibrary, match=says):
        open_library(path)
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


def test_the_database_of_another_program_is_left_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    connection = driver.connect_writer(path, create=True)
    connection.execute("CREATE TABLE recipe(name)")
    connection.close()
    before = digest(path)
    with pytest.raises(NotALibrary, match="another program"):
        open_library(path)
    assert digest(path) == before


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(NotALibrary, match="folder"):
        open_library(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a thing of POSIX")
def test_a_pipe_is_refused_and_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotALibrary):
        open_library(tmp_path / "pipe")


def test_a_missing_library_is_not_made_when_that_was_not_asked(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="no library"):
        open_library(tmp_path / "none.briefing", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_new_library_makes_its_folders_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "l.briefing"
    open_library(path).close()
    assert list(path.parent.iterdir()) == [path]


def test_a_place_where_no_folder_can_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(LibraryMissing):
        open_library(tmp_path / "file" / "l.briefing")


def test_a_newer_library_is_refused_and_stays_the_same_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "l.briefing"
    open_library(path).close()
    connection = driver.connect_writer(path)
    connection.execute(f"PRAGMA user_version={migrate.newest() + 1}")
    connection.execute("CREATE TABLE novelty(x)")
    connection.close()
    before = digest(path)
    with pytest.raises(NewerLibrary, match="newer Briefing"):
        open_library(path)
    assert digest(path) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_newer_library_not_yet_folded_in_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "l.briefing"
    open_library(path).close()
    connection = driver.connect_writer(path)
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    connection.execute(f"PRAGMA user_version={migrate.newest() + 1}")
    hot = {ending: path.with_name(path.name + ending).read_bytes() for ending in ("", "-wal")}
    connection.close()
    for ending, data in hot.items():
        path.with_name(path.name + ending).write_bytes(data)
    with pytest.raises(NewerLibrary):
        open_library(path)
    assert path.read_bytes() == hot[""]


def filled(path: Path) -> None:
    library = open_library(path)
    quotes.add_many(library, [NewQuote(f"Words number {number} " * 20) for number in range(300)])
    library.close()


def test_a_library_with_its_end_missing_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "l.briefing"
    filled(path)
    os.truncate(path, path.stat().st_size // 2)
    before = digest(path)
    with pytest.raises(DamagedLibrary, match="Restore a backup"):
        open_library(path)
    assert digest(path) == before


def test_a_library_with_a_spoilt_schema_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "l.briefing"
    filled(path)
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    path.write_bytes(data)
    with pytest.raises(DamagedLibrary):
        open_library(path)
    assert path.read_bytes() == data


def test_a_spoilt_page_is_damage_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "l.briefing"
    filled(path)
    data = bytearray(path.read_bytes())
    for page in range(90, len(data) // 4096):
        data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(data)
    library = open_library(path)
    with pytest.raises(LibraryTrouble):
        quotes.add_many(library, [NewQuote("More words")] * 50)
    reader = library.reader()
    with pytest.raises(DamagedLibrary, match="Restore a backup"):
        quotes.rows(reader, quotes.numbers(reader))
    assert verify(reader)
    library.close()


def test_a_library_with_instructions_of_its_own_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.briefing"
    open_library(path).close()
    connection = driver.connect_writer(path)
    connection.execute("CREATE TRIGGER evil AFTER INSERT ON quote BEGIN DELETE FROM quote; END")
    connection.close()
    with pytest.raises(DamagedLibrary, match="never writes"):
        open_library(path)


@pytest.fixture
def open_ground() -> Iterator[Path]:
    """A folder a plain user can get to (pytest's own ones are closed to others)."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="briefing-test-"))
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("hot", [False, True])
def test_a_library_that_may_only_be_read_opens_with_every_committed_row(
    open_ground: Path, unprivileged: Unprivileged, hot: bool
) -> None:
    path = open_ground / "in" / "l.briefing"
    library = open_library(path)
    quotes.add(library, NewQuote("Words that must be there"))
    saved = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    library.close()
    if hot:
        for name in (path.name, f"{path.name}-wal"):
            (path.parent / name).write_bytes(saved[name])
    for one in path.parent.iterdir():
        one.chmod(0o444)
    path.parent.chmod(0o555)
    before = {one.name: digest(one) for one in path.parent.iterdir()}
    with unprivileged():
        opened = open_library(path)
        assert opened.read_only
        assert quotes.counts(opened.reader()).all == 1
        with pytest.raises(ReadOnlyLibrary, match="can only be read"):
            quotes.add(opened, NewQuote("More"))
        opened.close()
    assert {one.name: digest(one) for one in path.parent.iterdir()} == before


def test_a_read_only_file_in_ones_own_folder_opens_read_only(open_ground: Path, unprivileged: Unprivileged) -> None:
    path = open_ground / "in" / "l.briefing"
    open_library(path).close()
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    path.parent.chmod(0o777)
    with unprivileged():
        opened = open_library(path)
        assert opened.read_only
        assert quotes.counts(opened.reader()).all == 0
        opened.close()


def test_no_library_is_made_where_one_may_not_write(open_ground: Path, unprivileged: Unprivileged) -> None:
    (open_ground / "in").mkdir()
    (open_ground / "in").chmod(0o555)
    with unprivileged(), pytest.raises(ReadOnlyLibrary, match="folder of your own"):
        open_library(open_ground / "in" / "l.briefing")


def test_a_file_one_may_not_read_is_named(open_ground: Path, unprivileged: Unprivileged) -> None:
    path = open_ground / "l.briefing"
    open_library(path).close()
    path.chmod(0)
    with unprivileged(), pytest.raises(LibraryTrouble, match="You may not use"):
        open_library(path)


def test_while_another_program_writes_a_save_is_refused_and_later_works(library: Library) -> None:
    with library.writing("Be quick"):
        library.raw().execute("PRAGMA busy_timeout=0").fetchall()
    other = driver.connect_writer(library.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryLocked, match="Another program"):
        quotes.add(library, NewQuote("Words"))
    other.execute("ROLLBACK")
    other.close()
    assert quotes.add(library, NewQuote("Words"))


def test_a_library_opens_while_another_program_writes(library: Library) -> None:
    other = driver.connect_writer(library.path)
    other.execute("BEGIN IMMEDIATE")
    second = open_library(library.path)
    assert not second.read_only
    second.close()
    other.execute("ROLLBACK")
    other.close()


def test_a_full_disk_loses_nothing_and_saving_works_again_with_room(library: Library) -> None:
    quotes.add(library, NewQuote("Kept"))
    with library.writing("Fill"):
        row = library.raw().execute("PRAGMA page_count").fetchone()
        assert row is not None
    writer = library._opened.writer  # pyright: ignore[reportPrivateUsage]
    assert writer is not None
    writer.execute(f"PRAGMA max_page_count={row[0]}").fetchall()
    with pytest.raises(DiskFull, match="disk is full"):
        quotes.add_many(library, [NewQuote("Words " * 2000)] * 50)
    assert quotes.counts(library.reader()).all == 1
    writer.execute("PRAGMA max_page_count=1000000").fetchall()
    quotes.add(library, NewQuote("More"))
    assert quotes.counts(library.reader()).all == 2


def test_what_a_moved_library_left_behind_is_not_replayed_into_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "l.briefing"
    library = open_library(path)
    quotes.add(library, NewQuote("Words"))
    left = path.with_name(path.name + "-wal").read_bytes()
    library.close()
    path.unlink()
    path.with_name(path.name + "-wal").write_bytes(left)
    fresh = open_library(path)
    assert quotes.counts(fresh.reader()).all == 0
    fresh.close()
    kept = [one for one in tmp_path.iterdir() if ".left-" in one.name]
    assert [one.read_bytes() for one in kept] == [left]


def test_a_full_disk_is_not_called_a_broken_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    error = driver.DriverError("disk I/O error")
    assert type(diagnose.from_driver(error, tmp_path / "a")) is LibraryTrouble

    def none_left(_: Path) -> SimpleNamespace:
        return SimpleNamespace(free=0)

    monkeypatch.setattr("shutil.disk_usage", none_left)
    assert isinstance(diagnose.from_driver(error, tmp_path / "a"), DiskFull)

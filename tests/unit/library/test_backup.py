"""Backups are whole, restores are whole, and what was there is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.library import backup, books, driver, info, quotes, sources
from briefing.library.faults import BadValue, DiskFull, LibraryLocked, LibraryMissing, NotALibrary
from briefing.library.quotes import NewQuote
from briefing.library.store import Library, open_library
from briefing.library.verify import verify

Content = dict[str, Any]


def fill(library: Library, number: int = 50) -> None:
    sources.add(library, "Title", text="Snapshot")
    quotes.add_many(library, [NewQuote(f"Words {one}", said_on="2025") for one in range(number)])
    books.add(library, "Book")


def test_a_backup_restored_is_the_same_library(
    library: Library, tmp_path: Path, content: Callable[[Library], Content]
) -> None:
    fill(library)
    before = content(library)
    pages: list[tuple[int, int]] = []
    backup.backup(library, tmp_path / "copy.briefing", lambda done, total: pages.append((done, total)))
    assert pages[-1][0] == pages[-1][1] > 0
    quotes.add(library, NewQuote("After the backup"))
    library.close()

    (kept,) = backup.restore(tmp_path / "copy.briefing", library.path)
    again = open_library(library.path)
    assert content(again) == before
    assert verify(again.reader()) == []
    quotes.add(again, NewQuote("Goes on"))
    again.close()

    old = open_library(kept)
    assert quotes.counts(old.reader()).all == 51
    old.close()


def test_a_backup_is_one_file_and_holds_what_was_just_saved(library: Library, tmp_path: Path) -> None:
    fill(library)
    (tmp_path / "out").mkdir()
    backup.backup(library, tmp_path / "out" / "copy.briefing")
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["copy.briefing"]


def test_what_was_left_beside_a_library_does_not_undo_a_restore(library: Library, tmp_path: Path) -> None:
    fill(library)
    backup.backup(library, tmp_path / "copy.briefing")
    quotes.add(library, NewQuote("Later"))
    side = library.path.with_name(library.path.name + "-wal")
    stale = side.read_bytes()
    library.close()
    side.write_bytes(stale)
    backup.restore(tmp_path / "copy.briefing", library.path)
    again = open_library(library.path)
    assert quotes.counts(again.reader()).all == 50
    again.close()


def test_an_open_library_is_not_replaced(library: Library, tmp_path: Path) -> None:
    fill(library)
    backup.backup(library, tmp_path / "copy.briefing")
    with pytest.raises(LibraryLocked, match="open"):
        backup.restore(tmp_path / "copy.briefing", library.path)
    quotes.add(library, NewQuote("Still works"))


def test_a_damaged_library_can_be_replaced(library: Library, tmp_path: Path) -> None:
    fill(library)
    backup.backup(library, tmp_path / "copy.briefing")
    library.close()
    library.path.write_bytes(b"\xff" * 5000)
    (kept,) = backup.restore(tmp_path / "copy.briefing", library.path)
    assert kept.read_bytes() == b"\xff" * 5000
    open_library(library.path).close()


def test_what_is_no_backup_replaces_nothing(library: Library, tmp_path: Path) -> None:
    fill(library, 3)
    library.close()
    before = library.path.read_bytes()
    (tmp_path / "text").write_text("Not a backup", encoding="utf-8")
    with pytest.raises(NotALibrary):
        backup.restore(tmp_path / "text", library.path)
    with pytest.raises(LibraryMissing):
        backup.restore(tmp_path / "none", library.path)
    with pytest.raises(BadValue):
        backup.restore(library.path, library.path)
    assert library.path.read_bytes() == before


def test_a_backup_never_goes_over_the_library_or_a_folder(library: Library, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="the library itself"):
        backup.backup(library, library.path)
    with pytest.raises(BadValue, match="folder"):
        backup.backup(library, tmp_path)
    with pytest.raises(LibraryMissing):
        backup.backup(library, tmp_path / "none" / "copy.briefing")


def test_a_backup_that_fails_leaves_the_earlier_one(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library, 3)
    out = tmp_path / "copy.briefing"
    backup.backup(library, out)
    before = out.read_bytes()
    really = backup.connect_writer

    def small(path: Path, *, create: bool = False) -> driver.Connection:
        connection = really(path, create=create)
        connection.execute("PRAGMA max_page_count=20").fetchall()
        return connection

    monkeypatch.setattr(backup, "connect_writer", small)
    quotes.add_many(library, [NewQuote("Words " * 500)] * 50)
    with pytest.raises(DiskFull):
        backup.backup(library, out)
    assert out.read_bytes() == before
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_verify_finds_nothing_wrong_with_a_good_library(library: Library) -> None:
    fill(library)
    told: list[tuple[int, int]] = []
    assert verify(library.reader(), lambda done, total: told.append((done, total))) == []
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE quote SET verbatim = 'forged' WHERE n = 7", "not as it was saved"),
        ("UPDATE section SET body = 'forged' WHERE title = 'At a glance'", "At a glance"),
        ("UPDATE snapshot SET text = 'forged'", "Title"),
        ("DELETE FROM quote_indexed WHERE n = 7", "search index"),
        ("UPDATE quote SET source_id = 'none' WHERE n = 7", "not there"),
    ],
)
def test_verify_finds_what_was_changed_behind_the_programs_back(library: Library, sql: str, says: str) -> None:
    fill(library)
    other = driver.connect_writer(library.path)
    other.execute("PRAGMA foreign_keys=OFF")
    other.execute(sql)
    other.close()
    found = verify(library.reader())
    assert any(says in one.what for one in found)
    assert all(one.advice for one in found)


def test_info_counts_what_is_there(library: Library) -> None:
    fill(library)
    found = info.info(library.reader())
    assert (found["quotes"], found["sources"], found["snapshots"], found["books"]) == (50, 1, 1, 1)
    assert isinstance(found["bytes"], int)
    assert found["bytes"] > 50_000

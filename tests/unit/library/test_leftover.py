"""Changes left beside a library are taken in when they are its own, and do it no harm when they are not."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.library import backup, books, driver, leftover, opening, quotes
from briefing.library.faults import DamagedLibrary
from briefing.library.quotes import NewQuote
from briefing.library.store import Library, open_library
from briefing.library.verify import verify


def side(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def kept(path: Path) -> list[bytes]:
    return [one.read_bytes() for one in path.parent.iterdir() if one.name.startswith(f"{path.name}-wal.left-")]


def killed(path: Path, *words: str, fold: bool = False) -> None:
    """Leave a library as a program that was killed leaves it, with ``words`` still in its -wal."""
    library = open_library(path)
    if fold:
        quotes.add_many(library, [NewQuote(f"{word} before {number}") for word in words for number in range(300)])
        books.add(library, "Book")
        other = driver.connect_writer(path)
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        other.close()
    for word in words:
        quotes.add(library, NewQuote(word))
    data = path.read_bytes(), side(path).read_bytes()
    library.close()
    path.write_bytes(data[0])
    side(path).write_bytes(data[1])


def texts(library: Library) -> set[str]:
    reader = library.reader()
    return {row.text for row in quotes.rows(reader, quotes.numbers(reader))}


@pytest.mark.parametrize("fold", [False, True])
def test_what_a_killed_program_left_is_all_there_and_nothing_is_said(tmp_path: Path, fold: bool) -> None:
    path = tmp_path / "l.briefing"
    killed(path, "First", "Second", fold=fold)
    library = open_library(path)
    assert library.notices == ()
    assert {"First", "Second"} <= texts(library)
    assert verify(library.reader()) == []
    library.close()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fold", [False, True])
@pytest.mark.parametrize("mine_killed", [False, True])
def test_the_changes_of_another_library_do_not_replace_this_one(tmp_path: Path, fold: bool, mine_killed: bool) -> None:
    path, foreign = tmp_path / "l.briefing", tmp_path / "foreign.briefing"
    killed(path, "Mine", fold=True)
    killed(foreign, "Theirs", fold=fold)
    if mine_killed:
        # All is folded in, but the file was not closed cleanly: it bears no mark.
        other = driver.connect_writer(path)
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        other.close()
    else:
        open_library(path).close()
    before = path.read_bytes()
    side(path).write_bytes(side(foreign).read_bytes())
    seen = side(path).read_bytes()
    assert "do not belong" in leftover.settle(path)
    assert path.read_bytes() == before
    assert kept(path) == [seen]

    side(path).write_bytes(seen)
    library = open_library(path)
    assert "kept as" in library.notices[0]
    assert "Mine" in texts(library)
    assert "Theirs" not in texts(library)
    assert verify(library.reader()) == []
    library.close()
    assert path.stat().st_size == len(before)


def test_changes_from_before_a_restore_do_not_undo_it(tmp_path: Path) -> None:
    path = tmp_path / "l.briefing"
    library = open_library(path)
    quotes.add(library, NewQuote("Early"))
    backup.backup(library, tmp_path / "copy.briefing")
    quotes.add(library, NewQuote("Late"))
    stale = side(path).read_bytes()
    library.close()
    path.write_bytes((tmp_path / "copy.briefing").read_bytes())
    side(path).write_bytes(stale)
    library = open_library(path)
    assert library.notices
    assert texts(library) == {"Early"}
    library.close()
    assert kept(path) == [stale]


def test_changes_the_library_has_long_taken_in_do_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "l.briefing"
    killed(path, "Early")
    stale = side(path).read_bytes()
    library = open_library(path)
    quotes.add_many(library, [NewQuote(f"Late {number} " * 20) for number in range(300)])
    library.close()
    # As a program left it that did not mark a clean end.
    other = driver.connect_writer(path)
    other.execute("PRAGMA journal_mode=WAL").fetchall()
    other.close()
    side(path).write_bytes(stale)
    library = open_library(path)
    assert library.notices
    assert len(texts(library)) == 301
    library.close()


@pytest.mark.parametrize("cut", [1, 20, 4000, 4120 * 3])
def test_changes_cut_off_at_their_end_give_what_is_whole_of_them(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "l.briefing"
    killed(path, "First", "Second", "Third", fold=True)
    os.truncate(side(path), side(path).stat().st_size - cut)
    library = open_library(path)
    assert library.notices == ()
    assert {"First", "Second"} <= texts(library)
    assert verify(library.reader()) == []
    library.close()


@pytest.mark.parametrize("data", [b"x", b"Dear Minister, " * 5000, b"\x37\x7f\x06\x82" + b"\xff" * 9000])
@pytest.mark.parametrize("marked", [False, True])
def test_what_is_no_record_of_changes_is_kept_and_told(tmp_path: Path, data: bytes, marked: bool) -> None:
    path = tmp_path / "l.briefing"
    killed(path, "Mine", fold=True)
    if marked:
        open_library(path).close()
    else:
        other = driver.connect_writer(path)
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        other.close()
    side(path).write_bytes(data)
    library = open_library(path)
    assert library.notices
    assert "Mine" in texts(library)
    library.close()
    assert kept(path) == [data]


def test_a_file_that_fits_neither_with_nor_without_its_changes_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "l.briefing"
    killed(path, "Mine", fold=True)
    data = bytearray(path.read_bytes())
    for page in range(3, len(data) // 4096):
        data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(data)
    seen = side(path).read_bytes()
    with pytest.raises(DamagedLibrary, match="Restore a backup"):
        open_library(path)
    assert (path.read_bytes(), side(path).read_bytes()) == (bytes(data), seen)


def test_a_library_closed_cleanly_is_opened_without_a_look_through_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "l.briefing"
    open_library(path).close()
    assert path.read_bytes()[18:20] == b"\x01\x01"
    monkeypatch.setattr(leftover, "connect_reader", None)
    library = open_library(path)
    assert struct.unpack(">BB", path.read_bytes()[18:20]) == (2, 2)
    library.close()


def test_a_large_library_is_not_read_through_after_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, foreign = tmp_path / "l.briefing", tmp_path / "foreign.briefing"
    killed(path, "Mine", fold=True)
    killed(foreign, "Theirs")
    monkeypatch.setattr(leftover, "LARGEST_CHECKED", 10)
    assert leftover.settle(path) == ""
    side(path).write_bytes(side(foreign).read_bytes())
    assert leftover.settle(path)


_HOLDS = """
import sys
from pathlib import Path
from briefing.library import topics
from briefing.library.store import open_library
library = open_library(Path(sys.argv[1]))
topics.add(library, "Tariffs")
print("open", flush=True)
sys.stdin.readline()
library.close()
"""


def test_what_another_program_is_writing_is_never_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "l.briefing"
    open_library(path).close()
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDS, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        assert leftover.held(path) is True
        assert leftover.settle(path) == ""
        library = open_library(path)
        assert library.notices == ()
        quotes.add(library, NewQuote("Words"))
        library.close()
        assert side(path).exists()
        other.communicate("\n")
    assert leftover.held(path) is False
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_program_that_came_in_meanwhile_writes_is_not_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "l.briefing"
    killed(path, "Mine", fold=True)

    def comes_in(library: Path, wal: Path) -> bool:
        wal.write_bytes(wal.read_bytes() + b"more")
        return False

    monkeypatch.setattr(leftover, "_belongs", comes_in)
    assert leftover.settle(path) == ""
    assert kept(path) == []


def test_a_restore_keeps_what_was_there_byte_for_byte_with_the_changes_beside_it(tmp_path: Path) -> None:
    path, foreign = tmp_path / "l.briefing", tmp_path / "foreign.briefing"
    killed(path, "Mine", fold=True)
    killed(foreign, "Theirs")
    side(path).write_bytes(side(foreign).read_bytes())
    path.with_name(path.name + "-shm").write_bytes(b"\0" * 32768)
    before = {ending: path.with_name(path.name + ending).read_bytes() for ending in ("", "-wal", "-shm")}
    open_library(tmp_path / "backup.briefing").close()
    moved = backup.restore(tmp_path / "backup.briefing", path)
    assert [one.read_bytes() for one in moved] == list(before.values())
    assert moved[1].name == f"{moved[0].name}-wal"


def test_where_nothing_can_be_set_aside_the_changes_of_another_library_are_not_shown(tmp_path: Path) -> None:
    path, foreign = tmp_path / "l.briefing", tmp_path / "foreign.briefing"
    killed(path, "Mine", fold=True)
    killed(foreign, "Theirs")
    open_library(path).close()
    before = path.read_bytes()
    side(path).write_bytes(side(foreign).read_bytes())
    opened = opening.open_read_only(path)
    library = Library(path, opened)
    assert library.read_only
    assert "Mine" in texts(library)
    assert "Theirs" not in texts(library)
    library.close()
    assert path.read_bytes() == before


def test_the_command_line_says_what_was_set_aside_and_still_prints_its_answer_alone(tmp_path: Path) -> None:
    path = tmp_path / "l.briefing"
    open_library(path).close()
    side(path).write_bytes(b"garbage")
    command = [sys.executable, "-m", "briefing", "--library", str(path), "info", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["quotes"] == 0
    assert "do not belong to it" in done.stderr
    assert kept(path) == [b"garbage"]

"""Migrations: what is on the disk is what the program says, and getting there loses nothing."""

from __future__ import annotations

import shutil
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.library import driver, migrate, quotes, search, verify
from briefing.library.faults import LibraryTrouble
from briefing.library.quotes import NewQuote
from briefing.library.store import Library, open_library
from briefing.paths import shipped


def test_the_tables_for_writing_equal_those_on_the_disk(library: Library) -> None:
    from sqlalchemy import Column
    from sqlmodel import SQLModel

    from briefing.library import tables

    assert tables.Kept
    reader = library.reader()
    derived = {"quote_search", "quote_indexed", "quote_word"}
    on_disk: dict[str, dict[str, tuple[str, bool, int]]] = {}
    for (name,) in reader.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall():
        if name not in derived:
            columns = reader.execute(f"PRAGMA table_xinfo({name})").fetchall()
            # A whole-number primary key is never NULL, whether the schema says so or not.
            on_disk[name] = {row[1]: (row[2], bool(row[3]) or bool(row[5]), row[5]) for row in columns}

    def described(column: Column[object], key: list[str]) -> tuple[str, bool, int]:
        place = key.index(column.name) + 1 if column.name in key else 0
        return str(column.type), not column.nullable, place

    in_code = {
        name: {
            column.name: described(column, [part.name for part in table.primary_key.columns])
            for column in table.columns
        }
        for name, table in SQLModel.metadata.tables.items()
    }
    assert in_code == on_disk


def test_references_in_the_code_equal_those_on_the_disk(library: Library) -> None:
    from sqlmodel import SQLModel

    for name, table in SQLModel.metadata.tables.items():
        found = library.reader().execute(f"PRAGMA foreign_key_list({name})").fetchall()
        on_disk = {(row[3], f"{row[2]}.{row[4]}") for row in found}
        assert {(key.parent.name, key.target_fullname) for key in table.foreign_keys} == on_disk, name


def test_a_released_migration_is_never_changed() -> None:
    recorded: dict[str, str] = tomllib.loads((shipped("db") / "released.toml").read_text(encoding="utf-8"))["sha256"]
    found = {file.name: sha256(file.read_bytes()).hexdigest() for _, file in migrate.migrations()}
    assert {name: found.get(name) for name in recorded} == recorded


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in migrate.migrations()] == list(range(1, migrate.newest() + 1))


def test_every_reference_has_an_index_to_delete_by(library: Library) -> None:
    """Without one, emptying the trash of a large library reads every row for every row deleted."""
    reader = library.reader()
    names = [row[0] for row in reader.execute("SELECT name FROM pragma_table_list WHERE schema = 'main'").fetchall()]
    for name in names:
        for key in reader.execute(f"PRAGMA foreign_key_list({name})").fetchall():
            plan = reader.execute(f"EXPLAIN QUERY PLAN SELECT 1 FROM {name} WHERE {key[3]} = 'x'").fetchall()
            assert plan[0][3].startswith("SEARCH"), f"{name}.{key[3]}"


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program one migration further on; return that migration's file."""
    folder = tmp_path / "db"
    shutil.copytree(shipped("db"), folder)
    file = folder / f"{migrate.newest() + 1:04}_next.sql"
    file.write_text("ALTER TABLE quote ADD COLUMN mood TEXT NOT NULL DEFAULT '';\nCREATE TABLE extra(x);\n", "utf-8")
    old = migrate.migrations()
    monkeypatch.setattr(migrate, "migrations", lambda: (*old, (old[-1][0] + 1, file)))
    return file


@pytest.fixture
def old_library(tmp_path: Path) -> Path:
    """A library with one quote, of the version now released."""
    path = tmp_path / "l.briefing"
    library = open_library(path)
    quotes.add(library, NewQuote("Words"))
    library.close()
    return path


def test_an_older_library_is_backed_up_and_brought_up_to_date(
    old_library: Path, next_version: Path, tmp_path: Path
) -> None:
    library = open_library(old_library, backups=tmp_path / "backups")
    assert migrate.version(library.reader()) == migrate.newest()
    assert library.reader().execute("SELECT text, mood FROM quote").fetchall() == [("Words", "")]
    library.close()
    (copy,) = (tmp_path / "backups").iterdir()
    kept = driver.connect_reader(copy)
    assert migrate.version(kept) == migrate.newest() - 1
    assert kept.execute("SELECT text FROM quote").fetchall() == [("Words",)]
    kept.close()


def test_a_migration_that_fails_leaves_the_library_as_it_was(
    old_library: Path, next_version: Path, tmp_path: Path
) -> None:
    next_version.write_text("CREATE TABLE extra(x);\nINSERT INTO nowhere VALUES (1);\n", "utf-8")
    with pytest.raises((LibraryTrouble, driver.DriverError)):
        open_library(old_library, backups=tmp_path / "backups")
    reader = driver.connect_reader(old_library)
    assert migrate.version(reader) == migrate.newest() - 1
    assert reader.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'").fetchone() == (0,)
    reader.close()


def test_without_a_backup_no_migration_is_begun(old_library: Path, next_version: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(LibraryTrouble):
        open_library(old_library, backups=tmp_path / "file" / "backups")
    reader = driver.connect_reader(old_library)
    assert migrate.version(reader) == migrate.newest() - 1
    reader.close()


def test_a_library_whose_index_a_migration_emptied_is_searched_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.briefing"
    whole = migrate.migrations()
    with monkeypatch.context() as before:
        before.setattr(migrate, "migrations", lambda: whole[:1])
        library = open_library(path)
        quotes.add(library, NewQuote("closer co-operation"))
        library.close()
    library = open_library(path, backups=tmp_path / "backups")
    assert search.search(library.reader(), "cooperation").total == 1
    assert search.search(library.reader(), "clos").total == 1
    assert verify.verify(library.reader()) == []
    library.close()


def test_statements_are_split_where_they_end() -> None:
    sql = "-- a; b\nCREATE TABLE a(x TEXT DEFAULT ';');\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\nSELECT 1;\nEND;\n"
    assert [one.splitlines()[-1] for one in migrate.statements(sql)] == ["CREATE TABLE a(x TEXT DEFAULT ';');", "END;"]

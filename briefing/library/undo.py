"""Undo notes: for every change the SQL that takes it back, written down by SQLite itself while it works.

The technique is SQLite's own (https://sqlite.org/undoredo.html): temporary triggers on the writer's connection,
so that changes by cascades are noted too. A note of an UPDATE puts back only the columns that changed.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from briefing.library.driver import Connection, Row

# Derived data: kept right by seal.py and search_index.py after every change, undo included.
_DERIVED_TABLES = {"quote_indexed", "quote_word"}
_DERIVED_COLUMNS = {"row_hash"}

# The column of a table that says which quote, person, source or topic a change is about (see seal.py).
_ABOUT = {
    "quote": "n",
    "quote_topic": "quote_n",
    "quote_about": "quote_n",
    "position": "quote_n",
    "person_alias": "person_id",
    "snapshot": "source_id",
}
_BATCH = 400

Keys = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """One action as noted: its label, the SQL that takes it back (in order), and the tables it touched."""

    label: str
    inverses: tuple[str, ...]
    touched: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


def _tables(connection: Connection) -> list[_Table]:
    names = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    found: list[_Table] = []
    for (name,) in names:
        rows: list[Row] = connection.execute(f"PRAGMA table_xinfo({name})").fetchall()
        key = tuple(row[1] for row in sorted(rows, key=lambda row: int(row[5])) if row[5])
        found.append(_Table(name, tuple(row[1] for row in rows if row[6] == 0), key))
    return [table for table in found if table.name not in _DERIVED_TABLES]


def _key(table: _Table, row: str) -> str:
    parts = " || ',' || ".join(f"quote({row}.{column})" for column in table.key)
    return parts if len(table.key) == 1 else f"'(' || {parts} || ')'"


def _triggers(table: _Table) -> tuple[str, str, str]:
    about = _ABOUT.get(table.name, table.key[0])
    noted = [column for column in table.columns if column not in _DERIVED_COLUMNS]
    values = " || ',' || ".join(f"quote(old.{column})" for column in table.columns)
    insert = f"'INSERT INTO {table.name}({','.join(table.columns)}) VALUES(' || {values} || ')'"
    changes = " || ".join(
        f"CASE WHEN old.{column} IS NOT new.{column} THEN ',{column}=' || quote(old.{column}) ELSE '' END"
        for column in noted
    )
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in noted)
    where = " || ' AND ' || ".join(f"'{column}=' || quote(new.{column})" for column in table.key)
    update = f"'UPDATE {table.name} SET ' || substr({changes}, 2) || ' WHERE ' || {where}"
    head = f"CREATE TEMP TRIGGER note_{table.name}"
    note = "BEGIN INSERT INTO undo_note(tbl, about, key, sql) VALUES"
    return (
        f"{head}_insert AFTER INSERT ON main.{table.name} "
        f"{note}('{table.name}', new.{about}, {_key(table, 'new')}, NULL); END",
        f"{head}_delete AFTER DELETE ON main.{table.name} {note}('{table.name}', old.{about}, NULL, {insert}); END",
        f"{head}_update AFTER UPDATE ON main.{table.name} WHEN {changed} "
        f"{note}('{table.name}', new.{about}, NULL, {update}); END",
    )


def install(connection: Connection) -> Keys:
    """Make the notes and the triggers that write them, on this connection only; return each table's key columns."""
    # ``last`` is set where one note stands for a run of rows (``note_run``): ``about`` is the first of them.
    connection.execute(
        "CREATE TEMP TABLE undo_note(seq INTEGER PRIMARY KEY, tbl TEXT, about, key TEXT, sql TEXT, last)"
    )
    tables = _tables(connection)
    for table in tables:
        for trigger in _triggers(table):
            connection.execute(trigger)
    return {table.name: table.key for table in tables}


@contextmanager
def noted_in_runs(connection: Connection, *names: str) -> Generator[None]:
    """Write down no insert into these tables for the length of a ``with``, inside a transaction: ``note_run`` does.

    A note for each of a hundred thousand rows takes a third as long as the rows. When anything raises, the transaction
    must be rolled back, and this with it.
    """
    inserts = [_triggers(table)[0] for table in _tables(connection) if table.name in names]
    for name in names:
        connection.execute(f"DROP TRIGGER temp.note_{name}_insert")
    yield
    for insert in inserts:
        connection.execute(insert)


def note_run(connection: Connection, name: str, first: int, last: int) -> None:
    """Write down that rows were added to a table, all of them about the quotes from ``first`` to ``last``, sealed."""
    back = f"DELETE FROM {name} WHERE {_ABOUT[name]} BETWEEN {first} AND {last}"
    connection.execute("INSERT INTO undo_note(tbl, about, sql, last) VALUES (?, ?, ?, ?)", (name, first, back, last))


def _deletes(inserted: dict[str, list[str]], keys: Keys) -> list[str]:
    """Return the SQL that takes back a run of inserts: the table first filled is emptied last."""
    made: list[str] = []
    for name in reversed(inserted):
        found = inserted[name]
        column = keys[name]
        for start in range(0, len(found), _BATCH):
            some = ",".join(found[start : start + _BATCH])
            made.append(
                f"DELETE FROM {name} WHERE {column[0]} IN ({some})"
                if len(column) == 1
                else f"DELETE FROM {name} WHERE ({','.join(column)}) IN (VALUES {some})"
            )
    return made


def take(connection: Connection, keys: Keys, label: str, *, undoable: bool) -> Step:
    """Return the notes written since last time as a step, and clear them."""
    touched = frozenset(str(row[0]) for row in connection.execute("SELECT DISTINCT tbl FROM undo_note"))
    inverses: list[str] = []
    if undoable and touched:
        runs: list[list[str]] = []
        inserted: dict[str, list[str]] = {}
        for name, key, sql in connection.execute("SELECT tbl, key, sql FROM undo_note ORDER BY seq"):
            if sql is None:
                inserted.setdefault(name, []).append(key)
                continue
            if inserted:
                runs.append(_deletes(inserted, keys))
                inserted = {}
            runs.append([sql])
        runs.append(_deletes(inserted, keys))
        inverses = [sql for run in reversed(runs) for sql in run]
    if touched:
        connection.execute("DELETE FROM undo_note")
    return Step(label, tuple(inverses), touched)


def apply(connection: Connection, step: Step) -> None:
    """Run a step's inverses inside the open transaction.

    Raises:
        DriverError: the library has changed so that the step no longer fits.
    """
    connection.execute("PRAGMA defer_foreign_keys=ON")
    for sql in step.inverses:
        connection.execute(sql)

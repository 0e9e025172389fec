"""People (and bodies) who speak or are spoken about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from briefing.library import rows, values
from briefing.library.driver import Connection, Row
from briefing.library.faults import NotFound
from briefing.library.store import Library
from briefing.text.folding import fold

KINDS = ("person", "body")
_EDITABLE = frozenset({"kind", "name", "native_name", "sort_key", "say_as", "role", "country", "note"})
_COLUMNS = "p.id, p.name, p.native_name, p.sort_key, p.say_as, p.role, p.country, p.note, p.kind"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person. ``kind`` is ``person`` or ``body``; ``quotes`` counts what they said and is in the library."""

    id: str
    name: str
    native_name: str
    sort_key: str
    say_as: str
    role: str
    country: str
    aliases: tuple[str, ...]
    note: str
    quotes: int
    kind: str = "person"


def _rows(reader: Connection, only: str | None = None) -> list[PersonRow]:
    """Return all people outside the trash, or ``only`` the one with this id."""
    given = {"only": only}
    one = "= :only" if only is not None else "IS NOT NULL"
    counted = dict(
        reader.execute(
            f"SELECT person_id, count(*) FROM quote WHERE person_id {one} AND trashed IS NULL AND accepted = 1 "
            "GROUP BY person_id",
            given,
        ).fetchall()
    )
    aliases: dict[str, list[str]] = {}
    for key, name in reader.execute(
        f"SELECT person_id, name FROM person_alias WHERE person_id {one} ORDER BY person_id, created, name", given
    ):
        aliases.setdefault(key, []).append(name)
    condition = "p.trashed IS NULL" if only is None else "p.id = :only"
    found = reader.execute(f"SELECT {_COLUMNS} FROM person p WHERE {condition}", given).fetchall()
    return [_row(row, tuple(aliases.get(row[0], ())), int(counted.get(row[0], 0))) for row in found]


def _row(row: Row, aliases: tuple[str, ...], quotes: int) -> PersonRow:
    key, name, native, sort_key, say_as, role, country, note, kind = row
    return PersonRow(key, name, native, sort_key, say_as, role, country, aliases, note, quotes, kind)


def people(reader: Connection) -> list[PersonRow]:
    """Return everybody, in the order of their sort keys."""
    return sorted(_rows(reader), key=lambda one: (fold(one.sort_key or one.name), one.id))


def names(reader: Connection) -> list[tuple[str, str]]:
    """Return id and name of all people, in any order; quick, as nothing is counted."""
    found = reader.execute("SELECT id, name FROM person WHERE trashed IS NULL").fetchall()
    return [(str(key), str(name)) for key, name in found]


def show(reader: Connection, person_id: str) -> PersonRow:
    """Return one person (also from the trash).

    Raises:
        NotFound: there is none with this id.
    """
    found = _rows(reader, person_id)
    if not found:
        raise NotFound("This person is not in the library any more.")
    return found[0]


def find(reader: Connection, name: str) -> PersonRow | None:
    """Return the person known under a name in any spelling or script, ``None`` when there is none."""
    wanted = fold(name)
    found = spellings(reader).get(wanted) if wanted else None
    return show(reader, found) if found is not None else None


def spellings(reader: Connection) -> dict[str, str]:
    """Return {folded name: id} of everybody under every spelling; of two alike the older person's stands.

    石破 茂 and 石破茂 are one name; "Al Green" and "Algreen" are not.
    """
    known = reader.execute(
        """SELECT id, name, created FROM person WHERE trashed IS NULL
        UNION ALL SELECT id, native_name, created FROM person WHERE trashed IS NULL AND native_name <> ''
        UNION ALL SELECT id, sort_key, created FROM person WHERE trashed IS NULL AND sort_key <> ''
        UNION ALL SELECT a.person_id, a.name, p.created FROM person_alias a JOIN person p ON p.id = a.person_id
        WHERE p.trashed IS NULL ORDER BY 3, 1"""
    )
    found: dict[str, str] = {}
    for key, spelling, _ in known:
        folded = fold(str(spelling))
        for form in (folded, folded.replace(" ", "") if not folded.isascii() else folded):
            found.setdefault(form, str(key))
    return found


def add(library: Library, name: str, *, aliases: Iterable[str] = (), **fields: Any) -> str:
    """Add a person and return the id. ``fields``: those of ``PersonRow``.

    Raises:
        BadValue: the name is empty or a field is refused.
        LibraryTrouble: the library cannot be written.
    """
    given = values.tidy({**fields, "name": values.name(name, "The name of a person")}, _EDITABLE, {"note"})
    values.one_of(given.get("kind", "person"), KINDS, "The kind of a speaker")
    with library.writing("Add person"):
        moment, key = values.now(), values.new_id()
        rows.put(library.raw(), "person", id=key, created=moment, updated=moment, **given)
        _set_aliases(library, key, aliases)
    return key


def edit(library: Library, person_id: str, *, aliases: Iterable[str] | None = None, **fields: Any) -> None:
    """Change fields of a person; ``aliases`` replaces all other spellings.

    Raises:
        BadValue, NotFound, LibraryTrouble: see ``add``.
    """
    from briefing.library.tables import Person

    given = values.tidy(fields, _EDITABLE, {"note"})
    if "name" in given:
        values.name(given["name"], "The name of a person")
    if "kind" in given:
        values.one_of(given["kind"], KINDS, "The kind of a speaker")
    with library.writing("Edit person") as session:
        row = session.get(Person, person_id)
        if row is None:
            raise NotFound("This person is not in the library any more.")
        changed = rows.change(row, given)
        aliases_changed = aliases is not None and _set_aliases(library, person_id, aliases)
        if changed or aliases_changed:
            row.updated = values.now()
            session.add(row)


def _set_aliases(library: Library, person_id: str, aliases: Iterable[str]) -> bool:
    connection = library.raw()
    wanted = dict.fromkeys(values.name(alias, "Another name") for alias in aliases if alias.strip())
    had = {str(row[0]) for row in connection.execute("SELECT name FROM person_alias WHERE person_id = ?", (person_id,))}
    moment = values.now()
    for name in had - wanted.keys():
        connection.execute("DELETE FROM person_alias WHERE person_id = ? AND name = ?", (person_id, name))
    for name in wanted:
        if name not in had:
            connection.execute(
                "INSERT INTO person_alias(person_id, name, created, updated) VALUES (?, ?, ?, ?)",
                (person_id, name, moment, moment),
            )
    return had != wanted.keys()


def set_roles(library: Library, person_id: str, roles: Iterable[tuple[str, str, str, str]]) -> None:
    """Say what a person was and when: (role, country, since, until), open ends as ``""``.

    Raises:
        BadValue: an empty role or a date that is none.
        NotFound, LibraryTrouble: see ``add``.
    """
    from briefing.library.tables import PersonRole

    with library.writing("Edit roles") as session:
        connection = library.raw()
        show(connection, person_id)
        connection.execute("DELETE FROM person_role WHERE person_id = ?", (person_id,))
        moment = values.now()
        for role, country, since, until in roles:
            session.add(
                PersonRole(
                    person_id=person_id,
                    role=values.name(role, "The role"),
                    country=country,
                    since=values.day(since, "Since")[0],
                    until=values.day(until, "Until")[0],
                    created=moment,
                    updated=moment,
                )
            )


def roles(reader: Connection, person_id: str) -> list[tuple[str, str, str, str]]:
    """Return what a person was and when, newest first: (role, country, since, until)."""
    found = reader.execute(
        "SELECT role, country, since, until FROM person_role WHERE person_id = ? ORDER BY since DESC, role",
        (person_id,),
    )
    return [(str(row[0]), str(row[1]), str(row[2]), str(row[3])) for row in found]


def trash(library: Library, person_id: str) -> None:
    """Move a person to the trash; what they said keeps their name.

    Raises:
        NotFound, LibraryTrouble: see ``add``.
    """
    with library.writing("Delete person"):
        connection = library.raw()
        show(connection, person_id)
        moment = values.now()
        connection.execute(
            "UPDATE person SET trashed = ?1, updated = ?1 WHERE id = ?2 AND trashed IS NULL", (moment, person_id)
        )

"""The sample library and the sample G7 book: data from ``resources/samples/g7``, the same rows in every library.

Ids are UUID5 of fixed names and times are fixed, so that every library exports the sample to the same bytes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast
from uuid import NAMESPACE_URL, uuid5

from briefing.library import placing, rows
from briefing.library.driver import Connection
from briefing.library.sources import digest
from briefing.library.store import Library
from briefing.library.values import now
from briefing.paths import shipped
from briefing.text import dates
from briefing.text.clean import clean
from briefing.text.folding import fingerprint

_NAME = "briefing:sample/g7"
_WORKED_OUT = ("person", "about", "topics", "positions", "verified", "text", "verbatim", "said_on", "precision")
_SAMPLE_CHECKER = "Sample editor"

Table = Mapping[str, Any]


def add_sample(library: Library) -> str:
    """Add the sample to a library as one step and return the book's id. What is there already stays as it is.

    Parts of the sample that lie in the trash are taken out of it.

    Raises:
        LibraryTrouble: the library cannot be written.
        FileNotFoundError: the program is not installed whole.
    """
    folder = shipped("samples") / "g7"
    held = _toml(folder / "library.toml")
    book = _toml(folder / "book.toml")
    with library.writing("Add the sample"):
        return _Sample(library.raw(), folder, str(held["moment"])).add(held, book)


def sample_id(kind: str, key: str) -> str:
    """Return the fixed id of a part of the sample (``person``, ``ishiba``)."""
    return uuid5(NAMESPACE_URL, f"{_NAME}/{kind}/{key}").hex


def _toml(file: Path) -> Table:
    return tomllib.loads(file.read_text(encoding="utf-8"))


class _Sample:
    """One addition of the sample inside a writing transaction."""

    def __init__(self, connection: Connection, folder: Path, moment: str) -> None:
        self.connection, self.folder, self.moment = connection, folder, moment
        self.topics: dict[str, str] = {}

    def add(self, held: Table, book: Table) -> str:
        snapshot = clean((self.folder / "snapshot.txt").read_text(encoding="utf-8")).strip()
        self._source(cast("Table", held["source"]), snapshot)
        for person in cast("list[Table]", held["person"]):
            self._person(person)
        for topic in cast("list[Table]", held["topic"]):
            self._topic(topic)
        for statement in cast("list[Table]", held["statement"]):
            self._statement(statement, str(held["source"]["key"]), snapshot)
        return self._book(book)

    def _put(self, table: str, key: str, **values: Any) -> bool:
        """Insert a row under its fixed id, or take the one that is there out of the trash; whether it was inserted."""
        kept = self.connection.execute(f"SELECT trashed FROM {table} WHERE id = ?", (key,)).fetchone()
        if kept is not None:
            if kept[0] is not None:
                self.connection.execute(f"UPDATE {table} SET trashed = NULL WHERE id = ?", (key,))
            return False
        self._insert(table, id=key, **values)
        return True

    def _insert(self, table: str, **values: Any) -> None:
        rows.put(self.connection, table, **({"created": self.moment, "updated": self.moment} | values))

    def _source(self, source: Table, snapshot: str) -> None:
        key = sample_id("source", str(source["key"]))
        if self._put("source", key, **_without(source, "key")):
            self._insert("snapshot", source_id=key, text=snapshot, sha256=digest(snapshot))

    def _person(self, person: Table) -> None:
        """Add a person, though the library may know one of that name.

        The book prints a person's names, role and last change, so with the library's own it would not be the same
        bytes everywhere. Of two alike the older is found by name (``people.spellings``): that is the library's own.
        """
        key = sample_id("person", str(person["key"]))
        if self._put("person", key, created=now(), **_without(person, "key", "aliases")):
            for alias in cast("list[str]", person.get("aliases", [])):
                self._insert("person_alias", person_id=key, name=alias)

    def _topic(self, topic: Table) -> None:
        """Add a topic, or use the library's own of that very name (it is printed) at that place."""
        parent = self.topics.get(str(topic.get("parent", "")))
        rows = self.connection.execute(
            "SELECT id, name FROM topic WHERE parent_id IS ? AND trashed IS NULL", (parent,)
        ).fetchall()
        same = [str(key) for key, name in rows if name == topic["name"]]
        key = same[0] if same else sample_id("topic", str(topic["key"]))
        if not same:
            self._put("topic", key, name=topic["name"], parent_id=parent)
        self.topics[str(topic["key"])] = key

    def _statement(self, statement: Table, source: str, snapshot: str) -> None:
        key = sample_id("quote", str(statement["handle"]))
        text = str(statement["text"])
        verbatim = str(statement.get("verbatim", text))
        said_on, precision = dates.parse(str(statement.get("said_on", "")))
        person = statement.get("person")
        spoken = statement["kind"] in {"direct", "fragment"}
        start = snapshot.index(f"“{verbatim}”") + 1 if spoken else None
        fresh = self._put(
            "quote",
            key,
            **_without(statement, *_WORKED_OUT),
            text=text,
            verbatim=verbatim,
            language="en",
            person_id=sample_id("person", str(person)) if person else None,
            said_on=said_on,
            precision=statement.get("precision", precision),
            source_id=sample_id("source", source),
            span_start=start,
            span_end=start + len(verbatim) if start is not None else None,
            passage=_line_around(snapshot, start) if start is not None else "",
            fingerprint=fingerprint(text),
            verified_on="2025-05-25" if statement.get("verified") else "",
            verified_by=_SAMPLE_CHECKER if statement.get("verified") else "",
        )
        if fresh:
            self._link(key, statement)

    def _link(self, key: str, statement: Table) -> None:
        row = self.connection.execute("SELECT n FROM quote WHERE id = ?", (key,)).fetchone()
        n = int(row[0]) if row else 0
        for topic in cast("list[str]", statement.get("topics", [])):
            self._insert("quote_topic", quote_n=n, topic_id=self.topics[topic])
        for person in cast("list[str]", statement.get("about", [])):
            self._insert("quote_about", quote_n=n, person_id=sample_id("person", person))
        for topic, stance in cast("dict[str, str]", statement.get("positions", {})).items():
            self._insert("position", quote_n=n, topic_id=self.topics[topic], stance=stance)

    def _book(self, book: Table) -> str:
        key = sample_id("book", "book")
        if self._put("book", key, **_without(book, "section")):
            for at, section in enumerate(cast("list[Table]", book["section"])):
                self._section(key, None, at, section)
        return key

    def _section(self, book_id: str, parent: str | None, at: int, section: Table) -> None:
        file = str(section["file"])
        key = sample_id("section", file)
        body = clean((self.folder / "sections" / f"{file}.md").read_text(encoding="utf-8")).strip()
        given = _without(section, "file", "section")
        self._put(
            "section", key, book_id=book_id, parent_id=parent, position=at, words=placing.words_in(body),
            body=body, **given,
        )  # fmt: skip
        placing.follow(self.connection, key, body, self.moment)
        for below, child in enumerate(cast("list[Table]", section.get("section", []))):
            self._section(book_id, key, below, child)


def _without(table: Table, *keys: str) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key not in keys}


def _line_around(text: str, place: int) -> str:
    """Return the sentences around a quotation: its paragraph of the snapshot."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return text[start : end if end >= 0 else len(text)].strip()

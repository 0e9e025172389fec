"""What the search index holds for a quote: the terms of its words and of what stands around it, and its facets.

The ``facet`` column holds one private-use token for each thing a search can be narrowed to. Between two texts of one
column stands a term that nobody can type, so that no phrase runs from one into the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.library import countries
from briefing.text import folding, kana

if TYPE_CHECKING:
    from briefing.library.driver import Connection, Row

PRIVATE = "\ue000"
INSERT = """
INSERT INTO quote_search(rowid, text, speaker, role, source, context, topics, facet) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_QUOTES = """
SELECT n, order_key, text, verbatim, kind, language, unnamed_label, attribution_to_print,
       CASE WHEN accepted OR person_id IS NOT NULL THEN '' ELSE attribution_as_printed END,
       role, country, said_on, place, occasion, note, verified_on <> '', starred, accepted, trashed IS NOT NULL,
       grade, source_id, person_id
FROM quote WHERE n IN ({marks}) ORDER BY order_key
"""
_ABOUT = """
SELECT a.quote_n, p.name || ' ' || p.native_name FROM quote_about a JOIN person p ON p.id = a.person_id
WHERE a.quote_n IN ({marks})
"""
_TOPICS = "SELECT quote_n, topic_id FROM quote_topic WHERE quote_n IN ({marks})"

# The terms of a column, and the same with blanks between as the index is given them.
Column = tuple[str, tuple[str, ...]]


@lru_cache(maxsize=65536)
def facet(name: str, value: str = "") -> str:
    """Return the token of the facet column that says ``name`` (``speaker``, ``topic``, ``kind`` …) is ``value``."""
    return PRIVATE + name.replace("_", "") + _plain(countries.code(value) if name == "country" else value)


def _plain(value: str) -> str:
    return folding.wording(value).replace(" ", "")


@lru_cache(maxsize=8192)
def _column(*parts: str) -> Column:
    """Return the terms of names, roles, titles: the same few stand beside many quotes."""
    found: list[str] = []
    for part in parts:
        if part:
            if found:
                found.append(PRIVATE)
            found += folding.keys(part)
    return " ".join(found), tuple(found)


_NOTHING: Column = ("", ())


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds for one quote. ``columns`` are all but the text and the facets."""

    n: int
    key: int
    words: str
    columns: tuple[Column, ...]
    facets: tuple[str, ...]

    def row(self) -> Row:
        """Return the values of ``INSERT``."""
        return (self.key, self.words, *[column[0] for column in self.columns], " ".join(self.facets))


@dataclass(frozen=True, slots=True)
class _Speaker:
    names: tuple[str, ...] = ()
    column: Column = _NOTHING
    role: str = ""
    country: str = ""
    facets: tuple[str, ...] = ()


_NOBODY = _Speaker()


class Around:
    """The people, sources and topics that stand around quotes, looked up once for many quotes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._people: dict[str | None, _Speaker] = {None: _NOBODY}
        self._sources: dict[str | None, tuple[Column, tuple[str, ...]]] = {None: (_NOTHING, ())}
        self._paths = _topic_paths(connection)
        self._filed: dict[tuple[str, ...], tuple[Column, tuple[str, ...]]] = {}

    def entries(self, ns: Sequence[int], folded: Mapping[int, str] | None = None) -> Iterator[Entry]:
        """Yield the entries of quotes in the order of the index.

        ``folded``: the folded words (``folding.wording``) of those that have been worked out before.
        """
        marks = ",".join(map(str, ns))
        about = self._gather(_ABOUT.format(marks=marks))
        filed = self._gather(_TOPICS.format(marks=marks))
        rows = self._connection.execute(_QUOTES.format(marks=marks)).fetchall()
        known = folded or {}
        for row in rows:
            n = row[0]
            yield self._entry(row, known.get(n), about.get(n, ()), tuple(filed.get(n, ())))

    def _entry(self, row: Row, folded: str | None, about: Sequence[str], topics: tuple[str, ...]) -> Entry:
        (n, key, text, verbatim, kind, language, unnamed, attribution, proposed, role, country, said_on, place,
         occasion, note, verified, starred, accepted, trashed, grade, source_id, person_id) = row  # fmt: skip
        words = folding.wording(text) if folded is None else folded
        if verbatim != text and (as_read := folding.wording(verbatim)) != words:
            words = f"{words} {PRIVATE} {as_read}"
        if "-" in text or not text.isascii():
            for joined in folding.joined(text):
                words = f"{words} {PRIVATE} {joined}"
        speaker = self._people.get(person_id) or self._speaker(person_id)
        source = self._sources.get(source_id) or self._source(source_id)
        subjects = self._filed.get(topics) or self._subjects(topics)
        called = speaker.column
        if unnamed or attribution or proposed:
            called = _column(*speaker.names, unnamed, attribution, proposed)
        columns = (
            called,
            _column(role or speaker.role),
            source[0],
            _column(occasion, place, *about, note) if occasion or place or about or note else _NOTHING,
            subjects[0],
        )
        whose = facet("country", country) if country else speaker.country
        state = "trash" if trashed else "kept" if accepted else "inbox"
        standing = _standing(state, kind, bool(verified), bool(starred), grade, language)
        facets = (*standing, *_days(said_on[:7]), *speaker.facets, *source[1], *subjects[1])
        return Entry(n, key, words, columns, (*facets, whose) if whose else facets)

    def _speaker(self, person_id: str) -> _Speaker:
        row = self._connection.execute(
            "SELECT name, native_name, say_as, role, country FROM person WHERE id = ?", (person_id,)
        ).fetchone()
        if row is None:
            # Only inside a change that is about to be refused.
            return _NOBODY
        name, native, say_as, role, country = row
        aliases = self._connection.execute("SELECT name FROM person_alias WHERE person_id = ?", (person_id,))
        names = [name, native, say_as, *(alias for (alias,) in aliases)]
        names += dict.fromkeys(word for spelling in names for word in kana.to_latin(spelling))
        if countries.code(country) == "jp" or not native.isascii():
            # A Japanese name in Latin letters is read as kana too.
            names += dict.fromkeys(word for spelling in names for word in kana.from_latin(folding.fold(spelling)))
        whose = facet("country", country) if country else ""
        made = _Speaker(tuple(names), _column(*names), role, whose, (facet("speaker", person_id),))
        self._people[person_id] = made
        return made

    def _source(self, source_id: str) -> tuple[Column, tuple[str, ...]]:
        row = self._connection.execute(
            "SELECT title, publisher, author, url FROM source WHERE id = ?", (source_id,)
        ).fetchone()
        if row is None:
            return _NOTHING, ()
        made = (_column(*row), (facet("source", source_id),))
        self._sources[source_id] = made
        return made

    def _subjects(self, topics: tuple[str, ...]) -> tuple[Column, tuple[str, ...]]:
        path = {key: name for topic in topics for key, name in self._paths.get(topic, ())}
        made = (_column(*path.values()), tuple(facet("topic", key) for key in path))
        self._filed[topics] = made
        return made

    def _gather(self, sql: str) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for n, value in self._connection.execute(sql).fetchall():
            found.setdefault(n, []).append(value)
        return found


@lru_cache(maxsize=8192)
def _standing(state: str, kind: str, verified: bool, starred: bool, grade: str, language: str) -> tuple[str, ...]:
    found = [facet("state", state), facet("kind", kind), facet("state", "verified" if verified else "unverified")]
    if starred:
        found.append(facet("state", "starred"))
    if grade:
        found.append(facet("grade", grade))
    if language:
        found.append(facet("language", language))
    return tuple(found)


@lru_cache(maxsize=8192)
def _days(month: str) -> tuple[str, ...]:
    if not month:
        return ()
    year = facet("year", month[:4])
    return (year, facet("month", month)) if len(month) == 7 else (year,)


def _topic_paths(connection: Connection) -> dict[str, list[tuple[str, str]]]:
    """Return each topic's own and its ancestors' ``(id, name)``."""
    tree = {
        key: (parent, name)
        for key, parent, name in connection.execute("SELECT id, parent_id, name FROM topic WHERE trashed IS NULL")
    }
    paths: dict[str, list[tuple[str, str]]] = {}
    for topic in tree:
        path: dict[str, str] = {}
        at: str | None = topic
        while at is not None and at in tree and at not in path:
            path[at] = tree[at][1]
            at = tree[at][0]
        paths[topic] = list(path.items())
    return paths

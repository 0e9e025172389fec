"""What the search index holds for a quote: the terms of its words and of what stands around it, and its facets.

The ``facet`` column holds one private-use token for each thing a search can be narrowed to. Between two texts of one
column stands a term that nobody can type, so that no phrase runs from one into the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefing.library import countries
from briefing.library.driver import Row
from briefing.text import folding, kana

if TYPE_CHECKING:
    from briefing.library.driver import Connection

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


@lru_cache(maxsize=65536)
def facet(name: str, value: str = "") -> str:
    """Return the token of the facet column that says ``name`` (``speaker``, ``topic``, ``kind`` …) is ``value``."""
    return PRIVATE + name.replace("_", "") + _plain(countries.code(value) if name == "country" else value)


def _plain(value: str) -> str:
    return folding.wording(value).replace(" ", "")


@lru_cache(maxsize=8192)
def _column(*parts: str) -> str:
    """Return the terms of names, roles, titles with blanks between: the same few stand beside many quotes."""
    found: list[str] = []
    for part in parts:
        if part:
            if found:
                found.append(PRIVATE)
            found += folding.keys(part)
    return " ".join(found)


class Entry(NamedTuple):
    """What the index holds for one quote: the values of ``INSERT``, and its facets, one or several in each."""

    n: int
    row: Row
    facets: tuple[str, ...]

    @property
    def key(self) -> int:
        """The number of its row in the index."""
        return self.row[0]

    @property
    def words(self) -> str:
        """The terms of its text."""
        return self.row[1]

    @property
    def columns(self) -> tuple[str, ...]:
        """What stands in all columns but those of the text and the facets."""
        return self.row[2:-1]


# What the index asks of a quote of a file, in this order.
ASKED = (
    "text", "kind", "language", "unnamed_label", "role", "country", "person_id", "said_on", "place", "note", "source_id"
)  # fmt: skip
# A quote of a file as it was added: values that begin with those of ``ASKED`` (all else of it that the index holds is
# as in a new quote), its topics in the order of their ids, the words of its text folded.
New = tuple[Row, tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class _Speaker:
    names: tuple[str, ...] = ()
    column: str = ""
    role: str = ""
    country: str = ""
    facet: str = ""


_NOBODY = _Speaker()


class Around:
    """The people, sources and topics that stand around quotes, looked up once for many quotes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._people: dict[str | None, _Speaker] = {None: _NOBODY}
        self._sources: dict[str | None, tuple[str, str]] = {None: ("", "")}
        self._paths = _topic_paths(connection)
        self._filed: dict[tuple[str, ...], tuple[str, str]] = {}

    def bearers(self) -> Iterator[tuple[str, str, str]]:
        """Yield all people and topics: column, the terms it holds for one of them, its facet."""
        for (key,) in self._connection.execute("SELECT id FROM person").fetchall():
            speaker = self._speaker(key)
            yield "speaker", speaker.column, speaker.facet
        for key, name in self._connection.execute("SELECT id, name FROM topic WHERE trashed IS NULL").fetchall():
            yield "topics", _column(name), facet("topic", key)

    def entries(self, ns: Sequence[int]) -> Iterator[Entry]:
        """Yield the entries of quotes in the order of the index."""
        marks = ",".join(map(str, ns))
        about = self._gather(_ABOUT.format(marks=marks))
        filed = self._gather(_TOPICS.format(marks=marks))
        for row in self._connection.execute(_QUOTES.format(marks=marks)).fetchall():
            n = row[0]
            words = folding.wording(row[2])
            yield self._entry(row, words, about.get(n, ()), tuple(filed.get(n, ())))

    def entry_of_new(self, n: int, key: int, new: New) -> Entry:
        """Return the entry of a quote that has just been added and need not be read."""
        given, topics, words = new
        text, kind, language, unnamed, role, country, person_id, said_on, place, note, source_id, *_ = given
        row = (
            n, key, text, text, kind, language, unnamed, "", "", role, country, said_on, place, "", note,
            False, False, True, False, "", source_id, person_id,
        )  # fmt: skip
        return self._entry(row, words, (), topics)

    def _entry(self, row: Row, words: str, about: Sequence[str], topics: tuple[str, ...]) -> Entry:
        (n, key, text, verbatim, kind, language, unnamed, attribution, proposed, role, country, said_on, place,
         occasion, note, verified, starred, accepted, trashed, grade, source_id, person_id) = row  # fmt: skip
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
        beside = _column(occasion, place, *about, note) if occasion or place or about or note else ""
        whose = facet("country", country) if country else speaker.country
        state = "trash" if trashed else "kept" if accepted else "inbox"
        standing = _standing(state, kind, bool(verified), bool(starred), grade, language)
        facets = (standing, _days(said_on[:7]), speaker.facet, source[1], subjects[1], whose)
        row = (
            key, words, called, _column(role or speaker.role), source[0], beside, subjects[0], " ".join(facets)
        )  # fmt: skip
        return Entry(n, row, facets)

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
        made = _Speaker(tuple(names), _column(*names), role, whose, facet("speaker", person_id))
        self._people[person_id] = made
        return made

    def _source(self, source_id: str) -> tuple[str, str]:
        row = self._connection.execute(
            "SELECT title, publisher, author, url FROM source WHERE id = ?", (source_id,)
        ).fetchone()
        if row is None:
            return "", ""
        made = (_column(*row), facet("source", source_id))
        self._sources[source_id] = made
        return made

    def _subjects(self, topics: tuple[str, ...]) -> tuple[str, str]:
        path = {key: name for topic in topics for key, name in self._paths.get(topic, ())}
        made = (_column(*path.values()), " ".join([facet("topic", key) for key in path]))
        self._filed[topics] = made
        return made

    def _gather(self, sql: str) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for n, value in self._connection.execute(sql).fetchall():
            found.setdefault(n, []).append(value)
        return found


@lru_cache(maxsize=8192)
def _standing(state: str, kind: str, verified: bool, starred: bool, grade: str, language: str) -> str:
    found = [facet("state", state), facet("kind", kind), facet("state", "verified" if verified else "unverified")]
    if starred:
        found.append(facet("state", "starred"))
    if grade:
        found.append(facet("grade", grade))
    if language:
        found.append(facet("language", language))
    return " ".join(found)


@lru_cache(maxsize=8192)
def _days(month: str) -> str:
    if not month:
        return ""
    year = facet("year", month[:4])
    return f"{year} {facet('month', month)}" if len(month) == 7 else year


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

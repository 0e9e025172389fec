"""Completing what is being typed into the search box: names of fields, and the values the library has for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from briefing.book.parts import STATEMENT_KINDS
from briefing.library import people
from briefing.library.search_entry import PRIVATE, facet
from briefing.library.search_index import DAY
from briefing.library.search_plan import quoted
from briefing.library.search_query import FIELDS, GRADES, LONGEST, PLACES, STATES, Part
from briefing.library.topics import topics
from briefing.text import folding

if TYPE_CHECKING:
    from briefing.library.driver import Connection, Row

# One name for each field, the most wanted first.
OFFERED = (
    "speaker", "topic", "source", "since", "until", "on", "kind", "country", "is", "used", "in", "grade", "lang",
    "role", "text",
)  # fmt: skip
MOST = 8
_TOKEN = re.compile(r"(?P<minus>-?)(?:(?P<field>[A-Za-z]+):)?(?P<quote>[\"“„]?)(?P<begun>[^\"“”„]*)\Z")
_PLAIN = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*\Z")


@dataclass(frozen=True, slots=True)
class Completion:
    """Something to complete with: ``text`` goes in the place of ``typed[start:end]``; ``shown`` is for the eye.

    ``about`` is ``field`` for the name of one, else the field the value is for.
    """

    text: str
    shown: str
    start: int
    end: int
    about: str


def completions(reader: Connection, typed: str, cursor: int) -> tuple[Completion, ...]:
    """Return what could be meant by the piece of ``typed`` that ends at ``cursor``, the likeliest first.

    Names of fields as soon as a letter is typed, with people and topics after them; after ``field:`` its values.
    """
    before = typed[: max(0, min(cursor, len(typed), LONGEST))]
    start = _start(before)
    token = _TOKEN.match(before[start:])
    if token is None:
        return ()
    begun, minus = token.group("begun"), token.group("minus")
    field = (token.group("field") or "").lower()
    end = len(before)
    if field and field not in FIELDS:
        return ()
    if field:
        values = _values(reader, field, begun)
        return tuple(
            Completion(f"{minus}{field}:{_written(value)} ", shown, start, end, field) for value, shown in values
        )
    if not begun or token.group("quote"):
        return ()
    low = begun.lower()
    found = [Completion(f"{minus}{name}:", f"{name}:", start, end, "field") for name in OFFERED if name.startswith(low)]
    for name in ("speaker", "topic"):
        found += [
            Completion(f"{minus}{name}:{_written(value)} ", shown, start, end, name)
            for value, shown in _values(reader, name, begun)
        ]
    return tuple(found[:MOST])


def without(typed: str, part: Part) -> str:
    """Return what was typed with one understood piece taken out, and an ``OR`` that has lost its other side."""
    before, after = typed[: part.start].rstrip(), typed[part.end :].lstrip()
    words, following = before.split(), after.split(maxsplit=1)
    if part.either and words[-1:] == ["OR"]:
        before = before[:-2].rstrip()
    elif following[:1] == ["OR"]:
        after = following[1] if len(following) > 1 else ""
    return " ".join(piece for piece in (before, after) if piece)


def _start(before: str) -> int:
    """Return where the piece that ends with the text begins: after the last blank outside quotation marks."""
    opened = False
    start = 0
    for at, letter in enumerate(before):
        if letter in '"“”„':
            opened = not opened
        elif letter.isspace() and not opened:
            start = at + 1
    return start


def _written(value: str) -> str:
    cleaned = re.sub('["“”„«»]', " ", value)
    return cleaned if _PLAIN.match(cleaned) else f'"{cleaned}"'


def _values(reader: Connection, field: str, begun: str) -> list[tuple[str, str]]:
    """Return (value, as shown) of a field's values that begin as typed."""
    words = folding.wording(begun)
    seen: dict[str, str] = {}
    for value, shown, names in _held(reader, FIELDS[field]):
        # The beginning of any word of it, in any spelling.
        if not words or f" {words}" in names:
            seen.setdefault(value, shown)
            if len(seen) == MOST:
                break
    return list(seen.items())


_Offered = Iterable[tuple[str, str, Iterable[str]]]
_Values = list[tuple[str, str, str]]
# What a reader has offered for each field, and the state of the file then: thousands of names are not read and folded
# with every letter.
_HELD: WeakKeyDictionary[Connection, tuple[Row | None, dict[str, _Values]]] = WeakKeyDictionary()


def _held(reader: Connection, column: str) -> _Values:
    """Return all a field may be: the value, as it is shown, and the words of every spelling of it."""
    offer = _OFFERS.get(column)
    if offer is None:
        return []
    state = reader.execute("PRAGMA data_version").fetchone()
    held = _HELD.get(reader)
    if held is None or held[0] != state:
        held = _HELD[reader] = (state, {})
    if column not in held[1]:
        held[1][column] = [
            (value, shown, "\n".join(f" {folding.wording(name)}" for name in (value, *known_as)))
            for value, shown, known_as in offer(reader)
        ]
    return held[1][column]


def _names(reader: Connection) -> _Offered:
    known: dict[str, list[str]] = {}
    for spelling, key in people.spellings(reader).items():
        known.setdefault(key, []).append(spelling)
    for key, name in sorted(people.names(reader), key=lambda one: folding.fold(one[1])):
        yield name, name, known.get(key, ())


def _subjects(reader: Connection) -> _Offered:
    for topic in topics(reader, counted=False):
        yield topic.name, topic.path, ()


def _outlets(reader: Connection) -> _Offered:
    for (name,) in reader.execute(
        "SELECT DISTINCT publisher FROM source WHERE publisher <> '' AND trashed IS NULL ORDER BY publisher"
    ):
        yield name, name, ()


def _countries(reader: Connection) -> _Offered:
    named: dict[str, str] = {}
    for (name,) in reader.execute("SELECT DISTINCT country FROM person WHERE country <> '' AND trashed IS NULL"):
        named.setdefault(facet("country", name), name)
    # Countries that only quotes give: the index knows that they are there, one quote of each how they are written.
    for token, _, _ in _of_facet("country")(reader):
        one = PRIVATE + "country" + token
        if one not in named:
            sql = (
                "SELECT country FROM quote WHERE n = (SELECT -rowid % ? FROM quote_search WHERE quote_search MATCH ? "
                "LIMIT 1)"
            )
            for (name,) in reader.execute(sql, (DAY, quoted(one))).fetchall():
                named[one] = name
    for name in sorted(filter(None, named.values())):
        yield name, name, ()


def _books(reader: Connection) -> _Offered:
    for (title,) in reader.execute("SELECT title FROM book WHERE trashed IS NULL ORDER BY updated DESC, title"):
        yield title, title, ()


def _of_facet(name: str) -> Callable[[Connection], _Offered]:
    token = PRIVATE + name

    def offer(reader: Connection) -> _Offered:
        sql = "SELECT term FROM quote_word WHERE term > ? AND term < ? ORDER BY term DESC"
        for (term,) in reader.execute(sql, (token, token + "\U0010ffff")):
            value = str(term)[len(token) :]
            if name == "month":
                value = f"{value[:4]}-{value[4:]}"
            yield value, value, ()

    return offer


def _fixed(*values: str) -> Callable[[Connection], _Offered]:
    return lambda _: [(value, value.replace("_", " "), ()) for value in values]


def _days(reader: Connection) -> _Offered:
    yield from _of_facet("year")(reader)
    yield from _of_facet("month")(reader)


_OFFERS: dict[str, Callable[[Connection], _Offered]] = {
    "speaker": _names,
    "topics": _subjects,
    "source": _outlets,
    "country": _countries,
    "book": _books,
    "language": _of_facet("language"),
    "kind": _fixed(*STATEMENT_KINDS),
    "grade": _fixed(*GRADES),
    "state": _fixed(*STATES, "used", "unused", *PLACES),
    "used": _fixed("yes", "no"),
    "since": _days,
    "until": _days,
    "on": _days,
}

"""What a person typed into the search box, understood. Nothing typed is an error: odd input is searched as text.

``tariffs fund`` both words · ``"zero tariffs"`` the phrase · ``-ships`` without · ``fund OR ships`` either ·
``speaker:`` ``topic:`` ``source:`` ``role:`` ``text:`` words of that field · ``kind:`` ``country:`` ``lang:``
``grade:`` · ``is:verified`` (also ``unverified`` ``starred`` ``inbox`` ``trash``) · ``used:no`` · ``in:`` a book ·
``since:`` ``until:`` ``on:`` days. The last word may be unfinished. OR and - reach every field.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from briefing.book.parts import STATEMENT_KINDS
from briefing.text import dates, folding, kana

LONGEST = 1000
MOST_CLAUSES = 24
# Each field's name as typed, and the column, the facet or the narrowing it means.
FIELDS = {
    "speaker": "speaker",
    "said": "speaker",
    "topic": "topics",
    "source": "source",
    "role": "role",
    "text": "text",
    "kind": "kind",
    "country": "country",
    "lang": "language",
    "language": "language",
    "grade": "grade",
    "is": "state",
    "used": "used",
    "in": "book",
    "since": "since",
    "until": "until",
    "on": "on",
}
COLUMNS = ("text", "speaker", "role", "source", "context", "topics")
STATES = ("verified", "unverified", "starred")
PLACES = ("inbox", "trash")
GRADES = ("A", "B", "C", "D", "E")
_USED = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}
_PIECE = re.compile(
    r"(?P<minus>-)?(?:(?P<field>[A-Za-z]+):)?(?:[\"“”„«»](?P<phrase>[^\"“”„«»]*)(?P<closed>[\"“”„«»])?|(?P<word>[^\s\"“”„«»]+))|(?P<odd>\S)"
)
_HYPHEN = re.compile(r"(?<=[^\W_])[-\u2010\u2011](?=[^\W_])")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_WRITTEN_OUT = re.compile("ae|oe|ue")


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing asked for. ``column`` is a column, a facet's name, or ``""`` for anywhere.

    ``terms`` are the folded words that must stand side by side; ``unfinished``: the last of them may go on;
    ``spellings`` are other ways to write the same (``Mueller`` for ``Müller``); ``exact``: it stood in quotes;
    ``minus``: it must not be so. For a facet, ``values`` holds what it may be; for ``days`` since when and until when,
    as precise as given (``2025-05`` is that whole month) or ``""``; for ``used`` yes or no; for ``book`` words of its
    title. ``start`` and ``end`` are its place in the typed text.
    """

    column: str
    terms: tuple[folding.Term, ...] = ()
    values: tuple[str, ...] = ()
    unfinished: bool = False
    spellings: tuple[tuple[folding.Term, ...], ...] = ()
    start: int = 0
    end: int = 0
    exact: bool = False
    minus: bool = False

    @property
    def ways(self) -> tuple[tuple[folding.Term, ...], ...]:
        """All ways to write what is asked for, as typed first."""
        return (self.terms, *self.spellings) if self.terms else ()


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of what was typed, as a chip shows it: ``typed[start:end]``.

    ``field`` is the field's usual name, ``""`` for plain words; ``value`` what it was understood as: an ISO day, a
    kind's name, ``yes``/``no``, else the words. ``minus``: without this. ``either``: OR stands before it.
    """

    field: str
    value: str
    start: int
    end: int
    minus: bool = False
    either: bool = False
    phrase: bool = False
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All ``groups`` must match: of each, any one clause. ``parts`` is what was understood, piece by piece."""

    groups: tuple[tuple[Clause, ...], ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.parts

    @property
    def clauses(self) -> list[Clause]:
        """All that may stand in what is found."""
        return [clause for group in self.groups for clause in group if not clause.minus]


def parse(typed: str) -> Query:
    """Return what ``typed`` asks for. Never raises; input beyond ``LONGEST`` characters is left out."""
    reading = _Reading(typed[:LONGEST])
    for at, piece in enumerate(reading.pieces):
        reading.take(at, piece)
    return reading.query()


class _Reading:
    """A typed text, read piece by piece."""

    def __init__(self, typed: str) -> None:
        self._typed = typed
        self.pieces = list(_PIECE.finditer(typed))[: MOST_CLAUSES * 2]
        self._groups: list[tuple[Clause, ...]] = []
        self._parts: list[Part] = []
        self._either = False

    def query(self) -> Query:
        """Return what was read."""
        return Query(tuple(self._groups), tuple(self._parts))

    def take(self, at: int, piece: re.Match[str]) -> None:
        """Take in one piece."""
        word = piece.group("word") or ""
        if word == "OR" and not piece.group("minus") and self._groups and at + 1 < len(self.pieces):
            self._either = True
            return
        either, self._either = self._either, False
        if word.endswith(":") and FIELDS.get(word[:-1].lower()):
            # A field whose value is still to be typed.
            return
        clause = _clause(piece, ends=piece.end() == len(self._typed))
        if clause is None:
            self._either = either
            return
        minus = bool(piece.group("minus"))
        if minus:
            clause = replace(clause, unfinished=False, minus=True)
        if either:
            self._groups[-1] = (*self._groups[-1], clause)
        elif len(self._groups) < MOST_CLAUSES:
            self._groups.append((clause,))
        else:
            return
        phrase = piece.group("phrase") is not None
        field, value = _told(piece, clause)
        self._parts.append(
            Part(field, value, piece.start(), piece.end(), minus, either, phrase, unfinished=clause.unfinished)
        )


def _told(piece: re.Match[str], clause: Clause) -> tuple[str, str]:
    """Return the usual name of the field of a clause, and what its value was understood as."""
    name = piece.group("field") or ""
    value = piece.group("phrase") if piece.group("phrase") is not None else piece.group("word") or ""
    if clause.column == "days":
        return FIELDS[name.lower()], clause.values[0] or clause.values[1]
    if clause.column in {"kind", "state", "grade", "used"}:
        value = " ".join(clause.values)
    field = next((one for one, means in FIELDS.items() if means == clause.column), "") if clause.column else ""
    return field, value if clause.column or not name else f"{name}:{value}"


def _clause(piece: re.Match[str], *, ends: bool) -> Clause | None:
    name = piece.group("field") or ""
    column = FIELDS.get(name.lower(), "")
    phrase = piece.group("phrase")
    value = (phrase if phrase is not None else piece.group("word")) or ""
    facet = _facet(column, value)
    if facet is not None:
        return replace(facet, start=piece.start(), end=piece.end())
    if column not in COLUMNS:
        # A word with a colon that is no field of ours, or a value the field cannot have: plain text.
        value, column = f"{name} {value}", ""
    terms = _terms(value)
    if not terms:
        return None
    done = phrase is not None and bool(piece.group("closed"))
    unfinished = ends and not done and value[-1:].isalnum()
    return Clause(column, terms, (), unfinished, _spellings(value, terms), piece.start(), piece.end(), done)


def _terms(value: str) -> tuple[folding.Term, ...]:
    return tuple(term for term in folding.terms(value) if term.keys)


def _spellings(value: str, terms: tuple[folding.Term, ...]) -> tuple[tuple[folding.Term, ...], ...]:
    """Return other ways to write the same: ü as ue and back, words joined without hyphen, the other kana."""
    lower = unicodedata.normalize("NFKC", value).casefold()
    tried = [_HYPHEN.sub("", lower)]
    tried += [text.translate(_UMLAUTS) for text in (lower, *tried)]
    if len(lower) > 3:
        # Letters between which the two may not both belong to one sign are no matter: such a word is not known.
        tried += [_WRITTEN_OUT.sub(lambda pair: pair.group()[0], text) for text in tried[:2] if text.isascii()]
    tried += [kana.hiragana(lower), kana.katakana(lower)]
    seen = {tuple(term.keys for term in terms)}
    found: list[tuple[folding.Term, ...]] = []
    for text in tried:
        other = _terms(text)
        keys = tuple(term.keys for term in other)
        if other and keys not in seen:
            seen.add(keys)
            found.append(other)
    return tuple(found)


def _facet(column: str, value: str) -> Clause | None:
    """Return the clause of a field that knows its values, ``None`` when it is no such field or has no such value."""
    if column in {"since", "until", "on"}:
        return _days(column, value)
    words = folding.wording(value)
    folded = words.replace(" ", "_")
    if not folded:
        return None
    if column == "kind":
        kinds = tuple(kind for kind in STATEMENT_KINDS if kind.startswith(folded))
        return Clause("kind", values=kinds) if kinds else None
    if column == "used" or (column == "state" and folded in {"used", "unused"}):
        used = {"used": True, "unused": False}.get(folded) if column == "state" else _USED.get(folded)
        return None if used is None else Clause("used", values=("yes" if used else "no",))
    if column == "state":
        states = tuple(state for state in STATES if state.startswith(folded)) or tuple(
            place for place in PLACES if place == folded
        )
        return Clause("state", values=states[:1]) if states else None
    if column == "grade":
        return Clause("grade", values=(folded.upper(),)) if folded.upper() in GRADES else None
    if column == "book":
        return Clause("book", values=(words,))
    if column in {"country", "language"}:
        return Clause(column, values=(value,))
    return None


def _days(field: str, value: str) -> Clause | None:
    try:
        iso, _ = dates.parse(value)
    except dates.BadDate:
        return None
    if not iso:
        return None
    return Clause("days", values=("" if field == "until" else iso, "" if field == "since" else iso))


def as_words(clause: Clause) -> Clause:
    """Return the clause of a book that is not known as what was typed: plain words."""
    value = f"in {clause.values[0]}"
    terms = _terms(value)
    return replace(clause, column="", values=(), terms=terms, spellings=_spellings(value, terms))


def as_plain(part: Part) -> Part:
    """Return the piece of a book that is not known as other odd input is told: plain words."""
    return replace(part, field="", value=f"{part.field}:{part.value}")

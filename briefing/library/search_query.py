"""What a person typed into the search box, understood. Nothing typed is an error: odd input is searched as text.

``tariffs fund`` both words · ``"zero tariffs"`` the phrase · ``-ships`` without · ``fund OR ships`` either ·
``speaker:`` ``topic:`` ``source:`` ``role:`` ``text:`` words of that field · ``kind:`` ``country:`` ``lang:``
``grade:`` · ``is:verified`` (also ``unverified`` ``starred`` ``inbox`` ``trash``) · ``used:no`` · ``in:`` a book ·
``since:`` ``until:`` ``on:`` days. The last word may be unfinished. Days, ``used:``, ``in:``, ``is:inbox`` and
``is:trash`` narrow the whole question, so OR does not reach them.
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
    ``spellings`` are other ways to write the same (``Mueller`` for ``Müller``); ``exact``: it stood in quotes. For a
    facet, ``values`` holds what it may be. ``start`` and ``end`` are its place in the typed text.
    """

    column: str
    terms: tuple[folding.Term, ...] = ()
    values: tuple[str, ...] = ()
    unfinished: bool = False
    spellings: tuple[tuple[folding.Term, ...], ...] = ()
    start: int = 0
    end: int = 0
    exact: bool = False

    @property
    def ways(self) -> tuple[tuple[folding.Term, ...], ...]:
        """All ways to write what is asked for, as typed first."""
        return (self.terms, *self.spellings) if self.terms else ()

    def same_as(self, other: Clause) -> bool:
        """Whether both ask for the same (places in the typed text aside)."""
        return (self.column, self.values, [t.keys for t in self.terms]) == (
            other.column,
            other.values,
            [t.keys for t in other.terms],
        )


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
    """All ``groups`` must match (any one clause of each), nothing of ``without`` may.

    ``since`` and ``until`` are dates as precise as given (``2025-05`` is that whole month) or ``""``. ``used``:
    whether it must be placed in a book; ``books`` and ``not_books``: words of titles of books it is (not) placed in;
    ``place``: ``inbox`` or ``trash`` when these are asked for.
    """

    groups: tuple[tuple[Clause, ...], ...] = ()
    without: tuple[Clause, ...] = ()
    since: str = ""
    until: str = ""
    used: bool | None = None
    books: tuple[str, ...] = ()
    not_books: tuple[str, ...] = ()
    place: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.parts

    @property
    def clauses(self) -> list[Clause]:
        """All that may stand in what is found."""
        return [clause for group in self.groups for clause in group]


def understood(typed: str) -> tuple[Part, ...]:
    """Return what was understood, piece by piece in the order typed."""
    return parse(typed).parts


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
        self._without: list[Clause] = []
        self._days: dict[str, str] = {}
        self._used: bool | None = None
        self._books: tuple[list[str], list[str]] = ([], [])
        self._place = ""
        self._parts: list[Part] = []
        self._either = False

    def query(self) -> Query:
        """Return what was read."""
        since, until = self._days.get("since", ""), self._days.get("until", "")
        return Query(
            tuple(self._groups), tuple(self._without[:MOST_CLAUSES]), since, until, self._used,
            tuple(self._books[0]), tuple(self._books[1]), self._place, tuple(self._parts),
        )  # fmt: skip

    def take(self, at: int, piece: re.Match[str]) -> None:
        """Take in one piece."""
        word = piece.group("word") or ""
        if word == "OR" and not piece.group("minus") and self._groups and at + 1 < len(self.pieces):
            self._either = True
            return
        if self._narrows(piece):
            self._either = False
            return
        clause = _clause(piece, ends=piece.end() == len(self._typed))
        if clause is None:
            return
        minus = bool(piece.group("minus"))
        either = False
        if minus:
            self._without.append(replace(clause, unfinished=False))
        elif self._either:
            either = True
            self._groups[-1] = (*self._groups[-1], clause)
        elif len(self._groups) < MOST_CLAUSES:
            self._groups.append((clause,))
        else:
            return
        self._either = False
        self._tell(piece, _field_of(clause.column), _said(piece, clause), either=either, unfinished=clause.unfinished)

    def _narrows(self, piece: re.Match[str]) -> bool:
        """Take in a piece that narrows the whole question; whether it was one."""
        word = piece.group("word") or ""
        if word.endswith(":") and FIELDS.get(word[:-1].lower()):
            # A field whose value is still to be typed.
            return True
        field = FIELDS.get((piece.group("field") or "").lower(), "")
        value = piece.group("phrase") if piece.group("phrase") is not None else word
        minus = bool(piece.group("minus"))
        folded = folding.wording(value)
        if field in {"since", "until", "on"}:
            return not minus and self._narrows_days(piece, field, value)
        if field == "state" and folded in {"used", "unused"}:
            field, value = "used", "yes" if folded == "used" else "no"
            folded = value
        if field == "used" and folded in _USED:
            self._used = _USED[folded] != minus
            self._tell(piece, "used", "yes" if _USED[folded] else "no")
            return True
        if field == "book" and folded:
            self._books[minus].append(folded)
            self._tell(piece, "in", value)
            return True
        if field == "state" and folded in PLACES:
            self._place = self._place if minus else folded
            self._tell(piece, "is", folded)
            return True
        return False

    def _narrows_days(self, piece: re.Match[str], field: str, value: str) -> bool:
        try:
            iso, _ = dates.parse(value)
        except dates.BadDate:
            return False
        if not iso:
            return False
        self._days.update({"since": iso, "until": iso} if field == "on" else {field: iso})
        self._tell(piece, field, iso)
        return True

    def _tell(
        self, piece: re.Match[str], field: str, value: str, *, either: bool = False, unfinished: bool = False
    ) -> None:
        phrase = piece.group("phrase") is not None
        minus = bool(piece.group("minus"))
        self._parts.append(Part(field, value, piece.start(), piece.end(), minus, either, phrase, unfinished))


def _field_of(column: str) -> str:
    return next((name for name, means in FIELDS.items() if means == column), "") if column else ""


def _said(piece: re.Match[str], clause: Clause) -> str:
    if clause.values and clause.column in {"kind", "state", "grade"}:
        return " ".join(clause.values)
    value = piece.group("phrase") if piece.group("phrase") is not None else piece.group("word") or ""
    name = piece.group("field") or ""
    return value if clause.column or not name else f"{name}:{value}"


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
    folded = folding.wording(value).replace(" ", "_")
    if not folded:
        return None
    if column == "kind":
        kinds = tuple(kind for kind in STATEMENT_KINDS if kind.startswith(folded))
        return Clause("kind", values=kinds) if kinds else None
    if column == "state":
        states = tuple(state for state in STATES if state.startswith(folded))
        return Clause("state", values=states[:1]) if states else None
    if column == "grade":
        return Clause("grade", values=(folded.upper(),)) if folded.upper() in GRADES else None
    if column in {"country", "language"}:
        return Clause(column, values=(value,))
    return None

"""What a person typed into the search box, understood. Nothing typed is an error: odd input is searched as text.

``tariffs fund`` both words · ``"zero tariffs"`` the phrase · ``-ships`` without · ``fund OR ships`` either ·
``speaker:`` ``topic:`` ``source:`` ``role:`` ``text:`` words of that field · ``kind:`` ``country:`` ``lang:``
``is:verified`` (also ``unverified``, ``starred``) · ``since:`` ``until:`` ``on:`` days. The last word may be
unfinished.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefing.book.parts import STATEMENT_KINDS
from briefing.text import dates, folding

LONGEST = 1000
MOST_CLAUSES = 24
# Each field's name as typed, and the column or the facet it looks in.
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
    "is": "state",
    "since": "since",
    "until": "until",
    "on": "on",
}
COLUMNS = ("text", "speaker", "role", "source", "context", "topics")
STATES = ("verified", "unverified", "starred")
_PIECE = re.compile(
    r"(?P<minus>-)?(?:(?P<field>[A-Za-z]+):)?(?:[\"“”„«»](?P<phrase>[^\"“”„«»]*)(?P<closed>[\"“”„«»])?|(?P<word>[^\s\"“”„«»]+))|(?P<odd>\S)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing asked for. ``column`` is a column, a facet's name, or ``""`` for anywhere.

    ``terms`` are the folded words that must stand side by side; ``unfinished``: the last of them may go on.
    For a facet, ``values`` holds what it may be.
    """

    column: str
    terms: tuple[folding.Term, ...] = ()
    values: tuple[str, ...] = ()
    unfinished: bool = False

    def same_as(self, other: Clause) -> bool:
        """Whether both ask for the same (places in the typed text aside)."""
        return (self.column, self.values, [t.keys for t in self.terms]) == (
            other.column,
            other.values,
            [t.keys for t in other.terms],
        )


@dataclass(frozen=True, slots=True)
class Query:
    """All ``groups`` must match (any one clause of each), nothing of ``without`` may.

    ``since`` and ``until`` are dates as precise as given (``2025-05`` is that whole month) or ``""``.
    """

    groups: tuple[tuple[Clause, ...], ...] = ()
    without: tuple[Clause, ...] = ()
    since: str = ""
    until: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.groups or self.without or self.since or self.until)


def parse(typed: str) -> Query:
    """Return what ``typed`` asks for. Never raises; input beyond ``LONGEST`` characters is left out."""
    typed = typed[:LONGEST]
    groups: list[tuple[Clause, ...]] = []
    without: list[Clause] = []
    days: dict[str, str] = {}
    either = False
    pieces = list(_PIECE.finditer(typed))[: MOST_CLAUSES * 2]
    for at, piece in enumerate(pieces):
        word = piece.group("word") or ""
        if word == "OR" and not piece.group("minus") and groups and at + 1 < len(pieces):
            either = True
            continue
        span = _days(piece)
        if span:
            days.update(span)
            continue
        clause = _clause(piece, ends=piece.end() == len(typed))
        if clause is None:
            continue
        if piece.group("minus"):
            without.append(replace(clause, unfinished=False))
        elif either:
            groups[-1] = (*groups[-1], clause)
        elif len(groups) < MOST_CLAUSES:
            groups.append((clause,))
        either = False
    return Query(tuple(groups), tuple(without[:MOST_CLAUSES]), days.get("since", ""), days.get("until", ""))


def _days(piece: re.Match[str]) -> dict[str, str]:
    field = FIELDS.get((piece.group("field") or "").lower(), "")
    if field not in {"since", "until", "on"} or piece.group("minus"):
        return {}
    try:
        iso, _ = dates.parse(piece.group("word") or piece.group("phrase") or "")
    except dates.BadDate:
        return {}
    if not iso:
        return {}
    return {"since": iso, "until": iso} if field == "on" else {field: iso}


def _clause(piece: re.Match[str], *, ends: bool) -> Clause | None:
    name = piece.group("field") or ""
    column = FIELDS.get(name.lower(), "")
    phrase = piece.group("phrase")
    value = (phrase if phrase is not None else piece.group("word")) or ""
    facet = _facet(column, value)
    if facet is not None:
        return facet
    if column not in COLUMNS:
        # A word with a colon that is no field of ours, or a value the field cannot have: plain text.
        value, column = f"{name} {value}", ""
    terms = tuple(term for term in folding.terms(value) if term.keys)
    if not terms:
        return None
    done = phrase is not None and bool(piece.group("closed"))
    return Clause(column, terms, unfinished=ends and not done and value[-1:].isalnum())


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
    if column in {"country", "language"}:
        return Clause(column, values=(value,))
    return None

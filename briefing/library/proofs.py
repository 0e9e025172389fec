"""Quotes and the texts kept of their sources: how each is proven, which are not, and why those are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from briefing.book.checks import Doubt
from briefing.book.parts import QUOTABLE_KINDS
from briefing.library import values
from briefing.library.driver import Connection, Row, by_batch
from briefing.library.faults import NotProven
from briefing.library.quote_lists import LIVE, SAID_BY, number_of
from briefing.library.store import Library
from briefing.sources.proof import EXACT, NEAR, NOT_FOUND, Proof, prove
from briefing.text.clean import clean
from briefing.text.folding import fingerprint

# A change of these asks for the proof anew.
PROVING = frozenset({"text", "verbatim", "kind", "source_id", "translator"})
_LONGEST_REASON = 1000
_ABSENT = "These words are not in the text kept of the source. Correct them, or say why they are kept."
_UNMARKED = (
    "The source has these words, but not in quotation marks. Keep them as reported speech, or say why they are "
    "somebody's own words."
)
# What is looked for: a translation never stands in its source, the words it was made from do.
_WORDS = "CASE WHEN q.translator <> '' THEN q.verbatim ELSE q.text END"
_QUOTABLE = ", ".join(f"'{kind}'" for kind in sorted(QUOTABLE_KINDS))
_PROVEN_BY = f"SELECT {_WORDS}, q.kind, q.span_start, n.text FROM quote q LEFT JOIN snapshot n USING (source_id)"
_PRINTED = (
    f"SELECT q.handle, q.id, q.kind, {SAID_BY}, q.text, {_WORDS}, q.span_start, coalesce(s.title, ''), n.text, "
    "coalesce((SELECT reason FROM quote_reason r WHERE r.quote_n = q.n AND r.fingerprint = q.fingerprint), '') "
    "FROM quote q LEFT JOIN person p ON p.id = q.person_id LEFT JOIN source s ON s.id = q.source_id "
    f"LEFT JOIN snapshot n ON n.source_id = q.source_id WHERE {LIVE} AND q.kind IN ({_QUOTABLE})"
)
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Unproven:
    """A quote printed in marks that its source's text does not prove. ``why`` it is none: near, not found, no text,
    or ``not in marks``; ``reason`` why it is kept, ``""`` when nobody said."""

    handle: str
    id: str
    why: str
    said_by: str
    text: str
    source_title: str
    reason: str


def proof_of(reader: Connection, wanted: str) -> Proof:
    """Return how a quote (by id or handle) stands in the text kept of its source: a few milliseconds.

    Raises:
        NotFound: there is no such quote.
    """
    return _proof(reader, number_of(reader, wanted))[0]


def _proof(reader: Connection, n: int) -> tuple[Proof, str]:
    row = reader.execute(f"{_PROVEN_BY} WHERE q.n = ?", (n,)).fetchone()
    assert row is not None
    words, kind, start, text = row
    return prove(str(words), text, start=start), str(kind)


def reason_of(reader: Connection, wanted: str) -> str:
    """Return why a quote is kept though its source's text does not prove it, ``""`` when nobody said so of its words.

    Raises:
        NotFound: there is no such quote.
    """
    row = reader.execute(
        "SELECT r.reason FROM quote_reason r JOIN quote q ON q.n = r.quote_n AND q.fingerprint = r.fingerprint "
        "WHERE r.quote_n = ?",
        (number_of(reader, wanted),),
    ).fetchone()
    return "" if row is None else str(row[0])


def demand(library: Library, n: int, reason: str) -> None:
    """Inside ``writing()``: see that a quote just written is proven, or keep the reason why it need not be.

    Its place in the source is set anew when it has another than it says.

    Raises:
        NotProven: it is printed in marks, its source's text does not show the words so, and nobody says why.
    """
    connection = library.raw()
    proof, kind = _proof(connection, n)
    moment = values.now()
    if proof.state in (EXACT, NEAR):
        connection.execute(
            "UPDATE quote SET span_start = ?1, span_end = ?2, updated = ?3 WHERE n = ?4 "
            "AND (span_start IS NOT ?1 OR span_end IS NOT ?2)",
            (proof.start, proof.end, moment, n),
        )
    if not proof.needs_reason(kind):
        return
    given = clean(reason).strip()[:_LONGEST_REASON]
    held = connection.execute("SELECT text, fingerprint FROM quote WHERE n = ?", (n,)).fetchone()
    assert held is not None
    words = str(held[1] or fingerprint(str(held[0])))
    if given:
        connection.execute("DELETE FROM quote_reason WHERE quote_n = ?", (n,))
        connection.execute(
            "INSERT INTO quote_reason(quote_n, reason, fingerprint, created, updated) VALUES (?, ?, ?, ?, ?)",
            (n, given, words, moment, moment),
        )
        return
    known = connection.execute("SELECT 1 FROM quote_reason WHERE quote_n = ? AND fingerprint = ?", (n, words))
    if known.fetchone() is None:
        raise NotProven(_ABSENT if proof.state == NOT_FOUND else _UNMARKED)


def unproven(reader: Connection, progress: Callable[[int, int], None] | None = None) -> list[Unproven]:
    """Return every quote of the library that is printed in marks and not proven, newest first.

    Reads the text of every source that has quotes: not for the window's thread.
    """
    return list(_unproven(reader.execute(f"{_PRINTED} ORDER BY q.order_key"), progress))


def doubts(reader: Connection, handles: Iterable[str]) -> dict[str, Doubt]:
    """Return which of some quotes are printed in marks and not proven, by handle: what the check of a book asks for.

    Some milliseconds a quote: not for the window's thread.
    """
    rows = by_batch(reader, f"{_PRINTED} AND q.handle IN ({{ns}})", dict.fromkeys(handles))
    return {one.handle: Doubt(one.why, one.reason) for one in _unproven(rows)}


def _unproven(rows: Iterable[Row], progress: Callable[[int, int], None] | None = None) -> Iterator[Unproven]:
    for done, row in enumerate(rows, 1):
        handle, key, kind, said_by, text, words, start, title, snapshot, reason = row
        proof = prove(str(words), snapshot, start=start)
        if not proof.proven(str(kind)):
            why = "not in marks" if proof.state == EXACT else proof.state
            yield Unproven(str(handle), str(key), why, str(said_by), str(text), str(title), str(reason))
        if progress is not None and done % _BATCH == 0:
            progress(done, done)

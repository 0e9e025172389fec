"""``briefing quote``: list, show, add, edit, prove, verify, accept and delete quotes."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from briefing.book.parts import QUOTABLE_KINDS, RECORD_STATES, STATEMENT_KINDS
from briefing.cli.asking import (
    Commands,
    Parser,
    WrongUse,
    command,
    count,
    day,
    json_option,
    noun,
    one_of,
    opened,
    person_id,
    source_id,
)
from briefing.cli.printing import document, pairs, table, value_of

if TYPE_CHECKING:
    from briefing.library.driver import Connection
    from briefing.library.quotes import Scope
    from briefing.library.store import Library
    from briefing.sources.proof import Proof

_WORDS = (
    "text",
    "role",
    "country",
    "place",
    "occasion",
    "language",
    "note",
    "passage",
    "grade",
    "ground_rules",
    "usable_in",
    "sensitivity",
)


def add_commands(commands: Commands) -> None:
    """Add ``quote`` and its verbs."""
    verbs = noun(commands, "quote", "list, show, add, edit, prove, verify, accept and delete quotes")
    made = command(verbs, "list", "list quotes, newest first", _list)
    for option, says in (
        ("speaker", "said by this person"),
        ("topic", "filed under this topic"),
        ("source", "from this source"),
    ):
        made.add_argument(f"--{option}", default="", metavar="NAME", help=f"only those {says}")
    made.add_argument("--inbox", action="store_true", help="only proposals nobody has accepted yet")
    made.add_argument("--trash", action="store_true", help="only deleted ones")
    made.add_argument("--unused", action="store_true", help="only those in no book")
    made.add_argument("--limit", type=count, default=0, metavar="N", help="at most so many")
    json_option(made)
    made = command(verbs, "show", "show a quote in full", _show)
    made.add_argument("quote", metavar="QUOTE", help="its id or handle")
    json_option(made)
    made = command(verbs, "add", "add a quote", _add)
    _fields(made, text_needed=True)
    json_option(made)
    made = command(verbs, "edit", "change a quote", _edit)
    made.add_argument("quote", metavar="QUOTE", help="its id or handle")
    _fields(made, text_needed=False)
    json_option(made)
    made = command(
        verbs, "proof", "say how quotes stand in their source; of all, list those that are not proven", _proof
    )
    made.add_argument("quotes", nargs="*", metavar="QUOTE", help="its id or handle (all when none is named)")
    json_option(made)
    made = command(verbs, "verify", "note that quotes were checked against their source", _verify)
    made.add_argument("quotes", nargs="+", metavar="QUOTE")
    made.add_argument("--by", required=True, metavar="NAME", help="who checked")
    made.add_argument("--on", type=day, default="", metavar="DATE", help="when (today)")
    made = command(verbs, "accept", "accept proposals from the inbox", _accept)
    made.add_argument("quotes", nargs="+", metavar="QUOTE")
    made = command(verbs, "delete", "move quotes to the trash", _delete)
    made.add_argument("quotes", nargs="+", metavar="QUOTE")


def _fields(made: Parser, *, text_needed: bool) -> None:
    made.add_argument("--text", required=text_needed, metavar="WORDS", help="the words, without quotation marks")
    made.add_argument("--kind", choices=STATEMENT_KINDS, help="direct unless said otherwise")
    made.add_argument("--record-status", choices=RECORD_STATES, help="under which terms it was said")
    made.add_argument("--embargo-until", type=day, metavar="DATE", help="not to be used before that day")
    made.add_argument("--speaker", metavar="NAME", help="who said it; added when new")
    made.add_argument("--unnamed", metavar="WORDS", help="how an unnamed speaker is described")
    made.add_argument("--said-on", type=day, metavar="DATE", help="2025-05-25, 2025-05 or 2025")
    made.add_argument("--source", metavar="SOURCE", help="id or part of the title of a source in the library")
    made.add_argument("--topics", metavar="A;B", help="topics, separated by ;")
    made.add_argument(
        "--unproven-reason", default="", metavar="WORDS", help="why words that are not so in their source are kept"
    )
    for name in _WORDS[1:]:
        made.add_argument(f"--{name.replace('_', '-')}", metavar="WORDS")


def _given(library: Library, asked: argparse.Namespace) -> dict[str, Any]:
    """Return the fields asked for; people and topics that are new are added on the way."""
    from briefing.library import topics

    found: dict[str, Any] = {name: getattr(asked, name) for name in _WORDS if getattr(asked, name) is not None}
    if asked.source is not None:
        found["source_id"] = source_id(library.reader(), asked.source) if asked.source else None
    found |= {
        name: getattr(asked, name)
        for name in ("kind", "record_status", "embargo_until")
        if getattr(asked, name) is not None
    }
    if asked.unnamed is not None:
        found["unnamed_label"] = asked.unnamed
    if asked.said_on is not None:
        found["said_on"] = asked.said_on
    if asked.speaker is not None:
        found["person_id"] = person_id(library, asked.speaker) if asked.speaker else None
    if asked.topics is not None:
        names = [name.strip() for name in asked.topics.split(";") if name.strip()]
        found["topic_ids"] = tuple(topics.find_or_add(library, name) for name in names)
    return found


def _add(asked: argparse.Namespace) -> int:
    from briefing.library import quotes

    with opened(asked) as library:
        with library.writing("Add quote"):
            new = quotes.NewQuote(**_given(library, asked))
            made = quotes.add(library, new, unproven_reason=asked.unproven_reason)
        detail = quotes.show(library.reader(), made)
    if asked.json:
        document(detail)
    else:
        print(f"Added quote {detail.handle}.")
    return 0


def _edit(asked: argparse.Namespace) -> int:
    from briefing.library import quotes

    with opened(asked) as library:
        quotes.show(library.reader(), asked.quote)
        with library.writing("Edit quote"):
            given = _given(library, asked)
            filed = given.pop("topic_ids", None)
            why = asked.unproven_reason
            if not given and filed is None and not why:
                raise WrongUse("Say what to change, such as --said-on 2025-05-25. See: briefing quote edit --help")
            if given or why:
                quotes.edit(library, asked.quote, unproven_reason=why, **given)
            if filed is not None:
                quotes.set_topics(library, asked.quote, filed)
        detail = quotes.show(library.reader(), asked.quote)
    if asked.json:
        document(detail)
    else:
        print(f"Changed quote {detail.handle}.")
    return 0


def _scope(reader: Connection, asked: argparse.Namespace) -> Scope:
    from briefing.library import people, topics
    from briefing.library.quotes import Scope

    topic = one_of(topics.topics(reader), asked.topic, lambda row: row.path, "topic").id if asked.topic else None
    person = one_of(people.people(reader), asked.speaker, lambda row: row.name, "person").id if asked.speaker else None
    source = source_id(reader, asked.source) if asked.source else None
    return Scope(topic, person, source, inbox=asked.inbox, trash=asked.trash, unused=asked.unused)


def _list(asked: argparse.Namespace) -> int:
    from briefing.library import quotes

    with opened(asked) as library:
        reader = library.reader()
        numbers = quotes.numbers(reader, _scope(reader, asked))
        found = quotes.rows(reader, numbers[: asked.limit] if asked.limit else numbers)
    if asked.json:
        document(found)
        return 0
    table(
        ("HANDLE", "DATE", "SPEAKER", "KIND", "WORDS"),
        ((row.handle, row.said_on, row.said_by, row.kind, row.text) for row in found),
        "No quotes here. Import an article: briefing import FILE",
    )
    return 0


def _show(asked: argparse.Namespace) -> int:
    from briefing.library import proofs, quotes

    with opened(asked) as library:
        one = quotes.show(library.reader(), asked.quote)
        proof = proofs.proof_of(library.reader(), asked.quote)
        reason = proofs.reason_of(library.reader(), asked.quote)
    if asked.json:
        document(value_of(one) | {"proof": proof, "unproven_reason": reason})
        return 0
    marks = ("“", "”") if one.kind in QUOTABLE_KINDS else ("", "")
    print(f"{marks[0]}{one.text}{marks[1]}\n")
    pairs(
        [
            ("Handle", one.handle),
            ("Kind", one.kind),
            ("Said by", one.said_by),
            ("Role", one.role),
            ("Country", one.country),
            ("Said on", one.said_on),
            ("Place", one.place),
            ("Occasion", one.occasion),
            ("Source", " · ".join(part for part in (one.source_title, one.publisher, one.published_on) if part)),
            ("Proof", _told(proof, one.kind)),
            ("Kept because", reason),
            ("Terms", one.record_status.replace("_", " ")),
            ("Ground rules", one.ground_rules),
            ("Topics", "; ".join(one.topics)),
            ("Checked", f"{one.verified_on} by {one.verified_by}" if one.verified else "not yet"),
            ("Note", one.note),
            ("In books", "; ".join(f"{book}: {section}" for _, section, book in one.in_sections)),
            ("Id", one.id),
        ]
    )
    return 0


_STANDING = {
    "exact": "stands in the source word for word",
    "near": "nearly as in the source: ",
    "not found": "not in the text kept of the source",
    "no text": "no text of the source is kept",
}


def _told(proof: Proof, kind: str) -> str:
    """Say how a quote stands in its source; a word diff in [-quote-] and {+source+}."""
    shape = {"both": "{}", "quote": "[-{}-]", "source": "{{+{}+}}"}
    told = _STANDING[proof.state]
    for piece in proof.pieces:
        words = piece.text.rstrip()
        told += shape[piece.where].format(words) + piece.text[len(words) :]
    if proof.start >= 0 and not proof.in_marks and kind in QUOTABLE_KINDS:
        told += "; not in quotation marks there"
    return told


def _proof(asked: argparse.Namespace) -> int:
    from briefing.library import proofs, quotes

    with opened(asked) as library:
        reader = library.reader()
        missing = [] if asked.quotes else proofs.unproven(reader)
        ones = [quotes.show(reader, wanted) for wanted in asked.quotes]
        found = [(one, proofs.proof_of(reader, one.id), proofs.reason_of(reader, one.id)) for one in ones]
    if asked.json and not asked.quotes:
        document(missing)
    elif asked.json:
        document([{"handle": one.handle, "id": one.id, "proof": proof, "reason": why} for one, proof, why in found])
    elif asked.quotes:
        for one, proof, why in found:
            print(f"{one.handle}  {_told(proof, one.kind)}" + (f" (kept because: {why})" if why else ""))
    else:
        table(
            ("HANDLE", "PROOF", "SPEAKER", "REASON", "WORDS"),
            ((one.handle, one.why, one.said_by, one.reason, one.text) for one in missing),
            "Every quote stands in the text of its source.",
        )
    return 0


def _ids(library: Library, wanted: list[str]) -> list[str]:
    from briefing.library import quotes

    return [quotes.show(library.reader(), one).id for one in wanted]


def _verify(asked: argparse.Namespace) -> int:
    from briefing.library import quotes

    with opened(asked) as library:
        ids = _ids(library, asked.quotes)
        quotes.verify(library, ids, asked.by, asked.on or date.today().isoformat())  # noqa: DTZ011  (the user's day)
    print(f"Noted: {len(ids)} checked by {asked.by}.")
    return 0


def _accept(asked: argparse.Namespace) -> int:
    from briefing.library import quotes

    with opened(asked) as library:
        ids = _ids(library, asked.quotes)
        quotes.accept(library, ids)
    print(f"Accepted {len(ids)}.")
    return 0


def _delete(asked: argparse.Namespace) -> int:
    from briefing.library import quotes

    with opened(asked) as library:
        ids = _ids(library, asked.quotes)
        quotes.trash(library, ids)
    print(f"Moved {len(ids)} to the trash.")
    return 0

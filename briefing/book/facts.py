"""Facts about a person or thing: short lines with a name each, from a table without heads or bold leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.book.headwords import meaning
from briefing.book.leads import bold_lead
from briefing.book.parts import Book, Section
from briefing.book.printed import printed
from briefing.text.blocks import Block, Definitions, Paragraph, Picture, Run, Runs, Table, plain

_SHORT = 110  # characters of a paragraph that is a fact; a longer one is text


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its name, its words, and what it was made from."""

    name: Runs
    runs: Runs
    block: object


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts that follow each other."""

    facts: tuple[Fact, ...]


def with_facts(blocks: Sequence[Block]) -> tuple[Block | Facts, ...]:
    """Return the blocks with those that hold facts put together; two or more short paragraphs in a row make a list."""
    out: list[Block | Facts] = []
    waiting: list[tuple[Block, Fact]] = []

    def close() -> None:
        if len(waiting) > 1:
            out.append(Facts(tuple(fact for _, fact in waiting)))
        else:
            out.extend(block for block, _ in waiting)
        waiting.clear()

    for block in blocks:
        fact = _paragraph(block) if isinstance(block, Paragraph) else None
        if fact is not None:
            waiting.append((block, fact))
            continue
        close()
        rows = _rows(block)
        out.append(Facts(rows) if rows else block)
    close()
    return tuple(out)


def _rows(block: Block) -> tuple[Fact, ...]:
    match block:
        case Table() if not any(plain(cell).strip() for cell in block.head) and all(len(r) == 2 for r in block.rows):
            return tuple(Fact(row[0], row[1], row) for row in block.rows)
        case Definitions() if all(len(plain(meaning)) <= _SHORT for _, meaning in block.entries):
            return tuple(Fact(entry[0], entry[1], entry) for entry in block.entries)
        case _:
            return ()


def _paragraph(block: Paragraph) -> Fact | None:
    found = bold_lead(block.runs)
    if found is None or not found[1] or len(plain(found[1])) > _SHORT:
        return None
    return Fact(found[0], found[1], block)


def with_known(section: Section, blocks: Sequence[Block], book: Book) -> tuple[Block, ...]:
    """Return a person's section with what the library knows of them at its head, unless the text says it itself.

    The person is the one whose name, in either script, is the section's title. Their facts come before those of the
    text's first table of facts, when it begins with one, but after a portrait. Sections of other kinds stay as they
    are.
    """
    title = _folded(section.title) if section.kind == "person" else ""
    language = section.language or book.language
    people = book.people.values()
    person = next((one for one in people if title and title in (_folded(one.name), _folded(one.native_name))), None)
    if person is None:
        return tuple(blocks)
    said = _folded(section.body)
    named = {meaning(plain(fact.name), language, ("said_as", "role")) for fact in _facts(blocks)}
    native = person.native_name if _folded(person.native_name) != title else person.name
    known = [
        ("person_native", native if _folded(native) != title else ""),
        ("person_said_as", "" if "said_as" in named else person.say_as),
        ("person_role", "" if "role" in named else person.role),
        ("person_country", "" if _folded(person.country) in _folded(person.role) else person.country),
    ]
    rows = tuple(
        ((Run(printed(key, language), bold=True),), (Run(words),))
        for key, words in known
        if words and _folded(words) not in said
    )
    if not rows:
        return tuple(blocks)
    portrait = tuple(blocks[:1]) if blocks and isinstance(blocks[0], Picture) else ()
    rest = blocks[len(portrait) :]
    first = rest[0] if rest else None
    if isinstance(first, Table) and _rows(first):
        return (*portrait, Table(first.head, (*rows, *first.rows), first.align), *rest[1:])
    return (*portrait, Table(((), ()), rows, ("left", "left")), *rest)


def _facts(blocks: Sequence[Block]) -> list[Fact]:
    return [fact for block in with_facts(blocks) if isinstance(block, Facts) for fact in block.facts]


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())

"""Facts about a person or thing: short lines with a name each, from a table without heads or bold leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.book.leads import bold_lead
from briefing.text.blocks import Block, Definitions, Paragraph, Runs, Table, plain

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

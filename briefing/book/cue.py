"""Cue cards dealt from a book: one for each point, one for each card section; never words of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.book.parts import Section
from briefing.text.blocks import Block, Code, Definitions, Heading, Listing, Paragraph, Rule, Run, Runs, Table, plain

_WHOLE = "card"  # a section of this kind is one card already


@dataclass(frozen=True, slots=True)
class Cue:
    """What one card says: its title, and the blocks below it. ``section`` is where the words are from."""

    section: Section
    title: str
    blocks: tuple[Block, ...]


def deal(section: Section, blocks: Sequence[Block]) -> Iterator[Cue]:
    """Yield the cards of a section, in order.

    A card section is one card. Elsewhere each item of a list is one, each paragraph, each defined term, each row of a
    table and each quote. The head above names them; so does a paragraph that ends in a colon and leads in a list.
    """
    if section.kind == _WHOLE:
        yield Cue(section, section.title, tuple(blocks))
        return
    head, title = section.title, section.title
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        match block:
            case Heading():
                head = title = _words(block.runs) or head
            case Paragraph() if isinstance(following, Listing) and _words(block.runs).endswith((":", "：")):
                title = _words(block.runs).rstrip(":：").rstrip()
                continue
            case Listing():
                yield from (Cue(section, title, item) for item in block.items if item)
            case Definitions():
                for term, meaning in block.entries:
                    yield Cue(section, _words(term) or title, (Paragraph(meaning),))
            case Table():
                yield from (Cue(section, title, (Paragraph(_row(block.head, row)),)) for row in block.rows)
            case Code():
                yield Cue(section, title, (Paragraph((Run(block.text),)),))
            case Rule():
                pass
            case Paragraph():
                yield Cue(section, title, (_by_label(block),))
            case _:
                yield Cue(section, title, (block,))
        title = head


def _words(runs: Runs) -> str:
    return " ".join(plain(runs).split())


def _by_label(block: Paragraph) -> Paragraph:
    """Return a paragraph with each of its labels (“**You say:**”) at the beginning of a line."""
    out: list[Run] = []
    for run in block.runs:
        if out and run.bold and run.text.rstrip().endswith((":", "：")) and not run.href:
            out[-1] = replace(out[-1], text=out[-1].text.rstrip())
            out.append(Run("\n"))
        out.append(run)
    return block if len(out) == len(block.runs) else Paragraph(tuple(out))


def _row(head: Sequence[Runs], row: Iterable[Runs]) -> Runs:
    """Return a table's row as running text: each cell on a line, after the name of its column."""
    out: list[Run] = []
    for place, cell in enumerate(row):
        if not plain(cell).strip():
            continue
        name = _words(head[place]) if place < len(head) else ""
        out += [Run("\n")] if out else []
        out += [Run(f"{name}: ", bold=True)] if name else []
        out += cell
    return tuple(out)

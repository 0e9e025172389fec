"""Numbers a book prints: section references, source numbers, statement numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.book.parts import Book, Section, Statement
from briefing.text.blocks import Block, BlockQuote, Definitions, Heading, Listing, Paragraph, QuoteCard, Runs, Table

# A section of this kind at the head of a book is front matter and has no letter.
FRONT_KIND = "card"


def letters(index: int) -> str:
    """Return the tab letters of a position counted from 0: A … Z, AA, AB … (the column scheme of spreadsheets)."""
    if index < 0:
        raise ValueError("positions count from 0")
    out = ""
    left = index + 1
    while left:
        left, digit = divmod(left - 1, 26)
        out = chr(65 + digit) + out
    return out


def reference(path: Sequence[int]) -> str:
    """Return the printed reference of a section from its positions, top first, counted from 0.

    ``(0,)`` is ``A``, ``(0, 0)`` is ``A1``, ``(1, 2, 0)`` is ``B3.1``.
    """
    if not path:
        return ""
    return letters(path[0]) + ".".join(str(position + 1) for position in path[1:])


def tabs(kinds: Sequence[str]) -> list[tuple[int, ...]]:
    """Return the path each top-level section counts under; cards at the head of a book stand before the tabs.

    ``["card", "text", "text"]`` gives ``[(), (0,), (1,)]``: "At a glance" has no letter, the next section is A.
    """
    front = next((at for at, kind in enumerate(kinds) if kind != FRONT_KIND), 0)
    return [() if at < front else (at - front,) for at in range(len(kinds))]


def numbered(sections: Sequence[Section], above: tuple[int, ...] = ()) -> tuple[Section, ...]:
    """Return the same tree of sections with every ``reference`` filled in by position."""
    out: list[Section] = []
    tops = tabs([section.kind for section in sections]) if not above else []
    for position, section in enumerate(sections):
        path = (*above, position) if above else tops[position]
        if not path:
            out.append(replace(section, reference=""))
            continue
        out.append(replace(section, reference=reference(path), children=numbered(section.children, path)))
    return tuple(out)


def lettered(book: Book) -> tuple[Section, ...]:
    """Return a book's sections with the references they have; numbered by position where none of them has one."""
    if any(section.reference for _, section in book.walk()):
        return book.sections
    return numbered(book.sections)


def handles(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the handle of every quote the blocks place, cards and cites alike, in reading order, repeats included."""
    for block in blocks:
        match block:
            case QuoteCard():
                yield block.handle
            case Paragraph() | Heading():
                yield from _cited(block.runs)
            case Listing():
                for item in block.items:
                    yield from handles(item)
            case BlockQuote():
                yield from handles(block.blocks)
            case Table():
                for row in (block.head, *block.rows):
                    for cell in row:
                        yield from _cited(cell)
            case Definitions():
                for term, meaning in block.entries:
                    yield from _cited(term)
                    yield from _cited(meaning)
            case _:
                pass


def _cited(runs: Runs) -> Iterator[str]:
    for run in runs:
        if run.cite:
            yield run.cite
        if run.note is not None:
            yield from _cited(run.note.runs)


def number_sources(placed: Iterable[str], statements: Mapping[str, Statement]) -> dict[str, int]:
    """Number the sources from 1 in order of first citation.

    ``placed`` are the handles in reading order, ``statements`` the book's statements by handle. Returns source key
    to number; handles nobody knows and statements without a source get none.
    """
    numbers: dict[str, int] = {}
    for handle in placed:
        statement = statements.get(handle)
        if statement is not None and statement.source_key:
            numbers.setdefault(statement.source_key, len(numbers) + 1)
    return numbers


def number_statements(placed: Iterable[str]) -> dict[str, int]:
    """Number the statements from 1 in order of first use; handle to number."""
    numbers: dict[str, int] = {}
    for handle in placed:
        numbers.setdefault(handle, len(numbers) + 1)
    return numbers

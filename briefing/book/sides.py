"""Two sides of a table: who sits on each, and what each wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.book.headwords import meaning
from briefing.text.blocks import Block, Heading, Runs, Table, plain, silent

_PEOPLE = ("side", "name", "role", "seat", "speaks")


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who takes part: name, role, the words that say they speak, all else with its column's head.

    ``speaks`` is empty for somebody who does not, or of whom it is not said; what a column then says of them is one of
    ``others``. ``block`` is what it was made from.
    """

    name: Runs
    role: Runs
    speaks: Runs
    others: tuple[tuple[Runs, Runs], ...]
    block: object


@dataclass(frozen=True, slots=True)
class Side:
    """A side: what it is called, and its people in their order."""

    name: Runs
    guests: tuple[Guest, ...]


@dataclass(frozen=True, slots=True)
class Aims:
    """A part of a section that says what a side wants: ``ours`` or ``theirs``, its heading, and what is below it."""

    whose: str
    head: Heading
    blocks: tuple[Block, ...]


def sides(table: Table, language: str) -> tuple[Side, ...]:
    """Return the people of a table by side; nothing for a table without a column of names.

    Without a column of sides there is one, without a name.
    """
    found = [meaning(plain(cell), language, _PEOPLE) for cell in table.head]
    columns = {one: k for k, one in reversed(list(enumerate(found))) if one}
    if "name" not in columns:
        return ()
    order: list[str] = []
    names: dict[str, Runs] = {}
    guests: dict[str, list[Guest]] = {}
    current: Runs = ()
    for row in table.rows:
        cells = dict(enumerate(row))
        if "side" in columns:
            current = cells.get(columns["side"], ()) if plain(cells.get(columns["side"], ())).strip() else current
        key = " ".join(plain(current).split()).casefold()
        if key not in names:
            order.append(key)
            names[key] = current
        guests.setdefault(key, []).append(_guest(table, cells, columns, language, row))
    return tuple(Side(names[key], tuple(guests[key])) for key in order)


def _guest(
    table: Table, cells: dict[int, Runs], columns: dict[str, int], language: str, row: tuple[Runs, ...]
) -> Guest:
    taken = {columns[one] for one in ("side", "name", "role") if one in columns}
    speaks: Runs = cells.get(columns.get("speaks", -1), ())
    if meaning(plain(speaks), language, ("yes",)):
        taken.add(columns["speaks"])
    else:
        speaks = ()
    others = tuple(
        (table.head[k] if k < len(table.head) else (), runs)
        for k, runs in cells.items()
        if k not in taken and (plain(runs).strip() or any(map(silent, runs)))
    )
    return Guest(cells[columns["name"]], cells.get(columns.get("role", -1), ()), speaks, others, row)


def aims(blocks: Sequence[Block], language: str) -> tuple[Block | Aims, ...]:
    """Return a section's blocks with what stands below “Objectives” and “Their objectives” put together."""
    out: list[Block | Aims] = []
    k = 0
    while k < len(blocks):
        block = blocks[k]
        whose = meaning(plain(block.runs), language, ("ours", "theirs")) if isinstance(block, Heading) else ""
        if not whose or not isinstance(block, Heading):
            out.append(block)
            k += 1
            continue
        end = part_end(blocks, k)
        out.append(Aims(whose, block, tuple(blocks[k + 1 : end])) if end > k + 1 else block)
        k = end
    return tuple(out)


def part_end(blocks: Sequence[Block], start: int) -> int:
    """Return where the part ends that begins with the heading at ``start``: at the next one as high."""
    head = blocks[start]
    assert isinstance(head, Heading)
    end = start + 1
    while end < len(blocks):
        block = blocks[end]
        if isinstance(block, Heading) and block.level <= head.level:
            break
        end += 1
    return end


def wanted(table: Table, language: str) -> tuple[str, ...]:
    """Return whose aims each column of a table gives, when it is one of what both sides want; else nothing."""
    found = tuple(meaning(plain(cell), language, ("ours", "theirs")) for cell in table.head)
    return found if len(found) == 2 and set(found) == {"ours", "theirs"} else ()

"""The record of changes and the list of effective pages: what tells a reader which copy this is, made from values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.book import wording
from briefing.book.diff import Changes, SectionChange
from briefing.book.edition import Earlier, Trace
from briefing.book.parts import Book
from briefing.book.telling import named, told, told_fact
from briefing.layout.desk import Area, Desk, inside, section_anchor
from briefing.layout.page import Node
from briefing.layout.paginate import LaidPage, paged
from briefing.layout.strips import Strip
from briefing.layout.tables import set_table
from briefing.text.blocks import Run, Runs, Table

if TYPE_CHECKING:
    from briefing.book.replacing import Packet

ANCHOR = "record"

# The pages something stands on, by a section's key: the printed words, "" when it has none.
Pages = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Record:
    """What is told: the edition before, what changed since, and from which edition each page dates, once known."""

    since: Earlier
    changes: Changes
    traces: tuple[Trace, ...] = ()


def lay_record(
    desk: Desk, book: Book, record: Record, pages: Pages, filed: Packet | None = None, *, whole: bool = False
) -> tuple[list[LaidPage], Node]:
    """Lay out the record; ``pages`` gives the pages a section has changed on.

    In front of a packet of replacement pages it says first what to take out and what to put in; in the ``whole`` book
    that has them there is nothing to do.
    """
    sheet = desk.sheet
    to_do = filed if filed is not None and not whole else None
    title = desk.says("replacement_pages" if to_do else "record_of_changes")
    root = Node("Sect", title=title)
    strips = _head(desk, root, title, 1)
    strips[0].anchors.append(ANCHOR)
    area = Area(0.0, sheet.frame.measure, root, sheet.body.aligned("left"))
    before, after = (_named(desk, name, as_at) for name, as_at in _editions(book, record))
    if to_do:
        strips += _paragraph(desk, area, desk.says("packet_about", before=before, after=after))
        heads: tuple[Runs, ...] = tuple((Run(desk.says(key)),) for key in ("take_out", "put_in"))
        strips += _table(desk, area, Table(heads, tuple(_to_do(desk, to_do)), ("left", "left")))
        strips += _below(desk, root, "record_of_changes")
    rows = _rows(desk, record, pages)
    if rows:
        told = desk.says("changes_from_to", before=before, after=after), desk.says("changes_marked")
        strips += _paragraph(desk, area, " ".join(told))
        heads = tuple((Run(desk.says(key)),) for key in ("section", "pages", "what_changed"))
        strips += _table(desk, area, Table(heads, rows, ("left", "left", "left")))
    else:
        strips += _paragraph(desk, area, desk.says("changes_none", before=before))
    dated = _in_binder(filed, record.since.name, book.edition) if filed else _effective(record.traces)
    if dated:
        strips += _below(desk, root, "effective_pages")
        heads = tuple((Run(desk.says(key)),) for key in ("edition", "pages_dating"))
        strips += _table(desk, area, Table(heads, tuple(dated), ("left", "left")))
    return paged(desk, strips), root


def _editions(book: Book, record: Record) -> tuple[tuple[str, str], tuple[str, str]]:
    return (record.since.name, record.since.book.as_at), (book.edition, book.as_at)


def _named(desk: Desk, name: str, as_at: str) -> str:
    when = wording.date(as_at, "", desk.language)
    return f"{name} ({desk.says('as_at', date=when)})" if when else name


def _head(desk: Desk, root: Node, words: str, level: int) -> list[Strip]:
    style = desk.sheet.section if level == 1 else desk.sheet.heads[2]
    node = root.add(f"H{level}")
    out = desk.strips((Run(words),), Area(0.0, desk.sheet.frame.measure, node, style), node)
    for strip in out:
        strip.keep = True
    out[-1].height += (0.9 if level == 1 else 0.3) * desk.sheet.em
    return out


def _below(desk: Desk, root: Node, key: str) -> list[Strip]:
    out = _head(desk, root, desk.says(key), 2)
    out[0].before = 1.8 * desk.sheet.em
    return out


def _paragraph(desk: Desk, area: Area, words: str) -> list[Strip]:
    return desk.strips((Run(words),), area, area.node.add("P"))


def _table(desk: Desk, area: Area, table: Table) -> list[Strip]:
    out = set_table(desk, table, area)
    out[0].before = desk.sheet.space("block")
    return out


def _rows(desk: Desk, record: Record, pages: Pages) -> tuple[tuple[Runs, ...], ...]:
    facts = [words for one in record.changes.facts if (words := told_fact(one, desk.language))]
    out: list[tuple[Runs, ...]] = []
    if facts:
        out.append(((Run(desk.says("cover"), href=inside("cover")),), (Run("1"),), (Run("\n".join(facts)),)))
    out += [_section(desk, record, one, pages) for one in record.changes.sections]
    return tuple(out)


def _section(desk: Desk, record: Record, change: SectionChange, pages: Pages) -> tuple[Runs, ...]:
    title, words = named(change, desk.language), told(change, desk.language)
    if "removed" in change.what:
        was = _printed_on(record.since.traces, change.key)
        from_pages = desk.says("change_removed_from", edition=record.since.name, pages=was) if was else ""
        return (Run(title),), (Run("–"),), (Run(from_pages or words),)
    link = Run(title, href=inside(section_anchor(change.key)))
    return (link,), (Run(pages(change.key) or "–"),), (Run(words),)


def _printed_on(traces: Sequence[Trace], key: str) -> str:
    return ranges(number for number, trace in enumerate(traces, 1) if trace.section == key)


def _effective(traces: Sequence[Trace]) -> list[tuple[Runs, ...]]:
    """Return a row for each edition that pages date from, in order of their first page."""
    held: dict[str, list[int]] = {}
    for number, trace in enumerate(traces, 1):
        held.setdefault(trace.edition, []).append(number)
    return [((Run(name),), (Run(ranges(numbers)),)) for name, numbers in held.items()]


def _in_binder(filed: Packet, before: str, after: str) -> list[tuple[Runs, ...]]:
    """Return the same of a binder that a packet was put in: what the foot of its pages says."""
    binder = filed.binder
    labels = [label for label, _ in binder]
    held = {after: True, before: False}
    rows = [
        (name, ranges((place for place, (_, came) in enumerate(binder) if came is new), labels.__getitem__))
        for name, new in held.items()
    ]
    return [((Run(name),), (Run(pages),)) for name, pages in rows if pages]


def _to_do(desk: Desk, filed: Packet) -> Iterator[tuple[Runs, ...]]:
    """Yield a row for each place in the binder: the pages to take out there, and those to put in."""
    for group in filed.groups:
        labels = [side.label for leaf in group for side in leaf.sides]
        pages = ranges(range(len(labels)), labels.__getitem__)
        numbers = [number for leaf in group if leaf.replaces for number in leaf.replaces]
        if numbers:
            out = ranges(range(numbers[0], numbers[-1] + 1))
        else:
            out, pages = "–", desk.says("put_in_after", pages=pages, page=group[0].after)
        yield (Run(out),), (Run(pages),)


def ranges(numbers: Iterable[int], label: Callable[[int], str] = str) -> str:
    """Return page numbers as printed, neighbouring ones as ranges: ``3, 5–7``; ``label`` is what a page is called."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(label(first) if first == last else f"{label(first)}–{label(last)}" for first, last in runs)

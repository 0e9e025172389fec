"""What changed between two states of a book: its facts, its sections block by block, its statements and sources."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import TypeVar

from briefing.book import order
from briefing.book.facts import with_known
from briefing.book.generate import generated
from briefing.book.parts import Book, Section, Source, Statement
from briefing.text.blocks import Block, BlockQuote, Definitions, Listing, Picture, QuoteCard, Table
from briefing.text.markdown import parse

_One = TypeVar("_One")
# Where something stands in a section: the block's position, then the item's or row's in it, and so on inwards.
Path = tuple[int, ...]

FACTS = ("title", "event", "principal", "place", "dates", "reference", "edition", "as_at", "label", "banner")
# What is printed of a statement on its card.
_CARD = (
    "kind", "text", "language", "said_by", "native_name", "unnamed", "role", "country", "said_on", "precision",
    "date_as_printed", "place", "occasion", "grade", "record_status", "translated",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in a section: the paths of blocks, items and rows that are new or changed, and those before
    which text was taken out (one past the last: at the end). ``whole`` means everything, the title too.
    """

    changed: frozenset[Path] = frozenset()
    gone: frozenset[Path] = frozenset()
    title: bool = False
    whole: bool = False

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone or self.title or self.whole)


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section that is not as it was. ``what`` are words of: added, removed, moved, retitled, text, kind, marking.

    ``reference`` and ``title`` are as printed in the later book, of a removed section in the earlier one.
    """

    key: str
    reference: str
    title: str
    what: tuple[str, ...]
    marks: Marks = field(default_factory=Marks)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about the book, a statement or a source that is different now."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that changed. Sections are in reading order of the later book, removed ones last; ``statements`` and
    ``sources`` give what became of each by handle or key: added, removed, changed or withdrawn.
    """

    facts: tuple[Fact, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    statements: Mapping[str, str] = field(default_factory=dict[str, str])
    sources: Mapping[str, str] = field(default_factory=dict[str, str])

    def __bool__(self) -> bool:
        return bool(self.facts or self.sections or self.statements or self.sources)

    def marks(self) -> dict[str, Marks]:
        """Return what is marked in each section of the later book, by its key."""
        return {one.key: one.marks for one in self.sections if one.marks}


def compare(before: Book, after: Book, pause: Callable[[], None] | None = None) -> Changes:
    """Return what changed from one state of a book to a later one; nothing for two equal ones.

    ``pause`` is called before each section, and may raise what stops the comparison.
    """
    old, new = dict(_placed(before)), dict(_placed(after))
    moved = _moved(old, new)
    found: list[SectionChange] = []
    for key, (_, section) in new.items():
        if pause is not None:
            pause()
        if key not in old:
            found.append(SectionChange(key, section.reference, section.title, ("added",), Marks(whole=True)))
            continue
        was = old[key][1]
        marks = _text(was, section, before, after)
        what = [
            *(("moved",) if key in moved else ()),
            *(("retitled",) if was.title != section.title else ()),
            *(("text",) if marks else ()),
            *(name for name in ("kind", "marking") if getattr(was, name) != getattr(section, name)),
        ]
        if what:
            marks = replace(marks, title=was.title != section.title)
            found.append(SectionChange(key, section.reference, section.title, tuple(what), marks))
    for key, (_, section) in old.items():
        if key not in new:
            found.append(SectionChange(key, section.reference, section.title, ("removed",)))
    return Changes(
        tuple(_facts(before, after)),
        tuple(found),
        _became(before.statements, after.statements, _statement),
        _became(before.sources, after.sources, lambda one, other: "" if one == other else "changed"),
    )


def _placed(book: Book) -> Iterator[tuple[str, tuple[str, Section]]]:
    """Yield every section with its key and the key of the one it is below, in reading order."""

    def below(parent: str, some: Iterable[Section]) -> Iterator[tuple[str, tuple[str, Section]]]:
        for section in some:
            yield section.key, (parent, section)
            yield from below(section.key, section.children)

    yield from below("", order.lettered(book))


def _moved(old: Mapping[str, tuple[str, Section]], new: Mapping[str, tuple[str, Section]]) -> set[str]:
    """Return the sections that stand below another one, or in another order than before, as few as explain it."""
    common = [key for key in new if key in old]
    moved = {key for key in common if old[key][0] != new[key][0]}
    places = {key: position for position, key in enumerate(old)}
    families: dict[str, list[str]] = {}
    for key in common:
        if key not in moved:
            families.setdefault(new[key][0], []).append(key)
    for keys in families.values():
        stayed = rising([places[key] for key in keys])
        moved |= {key for position, key in enumerate(keys) if position not in stayed}
    return moved


def rising(numbers: Sequence[int]) -> set[int]:
    """Return the positions of a longest rising run of the numbers, all different (patience sorting)."""
    from bisect import bisect_left

    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        k = bisect_left(ends, number)
        before.append(at[k - 1] if k else -1)
        ends[k : k + 1] = [number]
        at[k : k + 1] = [position]
    kept: set[int] = set()
    position = at[-1] if at else -1
    while position >= 0:
        kept.add(position)
        position = before[position]
    return kept


def _facts(before: Book, after: Book) -> Iterator[Fact]:
    for name in FACTS:
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield Fact(name, *(str(getattr(one, "text", one) or "") for one in (was, now)))


def _statement(was: Statement, now: Statement) -> str:
    if now.withdrawn_on and not was.withdrawn_on:
        return "withdrawn"
    return "" if replace(was, changed="") == replace(now, changed="") else "changed"


def _became(
    before: Mapping[str, _One], after: Mapping[str, _One], differs: Callable[[_One, _One], str]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, one in after.items():
        word = differs(before[key], one) if key in before else "added"
        if word:
            found[key] = word
    return found | {key: "removed" for key in before if key not in after}


def _text(was: Section, now: Section, before: Book, after: Book) -> Marks:
    """Return what is different in the text of a section."""
    old, new = _Reader(was, before), _Reader(now, after)
    marks = _Marking(old, new)
    marks.blocks(old.blocks, new.blocks, ())
    return Marks(frozenset(marks.changed), frozenset(marks.gone))


class _Reader:
    """A section's blocks, and what each prints."""

    def __init__(self, section: Section, book: Book) -> None:
        self._book = book
        self._placements = {one.handle: one for one in reversed(section.placements)}
        self.blocks: Sequence[Block] = with_known(section, (*parse(section.body), *generated(section, book)), book)
        self._statements = {one.handle: one for one in book.statements.values()}

    def print(self, block: Block) -> Hashable:
        """Return what tells a block from another on paper; the numbers of sources do not, their sources do."""
        return (block, tuple(self._quotes([block])))

    def _quotes(self, blocks: Iterable[Block]) -> Iterator[Hashable]:
        """Yield what is printed of each quote, of one that is cited only the source, and of each picture."""
        for block in blocks:
            match block:
                case QuoteCard():
                    yield self._card(block.handle)
                case Picture():
                    shown = self._book.pictures.get(block.key)
                    yield (shown.sha256, shown.alt, shown.caption, shown.credit) if shown is not None else None
                case BlockQuote():
                    yield from self._quotes(block.blocks)
                case Listing():
                    for item in block.items:
                        yield from self._quotes(item)
                case _:
                    for handle in order.handles([block]):
                        statement = self._statements.get(handle)
                        yield statement.source_key if statement is not None else handle

    def _card(self, handle: str) -> Hashable:
        statement = self._statements.get(handle)
        if statement is None:
            return handle
        source = self._book.sources.get(statement.source_key)
        placement = self._placements.get(handle)
        words = tuple(getattr(statement, name) for name in _CARD)
        return (handle, words, placement, _short(source))


def _short(source: Source | None) -> Hashable:
    return (source.key, source.title, source.publisher, source.published_on) if source is not None else None


class _Marking:
    """Compares blocks with blocks and notes the paths of what differs."""

    def __init__(self, old: _Reader, new: _Reader) -> None:
        self._old, self._new = old, new
        self.changed: set[Path] = set()
        self.gone: set[Path] = set()

    def blocks(self, old: Sequence[Block], new: Sequence[Block], base: Path) -> None:
        """Note what differs between two runs of blocks that stand at ``base``."""
        prints = [self._old.print(one) for one in old], [self._new.print(one) for one in new]
        self._parts(*prints, base, lambda a, b, path: self._block(old[a], new[b], path))

    def _parts(
        self, old: Sequence[Hashable], new: Sequence[Hashable], base: Path, deeper: Callable[[int, int, Path], None]
    ) -> None:
        """Align two sequences; ``deeper(a, b, path)`` looks into a pair that differs."""
        for tag, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            both = min(a2 - a1, b2 - b1)
            for k in range(both):
                deeper(a1 + k, b1 + k, (*base, b1 + k))
            self.changed |= {(*base, b) for b in range(b1 + both, b2)}
            if a2 - a1 > both:
                self.gone.add((*base, b2))

    def _block(self, old: Block, new: Block, path: Path) -> None:
        """Note what differs in a block that took another's place: the parts of it, where both are of one kind."""
        match old, new:
            case Listing(), Listing() if old.ordered == new.ordered:
                items = [tuple(self._old.print(one) for one in item) for item in old.items]
                others = [tuple(self._new.print(one) for one in item) for item in new.items]
                self._parts(items, others, path, lambda a, b, at: self.blocks(old.items[a], new.items[b], at))
            case BlockQuote(), BlockQuote():
                self.blocks(old.blocks, new.blocks, path)
            case Table(), Table() if old.head == new.head:
                self._rows(_rows(old), _rows(new), path)
            case Definitions(), Definitions():
                self._rows(_rows(old), _rows(new), path)
            case _:
                self.changed.add(path)

    def _rows(self, old: Sequence[Block], new: Sequence[Block], path: Path) -> None:
        prints = [self._old.print(row) for row in old], [self._new.print(row) for row in new]
        self._parts(*prints, path, lambda _, __, at: self.changed.add(at))


def _rows(block: Table | Definitions) -> list[Block]:
    """Return each row of a table or entry of a list of definitions as a block of its own."""
    if isinstance(block, Table):
        return [replace(block, head=(), rows=(row,)) for row in block.rows]
    return [Definitions((entry,)) for entry in block.entries]

"""The blocks a section's Markdown is made of. Plain frozen values: no paper, no SQL, no HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. ``"\\n"`` in ``text`` is a hard line break.

    ``href`` is an http, https or mailto address, else ``""``. ``cite`` is a quote's handle: the run then
    prints the number of that quote's source (``text`` is empty until the number is known). ``note`` is a footnote
    called here: the run then prints the note's number (``text`` is empty). ``ruby`` is how a Japanese word is
    read, in kana.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""
    lang: str = ""
    cite: str = ""
    note: Note | None = None
    ruby: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the name it was typed under and its words, which call no further note."""

    name: str
    runs: Runs


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; level 2 is the first below the section's own title."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Listing:
    """A bulleted or numbered list; each item is a tuple of blocks (nested lists among them)."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """A passage set in from the margin with ``>`` (not a kept quote)."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A kept quote placed in the section, by its handle; its words come from the book's statements."""

    handle: str


Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: one head row, any number of body rows, each cell a tuple of runs."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    align: tuple[Align, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text kept as typed, line by line."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the library set out with its caption, by its key; ``alt`` is what it shows, in words."""

    key: str
    alt: str = ""
    caption: Runs = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """A definition list: each entry a term and its meaning."""

    entries: tuple[tuple[Runs, Runs], ...]


Block = Heading | Paragraph | Listing | BlockQuote | QuoteCard | Picture | Table | Code | Rule | Definitions


def silent(run: Run) -> bool:
    """Whether a run stands for a number that is not known yet: a source's or a footnote's. It is never empty words."""
    return bool(run.cite) or run.note is not None


def plain(runs: Runs) -> str:
    """Return the words of some runs without their styles."""
    return "".join(run.text for run in runs)


def words_in(block: Block) -> str:
    """Return the words of a block and of the blocks inside it, kept quotes, pictures and code left out."""
    match block:
        case Heading() | Paragraph():
            return plain(block.runs)
        case Listing():
            return "\n".join(words_in(one) for item in block.items for one in item)
        case BlockQuote():
            return "\n".join(map(words_in, block.blocks))
        case Table():
            return "\n".join(plain(cell) for row in (block.head, *block.rows) for cell in row)
        case Definitions():
            return "\n".join(plain(runs) for entry in block.entries for runs in entry)
        case QuoteCard() | Picture() | Code() | Rule():
            return ""

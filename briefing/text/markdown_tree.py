"""The ``markdown`` package, tamed: its element tree instead of its HTML, and only the syntax a page can show.

Raw HTML is taken for plain words, images for links to them, and text that would cost more than it is worth
(hundreds of brackets, quadratic in the package) is taken literally. One instance a thread, kept between calls.
"""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from briefing.text.markdown_pieces import REFERENCE
from briefing.text.markdown_simple import Settled, settled

# A text with more signs than this, or whose signs times length pass the second limit, is taken literally.
MOST_SIGNS = 300
MOST_WORK = 2_000_000

_SIGNS = "`*_[]<>&\\(!"
# What can mean anything in running text, beside an address and two blanks at the end of a line.
_SIGN = re.compile(r"[`*_\[<&\\]")
_TAG_NAMES = (
    "a|abbr|article|b|big|blockquote|body|br|button|center|cite|code|col|colgroup|dd|del|details|div|dl|dt|em|embed|"
    "figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|li|link|main|mark|meta|"
    "nav|object|ol|option|p|pre|q|s|samp|script|section|select|small|span|strike|strong|style|sub|summary|sup|svg|"
    "table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|var|video"
)
_TAG = rf"</?(?P<tag>{_TAG_NAMES})(?=[\s/>])[^<>]*>"
_COMMENT = r"<!--(?:(?!<!--|-->).)*-->"
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
_BARE_ADDRESS = r"(?<![\w/])https?://[^\s\x05\x06<>\"'`*\[\]()（）「」『』。、，；]+[^\s\x05\x06<>\"'`*\[\]()（）「」『』。、，；.,;:!?…_]"
_IMAGE = r"!(?=\[(?!\[)[^\[\]]*\]\()"
_REMOVED_PATTERNS = ("html", "entity", "image_link", "image_reference", "short_image_ref", "linebreak")

# A pattern is only tried on text that holds one of its signs: trying all of them was half the cost of a section.
_NEEDS = {
    "backtick": ("`",), "escape": ("\\",), "comment": ("<!--",), "tag": ("<",), "image": ("![",), "entity": ("&",),
    "reference": ("[",), "link": ("[",), "short_reference": ("[",), "autolink": ("<",), "automail": ("<",),
    "address": ("://",), "break": ("  \n", "\\\n"), "em_strong": ("*", "_"),
    "em_strong2": ("_",), "not_strong": ("*", "_"),
}  # fmt: skip

Found = tuple[ElementTree.Element | str | None, int | None, int | None]


class _Tag(InlineProcessor):
    """An HTML tag: a break where it makes one, else nothing. The words between tags stay."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # noqa: N802
        breaks = m["tag"].lower() in ("br", "p", "div", "tr", "li")
        return (ElementTree.Element("br") if breaks else ""), m.start(0), m.end(0)


class _Nothing(InlineProcessor):
    """A sign that is not for print: an HTML comment, the ``!`` before an image."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # noqa: N802
        return "", m.start(0), m.end(0)


class _Entity(InlineProcessor):
    """A character by its HTML name or number."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # noqa: N802
        sign = html.unescape(m[0])
        return ("" if sign.isascii() and not sign.isprintable() else sign), m.start(0), m.end(0)


class _Address(InlineProcessor):
    """A web address written out in running text."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # noqa: N802
        link = ElementTree.Element("a", {"href": m[0]})
        link.text = AtomicString(m[0])
        return link, m.start(0), m.end(0)


class _Break(InlineProcessor):
    """A hard line break: two blanks or a backslash before the end of the line."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # noqa: N802
        return ElementTree.Element("br"), m.start(0), m.end(0)


class _Tables(TableProcessor):
    """Tables that keep the words of rows longer than their head, in the last column."""

    def _build_row(self, row: str, parent: ElementTree.Element, align: Sequence[str | None]) -> None:
        # The package's stubs do not name these two methods, which have not changed since version 3.0.
        package: Any = super()
        split = cast("Callable[[str], list[str]]", package._split_row)
        package._build_row(row, parent, align)
        spare = [cell.strip() for cell in split(row)[len(align) :]]
        if any(spare) and len(parent[-1]):
            last = parent[-1][-1]
            last.text = " ".join(filter(None, [last.text or "", *spare]))


class Tamed:
    """A Markdown parser that returns element trees. Use one from one thread."""

    def __init__(self) -> None:
        # Named by their names the package would look for them in every package installed.
        md = Markdown(extensions=[DefListExtension(), SaneListExtension()], tab_length=4)
        for name in _REMOVED_PATTERNS:
            md.inlinePatterns.deregister(name)
        md.parser.blockprocessors.deregister("reference")
        md.parser.blockprocessors.register(_Tables(md.parser, {"use_align_attribute": False}), "table", 75)
        md.ESCAPED_CHARS = list(dict.fromkeys([*md.ESCAPED_CHARS, "|", "^"]))
        for pattern, name, priority in (
            (_Nothing(_COMMENT, md), "comment", 177),
            (_Tag(f"(?i:{_TAG})", md), "tag", 176),
            (_Nothing(_IMAGE, md), "image", 175),
            (_Entity(_ENTITY, md), "entity", 174),
            (_Address(_BARE_ADDRESS, md), "address", 105),
            (_Break(r" {2,}\n|\\\n", md), "break", 102),
        ):
            md.inlinePatterns.register(pattern, name, priority)
        self._md = md
        self._references = cast("dict[str, tuple[str, str]]", cast("Any", md).references)
        self._inline: Any = md.treeprocessors["inline"]
        self._patterns = [(md.inlinePatterns[name], needs) for name, needs in _by_priority(md)]

    def begin(self, targets: Mapping[str, str]) -> None:
        """Start a new text whose link targets are known."""
        self._md.reset()
        self._references.update({name: (address, "") for name, address in targets.items()})

    def blocks(self, text: str) -> ElementTree.Element:
        """Return the block tree of one list, quotation, table, definition list or code passage."""
        root = ElementTree.Element("div")
        self._md.parser.state.clear()
        self._md.parser.parseChunk(root, text)
        return root

    def settled(self, words: str) -> Settled | None:
        """Return words that mean one thing only; with link targets about, any bracket may mean another."""
        return None if self._references else settled(words)

    def mark_up(self, root: ElementTree.Element) -> ElementTree.Element:
        """Resolve emphasis, links and the like inside a tree, in place, and return it."""
        wanted: list[str] = []
        for element in root.iter():
            for place in ("text", "tail"):
                words: str | None = getattr(element, place)
                if not words or isinstance(words, AtomicString):
                    continue
                if not (may_mark(words) and affordable(words)):
                    setattr(element, place, AtomicString(words))
                elif place == "text" and (known := self.settled(words)) is not None:
                    element.text = known
                else:
                    wanted.append(words)
        if wanted:
            marked = REFERENCE.sub("", "\n".join(wanted))
            patterns = [pattern for pattern, needs in self._patterns if any(need in marked for need in needs)]
            if patterns:
                self._inline.inlinePatterns = patterns
                self._inline.run(root)
        return root


def _by_priority(md: Markdown) -> list[tuple[str, tuple[str, ...]]]:
    """Return the patterns' names in the order they are tried, each with the signs it needs."""
    order: dict[object, int] = {pattern: at for at, pattern in enumerate(md.inlinePatterns)}
    known = [name for name in _NEEDS if name in md.inlinePatterns]
    return [(name, _NEEDS[name]) for name in sorted(known, key=lambda name: order[md.inlinePatterns[name]])]


def may_mark(words: str) -> bool:
    """Return whether anything in some text may be Markdown. One class of signs is found in a third of the time."""
    return _SIGN.search(words) is not None or "  \n" in words or "http://" in words or "https://" in words


def signs(words: str) -> int:
    """Return how many characters of some text may be marks, references to kept quotes apart."""
    return (
        sum(map(words.count, _SIGNS))
        + 2 * words.count("://")
        - (4 * len(REFERENCE.findall(words)) if "[[" in words else 0)
    )


def affordable(words: str) -> bool:
    """Return whether marking up some text is cheap enough to be done."""
    found = signs(words)
    return found <= MOST_SIGNS and found * len(words) <= MOST_WORK


_kept = threading.local()


def tamed() -> Tamed:
    """Return the calling thread's parser."""
    parser: Tamed | None = getattr(_kept, "parser", None)
    if parser is None:
        parser = Tamed()
        _kept.parser = parser
    return parser

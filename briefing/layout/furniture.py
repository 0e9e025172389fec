"""Running heads and feet: marking at top and bottom, reference, section, edition, page number, edge tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.book import wording
from briefing.book.parts import Book, Marking, Section
from briefing.book.profile import Profile
from briefing.layout import bars
from briefing.layout.desk import Desk
from briefing.layout.leaf import Leaf, Side
from briefing.layout.lines import SetLine
from briefing.layout.page import Colour, Node, Stroke
from briefing.layout.style import Style
from briefing.layout.theme import colour, readable
from briefing.layout.watermark import Watermark
from briefing.text.blocks import Run, Runs

_TABS_DOWN = 14  # edge tabs from top to bottom before they start again at the top
_LABEL_LINES = 2
_CLOSE = 1.15  # lines of the foot, in multiples of its size


@dataclass(frozen=True, slots=True)
class Running:
    """What the head of a page says: the section it belongs to, and the tab's letters and position (from 0).

    ``part`` is the page of the section's own pages and how many it has, ``(0, 0)`` where that is not said. ``bare`` is
    what a page says that has nothing else on it, ``replaces`` what one says top right that takes another's place.
    """

    section: Section | None = None
    title: str = ""
    tab: str = ""
    position: int = 0
    part: tuple[int | str, int] = (0, 0)
    bare: str = ""
    replaces: str = ""


def on_left(desk: Desk, profile: Profile, number: int) -> bool:
    """Return whether a page's outer edge is the left one: on the back of a leaf, in a book that is read from right to
    left on the front, and there on every page printed on one side only.
    """
    return (profile.two_sided and number % 2 == 0) != desk.rtl


class Furniture:
    """Draws what every page carries. All of it is an artifact."""

    def __init__(self, desk: Desk, book: Book, profile: Profile) -> None:
        self._desk = desk
        self._book = book
        sheet = desk.sheet
        self._style = sheet.furniture
        self._fs = sheet.furniture_size
        self._frame = sheet.frame
        self._rule = sheet.colours["rule"]
        self._duplex = profile.two_sided
        self._screen, self._spoken = sheet.screen, sheet.spoken
        self._side: Side = "centre"
        self._marking, self._label = self._markings()
        self._edition = self._edition_lines(profile)
        self._watermarks = (
            {frame.turned: Watermark(desk, profile.watermark, frame) for frame in (sheet.frame, sheet.wide)}
            if profile.watermark.strip()
            else {}
        )
        self._heads: dict[tuple[str, float], tuple[SetLine, SetLine]] = {}

    def _markings(self) -> tuple[list[SetLine], list[SetLine]]:
        book, desk = self._book, self._desk
        label = self._label_lines(self._style)
        if book.banner is None:
            return [], label
        self._side = "right" if book.banner.position == "right" else "centre"
        style = marking_style(self._style, book.banner)
        text = book.banner.text.upper()
        return [desk.line(text, style, self._frame.measure)], label

    def _label_lines(self, style: Style) -> list[SetLine]:
        if not self._book.label:
            return []
        text = " ".join(self._book.label.split())
        return self._desk.few_lines(text, replace(style, even=True), self._frame.measure, _LABEL_LINES, Node("P"))

    def _edition_lines(self, profile: Profile) -> list[SetLine]:
        """Set what copy this is beside the longest page number: on two lines where one has no room for it."""
        book, desk = self._book, self._desk
        copy = copy_number(profile, desk)
        parts = [desk.says("copy_number", number=copy) if copy else "", book.edition, as_at(book, desk)]
        parts = [part for part in parts if part]
        if not profile.final:
            parts.insert(0, desk.says("draft"))
        room = self._frame.measure - desk.line(desk.says("folio", number="0000", total="0000"), self._style).width
        room -= 2.2 * self._fs
        style = replace(self._style, align="left")

        def joined(some: Sequence[str]) -> Runs:
            words = [Run(part, bold=not profile.final and part is parts[0]) for part in some]
            return tuple(
                run for word in words for run in (Run(f" {desk.between} " if word.bold else desk.between), word)
            )[1:]

        # A line ends between two of them, the first one as late as it can.
        for count in range(len(parts), 0, -1):
            lines = [
                desk.lines(joined(some), style, room, Node("P")) for some in (parts[:count], parts[count:]) if some
            ]
            if all(len(line) == 1 for line in lines):
                return [line[0] for line in lines]
        return desk.few_lines(desk.between.join(parts), style, room, _LABEL_LINES, Node("P"))

    def dress(self, leaf: Leaf, label: str, total: int, running: Running, *, back: bool) -> None:
        """Draw all that a page carries beside its text, mirrored on the back of a leaf: see ``draw``."""
        leaf.bound(back=back)
        bars.draw(leaf, self._desk.sheet, back=back)
        self.draw(leaf, label, total, running, back=back)

    def draw(self, leaf: Leaf, label: str, total: int, running: Running, *, back: bool) -> None:
        """Draw the furniture of a page by what it is called, of ``total`` (0: not said)."""
        frame, fs = leaf.frame, self._fs
        leaf.page.label = label
        top = frame.top + 5.4 * fs
        bottom = frame.bottom - (5.0 + 0.9 * (len(self._edition) > 1)) * fs
        middle = (frame.left + frame.right) / 2
        x = {"left": frame.left, "centre": middle, "right": frame.right}[self._side]
        for line in self._marking:
            leaf.words(line, x, top, None, self._side)
            leaf.words(line, x, bottom, None, self._side)
            bottom -= 1.4 * fs
        for k, line in enumerate(self._label):
            if not self._marking:
                leaf.words(line, middle, top + (len(self._label) - 1 - k) * 1.35 * fs, None, "centre")
            leaf.words(line, middle, bottom, None, "centre")
            bottom -= 1.35 * fs
        if running.replaces:
            self._replaces(leaf, running.replaces)
        if running.bare:
            line = self._desk.line(running.bare, self._style, frame.measure)
            leaf.words(line, middle, frame.top - frame.depth / 2, None, "centre")
        elif running.section is not None or running.title:
            # What the section is called stands at the outer edge, or else where reading begins.
            self._head(leaf, running, swapped=not back if self._duplex else self._desk.rtl)
        leaf.rule(frame.left, frame.right, frame.bottom - 1.7 * fs, 0.5, self._rule)
        y = frame.bottom - 3.2 * fs
        folio = self._desk.line(self._desk.says("folio", number=label, total=total) if total else label, self._style)
        if self._spoken and label != "1":
            self._lectern(leaf, label, y)
            folio = self._desk.line("", self._style)
        inner = max((line.width for line in self._edition), default=0.0)
        for k, line in enumerate(self._edition):
            leaf.words(
                line, frame.right if back else frame.left, y - k * _CLOSE * fs, None, "right" if back else "left"
            )
        leaf.words(folio, frame.left if back else frame.right, y, None, "left" if back else "right")
        self._part(leaf, running, (folio.width, inner) if back else (inner, folio.width), y)
        if running.tab and not (self._screen or self._spoken):
            self._edge(leaf, running, back=back)
        if self._watermarks:
            self._watermarks[frame.turned].draw(leaf)

    def _lectern(self, leaf: Leaf, number: str, y: float) -> None:
        """Set the number of a page to be read at arm's length, and the edge of the room for notes."""
        frame = leaf.frame
        style = replace(self._style, size=1.5 * self._desk.sheet.em, bold=True)
        if self._desk.rtl:
            leaf.words(self._desk.line(number, style), 34.0, y)
            x = frame.left - 0.8 * self._desk.sheet.em
        else:
            leaf.words(self._desk.line(number, style), frame.width - 34.0, y, None, "right")
            x = frame.right + 0.8 * self._desk.sheet.em
        leaf.page.items.append(
            Stroke(round(x, 2), round(frame.bottom, 2), round(x, 2), round(frame.top, 2), 0.5, self._rule)
        )

    def _replaces(self, leaf: Leaf, words: str) -> None:
        """Say top right which pages this one takes the place of."""
        frame, fs = leaf.frame, self._fs
        runs = (Run(self._desk.says("replacement"), bold=True), Run(f"  ·  {words}"))
        lines = self._desk.lines(runs, replace(self._style, align="left"), frame.measure, Node("P"))[:_LABEL_LINES]
        # Between marking and head; two lines, which names of editions can make it, go where only a margin is.
        y = frame.top + (4.05 if len(lines) == 1 else 6.9) * fs
        for k, line in enumerate(reversed(lines)):
            if self._desk.rtl:
                leaf.words(line, frame.left, y + 1.1 * k * fs)
            else:
                leaf.words(line, frame.right, y + 1.1 * k * fs, None, "right")

    def _part(self, leaf: Leaf, running: Running, taken: tuple[float, float], y: float) -> None:
        """Set the page of the section's own pages in the foot, as in ``A3 · 2 of 4``, where there is room for it.

        It stands in the middle of the foot, or between what stands at the ends where one is long; ``taken`` is how
        wide these are. A page loose from the book is put back by it, and a missing one is missed.
        """
        if running.section is None or not running.section.reference or not running.part[1] or self._spoken:
            return
        part, parts = running.part
        words = f"{running.section.reference}{self._desk.between}{self._desk.says('folio', number=part, total=parts)}"
        line = self._desk.line(words, self._style)
        frame, between = leaf.frame, 2.2 * self._fs
        first = frame.left + taken[0] + between + line.width / 2
        last = frame.right - taken[1] - between - line.width / 2
        if first <= last:
            leaf.words(line, min(max((frame.left + frame.right) / 2, first), last), y, None, "centre")

    def _ends(self, leaf: Leaf, lines: tuple[SetLine, SetLine], y: float) -> None:
        """Set a line at the left and one at the right end of the text area."""
        leaf.words(lines[0], leaf.frame.left, y)
        leaf.words(lines[1], leaf.frame.right, y, None, "right")

    def _head(self, leaf: Leaf, running: Running, *, swapped: bool) -> None:
        """Set the running head: section and book, on the right-hand page of a spread the other way round."""
        frame, fs = leaf.frame, self._fs
        key = (running.section.key if running.section is not None else f"={running.title}", frame.measure)
        lines = self._heads.get(key)
        if lines is None:
            lines = self._heads[key] = self._head_lines(running, frame.measure)
        self._ends(leaf, (lines[1], lines[0]) if swapped else lines, frame.top + 2.7 * fs)
        leaf.rule(frame.left, frame.right, frame.top + 1.9 * fs, 0.5, self._rule)

    def _head_lines(self, running: Running, measure: float) -> tuple[SetLine, SetLine]:
        book, desk = self._book, self._desk
        reference, title = "", running.title
        if running.section is not None:
            reference, title = running.section.reference, running.section.title
        code = " ".join(part for part in (book.reference, reference) if part)
        bold = replace(self._style, bold=True)
        words = desk.between.join(part for part in (code, title) if part)
        left = desk.line(words, self._style, measure * 0.6)
        right = desk.line(book.title, bold, measure - left.width - 2.5 * self._fs)
        return left, right

    def _edge(self, leaf: Leaf, running: Running, *, back: bool) -> None:
        """Draw the tab's letter at the outer edge, each tab's lower than the one before.

        On a page that lies across, the outer edge is its foot and the tabs go from right to left: those of a closed
        book still make one staircase.
        """
        frame, sheet, upright = leaf.frame, self._desk.sheet, self._frame
        step = upright.depth / _TABS_DOWN
        margin = upright.width - upright.right
        height, width = min(step - 3, 40.0), min(max(0.3 * margin, 13.0), 20.0)
        down = upright.height - upright.top + step * (running.position % _TABS_DOWN)
        x, y = (0.0 if back else frame.width - width), frame.height - down - height
        if frame.turned:
            x, y = frame.width - down - height, (frame.height - max(width, 18.0) if back else 0.0)
            height, width = max(width, 18.0), height
        leaf.fill(x, y, width, height, sheet.colours["band"])
        size = min(9.0, min(width, height) * 0.62)
        style = Style(sheet.furniture.family, size, 10, sheet.colours["on_band"], bold=True)
        line = self._desk.line(running.tab, style, width - 1)
        # Printers leave a strip of the paper's edge white.
        inwards = (-2.2 if back else 2.2) if frame.turned else 0.0
        leaf.words(line, x + width / 2, y + height / 2 - size * 0.34 + inwards, None, "centre")


def marking_style(furniture: Style, level: Marking) -> Style:
    """Return the style a marking is printed in: bold, a little larger than the furniture, in its own colour."""
    size = furniture.size
    return Style(furniture.family, size * 1.12, size * 1.4, _tone(level.colour), bold=True)


def _tone(text: str) -> Colour:
    try:
        return readable(colour(text))
    except ValueError:
        return (0.0, 0.0, 0.0)


def copy_number(profile: Profile, desk: Desk) -> str:
    """Return the number of this copy as printed after the word Copy: ``3 of 12``, ``3``, or ``""``."""
    if profile.copy <= 0:
        return ""
    if profile.copies < profile.copy:
        return str(profile.copy)
    return desk.says("folio", number=profile.copy, total=profile.copies)


def as_at(book: Book, desk: Desk) -> str:
    """Return the as-at words of a book: ``as at 25 May 2025``."""
    if not book.as_at:
        return ""
    when = wording.date(book.as_at, "", desk.language)
    return when if when.casefold().startswith(("as at", "as of", "information")) else desk.says("as_at", date=when)

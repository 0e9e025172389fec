"""What people call a place in a book: its printed page, a section by letter or name, a question by its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from briefing.ui.views.page_words import folded

if TYPE_CHECKING:
    from briefing.layout.page import Bookmark, Folios, Glyphs, Page

Point = tuple[int, float | None]

_QUESTION: Final = re.compile(r"q ?(\d{1,3})")
# A question's mark is a short line of its own.
_LONGEST_MARK: Final = 80
_GLYPHS: Final = re.compile(r"\(([^()]+)\)")


class PageNames:
    """The names in one composed book. ``labels`` are the numbers printed, page by page; ``names`` the bookmarks."""

    def __init__(
        self,
        pages: Sequence[Page] = (),
        bookmarks: Iterable[Bookmark] = (),
        anchors: Mapping[str, tuple[int, float]] | None = None,
        language: str = "",
    ) -> None:
        self._pages, self._language = pages, language
        self.labels = tuple(page.label for page in pages)
        known = anchors or {}
        self._marked = [(one.title, known[one.anchor]) for one in bookmarks if one.anchor in known]
        self.names = tuple(dict.fromkeys(title for title, _ in self._marked))

    def find(self, typed: str, here: int = -1) -> Point | None:
        """Return the page that is meant, and a height of it where it is not the whole page; ``None`` for none.

        Meant are, in this order: a printed page number (``17``, ``8a``, ``iv``), a section's letter and number
        (``A3``), a question's (``Q17``; of several the next one after page ``here``), and a name or part of one. A
        number greater than the last page's is the last page.
        """
        wanted = folded(typed)
        if not wanted or not self._pages:
            return None
        return self._labelled(wanted) or self._referred(wanted) or self._asked(wanted, here) or self._named(wanted)

    def _labelled(self, wanted: str) -> Point | None:
        for number, label in enumerate(self.labels):
            if label and folded(label) == wanted:
                return number, None
        if not wanted.isdecimal():
            return None
        number = min(max(int(wanted[:6]), 1), len(self._pages)) - 1
        # A page without a number is known by its place. A number that was left out is no page.
        past = int(wanted[:6]) > len(self._pages)
        return (number, None) if past or not self.labels[number] or number == 0 else None

    def _referred(self, wanted: str) -> Point | None:
        found = (place for title, place in self._marked if folded(title).split(" ")[0] == wanted)
        return next(found, None)

    def _asked(self, wanted: str, here: int) -> Point | None:
        if not any(sign.isdecimal() for sign in wanted) or len(wanted) > 6:
            return None
        from briefing.book.printed import printed

        marks = {_close(wanted)}
        asked = _QUESTION.fullmatch(wanted)
        if asked is not None:
            marks.add(_close(folded(printed("question_number", self._language, number=int(asked[1])))))
        found = [place for place in self._short_lines() if place[2] in marks]
        one = next((place for place in found if place[0] > here), found[0] if found else None)
        return (one[0], one[1]) if one is not None else None

    def _short_lines(self) -> Iterable[tuple[int, float, str]]:
        """Yield page, height of the upper edge and words of every line that could be a question's mark."""
        from briefing.layout.page import Line

        for number, page in enumerate(self._pages):
            for item in page.items:
                if isinstance(item, Line) and item.node is not None and len(item.pieces) == 1:
                    piece = item.pieces[0]
                    if len(piece.show) <= _LONGEST_MARK:
                        yield number, item.y + 1.2 * piece.size, _close(folded(_said(piece, page)))

    def _named(self, wanted: str) -> Point | None:
        folds = [(folded(title), place) for title, place in self._marked]
        bare = [(title.partition(" ")[2], place) for title, place in folds]
        words = wanted.split()
        fits: tuple[Callable[[str], bool], ...] = (
            lambda title: title == wanted,
            lambda title: title.startswith(wanted),
            lambda title: all(word in title for word in words),
        )
        named = [*folds, *bare]
        return next((place for fit in fits for title, place in named if fit(title)), None)


def names_of(folios: Folios, anchors: Mapping[str, tuple[int, float]]) -> PageNames:
    """Return the names of a composed book whose ``anchors`` stand at these places."""
    return PageNames(folios.pages, folios.bookmarks, anchors, folios.language)


def _said(piece: Glyphs, page: Page) -> str:
    if piece.says:
        return piece.says
    from briefing.layout.codes import numbers

    means = page.used.get(piece.font, {})
    return "".join(means.get(number, "") for shown in _GLYPHS.findall(piece.show) for number in numbers(shown))


def _close(words: str) -> str:
    """Return words without what may stand between a letter and a number."""
    return "".join(sign for sign in words if sign.isalnum())

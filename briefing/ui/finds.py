"""What the search box offers besides quotes: people, topics, sources, books, sections, the last word, commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from briefing.book.parts import QUOTABLE_KINDS
from briefing.library import search_everywhere
from briefing.library.search import Hit
from briefing.library.search_everywhere import Everywhere, Group, Thing
from briefing.ui import wording
from briefing.ui.actions import Actions
from briefing.ui.desk import Desk
from briefing.ui.find_deeds import FindDeeds
from briefing.ui.views.offers import Found, Heading, Row
from briefing.ui.views.search_box import COMMAND_MARK, fits

# What the empty box offers: a way in for people who do not know the commands yet.
FIRST = ("import.paste", "section.new", "quote.new", "book.new", "export", "settings", "help")
# So many things are offered in all when something of several kinds was found, and at least so many of each.
MOST_THINGS, LEAST_OF_A_KIND, MOST_OF_A_KIND = 10, 2, 5
ICONS = {"person": "user", "topic": "tag", "source": "newspaper", "book": "book-open", "section": "file-text"}


class Finds:
    """Looks through what is at hand; ``desk`` returns the open one, if any."""

    def __init__(self, actions: Actions, desk: Callable[[], Desk | None]) -> None:
        self._actions = actions
        self._desk = desk
        self._everywhere = Everywhere()
        self._of: Desk | None = None

    def commands(self, text: str) -> list[Found]:
        """Return the commands that fit ``text``, best first. Text that begins with > means them all."""
        query = text.removeprefix(COMMAND_MARK).strip()
        if not query:
            names = list(self._actions.commands) if text.startswith(COMMAND_MARK) else FIRST
            return [found for name in names if (found := self._command(name)) is not None]
        offers: list[tuple[int, Found]] = []
        for name in self._actions.commands:
            score = fits(query, self._actions.commands[name].name)
            if score and (found := self._command(name)) is not None:
                offers.append((score, found))
        offers.sort(key=lambda offer: -offer[0])
        return [found for _, found in offers]

    def look_up(self, text: str, then: Callable[[Sequence[Row]], None]) -> None:
        """Look in a worker for what the library holds under that name; ``then`` gets it grouped by kind."""
        desk = self._desk()
        if desk is None:
            then(())
            return
        if desk is not self._of:
            self._of, self._everywhere = desk, Everywhere()
        everywhere, library = self._everywhere, desk.library

        def work() -> tuple[tuple[Group, ...], Hit | None]:
            reader = library.reader()
            groups = everywhere.find(reader, text, limit=MOST_OF_A_KIND)
            # Somebody and something must be named; without a person the newest statement is what the list shows.
            return groups, search_everywhere.last_word(reader, text) if " " in text else None

        def show(found: tuple[tuple[Group, ...], Hit | None]) -> None:
            then(self._rows(FindDeeds(desk), *found))

        desk.jobs.latest("finds", work, show, lambda _trouble: then(()))

    def quotes_row(self, text: str, count: str) -> Found:
        """Return the first offer: the quotes with these words. The box itself goes to the list."""
        words = QCoreApplication.translate("SearchBox", "Quotes with “{words}”").format(words=text)
        desk = self._desk()
        put = FindDeeds(desk).put_first if desk is not None and count else None
        return Found(words, count, "quote", lambda: None, keep=True, put=put, key="quotes")

    def _command(self, name: str) -> Found | None:
        action, command = self._actions[name], self._actions.commands[name]
        if not action.isEnabled() or name == "search":
            return None
        keys = command.sequence().toString(QKeySequence.SequenceFormat.NativeText)
        return Found(command.name, keys, command.icon, lambda: self._actions.run(name), key=f"command:{name}")

    def _rows(self, deeds: FindDeeds, groups: Sequence[Group], last: Hit | None) -> list[Row]:
        rows: list[Row] = []
        if last is not None:
            rows += [Heading(QCoreApplication.translate("Finds", "Last word")), _last(deeds, last)]
        titles = titles_of()
        room = max(MOST_THINGS // max(len(groups), 1), LEAST_OF_A_KIND)
        for group in groups:
            shown = group.things[:room]
            title, kind = titles[group.kind]
            more = QCoreApplication.translate("Finds", "{n} of {all}").format(
                n=wording.number(len(shown)), all=wording.number(group.total)
            )
            rows.append(Heading(title, more if group.total > len(shown) else ""))
            rows += [_thing(deeds, thing, kind) for thing in shown]
        return rows


def titles_of() -> dict[str, tuple[str, str]]:
    """Return what each kind is called: several of them, and one."""
    translate = QCoreApplication.translate
    return {
        "person": (translate("Finds", "People"), translate("Finds", "Person")),
        "topic": (translate("Finds", "Topics"), translate("Finds", "Topic")),
        "source": (translate("Finds", "Sources"), translate("Finds", "Source")),
        "book": (translate("Finds", "Books"), translate("Finds", "Book")),
        "section": (translate("Finds", "Sections"), translate("Finds", "Section")),
    }


def _thing(deeds: FindDeeds, thing: Thing, kind: str) -> Found:
    below = thing.below
    if thing.kind == "topic":
        # The path ends with the name that stands there anyway.
        below = below.removesuffix(thing.title).rstrip(" /›")
    elif thing.kind == "person":
        # “Prime Minister of Japan, Japan”: the role says where.
        role, comma, country = below.rpartition(", ")
        below = role if comma and country.casefold() in role.casefold() else below
    elif thing.kind == "source":
        below = ", ".join(wording.day(part) for part in below.split(", "))
    counted = ""
    if thing.quotes:
        one = QCoreApplication.translate("Finds", "1 quote")
        many = QCoreApplication.translate("Finds", "{n} quotes")
        counted = one if thing.quotes == 1 else many.format(n=wording.number(thing.quotes))
    hint = " · ".join(part for part in (below, counted) if part)
    key = f"{thing.kind}:{thing.id}"
    return Found(
        thing.title,
        hint,
        ICONS[thing.kind],
        partial(deeds.open, thing),
        put=partial(deeds.put, thing) if deeds.can_put() else None,
        key=key,
        kind=kind,
    )


def _last(deeds: FindDeeds, hit: Hit) -> Found:
    said = " ".join(hit.text.split())
    return Found(
        f"{hit.said_by}: “{said}”" if hit.kind in QUOTABLE_KINDS else f"{hit.said_by}: {said}",
        wording.day(hit.said_on),
        "message-square-quote",
        partial(deeds.open_quote, hit.id),
        put=partial(deeds.put_hit, hit) if deeds.can_put() else None,
        key=f"quote:{hit.id}",
    )

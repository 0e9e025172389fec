"""The state of a review: candidates, what was decided about each, keeping the accepted ones. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from briefing.sources.article import Article
from briefing.sources.boilerplate import LeftOut, Reason
from briefing.sources.harvest import Draft, Harvest
from briefing.text import dates
from briefing.text.clean import clean

if TYPE_CHECKING:
    from briefing.library.intake import Imported
    from briefing.library.store import Connection, Library

Decision = Literal["", "accept", "reject", "kept"]
Group = Literal["said", "reported", "left"]
GROUPS: tuple[Group, ...] = ("said", "reported", "left")
REPORTED = "reported_speech"
# Whole lines around an article, of which somebody would pick a few words at most.
_LINES = frozenset({"advert", "site", "caption"})
# What may stand around a quote in the article and is no part of it.
MARKS = " \t\n\u00a0\u3000\"'“”„‟‘’‚‛«»‹›「」『』"


@dataclass(slots=True)
class Candidate:
    """A proposed quote. ``decision`` is ``kept`` when the library has it already; ``touched`` are fields people set.

    ``reason`` says why it was passed over, ``""`` for what is proposed.
    """

    draft: Draft
    decision: Decision = ""
    reason: Reason | Literal[""] = ""
    topics: tuple[str, ...] = ()
    touched: frozenset[str] = frozenset()

    @property
    def sure(self) -> bool:
        """Whether the program is sure of words and speaker."""
        return self.draft.confidence == "sure"

    @property
    def whole_lines(self) -> bool:
        """Whether this is an advert or the like, which is no quote as it stands."""
        return self.reason in _LINES

    def set(self, field: str, value: str) -> None:
        """Set a field people may correct: speaker, role, kind, said_on, place. Raises BadDate for no date."""
        if field == "said_on":
            iso, precision = dates.parse(value)
            self.draft = replace(self.draft, said_on=iso, precision=precision)
        elif field == "speaker":
            anonymous = self.draft.anonymous and value == self.draft.speaker
            self.draft = replace(self.draft, speaker=value, anonymous=anonymous)
        elif field == "anonymous":
            self.draft = replace(self.draft, anonymous=bool(value))
        elif field == "kind":
            self.draft = replace(self.draft, kind=value)
        elif field == "role":
            self.draft = replace(self.draft, role=value)
        elif field == "place":
            self.draft = replace(self.draft, place=value)
        else:
            raise KeyError(field)
        self.touched |= {field}


class Review:
    """What one article offers, in three lists in the order of the text.

    ``said``: quotations; undecided ones wait in the inbox. ``reported``: reported speech, and ``left``: what was
    passed over; of these only what somebody accepts is kept. ``group`` is the list being looked at.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.asked = False
        self.group: Group = "said"
        self.groups: dict[Group, list[Candidate]] = {group: [] for group in GROUPS}
        self._currents: dict[Group, int] = dict.fromkeys(GROUPS, -1)

    @property
    def candidates(self) -> list[Candidate]:
        """The list being looked at."""
        return self.groups[self.group]

    @property
    def all(self) -> list[Candidate]:
        """The candidates of all lists."""
        return [one for group in GROUPS for one in self.groups[group]]

    @property
    def current(self) -> int:
        """The place in the list of the candidate being looked at, -1 in an empty one."""
        return self._currents[self.group]

    @current.setter
    def current(self, place: int) -> None:
        self._currents[self.group] = place

    def propose(self, found: Harvest) -> None:
        """Take proposals. Asked again (another day of publication), only what nobody touched takes new dates."""
        if not self.asked:
            self.asked = True
            self.groups["said"] = [Candidate(draft) for draft in found.quotations]
            self.groups["reported"] = [Candidate(draft) for draft in found.reported]
            self.groups["left"] = [self._passed(one) for one in found.left_out]
            self._currents = {group: 0 if some else -1 for group, some in self.groups.items()}
            return
        fresh = {(draft.start, draft.end): draft for draft in (*found.quotations, *found.reported)}
        for one in self.all:
            new = fresh.get((one.draft.start, one.draft.end))
            if new is not None and "said_on" not in one.touched:
                one.draft = replace(one.draft, said_on=new.said_on, precision=new.precision)

    def _passed(self, one: LeftOut) -> Candidate:
        start, end = self.span(one.start, one.end) or (one.start, one.end)
        return Candidate(Draft(start, end, self.article.text[start:end], "direct"), reason=one.reason)

    def at(self, place: int) -> tuple[Group, int] | None:
        """Return the list and the place in it of what stands at a place in the article, quotations first."""
        for group in GROUPS:
            for number, one in enumerate(self.groups[group]):
                if one.draft.start <= place <= one.draft.end:
                    return group, number
        return None

    @property
    def now(self) -> Candidate | None:
        """The candidate being looked at."""
        return self.candidates[self.current] if 0 <= self.current < len(self.candidates) else None

    def move(self, steps: int) -> None:
        """Look at another candidate."""
        if self.candidates:
            self.current = min(len(self.candidates) - 1, max(0, self.current + steps))

    def decide(self, decision: Decision) -> None:
        """Decide about the current candidate, or take the same decision back; go on to the next one undecided."""
        one = self.now
        if one is None or one.decision == "kept":
            self.move(1)
            return
        if one.decision == decision:
            one.decision = ""
            return
        one.decision = decision
        later = (*range(self.current + 1, len(self.candidates)), *range(self.current))
        self.current = next((place for place in later if not self.candidates[place].decision), self.current)

    def accept_sure(self) -> int:
        """Accept every undecided quotation the program is sure of; return how many."""
        found = [one for one in self.groups["said"] if one.sure and not one.decision]
        for one in found:
            one.decision = "accept"
        return len(found)

    def accept_rest(self) -> int:
        """Accept every undecided quotation; return how many."""
        found = [one for one in self.groups["said"] if not one.decision]
        for one in found:
            one.decision = "accept"
        return len(found)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return a stretch of the article without marks and blanks at its ends, ``None`` when nothing is left."""
        text = self.article.text
        start, end = max(0, start), min(len(text), end)
        while start < end and text[start] in MARKS:
            start += 1
        while end > start and text[end - 1] in MARKS:
            end -= 1
        return (start, end) if end > start else None

    def choose_span(self, start: int, end: int) -> bool:
        """Let the current candidate be another stretch of the article (its words are never typed)."""
        one, span = self.now, self.span(start, end)
        if one is None or span is None or one.decision == "kept":
            return False
        one.draft = replace(one.draft, start=span[0], end=span[1], text=self.article.text[span[0] : span[1]])
        one.touched |= {"span"}
        return True

    def add(self, start: int, end: int) -> bool:
        """Propose a stretch of the article nobody proposed; it becomes the current candidate."""
        span = self.span(start, end)
        if span is None:
            return False
        self.group = "said"
        text = self.article.text[span[0] : span[1]]
        made = Candidate(Draft(span[0], span[1], text, "direct"), touched=frozenset({"span"}))
        place = sum(1 for one in self.candidates if one.draft.start < span[0])
        self.candidates.insert(place, made)
        self.current = place
        return True

    def count(self, decision: Decision) -> int:
        """How many candidates were decided so; how many quotations are undecided."""
        return sum(1 for one in (self.all if decision else self.groups["said"]) if one.decision == decision)


def recognise(reader: Connection, review: Review) -> bool:
    """Mark what is kept already, write known speakers as the library does; tell whether the article is known."""
    from briefing.library import people, quotes, sources

    for one in review.all:
        if one.draft.speaker and not one.draft.anonymous:
            known = people.find(reader, one.draft.speaker)
            if known is not None:
                one.draft = replace(one.draft, speaker=known.name)
    source = sources.find_same(reader, sha256=sources.digest(clean(review.article.text)))
    if source is None:
        return False
    kept: set[tuple[int | None, int | None]] = set()
    for inbox in (False, True):
        for row in quotes.rows(reader, quotes.numbers(reader, quotes.Scope(source_id=source, inbox=inbox))):
            detail = quotes.show(reader, row.id)
            kept.add((detail.span_start, detail.span_end))
    for one in review.all:
        if (one.draft.start, one.draft.end) in kept:
            one.decision = "kept"
    review.current = next((place for place, one in enumerate(review.candidates) if not one.decision), review.current)
    return True


def keep(library: Library, review: Review, topics: Sequence[str] = ()) -> Imported:
    """Keep the article with its accepted quotes as one step; undecided quotations wait in the inbox.

    ``topics`` (names or paths) are for all accepted quotes, besides those of each. Raises BadValue, LibraryTrouble.
    """
    from briefing.library import quotes
    from briefing.library import topics as topic_rows
    from briefing.library.intake import import_article

    accepted = [one for one in review.all if one.decision == "accept"]
    waiting = [one.draft for one in review.groups["said"] if not one.decision]
    with library.writing(QCoreApplication.translate("Review", "Import article")):
        imported = import_article(library, review.article, [one.draft for one in accepted], accept="all")
        if waiting:
            later = import_article(library, review.article, waiting, accept="none")
            imported = replace(imported, candidates=imported.candidates + later.candidates)
        filed = {(one.draft.start, one.draft.end): (*topics, *one.topics) for one in accepted}
        if imported.source_id is not None and any(filed.values()):
            # The writer's own connection sees what was added a moment ago.
            reader = library.raw()
            for row in quotes.rows(reader, quotes.numbers(reader, quotes.Scope(source_id=imported.source_id))):
                detail = quotes.show(reader, row.id)
                wanted = filed.get((detail.span_start or 0, detail.span_end or 0), ())
                if wanted:
                    ids = [topic_rows.find_or_add(library, name) for name in dict.fromkeys(wanted)]
                    quotes.set_topics(library, row.id, [*detail.topic_ids, *ids])
    return imported

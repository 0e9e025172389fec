"""Which person a quotation belongs to: its sentence's subject, whom a pronoun means, who goes on speaking."""

from __future__ import annotations

from briefing.sources.attribution import Attribution, leading
from briefing.sources.cues import Cues
from briefing.sources.mentions import Mention, People
from briefing.sources.sentence import BEFORE_WORD, WORD, sentence_start
from briefing.text.quotation import Quotation


class Speakers:
    """The people of an article while its quotations are read in order; remembers who spoke last."""

    def __init__(self, text: str, cues: Cues, found: list[Quotation], *, whole_names: bool) -> None:
        self.text, self.cues, self.whole_names = text, cues, whole_names
        self.people = People(roles=cues.roles)
        self.people.read(text, [(q.left, q.right) for q in found])
        self.last: Mention | None = None
        self.last_end = -1

    def _announced(self, quotation: Quotation) -> Mention | None:
        """Return who the line before gives a paragraph of quoted words to: "Breitbart News responded:"."""
        line = self.text.rfind("\n", 0, quotation.left) + 1
        if self.text[line : quotation.left].strip():
            return None
        end = len(self.text[:line].rstrip())
        if end <= self.last_end or not end:
            return None
        begin = max(sentence_start(self.text, end - 1), self.last_end)
        found = leading(self.text, begin, end, self.cues)
        who = found.mention if found is not None else None
        if who is not None and who.kind == "pronoun":
            return self._antecedent(who, quotation)
        return who

    def of(self, quotation: Quotation, given: Attribution | None) -> Mention | None:
        """Return who said a quotation of which its sentence says ``given``."""
        if given is not None and given.mention is not None:
            if given.mention.kind == "pronoun":
                return self._antecedent(given.mention, quotation)
            return given.mention
        if given is not None and self.last is not None:
            return self.last
        gap = self.text[self.last_end : quotation.left] if self.last_end >= 0 else "\n\n\n"
        if self.last is not None and gap.count("\n") <= 2 and ("\n" not in gap or not gap.strip()):
            return self.last
        if self.last is not None and self._goes_on(quotation, gap):
            return self.last
        return self._announced(quotation) or self._subject_before(quotation) or self.last

    def _goes_on(self, quotation: Quotation, gap: str) -> bool:
        """Whether a paragraph of nothing but quoted words follows one whose last words gave somebody the floor."""
        first, _, between = gap.partition("\n")
        line_end = self.text.find("\n", quotation.right)
        rest = self.text[quotation.right : line_end if line_end >= 0 else len(self.text)]
        return (
            not between.strip()
            and len(first) < 160
            and not any(mark in first.strip(" .") for mark in ".!?")
            and not rest.strip(" .")
        )

    def _subject_before(self, quotation: Quotation) -> Mention | None:
        """Return the person the sentences before a quote are about."""
        line = self.text.rfind("\n", 0, quotation.left)
        floor = self.text.rfind("\n", 0, max(0, line - 2)) if line >= 0 else 0
        near = [m for m in self.people.mentions if floor <= m.start < quotation.left and m.kind == "name"]
        people = [m for m in near if self.people.person_like(m)]
        return people[0] if people else None

    def _antecedent(self, pronoun: Mention, quotation: Quotation) -> Mention | None:
        """Return the person a "he" or "she" beside a quote means."""
        if pronoun.text.lower() in self.cues.they:
            return self.last or pronoun
        office = self._office_before(pronoun)
        if office is not None:
            return office
        fits = [m for m in self._candidates(min(pronoun.start, quotation.left)) if self._agrees(m, pronoun.sex)]
        if not fits:
            office = next((one for one in reversed(self.people.offices) if one.end <= pronoun.start), None)
            return office or self.last or pronoun
        return fits[0]

    def _office_before(self, pronoun: Mention) -> Mention | None:
        """Return the office the sentence right before a German pronoun is about: "Die Kanzlerin kam. Sie sagte"."""
        here = sentence_start(self.text, pronoun.start)
        paragraph = self.text.rfind("\n", 0, pronoun.start) + 1
        if not self.cues.nouns_capitalised or here <= paragraph:
            return None
        above = sentence_start(self.text, here - 1)
        for one in reversed(self.people.offices):
            if one.end <= here:
                female = one.text.lower().endswith(("in", "frau"))
                opens = above <= one.start and one.start - above < 25
                return one if opens and female == (pronoun.sex == "f") else None
        return None

    def alone(self, given: Attribution | None, who: Mention | None) -> bool:
        """Whether the pronoun beside a quotation fits nobody else named in its paragraph and the one above."""
        pronoun = given.mention if given is not None else None
        if pronoun is None or who is None or pronoun.kind != "pronoun" or not pronoun.sex:
            return False
        paragraph = self.text.rfind("\n", 0, pronoun.start)
        above = self.text.rfind("\n", 0, max(0, len(self.text[:paragraph].rstrip()))) if paragraph > 0 else 0
        last = who.text.split()[-1:]
        for one in self.people.before(pronoun.start):
            if one.start < above:
                break
            if one.text.split()[-1:] != last and self.people.person_like(one) and self._agrees(one, pronoun.sex):
                return False
        return True

    def _candidates(self, place: int) -> list[Mention]:
        """Return who was named before ``place``: subjects of this paragraph, the last speaker, then others."""
        paragraph = self.text.rfind("\n", 0, place) + 1
        before = list(self.people.before(place))[:60]
        here = [m for m in reversed(before) if m.start >= paragraph and self.people.person_like(m)]
        subjects = [m for m in here if self._opens(m)]
        above = self.text.rfind("\n", 0, max(0, paragraph - 2)) + 1
        told = [m for m in before if m.start >= max(above, self.last_end) and self._tells(m)]
        if told and told[0].start < paragraph and not here:
            return [*told, *[m for m in before if self.people.person_like(m)]]
        if self.last_end < above and not here:
            known = [m for m in before if self.people.person_like(m)]
            return [*[m for m in known if m.start >= above and self._opens(m)], *known]
        spoke_here = self.last is not None and self.last_end >= paragraph
        speaker = [self.last] if self.last is not None else []
        rest = [m for m in before if m.start < paragraph and self.people.person_like(m)]
        if spoke_here:
            newer = [m for m in subjects if m.start > self.last_end]
            return [*reversed(newer), *speaker, *reversed(subjects), *rest]
        return [*reversed(subjects), *speaker, *here, *rest]

    def _opens(self, mention: Mention) -> bool:
        """Whether a name stands where the subject of a sentence stands."""
        return mention.kind == "name" and mention.start - sentence_start(self.text, mention.start) < 45

    def _tells(self, mention: Mention) -> bool:
        """Whether a verb of saying stands right beside a name: the person whose words the text was reporting."""
        if mention.kind != "name" or not self.people.person_like(mention):
            return False
        after = WORD.match(self.text, mention.end + 1)
        before = BEFORE_WORD.search(self.text[max(0, mention.start - 20) : mention.start])
        beside = {after.group().lower()} if after else set[str]()
        return bool((beside | ({before.group(1).lower()} if before else set[str]())) & self.cues.verbs)

    def _agrees(self, mention: Mention, sex: str) -> bool:
        known = self.people.sex(mention.text)
        return not (sex and known and sex != known)

    def name(self, mention: Mention | None) -> str:
        """Return what a speaker is called: the fullest name the article gives, or an unnamed one's description."""
        if mention is None:
            return ""
        if mention.kind in {"name", "own"}:
            return self.people.full(mention.text) if not self.whole_names else mention.text
        return mention.text if mention.kind == "description" else ""

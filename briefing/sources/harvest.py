"""An article's quotations with who said them: proposals for a person to confirm. Pure, offline, never raises."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.sources import japanese
from briefing.sources.attribution import Attribution, attribute, leading
from briefing.sources.boilerplate import asides
from briefing.sources.cues import Cues, cues
from briefing.sources.mentions import Mention, People, head
from briefing.sources.sentence import sentence_end, sentence_start
from briefing.text import dates, languages
from briefing.text.folding import wording
from briefing.text.quotation import Quotation, quotations

_WORD = re.compile(r"[^\W_][\w’'-]*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_BEFORE_WORD = re.compile(r"([^\W\d_][\w’'-]*)[\s,:]*$")
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "with",
        "by",
        "and",
        "or",
        "but",
        "is",
        "as",
        "vs",
        "de",
        "la",
        "le",
        "du",
        "der",
        "die",
        "das",
        "und",
    ]
)
_UNNAMED = re.compile(
    r"\b(?:officials?|sources?|person|people|one|aides?|diplomats?|insiders?|advis[eo]rs?|staffers?|operatives?|strategists?|"
    r"spokes(?:man|woman|person)|executives?|lawmakers?|analysts?|experts?|witness(?:es)?|familiar|briefed|anonym\w*|unnamed|"
    r"insider|sprecher(?:in)?|quelle|quellen|source proche|fuentes?|fonti?)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:in|à|en|a|aus)\s+((?:[A-Z][\w’'-]+)(?:\s[A-Z][\w’'-]+)?)")
_LONGEST = 2_000_000
_MOST = 20_000
_SHORT_WORDS = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed quote: ``text[start:end]`` of the article, verbatim and without its marks.

    ``kind`` is ``direct`` or ``fragment``; ``speaker`` is the fullest name the article gives, an unnamed
    source's description (``anonymous``) or ``""``; ``confidence`` is ``sure`` or ``check``; ``said_on`` is
    worked out from the day of publication (``precision`` ``inferred``); ``context`` is the sentence around it.
    """

    start: int
    end: int
    text: str
    kind: str
    speaker: str = ""
    speaker_start: int = -1
    speaker_end: int = -1
    role: str = ""
    cue: str = ""
    anonymous: bool = False
    confidence: str = "check"
    said_on: str = ""
    precision: str = ""
    place: str = ""
    context: str = ""


def harvest(text: str, *, language: str = "", published_on: str = "") -> list[Draft]:
    """Return the quotations of an article in order. ``language`` is guessed when not given."""
    text = text[:_LONGEST]
    language = (language or languages.guess(text) or "en")[:2]
    left_out = asides(text)
    found = [q for q in quotations(text)[:_MOST] if not any(a <= q.left < b for a, b in left_out)]
    return _Reading(text, language, published_on, found).drafts()


class _Reading:
    """One pass over an article: each quotation in order, remembering who spoke last."""

    def __init__(self, text: str, language: str, published_on: str, found: list[Quotation]) -> None:
        self.text, self.language, self.published_on, self.found = text, language, published_on, found
        self.words: Cues = cues(language)
        self.people = People(roles=self.words.roles)
        self.people.read(text, [(q.left, q.right) for q in found])
        self.last: Mention | None = None
        self.last_end = -1

    def drafts(self) -> list[Draft]:
        kept: list[Draft] = []
        for at, quotation in enumerate(self.found):
            before = self.found[at - 1].right if at else 0
            after = self.found[at + 1].left if at + 1 < len(self.found) else len(self.text)
            draft = self._draft(quotation, before, after)
            if draft is not None:
                kept.append(draft)
        told = {wording(draft.text) for draft in kept if draft.speaker}
        # A headline repeats words that the article gives to somebody further down.
        return [draft for draft in kept if draft.speaker or wording(draft.text) not in told]

    def _draft(self, quotation: Quotation, before: int, after: int) -> Draft | None:
        given = self._given(quotation, before, after)
        inner = self.text[quotation.start : quotation.end]
        fragment = self._fragment(quotation, inner)
        if self._not_said(quotation, inner, given, fragment):
            return None
        mention, sure = self._speaker(quotation, given)
        if mention is None and fragment and given is None:
            return None
        self.last_end = quotation.right
        self.last = mention or self.last
        sentence = self._sentence(quotation)
        said_on, precision = self._day(quotation, sentence)
        speaker = self._name(mention)
        return Draft(
            start=quotation.start,
            end=quotation.end,
            text=inner,
            kind="fragment" if fragment else "direct",
            speaker=speaker,
            speaker_start=mention.start if mention else -1,
            speaker_end=mention.end if mention else -1,
            role=mention.role if mention else "",
            cue=given.cue if given else "",
            anonymous=mention is not None and mention.kind == "description" and bool(_UNNAMED.search(mention.text)),
            confidence="sure"
            if sure and speaker and quotation.closing and self._plain(given, mention, fragment)
            else "check",
            said_on=said_on,
            precision=precision,
            place=self._place(quotation, sentence),
            context=self.text[sentence[0] : sentence[1]].strip()[:600],
        )

    def _sentence(self, quotation: Quotation) -> tuple[int, int]:
        """Return where the sentence around a quotation begins and ends, its full stop included."""
        end = max(quotation.right, sentence_end(self.text, quotation.right))
        while end < len(self.text) and self.text[end] in ".!?…。":
            end += 1
        return sentence_start(self.text, quotation.left), end

    def _given(self, quotation: Quotation, before: int, after: int) -> Attribution | None:
        if self.language == "ja":
            return japanese.attribute(self.text, quotation, before, after, self.last)
        return attribute(self.text, quotation, before, after, self.words)

    def _fragment(self, quotation: Quotation, inner: str) -> bool:
        lead = self.text[max(0, quotation.left - 3) : quotation.left].strip()
        if _CJK.search(inner):
            return False
        whole = inner[:1].isupper() and len(_WORD.findall(inner)) >= _SHORT_WORDS
        return not (whole or inner[-1:] in ".!?…" or (inner[-1:] == "," and inner[:1].isupper()) or lead.endswith(":"))

    def _not_said(self, quotation: Quotation, inner: str, given: Attribution | None, fragment: bool) -> bool:
        """Whether the marks hold a title, a term or irony rather than somebody's words."""
        words = _WORD.findall(inner)
        if self.language == "ja":
            return given is None
        if not words:
            return True
        near = _BEFORE_WORD.search(self.text[max(0, quotation.left - 40) : quotation.left])
        if fragment and near and near.group(1).lower() in self.words.so_called:
            return not (near.group(1).lower() == "called" and given is not None and len(words) > 3)
        titled = sum(word[:1].isupper() or word.lower() in _SMALL for word in words) == len(words)
        if (
            titled
            and len(words) <= 6
            and near
            and (near.group(1).lower() in self.words.works or self._own(near.group(1)))
        ):
            return True
        if fragment and titled and self._called(quotation, near):
            return True
        if fragment and titled and self.language != "de" and (given is None or not given.beside):
            return True
        return fragment and given is None

    def _called(self, quotation: Quotation, near: re.Match[str] | None) -> bool:
        """Whether nouns in marks are what somebody or something is called: der „Verband der Wirte“ (VdW) fordert."""
        if not self.words.nouns_capitalised or near is None or self.text[quotation.left - 1 : quotation.left] != " ":
            return False
        before = near.group(1)
        if before.lower() in self.words.articles and self.text[quotation.right :].lstrip()[:1] == "(":
            return True
        subject = before.lower() in {"der", "die", "das"} and " " in self.text[quotation.start : quotation.end].strip()
        return subject or (before[:1].isupper() and before.lower() not in self.words.articles)

    def _own(self, word: str) -> bool:
        """Whether a word is a possessive: what follows NBC’s in marks is a programme."""
        return word.endswith(("’s", "'s"))

    def _plain(self, given: Attribution | None, mention: Mention | None, fragment: bool) -> bool:
        """Whether a quotation is given to somebody in the plainest way: by a verb of saying and a full name."""
        if self.language == "ja":
            return True
        said = given is not None and bool({given.cue.lower().split(" ")[0].split("-")[0]} & self.words.plain)
        named = mention is not None and mention.text[:1].isupper()
        full = named and " " in self._name(mention)
        if fragment:
            return said and full
        return (said and mention is not None) or (given is None and full)

    def _announced(self, quotation: Quotation) -> Mention | None:
        """Return who the line before gives a paragraph of quoted words to: "Breitbart News responded:"."""
        line = self.text.rfind("\n", 0, quotation.left) + 1
        if self.text[line : quotation.left].strip():
            return None
        end = len(self.text[:line].rstrip())
        if end <= self.last_end or not end:
            return None
        begin = max(sentence_start(self.text, end - 1), self.last_end)
        found = leading(self.text, begin, end, self.words)
        who = found.mention if found is not None else None
        if who is not None and who.kind == "pronoun":
            return self._antecedent(who, quotation)
        return who

    def _speaker(self, quotation: Quotation, given: Attribution | None) -> tuple[Mention | None, bool]:
        if given is not None and given.mention is not None:
            if given.mention.kind == "pronoun":
                who = self._antecedent(given.mention, quotation)
                return who, given.beside and who is not None and who == self.last
            return given.mention, given.beside
        if given is not None and self.last is not None:
            return self.last, False
        gap = self.text[self.last_end : quotation.left] if self.last_end >= 0 else "\n\n\n"
        if self.last is not None and gap.count("\n") <= 2 and ("\n" not in gap or not gap.strip()):
            return self.last, "\n" not in gap or quotation.carried
        if self.last is not None and self._goes_on(quotation, gap):
            return self.last, False
        return self._announced(quotation) or self._subject_before(quotation) or self.last, False

    def _goes_on(self, quotation: Quotation, gap: str) -> bool:
        """Whether a paragraph of nothing but quoted words follows one whose last words gave somebody the floor."""
        head_, _, between = gap.partition("\n")
        line_end = self.text.find("\n", quotation.right)
        rest = self.text[quotation.right : line_end if line_end >= 0 else len(self.text)]
        return (
            not between.strip()
            and len(head_) < 160
            and not any(mark in head_.strip(" .") for mark in ".!?")
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
        if pronoun.text.lower() in self.words.they:
            return self.last or pronoun
        fits = [m for m in self._candidates(min(pronoun.start, quotation.left)) if self._agrees(m, pronoun.sex)]
        if not fits:
            office = next((one for one in reversed(self.people.offices) if one.end <= pronoun.start), None)
            return office or self.last or pronoun
        return fits[0]

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
        after = _WORD.match(self.text, mention.end + 1)
        before = _BEFORE_WORD.search(self.text[max(0, mention.start - 20) : mention.start])
        beside = {after.group().lower()} if after else set[str]()
        return bool((beside | ({before.group(1).lower()} if before else set[str]())) & self.words.verbs)

    def _agrees(self, mention: Mention, sex: str) -> bool:
        known = self.people.sex(mention.text)
        return not (sex and known and sex != known)

    def _name(self, mention: Mention | None) -> str:
        if mention is None:
            return ""
        if mention.kind in {"name", "own"}:
            return self.people.full(mention.text) if self.language != "ja" else mention.text
        return mention.text if mention.kind == "description" else ""

    def _day(self, quotation: Quotation, sentence: tuple[int, int]) -> tuple[str, str]:
        outside = self.text[sentence[0] : quotation.left] + " " + self.text[quotation.right : sentence[1]]
        mentioned = dates.mentions(outside, self.published_on)
        return (mentioned[0].iso, mentioned[0].precision) if mentioned else ("", "")

    def _place(self, quotation: Quotation, sentence: tuple[int, int]) -> str:
        for part in (self.text[sentence[0] : quotation.left], self.text[quotation.right : sentence[1]]):
            match = _PLACE.search(part)
            if match and head(part, match.start(1), match.end(1), self.words) is not None:
                return match.group(1)
        return ""

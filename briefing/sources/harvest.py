"""An article's quotations with who said them: proposals for a person to confirm. Pure, offline, never raises."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.sources import german, japanese
from briefing.sources.attribution import Attribution, attribute
from briefing.sources.boilerplate import LeftOut, Reason, asides
from briefing.sources.certainty import Evidence, sure
from briefing.sources.cues import Cues, cues
from briefing.sources.mentions import Mention, head
from briefing.sources.reported import reports
from briefing.sources.sentence import BEFORE_WORD, WORD, sentence_end, sentence_start, titled
from briefing.sources.speakers import Speakers
from briefing.text import dates, languages
from briefing.text.folding import wording
from briefing.text.quotation import Quotation, quotations

_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_SMALL = frozenset(
    [
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "with", "by", "and", "or", "but", "is", "as",
        "vs", "de", "la", "le", "du", "der", "die", "das", "und"
    ]
)  # fmt: skip
_UNNAMED = re.compile(
    r"\b(?:officials?|sources?|person|people|one|aides?|diplomats?|insiders?|advis[eo]rs?|staffers?|operatives?|strategists?|"
    r"spokes(?:man|woman|person)|executives?|lawmakers?|analysts?|experts?|witness(?:es)?|familiar|briefed|anonym\w*|unnamed|"
    r"insider|sprecher(?:in)?|quelle|quellen|source proche|fuentes?|fonti?)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:in|à|en|a|aus)\s+((?:[A-Z][\w’'-]+)(?:\s[A-Z][\w’'-]+)?)")
# "Nothing says “progress” like a handshake": a term, and nobody who says it.
_NOBODY_SAYS = re.compile(
    r"\b(?:nothing|everything|something|anything|rien ne|nada|niente|nulla)\s+\w+\s+$", re.IGNORECASE
)
_JOINT = re.compile(r"\s*,?\s*(?:and|or|und|oder|sowie|et|ou|y|o|e)?\s*")
_LONGEST = 2_000_000
_MOST = 20_000
_SHORT_WORDS = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed quote: ``text[start:end]`` of the article, verbatim and without its marks.

    ``kind`` is ``direct`` or ``fragment``, or ``reported_speech`` (the reporter's words, never in marks);
    ``speaker`` is the fullest name the article gives, an unnamed source's description (``anonymous``) or ``""``;
    ``confidence`` is ``sure`` or ``check``; ``said_on`` is worked out from the day of publication (``precision``
    ``inferred``); ``context`` is the sentence around it.
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


@dataclass(frozen=True, slots=True)
class Harvest:
    """What an article offers, each list in the order of the text.

    ``quotations``: words in marks that somebody said. ``reported``: what people are said to have said, in the
    reporter's words; each is for somebody to check, overlaps no quotation, and is never printed in marks.
    ``left_out``: what was passed over and why, to be shown as such: adverts, captions and what belongs to a web
    page, words in marks that are a title or a term.
    """

    quotations: list[Draft]
    reported: list[Draft]
    left_out: list[LeftOut]


def harvest(text: str, *, language: str = "", published_on: str = "") -> list[Draft]:
    """Return the quotations of an article in order. ``language`` is guessed when not given."""
    return _reading(text, language, published_on)[0].drafts()[0]


def gather(text: str, *, language: str = "", published_on: str = "") -> Harvest:
    """Return everything an article offers and what was left out of it. ``language`` is guessed when not given."""
    reading, aside = _reading(text, language, published_on)
    drafts, passed = reading.drafts()
    reported = reading.reported([(one.start, one.end) for one in aside])
    return Harvest(drafts, reported, sorted([*aside, *passed], key=lambda one: (one.start, one.end)))


def _reading(text: str, language: str, published_on: str) -> tuple[_Reading, list[LeftOut]]:
    """Return an article ready to be read, and what of it is none of its text."""
    text = text[:_LONGEST]
    language = (language or languages.guess(text) or "en")[:2]
    aside = asides(text)
    found = [q for q in quotations(text)[:_MOST] if not any(one.start <= q.left < one.end for one in aside)]
    return _Reading(text, language, published_on, found), aside


def _unnamed(mention: Mention | None) -> bool:
    return mention is not None and mention.kind == "description" and bool(_UNNAMED.search(mention.text))


class _Reading:
    """One pass over an article: each quotation in order."""

    def __init__(self, text: str, language: str, published_on: str, found: list[Quotation]) -> None:
        self.text, self.language, self.published_on, self.found = text, language, published_on, found
        self.words: Cues = cues(language)
        self.spoken = [(q.left, q.right) for q in found]
        self.last_sure = False
        self.heard: list[tuple[int, int, Mention | None]] = []
        self.speakers = Speakers(text, self.words, found, whole_names=language == "ja")

    def drafts(self) -> tuple[list[Draft], list[LeftOut]]:
        kept: list[Draft] = []
        passed: list[LeftOut] = []
        for at, quotation in enumerate(self.found):
            before = max(0, self.speakers.last_end)
            after = self.found[at + 1].left if at + 1 < len(self.found) else len(self.text)
            draft = self._draft(quotation, before, after)
            if isinstance(draft, Draft):
                kept.append(draft)
            elif draft:
                passed.append(LeftOut(quotation.left, quotation.right, draft))
        told = {wording(draft.text) for draft in kept if draft.speaker}
        # A headline repeats words that the article gives to somebody further down.
        again = [draft for draft in kept if not draft.speaker and wording(draft.text) in told]
        passed += [LeftOut(draft.start, draft.end, "repeated") for draft in again]
        return [draft for draft in kept if draft not in again] if again else kept, passed

    def _draft(self, quotation: Quotation, before: int, after: int) -> Draft | Reason | None:
        """Return the proposal for words in marks, the reason why there is none, ``None`` for marks around nothing."""
        given = self._given(quotation, before, after) or self._joined(quotation)
        inner = self.text[quotation.start : quotation.end]
        if not WORD.search(inner):
            return None
        fragment = self._fragment(quotation, inner)
        reason = self._not_said(quotation, inner, given, fragment)
        if reason is not None:
            return reason
        earlier, gap = self.speakers.last, self.text[max(0, self.speakers.last_end) : quotation.left]
        mention = self.speakers.of(quotation, given)
        if mention is None and fragment and given is None:
            return "term"
        self.speakers.last_end = quotation.right
        self.speakers.last = mention or self.speakers.last
        self.heard.append((quotation.left, quotation.right, mention))
        sentence = self._sentence(quotation)
        speaker = self.speakers.name(mention)
        evidence = Evidence(
            quotation=quotation,
            given=given,
            mention=mention,
            name=speaker,
            fragment=fragment,
            gap=gap,
            alone=self.speakers.alone(given, mention),
            follows=self.last_sure and mention == earlier,
            sentence=(self.text[sentence[0] : quotation.left], self.text[quotation.right : sentence[1]]),
        )
        self.last_sure = self.language == "ja" or sure(evidence, self.words)
        confidence = "sure" if self.last_sure and speaker and quotation.closing else "check"
        return self._made(quotation, "fragment" if fragment else "direct", given, mention, confidence)

    def _made(
        self,
        quotation: Quotation,
        kind: str,
        given: Attribution | None,
        mention: Mention | None,
        confidence: str = "check",
    ) -> Draft:
        """Return the proposal for words somebody said."""
        sentence = self._sentence(quotation)
        said_on, precision = self._day(quotation, sentence)
        return Draft(
            start=quotation.start,
            end=quotation.end,
            text=self.text[quotation.start : quotation.end],
            kind=kind,
            speaker=self.speakers.name(mention),
            speaker_start=mention.start if mention else -1,
            speaker_end=mention.end if mention else -1,
            role=mention.role if mention else "",
            cue=given.cue if given else "",
            anonymous=_unnamed(mention),
            confidence=confidence,
            said_on=said_on,
            precision=precision,
            place=self._place(quotation, sentence),
            context=self.text[sentence[0] : sentence[1]].strip()[:600],
        )

    def reported(self, aside: list[tuple[int, int]]) -> list[Draft]:
        """Return the reported speech of the article; asked after the quotations, whose speakers "he" may mean."""
        made: list[Draft] = []
        heard = list(self.heard)
        self.speakers.last, self.speakers.last_end = None, -1
        for found in reports(self.text, [(a, b) for a, b, _ in heard], aside, self.words, self.language):
            while heard and heard[0][0] < found.start:
                _, self.speakers.last_end, who = heard.pop(0)
                self.speakers.last = who or self.speakers.last
            told = Quotation(found.start, found.end, found.start, found.end, "", "")
            mention = self.speakers.of(told, found.given)
            if mention is None or not self.speakers.name(mention) or not self._somebody(mention):
                continue
            self.speakers.last, self.speakers.last_end = mention, found.end
            made.append(self._made(told, "reported_speech", found.given, mention))
        return made

    def _somebody(self, mention: Mention) -> bool:
        """Whether a description begins like one of a person: "the minister", "one official", "Berliner Polizei"."""
        first = mention.text.split()[0]
        german_noun = self.words.nouns_capitalised and first[:1].isupper()
        return mention.kind != "description" or first.lower() in self.words.articles or german_noun or _unnamed(mention)

    def _sentence(self, quotation: Quotation) -> tuple[int, int]:
        """Return where the sentence around a quotation begins and ends, its full stop included."""
        end = max(quotation.right, sentence_end(self.text, quotation.right))
        while end < len(self.text) and self.text[end] in ".!?…。":
            end += 1
        return sentence_start(self.text, quotation.left), end

    def _given(self, quotation: Quotation, before: int, after: int) -> Attribution | None:
        if self.language == "ja":
            return japanese.attribute(self.text, quotation, before, after, self.speakers.last)
        if not self.words.nouns_capitalised:
            return attribute(self.text, quotation, before, after, self.words)
        given = german.attribute(self.text, quotation, before, after, self.words)
        given = given or german.subject_only(attribute(self.text, quotation, before, after, self.words))
        return german.together(self.text, given) if given else self._continued(quotation)

    def _joined(self, quotation: Quotation) -> Attribution | None:
        """Return who said words that are joined to those before: both “divisive” and “mean-spirited” are hers."""
        gap = self.text[max(0, self.speakers.last_end) : quotation.left]
        if self.speakers.last is None or self.speakers.last_end < 0 or not _JOINT.fullmatch(gap):
            return None
        return Attribution(self.speakers.last, "", beside=False)

    def _continued(self, quotation: Quotation) -> Attribution | None:
        """Return who goes on being quoted: in the sentence of a quotation before, or in reported speech."""
        begins, ends = self._sentence(quotation)
        if self.speakers.last is not None and self.speakers.last_end > begins:
            return Attribution(self.speakers.last, "", beside=False)
        parts = ((begins, quotation.left), (quotation.right, ends))
        if any(german.goes_on(self.text, start, end) for start, end in parts):
            who = german.floor(self.text, quotation.left, self.spoken, self.words)
            return Attribution(who, "", beside=False) if who is not None else None
        return None

    def _fragment(self, quotation: Quotation, inner: str) -> bool:
        lead = self.text[max(0, quotation.left - 3) : quotation.left].strip()
        if _CJK.search(inner):
            return False
        words = WORD.findall(inner)
        whole = inner[:1].isupper() and len(words) >= _SHORT_WORDS
        if self.words.nouns_capitalised and whole and titled(words, _SMALL):
            whole = False  # der „Verband der Deutschen Wirte“
        return not (whole or inner[-1:] in ".!?…" or (inner[-1:] == "," and inner[:1].isupper()) or lead.endswith(":"))

    def _not_said(self, quotation: Quotation, inner: str, given: Attribution | None, fragment: bool) -> Reason | None:
        """Return what else than somebody's words the marks hold: a title, a term or irony."""
        words = WORD.findall(inner)
        if self.language == "ja":
            return "term" if given is None else None
        near = BEFORE_WORD.search(self.text[max(0, quotation.left - 40) : quotation.left])
        if fragment and near and near.group(1).lower() in self.words.so_called:
            return None if near.group(1).lower() == "called" and given is not None and len(words) > 3 else "term"
        if fragment and _NOBODY_SAYS.search(self.text[max(0, quotation.left - 40) : quotation.left]):
            return "term"
        named = titled(words, _SMALL)
        if self._work(words, near, named=named):
            return "title"
        if fragment and named and self._called(quotation, near):
            return "title"
        if named and self.words.nouns_capitalised and self._bare_title(quotation, words, given):
            return "title"
        if fragment and named and self.language != "de" and (given is None or not given.beside):
            return "title"
        if not fragment or given is not None:
            return None
        return "title" if near and near.group(1).lower().endswith(self.words.work_endings) else "term"

    def _work(self, words: list[str], near: re.Match[str] | None, *, named: bool) -> bool:
        """Whether the word before the marks says that a work, a programme or a newspaper is named."""
        if near is None or len(words) > 6:
            return False
        before = near.group(1)
        if self.words.nouns_capitalised:
            # Dokumentarfilm „…“ is a film; zitiert „Der Bote“ names who is quoted, not what is said.
            of_work = before.lower() in self.words.works or before.lower().endswith(self.words.work_endings)
            source = before in self.words.naming and near.group().rstrip() == before
            return (named and source) or (of_work and titled(words, german.BETWEEN))
        return named and (before.lower() in self.words.works or self._own(before))

    def _bare_title(self, quotation: Quotation, words: list[str], given: Attribution | None) -> bool:
        """Whether German nouns are named rather than said: in brackets, or after a colon without a verb of saying."""
        lead = self.text[max(0, quotation.left - 3) : quotation.left].rstrip()
        if lead.endswith("(") and self.text[quotation.right : quotation.right + 1] == ")":
            return True
        return lead.endswith(":") and len(words) > 1 and (given is None or not given.cue.strip(":"))

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

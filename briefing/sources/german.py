"""Who said it, in what German has of its own: the passive's agent, verbs that share a subject, words after a noun of
saying, and reported speech that goes on in the subjunctive without a verb of saying."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.sources.attribution import Attribution, leading
from briefing.sources.cues import Cues
from briefing.sources.mentions import Mention, head, tokens
from briefing.sources.sentence import sentence_end, sentence_start
from briefing.text.quotation import Quotation

_SUBJUNCTIVE = re.compile(
    r"\b(?:sei|seien|habe|hätten?|werde|würden?|wolle|könne|könnten|müsse|müssten|dürfe|dürften|solle|gebe|gäbe|wäre|"
    r"wären|gehe|komme|stehe|bleibe|liege|mache|brauche|lasse|nehme|sehe|wisse|handele|handle|gelte|fehle)\b"
)
_PASSIVE = re.compile(r"\b(?:wird|wurden?|werden|worden)\b")
_AGENT = re.compile(r"\b(?:von|vom|durch)\s+")
_STATED_IN = re.compile(
    r"^\W*(?:heißt|hieß|heiße|steht|stand)\s+es\b[^.!?\n]{0,60}?\b(?:in|aus)\s+(?:einer?|einem|der|dem|ihrer?|seiner?)?\s*"
    r"(?:[a-zäöüß]+en?\s+)?[A-ZÄÖÜ][\w-]*\s+(der|des|von|vom)\s+"
)
# Nouns for what somebody said, before the one who said it: "die Worte des Ministers", "auf den Vorwurf der CDU, …".
_NOUN = re.compile(
    r"\b(?:[Vv]orw[uü]rfe?n?|Kritik|Forderung(?:en)?|Aussagen?|Äußerung(?:en)?|Worten?|Behauptung(?:en)?|Warnung(?:en)?|"
    r"Ansicht|Meinung|Auffassung|Überzeugung|Einschätzung|Bewertung|Erklärung|Darstellung|Begründung|Angaben?|Urteil)"
    r"\s+(der|des|von|vom)\s+"
)
_FOR = re.compile(r"^Für\s+(?=(?:den|die|das)\s|[A-ZÄÖÜ])")
# Small words between the nouns of a title: "2001: Odyssee im Weltraum".
BETWEEN = frozenset(
    re.findall(
        r"\w+",
        "der die das des dem den ein eine einer eines und oder im in am an auf aus bei für mit nach ohne über um unter "
        "von vom vor zu zum zur of the and de la le",
    )
)
_AND = re.compile(r"\s+(?:und|sowie)\s+[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+){1,2}")
_OBJECT = re.compile(r"(?:den|dem|einem|einen|ihm|ihn|ihrem|ihren|seinem|seinen)\s", re.IGNORECASE)
_COPULA = frozenset(["ist", "sind", "bleibt", "bleiben", "war", "waren", "bedeutet", "steht", "gilt", "wäre", "kommt"])


def attribute(text: str, quotation: Quotation, before: int, after: int, words: Cues) -> Attribution | None:
    """Return who ``quotation`` is given to by a turn only German has, ``None`` when there is none of them."""
    begins = max(sentence_start(text, quotation.left), before)
    ends = min(sentence_end(text, quotation.right), after)
    stated = _STATED_IN.match(text[quotation.right : ends])
    if stated is not None:
        who = _phrase(text, quotation.right + stated.end(), ends, words)
        return Attribution(who, "heißt es", beside=True) if who is not None else None
    lead = text[begins : quotation.left]
    passive = _PASSIVE.search(lead)
    rest = tokens(text, quotation.right, ends)
    if passive is not None and rest and rest[0].low in words.verbs and rest[0].low.endswith("t"):
        for agent in _AGENT.finditer(lead):
            who = _phrase(text, begins + agent.end(), quotation.left, words)
            if who is not None:
                return Attribution(who, rest[0].text, beside=True)
    return _noun_of_saying(text, begins, quotation.left, words) or _in_the_eyes_of(text, begins, quotation.left, words)


def subject_only(given: Attribution | None) -> Attribution | None:
    """Return an attribution without a speaker who cannot be a subject: "drohte den Nachbarn"."""
    who = given.mention if given is not None else None
    if given is None or who is None or who.kind != "description" or not _OBJECT.match(who.text):
        return given
    return Attribution(None, given.cue, beside=False)


def together(text: str, given: Attribution) -> Attribution:
    """Return an attribution to two people as both: "meinen Jan Gies und David Pert"."""
    who = given.mention
    second = _AND.match(text, who.end) if who is not None and who.kind == "name" and given.cue.endswith("en") else None
    if who is None or second is None:
        return given
    both = replace(who, end=second.end(), text=text[who.start : second.end()])
    return replace(given, mention=both)


def _noun_of_saying(text: str, begins: int, left: int, words: Cues) -> Attribution | None:
    found = next(reversed([*_NOUN.finditer(text, begins, left)]), None)
    if found is None or any(word.low in words.verbs for word in tokens(text, found.end(), left)):
        return None
    who = _phrase(text, found.end(), left, words)
    return Attribution(who, found.group().split()[0], beside=True) if who is not None else None


def _in_the_eyes_of(text: str, begins: int, left: int, words: Cues) -> Attribution | None:
    """Read "Für den Minister ist die Lage „"."""
    start = begins + len(text[begins:left]) - len(text[begins:left].lstrip())
    opened = _FOR.match(text[start:left])
    verb = next((word for word in tokens(text, start, left) if word.low in _COPULA), None)
    if opened is None or verb is None:
        return None
    who = head(text, start + opened.end(), verb.start, words)
    return Attribution(who, "für", beside=True) if who is not None and who.kind == "name" else None


def _phrase(text: str, start: int, end: int, words: Cues) -> Mention | None:
    """Return who a phrase that begins at ``start`` names: to the first small word that is no link between its nouns."""
    found = tokens(text, start, end)
    stop = 0
    for at, word in enumerate(found[:12]):
        if not word.word:
            break
        if word.text[:1].isupper():
            stop = at + 1
        elif word.low in words.verbs or (stop and word.low not in words.links and word.low not in {"und", "sowie"}):
            break
    while stop and not found[stop - 1].word:
        stop -= 1
    return head(text, found[0].start, found[stop - 1].end, words) if stop else None


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is told as somebody's words: in the subjunctive of reported speech."""
    return _SUBJUNCTIVE.search(text, start, end) is not None


def floor(text: str, place: int, spoken: list[tuple[int, int]], words: Cues) -> Mention | None:
    """Return who the sentences before ``place`` give the floor to, in its paragraph, the nearest first.

    ``spoken`` are quotations; their words are not read.
    """
    paragraph = text.rfind("\n", 0, place) + 1
    end = sentence_start(text, place)
    while end > paragraph:
        begin = sentence_start(text, end - 1)
        begin = begin if begin < end else paragraph
        parts = [span for span in spoken if begin <= span[0] < end]
        stop = parts[0][0] if parts else end
        found = leading(text, begin, stop, words) if stop > begin else None
        if found is not None and found.mention is not None:
            return found.mention
        if not goes_on(text, begin, end) and not parts:
            return None
        end = begin
    return None

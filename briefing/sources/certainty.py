"""How sure a proposal is: whether its attribution is of a kind that hardly ever turns out wrong.

Which kinds those are was measured, not felt: each rule here is right in more than 95 of 100 proposals of the articles
it was measured on (see CONTRIBUTING.md). Everything else is for somebody to check.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.sources.attribution import Attribution
from briefing.sources.cues import Cues
from briefing.sources.mentions import Mention
from briefing.text.quotation import Quotation

_PASSIVE = re.compile(r"\b(?:was|were|is|are|be|been|being|when|if)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a proposal rests on.

    ``alone``: whether a pronoun may mean nobody else its paragraph and the one above name; ``gap``: the text between
    the quotation before and this one; ``follows``: whether the one before was sure and had the same speaker;
    ``sentence``: the text around the quotation in its sentence, before and after it.
    """

    quotation: Quotation
    given: Attribution | None
    mention: Mention | None
    name: str
    fragment: bool
    gap: str
    alone: bool
    follows: bool
    sentence: tuple[str, str]


def sure(found: Evidence, cues: Cues) -> bool:
    """Return whether a proposal may be called sure."""
    if not found.name or not found.quotation.closing or found.mention is None:
        return False
    if found.given is None:
        return found.follows and "\n" not in found.gap
    if not found.given.beside or found.given.mention is None or _hedged(found, cues):
        return False
    return _plainly(found, cues)


def _hedged(found: Evidence, cues: Cues) -> bool:
    """Whether the sentence tells the words at second hand, or of somebody who was only asked."""
    before, after = found.sentence
    cue = found.given.cue if found.given is not None else ""
    around = f"{before} | {after}".lower()
    second = any(f" {phrase} " in around for phrase in cues.according if len(phrase) > 4)
    if second and cue not in cues.according:
        return True
    at = before.rfind(cue)
    return bool(cue) and at > 0 and _PASSIVE.search(before[:at]) is not None


def _plainly(found: Evidence, cues: Cues) -> bool:
    """Whether the words are given to somebody in the plainest way: by a verb of saying and a name beside it."""
    given, mention = found.given, found.mention
    if given is None or given.mention is None or mention is None:
        return False
    said = bool({given.cue.lower().split(" ")[0].split("-")[0]} & cues.plain)
    full = mention.text[:1].isupper() and " " in found.name and mention.kind in {"name", "own"}
    if given.mention.kind == "pronoun":
        return full and (said or not found.fragment) and (found.follows or found.alone)
    if mention.kind == "description":
        return said and mention.text.split()[0].lower() in cues.articles
    # What somebody "called" something is as often a term of others as a word of theirs.
    return said or (full and given.cue.lower() not in cues.naming)

"""How well proposed quotations agree with those people marked: places, speakers, and whether “sure” may be trusted.

Gold is JSON lines: ``{id, lang, text, quotes: [{start, end, speakers: [names that are right]}], ignore: [[s, e]…]}``,
offsets in code points, marks left out. Quotations are compared paragraph by paragraph without the marks and stops at
their ends; two are the same place when they share four fifths of what both cover, and exact when equal. A speaker
is right when the last word of the name agrees, or half of all words; one that nobody can know counts as right.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from briefing.sources.harvest import Draft, harvest
from briefing.text.folding import fold

_ENDS = "“”\"„«»‹›‘’'「」『』‚‟ \t\u00a0\u202f\u3000"
_STOPS = ",.;:!?…、。"
_SAME = 0.8
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_SMALL = frozenset(
    ["a", "an", "the", "of", "for", "in", "on", "to", "un", "une", "le", "la", "les", "des", "du", "de", "l", "der",
     "die", "das", "ein", "eine", "il", "lo", "el", "los", "las"]
)  # fmt: skip


@dataclass(slots=True)
class Score:
    """Counts over some articles; the rest is worked out from them."""

    gold: int = 0
    proposed: int = 0
    exact: int = 0
    placed: int = 0
    joint: int = 0
    sure: int = 0
    sure_right: int = 0
    characters: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list[str])

    def f1(self, right: int) -> float:
        """Return the harmonic mean of how many proposals are right and how many of the gold are found."""
        return 2 * right / (self.proposed + self.gold) if self.proposed + self.gold else 1.0

    def line(self, name: str) -> str:
        """Return the scores as a line for people."""
        right = self.sure_right / self.sure if self.sure else 1.0
        covers = self.sure / self.proposed if self.proposed else 0.0
        speed = 6000 * 1000 * self.seconds / max(1, self.characters)
        return (
            f"{name:9}{self.gold:6} gold  joint F1 {self.f1(self.joint):.3f}  exact F1 {self.f1(self.exact):.3f}  "
            f"sure right {right:.3f} covers {covers:.3f}  {speed:5.1f} ms per 6,000 characters"
        )


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for paragraph in re.finditer(r"[^\n]+", text[start:end]):
        left, right = start + paragraph.start(), start + paragraph.end()
        while left < right and text[left] in _ENDS:
            left += 1
        while left < right and text[right - 1] in _ENDS + _STOPS:
            right -= 1
        if left < right:
            found.append((left, right))
    return found


def same_speaker(proposed: str, right: str) -> bool:
    """Whether two ways of naming a speaker mean the same one."""
    if not proposed:
        return False
    if _WIDE.search(right):
        return fold(proposed) in fold(right) or fold(right) in fold(proposed)
    mine, theirs = _head(proposed), _head(right)
    if mine and theirs and mine[-1] == theirs[-1]:
        return True
    one, two = ({word for word in re.findall(r"\w+", fold(said)) if word not in _SMALL} for said in (proposed, right))
    return bool(one & two) and 4 * len(one & two) >= len(one) + len(two)


def _head(said: str) -> list[str]:
    """Return the words of the name itself: no brackets, nothing after a comma, no possessive."""
    plain = re.sub(r"\([^)]*\)|[’']s?$", "", said.partition(",")[0].strip())
    return [word for word in re.findall(r"[\w’'-]+", fold(plain)) if word not in _SMALL]


def _proposed(article: dict[str, Any], drafts: list[Draft]) -> list[tuple[tuple[int, int], Draft]]:
    """Return the parts of all proposals but of those that lie in what is not scored."""
    ignored: list[list[int]] = article.get("ignore") or []
    found: list[tuple[tuple[int, int], Draft]] = []
    for draft in drafts:
        for left, right in _parts(article["text"], draft.start, draft.end):
            passed = sum(max(0, min(right, end) - max(left, start)) for start, end in ignored)
            if 2 * passed <= right - left:
                found.append(((left, right), draft))
    return found


def _matched(gold: list[tuple[int, int]], mine: list[tuple[int, int]]) -> dict[int, int]:
    """Return which proposal is at which place of the gold, the best agreement first: {proposal: gold}."""
    pairs: list[tuple[float, int, int]] = []
    for i, (a, b) in enumerate(gold):
        for j, (x, y) in enumerate(mine):
            shared = (min(b, y) - max(a, x)) / (max(b, y) - min(a, x))
            if shared >= _SAME:
                pairs.append((shared, i, j))
    met: dict[int, int] = {}
    for _, i, j in sorted(pairs, reverse=True):
        if i not in met.values() and j not in met:
            met[j] = i
    return met


def _score(article: dict[str, Any], drafts: list[Draft], into: Score) -> None:
    text: str = article["text"]
    gold = [(part, quote) for quote in article["quotes"] for part in _parts(text, quote["start"], quote["end"])]
    mine = _proposed(article, drafts)
    into.gold += len(gold)
    into.proposed += len(mine)
    met = _matched([part for part, _ in gold], [part for part, _ in mine])
    for j, (place, draft) in enumerate(mine):
        right = False
        if j in met:
            part, quote = gold[met[j]]
            names: list[str] = quote.get("speakers") or []
            right = not names or any(same_speaker(draft.speaker, name) for name in names)
            into.placed += 1
            into.exact += place == part
            into.joint += right
        if draft.confidence == "sure":
            into.sure += 1
            into.sure_right += right
        if not right:
            into.wrong.append(
                f"{article['id']}: “{draft.text[:50]}” {draft.speaker or '(nobody)'} [{draft.confidence}]"
            )
    for i, (part, quote) in enumerate(gold):
        if i not in met.values():
            into.wrong.append(f"{article['id']}: missed “{text[part[0] : part[1]][:50]}” {quote.get('speaker')}")


def score(articles: list[dict[str, Any]]) -> dict[str, Score]:
    """Harvest every article and score it; return the scores of all (``all``) and of each language."""
    found: defaultdict[str, Score] = defaultdict(Score)
    for article in articles:
        began = time.process_time()
        drafts = harvest(article["text"], language=article.get("lang", ""))
        took = time.process_time() - began
        for name in ("all", str(article.get("lang", "?"))):
            found[name].characters += len(article["text"])
            found[name].seconds += took
            _score(article, drafts, found[name])
    return dict(found)

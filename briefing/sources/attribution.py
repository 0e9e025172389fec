"""Who said it: the speaker of one quotation from the words around it (languages written with spaces)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.sources.cues import Cues
from briefing.sources.mentions import Mention, Token, head, runs, tokens
from briefing.sources.sentence import sentence_end, sentence_start
from briefing.text.quotation import Quotation

_JOINING = frozenset(
    [
        "and", "but", "when", "as", "while", "that", "dass", "after", "before", "which", "who", "und", "aber", "et",
        "mais", "y", "pero", "e", "ma"
    ]
)  # fmt: skip
_GOING = frozenset(["went", "go", "on", "not", "to", "left"])
_LONGEST_SUBJECT = 16
_FARTHEST = 40  # words between a verb of saying and the words it leads to
_AUXILIARIES = frozenset(
    [
        "has", "had", "have", "also", "then", "later", "again", "recently", "previously", "repeatedly", "famously",
        "once", "was", "is", "were", "are", "a", "a-t", "hat", "haben", "hatte", "ha", "hanno", "avait", "ont", "han",
        "había", "aveva", "just", "simply", "flatly", "bluntly", "quickly", "often", "would", "will", "may", "might",
        "could", "did", "does"
    ]
)  # fmt: skip

_BETWEEN = frozenset(
    [
        "ihm", "ihnen", "mir", "uns", "sich", "dazu", "daraufhin", "dagegen", "hingegen", "auch", "noch",
        "am", "gestern", "heute", "weiter", "zudem", "gegenüber", "jedoch", "dann", "später", "zuvor", "etwa",
        "wiederum", "nun", "bereits", "anschließend", "abschließend", "ferner"
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a quotation is given to, the cue that says so, and how sure that is (``beside`` it or only ``near``)."""

    mention: Mention | None
    cue: str
    beside: bool


def attribute(text: str, quotation: Quotation, before: int, after: int, cues: Cues) -> Attribution | None:
    """Return who ``quotation`` is given to in its own sentence, ``None`` when the sentence does not say.

    ``before`` is the end of the quotation before it (or 0), ``after`` the start of the next (or the text's end).
    """
    begins = max(sentence_start(text, quotation.left), before)
    lead = text[begins : quotation.left].strip(" \t\u00a0(")
    ends = min(sentence_end(text, quotation.right), after)
    closed = text[quotation.end - 1 : quotation.end] in ".!?" if quotation.end else False
    if lead:
        found = leading(text, begins, quotation.left, cues)
        if found is not None:
            return found
    around = (begins, quotation.left, quotation.right, ends)
    return _trailing(text, around, cues, new_sentence=closed) or (
        _loose(text, begins, quotation.left, cues) if lead else None
    )


def _trailing(text: str, around: tuple[int, int, int, int], cues: Cues, *, new_sentence: bool) -> Attribution | None:
    """Read ``”, said X``, ``”, X said``, ``”, according to X`` and ``X … “…”, saying``.

    ``around``: where the sentence begins, the quotation begins, it ends, the sentence ends.
    """
    begins, quotation_left, start, end = around
    according = _according(text, start, end, cues)
    words = tokens(text, start, end)
    while words and words[0].text in ",;–—-…":
        words.pop(0)
    if new_sentence and words and words[0].text[:1].isupper() and "," in text[start : start + 2]:
        new_sentence = False
    for at, word in enumerate(words[: _LONGEST_SUBJECT + 1]):
        if not _speaks(word, cues):
            continue
        subject = [w for w in words[:at] if w.low not in _AUXILIARIES and w.word]
        if subject:
            if new_sentence and (len(subject) > 4 or _speaks_on(words, at)):
                return according
            who = _turned(text, words, at, end, cues) or _before_verb(text, words[:at], cues)
        elif _participle(word, cues):
            return according or _opening(text, begins, quotation_left, word.text, cues)
        else:
            who = _after_verb(text, words, at, end, cues)
        if who is None and according is not None:
            return according
        return Attribution(who, word.text, beside=True)
    return according


def _participle(word: Token, cues: Cues) -> bool:
    return "he" in cues.he and word.low.endswith("ing")


def _before_verb(text: str, words: list[Token], cues: Cues) -> Mention | None:
    """Return who stands between a quote and its verb; after an aside the last part: "…, which he wants, X said"."""
    while len(words) > 1 and words[-1].low in _AUXILIARIES:
        words = words[:-1]
    commas = [at for at, word in enumerate(words) if word.text == ","]
    if commas and 0 < len(words) - commas[-1] - 1 <= 6:
        last = words[commas[-1] + 1 :]
        who = head(text, last[0].start, last[-1].end, cues)
        described = who is not None and who.kind == "description" and last[0].low in cues.articles
        if who is not None and who.kind == "pronoun" and len(last) == 1:
            return who  # "Perhaps, he said, …"
        if who is not None and (who.kind != "description" or described) and not words[0].capital:
            return who
    return head(text, words[0].start, words[-1].end, cues)


def _opening(text: str, start: int, end: int, cue: str, cues: Cues) -> Attribution | None:
    """Return the person a sentence opens with: the subject of "X rejected the idea …, saying"."""
    words = tokens(text, start, end)
    at = 0
    while at < len(words) and (words[at].low in cues.edges - cues.articles or _adverbial(words, at, cues)):
        comma = next((n for n in range(at, len(words)) if words[n].text == ","), len(words))
        at = comma + 1
    named = next(((a + at, b + at) for a, b in runs(words[at:]) if a <= 5), None)
    if named is None:
        return None
    first, last = named
    if any(word.low in cues.edges or not word.word for word in words[at:first]):
        return None
    who = head(text, words[at].start, words[last - 1].end, cues)
    return Attribution(who, cue, beside=True) if who is not None and who.kind == "name" else None


def _shared(text: str, words: list[Token], verb: int, cues: Cues) -> Mention | None:
    """Return the subject two verbs share: "He backed the plan over theirs and said “"."""
    if verb and "er" in cues.he and words[verb - 1].low in {"und", "aber", "oder"}:
        return _shared_pronoun(words, verb, cues)
    if "he" not in cues.he or verb == 0 or words[verb - 1].low not in {"and", "but", "then"}:
        return None
    pronouns = cues.he | cues.she
    for at in range(verb - 2, -1, -1):
        before = words[at - 1] if at else None
        if words[at].low in pronouns - {"him", "her"} and (before is None or not before.word or before.low in _JOINING):
            return head(text, words[at].start, words[at].end, cues)
    opened = _opening(text, words[0].start, words[verb].start, words[verb].text, cues)
    return opened.mention if opened is not None else None


def _shared_pronoun(words: list[Token], verb: int, cues: Cues) -> Mention | None:
    """Return the German pronoun two verbs share, which stands right after the first: "lenkte er … und meldete „"."""
    for at in range(1, verb - 1):
        first = words[at - 1]
        if (
            words[at].low in {"er", "sie"}
            and first.word
            and not first.text[:1].isupper()
            and first.low not in cues.edges
        ):
            sex = "m" if words[at].low == "er" else "f"
            return Mention(words[at].start, words[at].end, words[at].text, "pronoun", sex=sex)
    return None


def _speaks_on(words: list[Token], at: int) -> bool:
    """Whether a verb in a sentence after a quotation leads to what comes next: "said that", "Ms. Ito said, “"."""
    rest = words[at + 1 :]
    return all(not word.word for word in rest) or any(word.low in {"that", "dass"} for word in rest[:2])


def _adverbial(words: list[Token], at: int, cues: Cues) -> bool:
    """Whether a sentence opens with something before its subject: "Back in 1999, …", "Dashing to the door, …"."""
    if "he" not in cues.he or at + 1 >= len(words) or not words[at].word:
        return False
    opens = words[at].low.endswith(("ing", "ly")) and not words[at + 1].capital
    return opens or (words[at + 1].low in cues.edges - cues.articles and words[at + 1].low not in {"of", "who", "and"})


def _turned(text: str, words: list[Token], at: int, end: int, cues: Cues) -> Mention | None:
    """Return who is named after the verb where an aside came before it: "…”, like the market, said Ann Lee"."""
    if words[at - 1].text != "," or words[0].capital or cues.nouns_capitalised:
        return None
    who = _after_verb(text, words, at, end, cues)
    return who if who is not None and who.kind == "name" else None


def _speaks(word: Token, cues: Cues) -> bool:
    if word.text[:1].isupper():
        return False  # "Glauben" is a noun, the "United States" do not state anything
    return word.low in cues.verbs or any(word.low.endswith(f"-t-{p}") for p in ("il", "elle", "on"))


def _after_verb(text: str, words: list[Token], at: int, end: int, cues: Cues) -> Mention | None:
    if words[at].low.endswith(("-t-il", "-t-elle", "-t-on")):
        word = words[at]
        return Mention(word.start, word.end, word.text, "pronoun", sex="f" if word.low.endswith("elle") else "m")
    rest = words[at + 1 :]
    helping = _AUXILIARIES - cues.articles | cues.verbs
    while rest and rest[0].low in helping and not rest[0].capital:
        rest.pop(0)
    if cues.nouns_capitalised:
        rest = _subject_on(rest)
    if not rest or (not rest[0].word) or (rest[0].low in cues.edges and rest[0].low not in cues.articles):
        return None
    stop = len(rest)
    commas = 0
    for place, word in enumerate(rest):
        if word.text in ".;:()" or place > _LONGEST_SUBJECT:
            stop = place
            break
        if word.text == ",":
            commas += 1
            if commas > 1:
                stop = place
                break
    return head(text, rest[0].start, min(rest[stop - 1].end, end), cues)


def _subject_on(rest: list[Token]) -> list[Token]:
    """Return the words after a German verb from its subject on: "sagte am Montag ihm gegenüber Lena Uhl"."""
    at = 0
    while at + 1 < len(rest) and (rest[at].low in _BETWEEN or (at and rest[at - 1].low == "am" and rest[at].word)):
        at += 1
    return rest[at:] if at and (rest[at].capital or rest[at].low in {"der", "die", "das", "ein", "eine"}) else rest


def _according(text: str, start: int, end: int, cues: Cues, *, nearest: bool = False) -> Attribution | None:
    """Read "according to X" and its like; ``nearest`` takes the last of several, which stands beside what follows."""
    lowered = text[start:end].lower()
    after = lowered.find(" zufolge") if "er" in cues.he else -1
    if 0 < after < 60:
        who = head(text, start, start + after, cues)
        if who is not None and who.kind != "pronoun":
            return Attribution(who, "zufolge", beside=True)
    found: list[tuple[int, Attribution]] = []
    for phrase in cues.according:
        match = re.search(rf"(?<!\w){re.escape(phrase)}\s+", lowered)
        if match is None or match.start() > (300 if nearest else 90):
            continue
        if phrase in {"so", "pour", "per"} and match.start() > 3:
            continue
        stop = end
        comma = text.find(",", start + match.end(), end)
        second = text.find(",", comma + 1, end) if comma >= 0 else -1
        if second > 0:
            stop = second
        if "er" in cues.he:
            stop = _capitals_end(text, start + match.end(), stop, cues)
        who = head(text, start + match.end(), stop, cues)
        if who is not None and not nearest:
            return Attribution(who, phrase, beside=True)
        if who is not None:
            found.append((match.start(), Attribution(who, phrase, beside=True)))
    return max(found, key=lambda one: one[0])[1] if found else None


def _capitals_end(text: str, start: int, end: int, cues: Cues) -> int:
    """Return where the first run of capitalised words ends: German "laut Polizei habe es …" names the police."""
    words = tokens(text, start, end)
    for first, last in runs(words):
        if all(word.word and word.low not in cues.verbs for word in words[:first]) and first <= 4:
            return words[last - 1].end
        break
    return end


def leading(text: str, start: int, end: int, cues: Cues) -> Attribution | None:
    """Read ``X said “``, ``X told Y that “``, ``X, who leads Z, said: “``, ``said X: “`` and ``According to X, “``."""
    words = tokens(text, start, end)
    for at in range(len(words) - 1, -1, -1):
        if not _speaks(words[at], cues) or (
            at
            and "he" in cues.he  # "a claim", but il a déclaré
            and words[at - 1].low in {"the", "a", "to"}
            and not words[at].low.endswith("ed")
        ):
            continue
        if len(words) - at > _FARTHEST:
            break
        if _participle(words[at], cues):
            opened = _opening(text, start, words[at].start, words[at].text, cues)
            if opened is not None:
                return opened
        who = (
            _shared(text, words, at, cues)
            or _inverted(text, words, at, end, cues)
            or _asked_by(text, words, at, end, cues)
        )
        who = who or _subject(text, words, at, cues)
        if who is None and at + 1 < len(words):
            who = _after_verb(text, words, at, end, cues)
            if who is not None and who.kind != "name":
                who = None
        if who is not None:
            return Attribution(who, words[at].text, beside=True)
    return _according(text, start, end, cues, nearest=True)


def _asked_by(text: str, words: list[Token], at: int, end: int, cues: Cues) -> Mention | None:
    """Return who asks in "Ishiba was asked by Ann Lee, “"."""
    if "he" not in cues.he or at + 2 >= len(words) or words[at + 1].low != "by":
        return None
    stop = next(
        (n for n in range(at + 2, len(words)) if not words[n].word or words[n].low in {"who", "if", "whether"}),
        len(words),
    )
    return head(text, words[at + 2].start, min(words[stop - 1].end, end), cues) if stop > at + 2 else None


def _inverted(text: str, words: list[Token], at: int, end: int, cues: Cues) -> Mention | None:
    """Return the subject after its verb in German: "Weiter sagte Larson: “", "In Bonn warnte die Ministerin vor “"."""
    if "er" not in cues.he or at == 0 or at + 1 >= len(words):
        return None
    after = words[at + 1]
    if after.low in {"er", "sie"} and after.text[:1].islower():
        return head(text, after.start, after.end, cues)  # "Dort nannte er den Plan „": whatever opens the sentence
    sentence = at
    while sentence > 0 and words[sentence - 1].text not in ",;:":
        sentence -= 1
    if words[sentence].low not in cues.adverbs | (cues.edges - cues.articles):
        return None
    stop = next((n for n in range(at + 2, len(words)) if words[n].low in cues.edges or not words[n].word), len(words))
    if not (after.capital or after.low in cues.articles | cues.he | cues.she) or after.low in {"den", "dem", "einem"}:
        return None
    return head(text, after.start, min(words[stop - 1].end, end), cues)


def _subject(text: str, words: list[Token], verb: int, cues: Cues) -> Mention | None:
    """Return who does ``words[verb]``: the phrase right before it, or the one an apposition or an aside follows."""
    parts: list[list[Token]] = [[]]
    inside = 0
    for word in words[:verb]:
        inside += (word.text == "(") - (word.text == ")")
        if inside > 0 or word.text == ")":
            continue
        if word.word:
            parts[-1].append(word)
        else:
            parts.append([])
    while parts[-1] and parts[-1][-1].low in _AUXILIARIES:
        parts[-1].pop()
    near = _tail(parts.pop())
    if near:
        who = head(text, near[0].start, near[-1].end, cues)
        bare = len(near) <= 3 and not any(word.low in cues.verbs | _JOINING | _GOING for word in near)
        if who is not None and (who.kind != "description" or near[0].low in cues.articles or bare):
            return who
        parts.reverse()
    elif parts and (who := _titled(text, parts[-1], cues)) is not None:
        return who
    described: Mention | None = None
    for part in parts:
        if not part or part[0].low in cues.edges - cues.articles:
            continue
        who = head(text, part[0].start, part[-1].end, cues)
        if who is not None and who.kind != "description":
            return who
        if who is not None and described is None and part[0].low in cues.articles:
            described = who
    return described


def _titled(text: str, part: list[Token], cues: Cues) -> Mention | None:
    """Return a full name right before a comma and its verb: "In Berea, OH, Gov. John Kasich, said"."""
    if not part or part[0].low in cues.edges | cues.articles:
        return None
    who = head(text, part[0].start, part[-1].end, cues)
    return who if who is not None and who.kind == "name" and len(who.text.split()) > 1 else None


def _tail(part: list[Token]) -> list[Token]:
    """Return a phrase from its last joining word on: "when Clinton left Trump" has "Trump" for a subject."""
    for at in range(len(part) - 1, -1, -1):
        if part[at].low in _JOINING and at + 1 < len(part):
            return part[at + 1 :]
    return part


def _loose(text: str, start: int, end: int, cues: Cues) -> Attribution | None:
    """Take the first person a sentence names before a quote it sets in: "X was blunt: “"."""
    colon = text[start:end].rstrip().endswith((":", ","))
    words = tokens(text, start, end)
    for part_start in range(len(words)):
        if part_start and words[part_start - 1].word:
            continue
        part = words[part_start:]
        stop = next(
            (n for n, w in enumerate(part) if w.low in cues.weak or _speaks(w, cues) or (n and not w.word)), len(part)
        )
        if stop and part[0].low not in cues.edges:
            who = head(text, part[0].start, part[stop - 1].end, cues)
            if who is not None and who.kind != "description":
                return Attribution(who, ":" if colon else "", beside=colon)
    return None

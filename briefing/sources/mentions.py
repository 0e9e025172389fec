"""Who is named in a text: names, descriptions ("a senior official"), pronouns, and the people they come back to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefing.sources.cues import Cues, name_words

WORD = re.compile(r"[^\W_](?:[^\W_]|[.’'‑-](?=[^\W_]))*\.?|[,;:()\[\]—–…]|(?<=\s)-(?=\s)|[.!?\n]")
_INITIAL = re.compile(r"(?:[A-Z]\.)+|[A-Z]|(?:Jr|Sr|St|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof)\.?|II|III")
_ACTING = frozenset(
    ["has", "had", "have", "is", "was", "were", "are", "left", "ran", "made", "then", "recently", "will"]
)
_RELATIVE = frozenset(["who", "that", "which", "whom", "not", "to"])
# Two small words inside a name: von der Leyen, van den Berg, de la Cruz.
_PAIRED = frozenset(["von", "van", "de"])
_SECOND = frozenset(["der", "den", "dem", "la", "las", "los"])
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark with its place in the text."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in lower case without a possessive ending or an abbreviation's stop."""
        return _POSSESSIVE.sub("", self.text.lower()).rstrip(".")

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital and is not one of the words that begin sentences."""
        return self.text[:1].isupper() and self.low not in name_words().not_names

    @property
    def word(self) -> bool:
        """Whether it is a word, not a mark."""
        return self.text[:1].isalnum()


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the words and marks of ``text[start:end]``."""
    found: list[Token] = []
    for match in WORD.finditer(text, start, end):
        word = match.group()
        if len(word) > 1 and word.endswith(".") and not _INITIAL.fullmatch(word):
            found.append(Token(word[:-1], match.start(), match.end() - 1))
            found.append(Token(".", match.end() - 1, match.end()))
        else:
            found.append(Token(word, match.start(), match.end()))
    return found


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody as a text calls them. ``kind`` is ``name``, ``pronoun`` or ``description``."""

    start: int
    end: int
    text: str
    kind: str
    role: str = ""
    sex: str = ""


def runs(words: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield (from, to) of each run of capitalised words, particles between them included."""
    at = 0
    while at < len(words):
        if not words[at].capital or not words[at].word:
            at += 1
            continue
        to = at + 1
        while to < len(words):
            own = _POSSESSIVE.search(words[to - 1].text) is not None
            if own or words[to].start - words[to - 1].end > 2:
                break
            if words[to].word and words[to].capital:
                to += 1
            elif words[to].low in _PAIRED and to + 2 < len(words) and words[to + 1].low in _SECOND:
                if not words[to + 2].capital:
                    break
                to += 3
            elif words[to].low in name_words().particles and to + 1 < len(words) and words[to + 1].capital:
                to += 2
            else:
                break
        yield at, to
        at = to


def head(text: str, start: int, end: int, cues: Cues) -> Mention | None:
    """Return who a noun phrase ``text[start:end]`` is about: the person named, else a pronoun, else its words.

    A name must end its part of the phrase: "Ishiba, who leads", "Italy's trade minister, Elena Marchetti", but
    "a Dow spokeswoman" and "a spokesman for Disney" are descriptions.
    """
    words = tokens(text, start, end)
    while words and (not words[0].word or words[0].low in {"and", "und", "et", "y", "e"}):
        words.pop(0)
    while words and not words[-1].word and words[-1].text not in ")":
        words.pop()
    if not words:
        return None
    if len(words) <= 3 and words[0].low in cues.he | cues.she | cues.they:
        first = words[0]
        sex = "m" if first.low in cues.he else "f" if first.low in cues.she else ""
        return Mention(first.start, first.end, first.text, "pronoun", sex=sex)
    parts = _parts(words)
    for number, part in enumerate(parts):
        named = _named(text, part, cues)
        if named is not None and cues.nouns_capitalised and number == 0:
            named = _apposed(text, named, parts) or named
        if named is not None and (number == 0 or len(named.text.split()) >= 2):
            return _with_role(text, named, parts, number)
    part = _noun_phrase(parts[0], cues) if cues.nouns_capitalised else _bare(parts[0], cues)
    if cues.nouns_capitalised and not any(word.text[:1].isupper() for word in part):
        return None
    body = text[part[0].start : part[-1].end]
    return Mention(part[0].start, part[-1].end, body, "description") if len(body) > 2 else None


def _apposed(text: str, named: Mention, parts: list[list[Token]]) -> Mention | None:
    """Return the person a German office is followed by: "der Vorsitzende der Gewerkschaft, Bernd Kölln"."""
    if named.role == "" or len(named.text.split()) > 1 or len(parts) < 2 or len(parts[1]) not in {2, 3}:
        return None
    second = parts[1]
    if not all(word.capital for word in second):
        return None
    return Mention(second[0].start, second[-1].end, text[second[0].start : second[-1].end], "name", role=named.role)


def _noun_phrase(part: list[Token], cues: Cues) -> list[Token]:
    """Return a German description without what follows its noun: "die Kanzlerin einigen Teilnehmern zufolge"."""
    noun = next((at for at, word in enumerate(part) if word.text[:1].isupper() and (at or len(part) == 1)), None)
    if noun is None:
        return part
    end = noun + 1
    while end < len(part):
        if part[end].text[:1].isupper():
            end += 1
            continue
        later = next((at for at in range(end + 1, min(end + 4, len(part))) if part[at].text[:1].isupper()), None)
        if part[end].low not in cues.links or later is None:
            break
        end = later + 1
    return part[:end]


def _bare(part: list[Token], cues: Cues) -> list[Token]:
    """Return a description without what it does: "the prince called for …" is the prince."""
    for at in range(2, len(part)):
        word, after = part[at], part[at + 1].low if at + 1 < len(part) else ""
        acts = word.low in cues.verbs or word.low in _ACTING
        if not word.text[:1].isupper() and (acts or (word.low.endswith("ed") and after in cues.articles)):
            return part[:at] if part[at - 1].low not in _RELATIVE else part
    return part


def _parts(words: list[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for word in words:
        if word.text in ",;:—–()-":
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part] or [words]


def _edge(part: list[Token], cues: Cues) -> int:
    """Return where the phrase of a name ends: at a small word that is no part of a name."""
    for at, word in enumerate(part):
        if not at or word.low not in cues.edges:
            continue
        follows = part[at + 1] if at + 1 < len(part) else None
        if word.low in _PAIRED and follows is not None and follows.low in _SECOND:
            # "Hanna von der Heide", but "Weiß von der Universität"
            if at + 2 < len(part) and part[at + 2].capital and _first_name(part[at - 1]):
                continue
        elif word.low in _SECOND and part[at - 1].low in _PAIRED:
            continue
        if not word.capital and word.low not in name_words().particles - {"y", "e", "la", "le"}:
            return at
        if word.low == "der" or not (part[at - 1].capital and follows is not None and follows.capital):
            return at  # "Vera Kolb der Zeitung" is Vera Kolb
    return len(part)


def _named(text: str, part: list[Token], cues: Cues) -> Mention | None:
    part = part[: _edge(part, cues)]
    found = [(a, b) for a, b in runs(part) if b == len(part)]
    if not found:
        return None
    a, b = found[-1]
    if _POSSESSIVE.search(part[b - 1].text):
        return None
    begin = a
    while begin < b - 1 and (
        (cues.roles and begin == a and a and b - a > 2 and _first_name(part[begin + 1]))
        or part[begin].low in name_words().titles
        or part[begin].low.endswith(cues.roles or ("\x00",))
    ):
        begin += 1
    if begin == b - 1 and part[begin].low in name_words().titles:
        return None
    if cues.roles and begin == b - 1 and part[begin].low.endswith(cues.roles):
        return None
    role = text[part[0].start : part[begin].start].strip() if begin > 0 else ""
    name = text[part[begin].start : part[b - 1].end]
    return Mention(part[begin].start, part[b - 1].end, name, "name", role=role)


def _first_name(word: Token) -> bool:
    return word.low in name_words().women or word.low in name_words().men


def _with_role(text: str, named: Mention, parts: list[list[Token]], number: int) -> Mention:
    other = parts[number - 1] if number else parts[number + 1] if number + 1 < len(parts) else []
    role = named.role
    if not role and other and len(other) <= 10:
        role = text[other[0].start : other[-1].end]
    return Mention(named.start, named.end, named.text, "name", role=role)


@dataclass(slots=True)
class People:
    """The people a text has named so far, in order, and what is known of each."""

    mentions: list[Mention] = field(default_factory=list[Mention])
    sexes: dict[str, str] = field(default_factory=dict[str, str])
    roles: tuple[str, ...] = ()
    offices: list[Mention] = field(default_factory=list[Mention])
    _full: dict[str, str] = field(default_factory=dict[str, str])

    def read(self, text: str, spoken: list[tuple[int, int]]) -> None:
        """Note every name of ``text`` outside the ``spoken`` stretches."""
        words = tokens(text, 0, len(text))
        for first, b in runs(words):
            a = first
            if any(left <= words[a].start < right for left, right in spoken):
                continue
            titled = ""
            while a < b - 1 and (words[a].low in name_words().titles or self._office(words[a])):
                titled = words[a].low
                a += 1
            if a == b - 1 and self._office(words[a]) and words[a].low not in name_words().titles:
                self.offices.append(Mention(words[a].start, words[a].end, words[a].text, "description"))
            last = _POSSESSIVE.sub("", words[b - 1].text)
            own = last != words[b - 1].text
            name = text[words[a].start : words[b - 1].end - (len(words[b - 1].text) - len(last))]
            if words[a].low in name_words().titles or not name:
                continue
            self.mentions.append(Mention(words[a].start, words[b - 1].end, name, "own" if own else "name"))
            self._note(name, titled)

    def _office(self, word: Token) -> bool:
        """Whether a German noun is an office somebody holds: Bundeskanzlerin, Regierungssprecher."""
        return bool(self.roles) and word.low.endswith(self.roles)

    def _note(self, name: str, titled: str) -> None:
        words = name.split()
        last = words[-1].lower()
        sex = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "herr": "m", "frau": "f"}.get(titled, "")
        if self.roles and titled and not sex:
            sex = "f" if titled.endswith(("in", "frau")) else "m"
        if len(words) > 1:
            sex = sex or (
                "f" if words[0].lower() in name_words().women else "m" if words[0].lower() in name_words().men else ""
            )
            if not any(word.lower() in name_words().bodies for word in words):
                self._full.setdefault(last, name)
        if sex:
            self.sexes.setdefault(last, sex)

    def full(self, name: str) -> str:
        """Return the fullest form of a name the text gives ("Ishiba" → "Shigeru Ishiba")."""
        words = name.split()
        if len(words) == 1:
            known = self._full.get(words[0].lower().rstrip("."), name)
            return known.title() if known.isupper() and len(known) > 4 else known
        return name

    def person_like(self, mention: Mention) -> bool:
        """Whether a name looks like a person's, not a body's or a place's."""
        words = [word.lower().strip(".") for word in mention.text.split()]
        if any(word in name_words().bodies for word in words) or len(words) > 4 or mention.text.isupper():
            return False
        if self.roles and words[-1] not in self.sexes:
            return False
        return len(words) > 1 or words[-1] in self._full or words[-1] in self.sexes

    def sex(self, name: str) -> str:
        """Return ``m``, ``f`` or ``""`` for a name."""
        words = name.split()
        return self.sexes.get(words[-1].lower(), "") if words else ""

    def before(self, place: int) -> Iterator[Mention]:
        """Yield the names before a place, the nearest first."""
        for mention in reversed(self.mentions):
            if mention.end <= place:
                yield mention

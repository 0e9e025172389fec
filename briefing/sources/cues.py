"""The words that say somebody is being quoted, by language, and the words around names (data: ``resources/cues``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import cast

from briefing.paths import shipped

LANGUAGES = ("en", "de", "fr", "es", "it")


@dataclass(frozen=True, slots=True)
class Cues:
    """What one language says about quoting: lower-case words.

    ``verbs`` of saying; ``weak`` ones that count only beside the quote; ``according``: phrases before a speaker;
    ``he``/``she``/``they``; ``articles`` that open a description; ``edges``: words that end a name's phrase;
    ``so_called``: words before a term that is not a quotation; ``roles``: endings of words for an office;
    ``adverbs``: words that open a sentence whose subject follows the verb; ``works``: words before a title;
    ``links``: words that may join two nouns of one description;
    ``naming``: words before what something is called, or before a newspaper's name in marks;
    ``reporting``: verbs that lead to a clause with ``that``; ``bare`` ones may lead to it without, when it begins with
    a name, an article, a pronoun or one of ``opening``; ``plain``: verbs that hardly ever mean anything but saying.
    """

    verbs: frozenset[str]
    weak: frozenset[str]
    according: tuple[str, ...]
    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    articles: frozenset[str]
    edges: frozenset[str]
    so_called: frozenset[str]
    roles: tuple[str, ...] = ()
    adverbs: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()

    @property
    def work_endings(self) -> tuple[str, ...]:
        """How German words before a title end: Film, Spielfilm; short ones only as words of their own do not count."""
        return tuple(sorted(word for word in self.works if len(word) > 3))

    @property
    def nouns_capitalised(self) -> bool:
        """Whether every noun of the language begins with a capital, so that a capital does not make a name."""
        return "er" in self.he


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words that help to tell a name: never part of one, titles before one, particles in one, first names, bodies."""

    not_names: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    bodies: frozenset[str]


@cache
def _table(name: str) -> dict[str, object]:
    return tomllib.loads((shipped("cues") / f"{name}.toml").read_text(encoding="utf-8"))


def _words(table: dict[str, object], key: str) -> frozenset[str]:
    return frozenset(str(table.get(key, "")).split())


def _conjugated(stems: frozenset[str]) -> frozenset[str]:
    """Return the forms a German verb of saying takes in the third person: erklärt, erklären, erklärte, erkläre …"""
    out: set[str] = set()
    for stem in stems:
        link = "e" if stem.endswith(("t", "d", "chn", "gn")) else ""
        plural = "n" if stem.endswith(("er", "el")) else "en"
        out |= {f"{stem}{link}t", f"{stem}{plural}", f"{stem}{link}te", f"{stem}{link}ten", f"{stem}e"}
        out.add(f"ge{stem}{link}t")
    return frozenset(out)


@cache
def cues(language: str) -> Cues:
    """Return the words of a language (``de``, ``de-AT`` …); English for one we do not know."""
    code = language[:2].lower()
    table = _table(code if code in LANGUAGES else "en")
    return Cues(
        verbs=_words(table, "verbs") | _conjugated(_words(table, "stems")),
        weak=_words(table, "weak"),
        according=tuple(cast("list[str]", table.get("according", []))),
        he=_words(table, "he"),
        she=_words(table, "she"),
        they=_words(table, "they"),
        articles=_words(table, "articles"),
        edges=_words(table, "edges"),
        so_called=_words(table, "so_called"),
        roles=tuple(sorted(_words(table, "roles"))),
        adverbs=_words(table, "adverbs"),
        works=_words(table, "works"),
        links=_words(table, "links"),
        plain=_words(table, "plain"),
        naming=_words(table, "naming"),
        reporting=_words(table, "reporting"),
        that=_words(table, "that"),
        bare=_words(table, "bare"),
        opening=_words(table, "opening"),
    )


@cache
def name_words() -> NameWords:
    """Return the words around names."""
    table = _table("names")
    return NameWords(
        not_names=_words(table, "not_names"),
        titles=_words(table, "titles"),
        particles=_words(table, "particles"),
        women=_words(table, "women"),
        men=_words(table, "men"),
        bodies=_words(table, "bodies"),
    )

"""Kana and how they are written in Latin letters (Hepburn), so that いしば, イシバ and Ishiba are one name to a search.

Only the spelling is known here, not the language: a name such as "Marine" reads as kana too, which does no harm.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TABLE: str = """
a あ i い u う e え o お ka か ki き ku く ke け ko こ ga が gi ぎ gu ぐ ge げ go ご sa さ shi し su す
se せ so そ za ざ ji じ zu ず ze ぜ zo ぞ ta た chi ち tsu つ te て to と da だ de で do ど na な ni に
nu ぬ ne ね no の ha は hi ひ fu ふ he へ ho ほ ba ば bi び bu ぶ be べ bo ぼ pa ぱ pi ぴ pu ぷ pe ぺ
po ぽ ma ま mi み mu む me め mo も ya や yu ゆ yo よ ra ら ri り ru る re れ ro ろ wa わ n ん kya きゃ
kyu きゅ kyo きょ gya ぎゃ gyu ぎゅ gyo ぎょ sha しゃ shu しゅ sho しょ ja じゃ ju じゅ jo じょ cha ちゃ chu ちゅ
cho ちょ nya にゃ nyu にゅ nyo にょ hya ひゃ hyu ひゅ hyo ひょ bya びゃ byu びゅ byo びょ pya ぴゃ pyu ぴゅ
pyo ぴょ mya みゃ myu みゅ myo みょ rya りゃ ryu りゅ ryo りょ
"""
_SYLLABLES: dict[str, str] = dict(zip(_TABLE.split()[::2], _TABLE.split()[1::2], strict=True))
_LATIN = {kana: latin for latin, kana in _SYLLABLES.items()} | {"を": "o", "づ": "zu", "ぢ": "ji"}
_TO_HIRAGANA = str.maketrans({chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)})
_TO_KATAKANA = str.maketrans({chr(code): chr(code + 0x60) for code in range(0x3041, 0x3097)})
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30f6\u30fc]+")
_WORD = re.compile("[a-z]+")
_LONG = re.compile("ou|oo|uu|oh(?![aiueo])")


def hiragana(text: str) -> str:
    """Return ``text`` with katakana written as hiragana."""
    return text.translate(_TO_HIRAGANA)


def katakana(text: str) -> str:
    """Return ``text`` with hiragana written as katakana."""
    return text.translate(_TO_KATAKANA)


@lru_cache(maxsize=4096)
def from_latin(name: str) -> tuple[str, ...]:
    """Return each word of a folded name (``shigeru ishiba``) that reads as kana, in hiragana."""
    return tuple(read for word in _WORD.findall(name) if (read := _read(word)))


def _read(word: str) -> str:
    made, at = "", 0
    while at < len(word):
        if at + 1 < len(word) and word[at] == word[at + 1] and word[at] in "kstpc":
            made, at = made + "っ", at + 1
        if word[at] == "m" and word[at + 1 : at + 2] in {"b", "p", "m"}:
            made, at = made + "ん", at + 1
            continue
        for length in (3, 2, 1):
            kana = _SYLLABLES.get(word[at : at + length])
            if kana:
                made, at = made + kana, at + length
                break
        else:
            return ""
    return made if len(word) > 1 else ""


@lru_cache(maxsize=4096)
def to_latin(text: str) -> tuple[str, ...]:
    """Return each run of kana in ``text`` in Latin letters; one with long vowels twice, as こう gives kou and ko."""
    found: dict[str, None] = {}
    for run in _KANA.findall(text):
        spelt = _spell(hiragana(run))
        if spelt:
            found[spelt] = None
            found[_LONG.sub(lambda long: long.group()[0], spelt)] = None
    return tuple(found)


def _spell(run: str) -> str:
    made, at, doubled = "", 0, False
    while at < len(run):
        if run[at] == "っ":
            doubled, at = True, at + 1
            continue
        if run[at] == "ー":
            at += 1
            continue
        latin = _LATIN.get(run[at : at + 2]) or _LATIN.get(run[at])
        if not latin:
            return ""
        at += 2 if run[at : at + 2] in _LATIN else 1
        made += (latin[0] if doubled else "") + latin
        doubled = False
    return made

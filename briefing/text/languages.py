"""A cheap guess at the language of a text, from its script and its commonest small words."""

from __future__ import annotations

import re

_SMALL_WORDS = {
    "en": "the of and to in that is was for on with he it as by said are be this have from not which",
    "de": "der die das und ist nicht von zu den mit sich auf für dem ein eine auch es an als wir werden sagte im",
    "fr": "le la les des et est une du que qui dans pour pas sur au avec il ce nous plus été sont aux",
    "es": "el la los las que y en de un una por con para del se no es su al lo como más ha",
    "it": "il di che è la e un una per non del della con sono si gli dei nel alla le ha anche più",
}
_LANGUAGE_OF: dict[str, list[str]] = {}
for _language, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _LANGUAGE_OF.setdefault(_word, []).append(_language)
_WORD = re.compile(r"[^\W\d_]+")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_SAMPLE = 4000


def guess(text: str) -> str:
    """Return ``en``, ``de``, ``fr``, ``es``, ``it`` or ``ja``, or ``""`` when the text does not say."""
    sample = text[:_SAMPLE]
    letters = sum(char.isalpha() for char in sample)
    if letters and len(_KANA.findall(sample)) * 6 > letters:
        return "ja"
    score = dict.fromkeys(_SMALL_WORDS, 0.0)
    for word in _WORD.findall(sample.lower()):
        spoken = _LANGUAGE_OF.get(word, ())
        for language in spoken:
            score[language] += 1 / len(spoken)
    best = max(score, key=lambda language: score[language])
    return best if score[best] > 0 else ""

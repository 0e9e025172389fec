"""French, Spanish and Italian news prose: who said it. Every sentence is invented."""

from __future__ import annotations

import pytest

from briefing.sources.harvest import harvest

SENTENCES = [
    ("fr", "La ministre Claire Dubois est venue. « Nous tiendrons », a-t-elle assuré lundi.", ["Claire Dubois"]),
    ("fr", "« C’est trop tard », tranche le député Marc Blanc.", ["Marc Blanc"]),
    ("fr", "Pour Jean Morel, « le pire est passé ».", ["Jean Morel"]),
    ("fr", "Jean Morel parle d’« un échec ».", ["Jean Morel"]),
    ("es", "«No habrá recortes», zanjó la ministra Elena Ruiz.", ["Elena Ruiz"]),
    ("es", "“Vamos bien”, ha dicho este lunes el alcalde Pedro Gil.", ["Pedro Gil"]),
    ("es", "“Vamos bien”, sostuvo Pedro Gil. “Muy bien”, agregó.", ["Pedro Gil", "Pedro Gil"]),
    ("es", "Elena Ruiz se mostró “preocupada”.", ["Elena Ruiz"]),
    ("it", "«Siamo pronti», spiega Carlo Neri, «e lo diciamo».", ["Carlo Neri", "Carlo Neri"]),
    ("it", "«Non ci sto», sbotta Anna Bassi. «È tutto», aggiunge.", ["Anna Bassi", "Anna Bassi"]),
    ("it", "«Il tempo è scaduto», ha tuonato Carlo Neri.", ["Carlo Neri"]),
    ("it", "Secondo Anna Bassi, il piano è «un errore».", ["Anna Bassi"]),
]


@pytest.mark.parametrize(("language", "text", "speakers"), SENTENCES, ids=[text[:40] for _, text, _ in SENTENCES])
def test_the_speaker_is_named_in_the_ways_of_the_language(language: str, text: str, speakers: list[str]) -> None:
    assert [draft.speaker for draft in harvest(text, language=language)] == speakers

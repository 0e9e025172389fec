"""German news prose: who said it, in the ways German tells it. Every sentence is invented."""

from __future__ import annotations

import pytest

from briefing.sources.harvest import gather, harvest

SENTENCES = [
    ("„Der Hafen bleibt offen“, sagte die Senatorin Katrin Hellwig am Montag.", ["Katrin Hellwig"]),
    ("Bürgermeisterin Ulla Brandt kam am Abend. Sie sagte: „Wir räumen auf.“", ["Ulla Brandt"]),
    ("Der Ministerpräsident reiste nach Kiel. Dort nannte er den Plan „ein Wagnis“.", ["Ministerpräsident"]),
    ("Die Kanzlerin sprach vor Jens Olm. Sie bezeichnete das als „klug“.", ["Kanzlerin"]),
    ("Petra Sommer zufolge ist der Damm „in gutem Zustand“.", ["Petra Sommer"]),
    ("Laut Polizeisprecher Timo Kruse war die Lage „unübersichtlich“.", ["Timo Kruse"]),
    ("Der Plan sei „nicht zu Ende gedacht“, so der Verkehrsforscher Ralf Otten.", ["Ralf Otten"]),
    ("„Wir gehen voran“, heißt es in einer Erklärung des Verbands Nordlicht.", ["Verbands Nordlicht"]),
    ("Der Vertrag wird von Kritikern als „Mogelpackung“ bezeichnet.", ["Kritikern"]),
    ("Der Minister erklärte, dass man „nichts“ habe. Der Etat sei „auf Kante genäht“.", ["Der Minister"] * 2),
    ("»Das ist ein Anfang«, sagte Vera Kolb der Zeitung »Der Bote«. »Mehr nicht.«", ["Vera Kolb"] * 2),
    ("Nach Ansicht von Minister Karl Voss ist das „ein starkes Signal“.", ["Karl Voss"]),
    ("Für Anna Reuter ist das Urteil „ein Schlag ins Gesicht“.", ["Anna Reuter"]),
    ("Auf den Vorwurf der Wirte, es sei „zu laut“, ging niemand ein.", ["Wirte"]),
    ("Man werde „alles tun“, versprach der Vorsitzende der Gewerkschaft, Bernd Kölln.", ["Bernd Kölln"]),
    ("„Das ist falsch“, widersprach ihm am Dienstag Lena Uhl. „Wir haben gezahlt.“", ["Lena Uhl"] * 2),
    ("Marie Thal verteidigte die Reise als „notwendig“ und kritisierte „das Zögern“.", ["Marie Thal"] * 2),
    ("Ein Sprecher des Amtes, der ungenannt bleiben wollte, sprach von „Chaos“.", ["Ein Sprecher des Amtes"]),
    ("Um acht lenkte er das Boot zum Steg und meldete sich: „Wir sind da.“", [""]),
    ("„Wir warten“, meinen Jan Gies und David Pert.", ["Jan Gies und David Pert"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), SENTENCES, ids=[text[:40] for text, _ in SENTENCES])
def test_german_prose_names_the_speaker_in_its_own_ways(text: str, speakers: list[str]) -> None:
    assert [draft.speaker for draft in harvest(text, language="de")] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "Der Dokumentarfilm „1999: Im Norden“ läuft an.",
        "Er leitete den Verband der „Vereinigung der Freien Wirte“ (VFW).",
        "Am Abend berichtete „Nordsee Aktuell“ aus Kiel.",
        "Ihr erstes Bild entstand in Rom: „Das Blaue Haus“.",
        "Der sogenannte „Deckel“ fällt.",
    ],
)
def test_german_titles_and_names_in_marks_are_left_out(text: str) -> None:
    found = gather(text, language="de")
    assert found.quotations == []
    assert [one.reason in {"title", "term"} for one in found.left_out] == [True]


def test_a_name_with_two_small_words_in_it_stays_whole() -> None:
    (draft,) = harvest("„Wir sind bereit“, sagte Ursula von der Heide der Agentur.", language="de")
    assert draft.speaker == "Ursula von der Heide"

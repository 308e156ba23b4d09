"""Only English stories get names."""

import pytest

from tui_reader.analysis.names import is_english
from tui_reader.analysis.tokens import read


@pytest.mark.parametrize(
    "text",
    [
        "The harbour was closed on Monday, and nobody knew why.",
        "Council votes to reopen the ferry landing",
        "Ama Boateng Elected Mayor",
        "BREAKING: Ferry late",
        "Müller told the newspaper Die Zeit that the bridge at Köln would be closed, and that it was the rain.",
        "",
    ],
)
def test_english(text: str) -> None:
    assert is_english(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Der Hafen wurde am Montag geschlossen, und niemand wusste, warum die Boote nicht fuhren.",
        "Le port est resté fermé lundi, et personne ne savait pourquoi les bateaux ne partaient pas.",
        "El puerto se cerró el lunes, y nadie sabía por qué los barcos no salían de la ciudad.",
        "Il porto è rimasto chiuso lunedì, e nessuno sapeva perché le barche non partivano.",
        "De haven bleef maandag dicht, en niemand wist waarom de boten niet voeren.",
        "Hamnen var stängd på måndagen, och ingen visste varför båtarna inte gick.",
        "Bandar itu ditutup pada hari Senin, dan tidak ada yang tahu mengapa kapal itu tidak berlayar.",
        "Порт был закрыт в понедельник, и никто не знал почему.",
        "港は月曜日に閉鎖された。",
    ],
)
def test_other_languages(text: str) -> None:
    assert not is_english(read(text))

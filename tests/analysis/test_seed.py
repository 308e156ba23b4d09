"""The seed story, which must be entirely right."""

from pathlib import Path

from tui_reader.analysis.model import Analysis
from tui_reader.analysis.pipeline import analyze


def analysis_of(path: Path) -> tuple[str, Analysis]:
    text = path.read_text("utf-8").split("\n\n", 1)[1]
    return text, analyze(text)


def test_six_quotes_in_four_statements(seed: Path) -> None:
    _, analysis = analysis_of(seed)
    assert [quote.statement for quote in analysis.quotes] == [0, 0, 1, 2, 3, 3]


def test_every_speaker(seed: Path) -> None:
    _, analysis = analysis_of(seed)
    assert [quote.speaker_name for quote in analysis.quotes] == ["Kim Kardashian"] * 3 + ["Michael Rubin"] * 3


def test_every_cue_and_where_the_speaker_stands(seed: Path) -> None:
    text, analysis = analysis_of(seed)
    local = [text[quote.speaker_start : quote.speaker_end] for quote in analysis.quotes]
    assert [place.lower() for place in local[:3]] == ["she", "she", "she"]
    assert local[4:] == ["he", "he"]
    assert [quote.cue for quote in analysis.quotes] == ["said", None, "continued", "wrote", "added", None]


def test_nothing_is_guessed(seed: Path) -> None:
    _, analysis = analysis_of(seed)
    assert {quote.confidence for quote in analysis.quotes} == {"certain"}

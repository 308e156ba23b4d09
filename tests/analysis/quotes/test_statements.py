"""Which quotes belong together."""

from tui_reader.analysis.pipeline import analyze


def numbers(text: str) -> list[int]:
    return [quote.statement for quote in analyze(text).quotes]


def test_a_cue_does_not_part_a_statement() -> None:
    assert numbers('"We are late," said Ann Lee. "It rains. It always does."') == [0, 0]


def test_a_cue_of_its_own_begins_a_statement() -> None:
    assert numbers('"We are late," said Ann Lee. "It rains," said Bob Kent.') == [0, 1]


def test_a_statement_runs_over_paragraphs() -> None:
    text = '"We are late.\n\n"It rains," said Ann Lee. "It always does."\n\n"No," said Bob Kent.'
    assert numbers(text) == [0, 0, 0, 1]

from pathlib import Path

from tui_reader.analysis.model import Analysis, Confidence, Quote
from tui_reader.article.model import Article, Paragraph
from tui_reader.paint.speech import bars

TEXT = "It grew “very slowly”, they say."


def article() -> Article:
    return Article("a1", "Growth", None, "", Path("/x.txt"), TEXT, (Paragraph(0, len(TEXT)),), "h")


def quote(name: str | None, confidence: Confidence) -> Quote:
    return Quote(9, 20, None, name, None, None, None, "test", confidence, 0)


def test_words_that_are_only_guessed_to_name_a_source_get_no_label() -> None:
    cases: list[tuple[str | None, Confidence]] = [("they", "guess"), ("they", "likely"), (None, "guess")]
    labelled = {case: bars(article(), Analysis(quotes=(quote(*case),)))[0].labelled for case in cases}
    assert labelled == {("they", "guess"): False, ("they", "likely"): True, (None, "guess"): True}

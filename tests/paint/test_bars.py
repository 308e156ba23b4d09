from pathlib import Path

from tui_reader.analysis.model import Analysis, Confidence, Quote
from tui_reader.article.model import Article, Paragraph
from tui_reader.paint.speech import bars, label_lines

TEXT = "It grew “very slowly”, they say."


def article() -> Article:
    return Article("a1", "Growth", None, "", Path("/x.txt"), TEXT, (Paragraph(0, len(TEXT)),), "h")


def quote(name: str | None, confidence: Confidence) -> Quote:
    return Quote(9, 20, None, name, None, None, None, "test", confidence, 0)


def test_a_speaker_is_named_anew_where_doubt_begins_or_ends() -> None:
    text = "“One,” said Ana Ruiz. “Two.” “Three.” She said: “Four.”"
    steps: list[tuple[int, Confidence, int]] = [
        (1, "certain", 0),
        (23, "guess", 1),
        (30, "guess", 2),
        (49, "likely", 3),
    ]
    said = tuple(
        Quote(start, start + 4, "e1", "Ana Ruiz", None, None, None, "test", confidence, statement)
        for start, confidence, statement in steps
    )
    story = Article("a1", "Ferry", None, "", Path("/x.txt"), text, (Paragraph(0, len(text)),), "h")
    found = bars(story, Analysis(quotes=said))
    assert [bar.labelled for bar in found] == [True, True, False, True]
    assert [bar.quote.start for bar in label_lines(found)[0]] == [1]
    assert [bar.quote.start for bar in label_lines([found[1]._replace(labelled=True), found[3]])[0]] == [49]


def test_words_that_are_only_guessed_to_name_a_source_get_no_label() -> None:
    cases: list[tuple[str | None, Confidence]] = [("they", "guess"), ("they", "likely"), (None, "guess")]
    labelled = {case: bars(article(), Analysis(quotes=(quote(*case),)))[0].labelled for case in cases}
    assert labelled == {("they", "guess"): False, ("they", "likely"): True, (None, "guess"): True}

from tui_reader.analysis.model import Analysis, Quote
from tui_reader.analysis.pipeline import analyze
from tui_reader.paint import explain

TEXT = "Ada Lund opened the gate. “It was never locked,” she said.\n\n“Nobody asked,” said a neighbour.\n\n“Hello.”"


def test_a_quote_is_explained_by_its_speaker_its_cue_and_how_sure_that_is() -> None:
    analysis = analyze(TEXT)
    lines = [explain.of_quote(TEXT, analysis, quote) for quote in analysis.quotes]
    assert lines[0].startswith("she → Ada Lund · said · ")
    assert lines[1].startswith("a neighbour · said · ")


def test_a_quote_without_a_speaker_says_so() -> None:
    quote = Quote(0, 3, None, None, None, None, None, "marks", "guess", 0)
    assert explain.of_quote(TEXT, Analysis(), quote) == "Speaker unknown"


def test_a_name_is_explained_by_whom_it_names() -> None:
    text = "Ada Lund opened the gate. Mrs Lund smiled."
    analysis = analyze(text)
    lines = [explain.of_name(text, mention, entity) for mention, entity in analysis.names()]
    assert lines == ["Ada Lund · person · 2 times", "Lund → Ada Lund · person · 2 times"]

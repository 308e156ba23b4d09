from tui_reader.analysis.corrections import corrected, speaker_correction
from tui_reader.analysis.model import Analysis, Quote
from tui_reader.analysis.pipeline import analyze
from tui_reader.paint import explain

TEXT = "Ada Lund opened the gate. “It was never locked,” she said.\n\n“Nobody asked,” said a neighbour.\n\n“Hello.”"


def test_a_quote_is_explained_by_its_speaker_its_cue_its_rules_and_how_sure_that_is() -> None:
    analysis = analyze(TEXT)
    lines = [explain.of_quote(TEXT, analysis, quote) for quote in analysis.quotes]
    assert lines[0] == "she → Ada Lund · said · certain (X said; subject before)"
    assert lines[1] == "a neighbour · said · certain (said X)"


def test_what_was_put_right_by_hand_says_so() -> None:
    analysis = analyze(TEXT)
    nobody = speaker_correction(TEXT, analysis.quotes[0], None)
    lund = speaker_correction(TEXT, analysis.quotes[1], "Ada Lund")
    quotes = corrected(TEXT, analysis, [nobody, lund]).quotes
    assert explain.of_quote(TEXT, analysis, quotes[0]) == "Nobody · put right by you"
    assert explain.of_quote(TEXT, analysis, quotes[1]) == "Ada Lund · put right by you"


def test_a_story_in_another_language_says_why_nobody_is_named() -> None:
    text = "Der Bürgermeister sagte am Montag: „Wir werden die Schule nicht schließen, und das ist gut so.“"
    analysis = analyze(text)
    assert (
        explain.of_quote(text, analysis, analysis.quotes[0]) == "Speakers are found in English stories only"
    )


def test_a_quote_without_a_speaker_says_so() -> None:
    quote = Quote(0, 3, None, None, None, None, None, "marks", "guess", 0)
    assert explain.of_quote(TEXT, Analysis(), quote) == "Speaker unknown"


def test_a_name_is_explained_by_whom_it_names() -> None:
    text = "Ada Lund opened the gate. Mrs Lund smiled."
    analysis = analyze(text)
    lines = [explain.of_name(text, mention, entity) for mention, entity in analysis.names()]
    assert lines == [
        "Ada Lund (begins with a first name) · person · 2 times",
        "Lund → Ada Lund (part of a fuller name) · person · 2 times",
    ]

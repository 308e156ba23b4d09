import pytest

from tui_reader.analysis.corrections import corrected, speaker_correction
from tui_reader.analysis.model import Analysis, Quote
from tui_reader.analysis.pipeline import analyze
from tui_reader.paint import explain

TEXT = "Ada Lund opened the gate. “It was never locked,” she said.\n\n“Nobody asked,” said a neighbour.\n\n“Hello.”"


def test_a_quote_is_explained_by_its_speaker_its_cue_its_rules_and_how_sure_that_is() -> None:
    analysis = analyze(TEXT)
    lines = [explain.of_quote(TEXT, analysis, quote) for quote in analysis.quotes]
    assert lines[0] == [
        "she → Ada Lund · said · certain (X said; subject before)",
        "she → Ada Lund · said · certain (X said)",
        "she → Ada Lund · said · certain",
    ]
    assert lines[1][0] == "a neighbour · said · certain (said X)"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“It was,” Ada Lund said in a statement. “No more.”", "said in a statement"),
        ("“It was,” Ada Lund told reporters outside the county court in Oslo.", "told reporters"),
        ("“It was,” Ada Lund wrote on both Instagram and Twitter.", "wrote on both Instagram and Twitter"),
        ("“It was,” said Ada Lund on Tuesday, and left.", "said on Tuesday"),
        ("“It was,” said Ada Lund of the county council.", "said"),
        ("“It was,” said a source close to the talks.", "said"),
        ("“It was,” said a man in the crowd.", "said"),
        ("“It was,” said Mr. Lund in Jan. 2024.", "said in Jan. 2024"),
        ("“It was,” Ada Lund said when she was asked.", "said"),
        ("“It was,” Ada Lund said and left.", "said"),
        ("Ada Lund said in a statement, “It was never locked.”", "said in a statement"),
        ("Ada Lund said in a statement that it was “never locked” at all.", "said in a statement"),
        ("Ada Lund said in a statement the gate was “never locked” at all.", "said"),
        ("Ada Lund said in a “mild” voice: “It was locked, and nobody ever knew.”", "said"),
        ("Ada Lund said the gate was “never locked” at all.", "said"),
        ("“It was,” according to Ada Lund in Oslo.", "according to"),
    ],
)
def test_the_storys_own_words_say_how_something_was_said(text: str, wanted: str) -> None:
    analysis = analyze(text)
    _, how, _ = explain.of_quote(text, analysis, analysis.quotes[0])[-1].split(" · ")
    assert how == wanted


def test_what_was_put_right_by_hand_says_so() -> None:
    analysis = analyze(TEXT)
    nobody = speaker_correction(TEXT, analysis.quotes[0], None)
    lund = speaker_correction(TEXT, analysis.quotes[1], "Ada Lund")
    quotes = corrected(TEXT, analysis, [nobody, lund]).quotes
    assert explain.of_quote(TEXT, analysis, quotes[0]) == ["Nobody · put right by you"]
    assert explain.of_quote(TEXT, analysis, quotes[1]) == ["Ada Lund · put right by you"]


def test_a_story_in_another_language_says_why_nobody_is_named() -> None:
    text = "Der Bürgermeister sagte am Montag: „Wir werden die Schule nicht schließen, und das ist gut so.“"
    analysis = analyze(text)
    assert explain.of_quote(text, analysis, analysis.quotes[0]) == [
        "Speakers are found in English stories only"
    ]


def test_a_quote_without_a_speaker_says_so() -> None:
    quote = Quote(0, 3, None, None, None, None, None, "marks", "guess", 0)
    assert explain.of_quote(TEXT, Analysis(), quote) == ["Speaker unknown"]


def test_a_name_is_explained_by_whom_it_names() -> None:
    text = "Ada Lund opened the gate. Mrs Lund smiled."
    analysis = analyze(text)
    lines = [explain.of_name(text, mention, entity) for mention, entity in analysis.names()]
    assert lines == [
        "Ada Lund (begins with a first name) · person · 2 times",
        "Lund → Ada Lund (part of a fuller name) · person · 2 times",
    ]

"""What the reader put right by hand: speakers, merged names, muted names; and how that outlives edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.analysis.corrections import (
    Correction,
    MergeCorrection,
    MuteCorrection,
    corrected,
    describe,
    entity_named,
    from_record,
    record,
    speaker_correction,
)
from tui_reader.analysis.model import Analysis
from tui_reader.analysis.pipeline import analyze

TEXT = (
    "Ada Lund opened the gate on Friday. Tomas Brandt, the warden, stood beside her.\n\n"
    "“It was never locked,” Lund said. “Nobody ever tried it.”\n\n"
    "“They will try it now,” said Brandt."
)


def speakers(analysis: Analysis) -> list[str | None]:
    """The speakers of all quotes, by name."""
    return [quote.speaker_name for quote in analysis.quotes]


def test_a_corrected_speaker_speaks_the_whole_statement_and_nothing_else() -> None:
    analysis = analyze(TEXT)
    assert speakers(analysis) == ["Ada Lund", "Ada Lund", "Tomas Brandt"]
    found = corrected(TEXT, analysis, [speaker_correction(TEXT, analysis.quotes[1], "Tomas Brandt")])
    assert speakers(found) == ["Tomas Brandt"] * 3
    brandt = entity_named(analysis, "Tomas Brandt")
    assert brandt is not None
    assert [quote.speaker for quote in found.quotes] == [brandt.id] * 3
    assert [quote.confidence for quote in found.quotes[:2]] == ["certain", "certain"]


def test_nobody_can_be_the_speaker() -> None:
    analysis = analyze(TEXT)
    found = corrected(TEXT, analysis, [speaker_correction(TEXT, analysis.quotes[2], None)])
    assert speakers(found) == ["Ada Lund", "Ada Lund", None]


def test_a_speaker_whom_the_story_does_not_name_keeps_the_given_words() -> None:
    analysis = analyze(TEXT)
    found = corrected(TEXT, analysis, [speaker_correction(TEXT, analysis.quotes[2], "a guard")])
    assert (found.quotes[2].speaker, found.quotes[2].speaker_name) == (None, "a guard")


def test_the_later_of_two_corrections_holds() -> None:
    analysis = analyze(TEXT)
    both = [speaker_correction(TEXT, analysis.quotes[0], name) for name in ("Tomas Brandt", None)]
    assert speakers(corrected(TEXT, analysis, both))[:2] == [None, None]


def test_merged_entities_share_names_mentions_and_quotes() -> None:
    analysis = analyze(TEXT)
    found = corrected(TEXT, analysis, [MergeCorrection("Tomas Brandt", "Ada Lund")])
    assert speakers(found) == ["Ada Lund"] * 3
    lund = entity_named(found, "Brandt")
    assert lund is not None
    assert lund.name == "Ada Lund"
    assert [TEXT[each.start : each.end] for each in lund.names] == [
        "Ada Lund",
        "Tomas Brandt",
        "Lund",
        "Brandt",
    ]
    assert {mention.entity for mention in lund.mentions} == {lund.id}


def test_a_muted_name_is_no_name_and_says_nothing() -> None:
    analysis = analyze(TEXT)
    found = corrected(TEXT, analysis, [MuteCorrection("brandt")])
    assert speakers(found) == ["Ada Lund", "Ada Lund", None]
    assert entity_named(found, "Tomas Brandt") is None


def test_corrections_outlive_a_small_edit_of_the_story() -> None:
    correction = speaker_correction(TEXT, analyze(TEXT).quotes[2], "Ada Lund")
    edited = "The weather was fine.\n\n" + TEXT.replace("They will try it now", "They will all try it now")
    assert speakers(corrected(edited, analyze(edited), [correction])) == ["Ada Lund"] * 3


def test_what_no_longer_fits_is_passed_over() -> None:
    analysis = analyze(TEXT)
    other = "Nothing of this was said. “Really?” asked Mia Berg."
    everything: list[Correction] = [
        speaker_correction(TEXT, analysis.quotes[0], "Tomas Brandt"),
        MergeCorrection("Tomas Brandt", "Ada Lund"),
        MuteCorrection("Ada Lund"),
    ]
    assert corrected(other, analyze(other), everything) == analyze(other)


ANALYSIS = analyze(TEXT)
NAMES = st.sampled_from(["Ada Lund", "Lund", "Tomas Brandt", "Brandt", "Nobody Known"])
CORRECTIONS = st.one_of(
    st.builds(
        speaker_correction, st.just(TEXT), st.sampled_from(ANALYSIS.quotes), st.one_of(st.none(), NAMES)
    ),
    st.builds(MergeCorrection, NAMES, NAMES),
    st.builds(MuteCorrection, NAMES),
)


@given(st.lists(CORRECTIONS, max_size=6))
def test_corrections_in_any_order_leave_an_analysis_whole(corrections: list[Correction]) -> None:
    found = corrected(TEXT, ANALYSIS, corrections)
    assert [(quote.start, quote.end) for quote in found.quotes] == [
        (quote.start, quote.end) for quote in ANALYSIS.quotes
    ]
    for quote in found.quotes:
        assert quote.speaker is None or found.by_id[quote.speaker].name == quote.speaker_name
    for entity in found.entities:
        assert all(mention.entity == entity.id for mention in entity.mentions)
    assert [from_record(record(each)) for each in corrections] == corrections
    assert all(describe(each) for each in corrections)


@pytest.mark.parametrize(
    "values", [{}, {"kind": "speaker"}, {"kind": "mute", "who": "Ada"}, {"kind": "x", "name": "y"}]
)
def test_a_record_of_something_else_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="this is no correction"):
        from_record(values)

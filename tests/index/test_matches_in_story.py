"""Where a query's words stand in a story: what is asked of speech only in the quotes of which it is asked."""

from tui_reader.analysis.pipeline import analyze
from tui_reader.index.query import parse
from tui_reader.index.story_matches import find_in_story

TEXT = (
    "Hillary Clinton kept a private email server at home. The emails were read, and Clinton knew.\n\n"
    "“I gave them all my emails,” Hillary Clinton said. “The server was secure.”\n\n"
    "“She hid the emails,” said Donald Trump."
)
ANALYSIS = analyze(TEXT)


def lit(query: str) -> list[tuple[str, str]]:
    """Each match with who says it."""
    found = []
    for start, end in find_in_story(parse(query), TEXT, ANALYSIS):
        around = [quote for quote in ANALYSIS.quotes if quote.start <= start and end <= quote.end]
        found.append((TEXT[start:end], (around[0].speaker_name or "") if around else "narration"))
    return found


def test_words_asked_with_said_are_found_inside_quotes_alone() -> None:
    assert lit("said:emails") == [("emails", "Hillary Clinton"), ("emails", "Donald Trump")]
    assert lit("said:knew") == []
    assert lit('said:"emails the"') == []


def test_beside_a_speaker_they_are_found_in_that_speaker_s_quotes_and_the_name_is_no_match() -> None:
    assert lit("speaker:clinton said:(emails OR server)") == [
        ("emails", "Hillary Clinton"),
        ("server", "Hillary Clinton"),
    ]
    assert lit("speaker:trum* said:email*") == [("emails", "Donald Trump")]
    assert lit('speaker:"hillary clinton" said:knew') == []
    assert lit("said:emails -speaker:clinton") == [("emails", "Donald Trump")]


def test_each_of_several_statements_has_its_own_speaker_and_words() -> None:
    assert lit("(speaker:trump said:hid) OR (speaker:clinton said:secure)") == [
        ("secure", "Hillary Clinton"),
        ("hid", "Donald Trump"),
    ]
    assert lit("(speaker:trump OR speaker:clinton) said:emails") == lit("said:emails")


def test_a_speaker_alone_is_found_by_name_and_other_words_everywhere() -> None:
    assert ("Clinton", "narration") in lit("speaker:clinton")
    assert lit("server said:hid") == [
        ("server", "narration"),
        ("server", "Hillary Clinton"),
        ("hid", "Donald Trump"),
    ]
    assert lit("title:emails source:server -secure") == []


def test_without_an_analysis_nothing_is_known_to_be_said() -> None:
    assert find_in_story(parse("said:emails"), TEXT, None) == []
    assert len(find_in_story(parse("server said:emails"), TEXT, None)) == 2

"""A story on the page: its lines, looks, bars and labels, and finding places in it."""

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.paint.stories import Span, analysis, article, entity, places, quote
from tui_reader import signs
from tui_reader.analysis.model import Analysis, EntityType, Mention
from tui_reader.article.formats.draft import Part
from tui_reader.article.model import Article, Markup
from tui_reader.paint.measure import shown
from tui_reader.paint.model import Line, Look, Mark
from tui_reader.paint.plain import plain_lines
from tui_reader.paint.selection import offset_in_line
from tui_reader.paint.skim import Skim
from tui_reader.paint.spoken import Spoken
from tui_reader.paint.story import Page

TALK = article(
    "Ana Ruiz met Bo Lind at the pier in Oster.",
    "“We won,” Ana Ruiz said. “Twice.” Bo Lind nodded, and the crowd of people went home early.",
    "“And we will win again.”",
    "“Never,” Bo Lind said.",
    "“Who knows?” somebody asked.",
)
NAMES: tuple[tuple[str, EntityType], ...] = (
    ("Ana Ruiz", "person"),
    ("Bo Lind", "person"),
    ("Oster", "place"),
)
SAID = (
    ("We won,", "Ana Ruiz"),
    ("Twice.", "Ana Ruiz"),
    ("And we will win again.", "Ana Ruiz"),
    ("Never,", "Bo Lind"),
    ("Who knows?", ""),
)
FOUND = analysis(TALK, NAMES, SAID, statements=(0, 0, 0, 1, 2))


def page(story: Article = TALK, found: Analysis | None = FOUND, *, width: int = 40, margin: int = 12) -> Page:
    return Page(story, found, width=width, margin=margin)


def texts(shown_page: Page) -> list[str]:
    return [shown_page.line(number).text for number in range(len(shown_page))]


def looks(shown_page: Page, words: str) -> set[Look]:
    """How the first line that holds the words in one run shows them."""
    for number in range(len(shown_page)):
        found = {run.look for run in shown_page.line(number).runs if words in run.text}
        if found:
            return found
    raise AssertionError(words)


def test_a_page_is_headline_a_line_about_it_and_paragraphs() -> None:
    assert texts(page(width=60))[:6] == [
        "Ferry Returns",
        "9 Mar 2024 · The Post · 1 min · 2 people · 5 quotes",
        "",
        "Ana Ruiz met Bo Lind at the pier in Oster.",
        "",
        "“We won,” Ana Ruiz said. “Twice.” Bo Lind nodded, and the",
    ]


def test_without_an_analysis_the_page_has_the_same_paragraphs_and_no_marks() -> None:
    bare = page(found=None)
    assert texts(bare)[1] == "9 Mar 2024 · The Post · 1 min"
    assert texts(bare)[2:] == texts(page())[2:]
    assert {run.look for number in range(2, len(bare)) for run in bare.line(number).runs} == {Look()}
    assert all(bare.line(number) == Line(bare.line(number).runs) for number in range(len(bare)))


def test_names_and_quotes_have_their_looks() -> None:
    shown_page = page(width=100)
    assert looks(shown_page, "Ana Ruiz") == {Look("person", 0)}
    assert looks(shown_page, "Bo Lind") == {Look("person", 1)}
    assert looks(shown_page, "Oster") == {Look("place")}
    assert looks(shown_page, "“We won,”") == {Look(quoted=True)}
    assert looks(shown_page, " nodded") == {Look()}


def test_matches_and_what_is_lit_are_told_apart() -> None:
    matches = places(TALK.text, "win") + places(TALK.text, "Lind")[:1]
    shown_page = Page(TALK, FOUND, width=60, margin=12, matches=sorted(matches), title_matches=[(0, 5)])
    shown_page.current_match = 0
    shown_page.lit = places(TALK.text, "Twice.")[0]
    assert looks(shown_page, "Ferry") == {Look("title", match="match")}
    assert looks(shown_page, " Returns") == {Look("title")}
    assert looks(shown_page, "Lind") == {Look("person", 1, match="current")}
    assert looks(shown_page, "win") == {Look(quoted=True, match="match")}
    assert looks(shown_page, "Twice.") == {Look(quoted=True, lit=True)}
    shown_page.current_match = 1
    assert looks(shown_page, "win") == {Look(quoted=True, match="current")}


def test_the_speaker_is_named_where_another_begins_to_speak() -> None:
    shown_page = page(width=100)
    labels = {shown_page.line(n).text[:9]: shown_page.line(n).label for n in range(len(shown_page))}
    named = {start: label.text for start, label in labels.items() if label}
    assert named == {"“We won,”": "Ana Ruiz", "“Never,” ": "Bo Lind", "“Who know": "unknown"}
    label = labels["“Never,” "]
    assert label is not None
    assert label.look == Look("label", 1)


def test_bars_run_beside_quotes_and_the_cue_between_them() -> None:
    bars = {line.text: line.bar for line in map(page(width=24).line, range(len(page(width=24))))}
    assert bars["“We won,” Ana Ruiz said."] == 0
    assert bars["“Twice.” Bo Lind nodded,"] == 0
    assert bars["and the crowd of people"] is None
    assert bars["“Never,” Bo Lind said."] == 1
    assert bars["“Who knows?” somebody"] == -1


def test_a_speaker_who_begins_on_the_line_of_another_is_named_on_the_next() -> None:
    story = article("“No,” said Bo. “Yes, yes, yes, yes, yes,” said Ana.")
    found = analysis(
        story, [("Bo", "person"), ("Ana", "person")], [("No,", "Bo"), ("Yes, yes, yes, yes, yes,", "Ana")]
    )
    shown_page = page(story, found, width=24)
    labels = [label.text for n in range(len(shown_page)) if (label := shown_page.line(n).label)]
    assert labels == ["Bo", "Ana"]


def test_a_guess_is_marked_as_a_guess() -> None:
    found = analysis(TALK, NAMES, SAID[:1], confidence="guess")
    shown_page = page(TALK, found)
    lines = [shown_page.line(number) for number in range(len(shown_page))]
    assert [line.label.text for line in lines if line.label] == ["Ana Ruiz?"]
    assert {line.guess for line in lines if line.bar is not None} == {True}
    certain = page(TALK, analysis(TALK, NAMES, SAID[:1]))
    assert not any(certain.line(number).guess for number in range(len(certain)))


@pytest.mark.parametrize(
    ("names", "margin", "wanted"),
    [
        (["Maximiliana Hohenberg"], 12, "Hohenberg"),
        (["Maximiliana Hohenberg", "Otto Hohenberg"], 12, "Maximiliana"),
        (["Maximilian Hohenberg Jr."], 12, "Hohenberg"),
        (["Maximiliana Hohenberg"], 7, "Maximi…"),
        (["Maximiliana Hohenberg"], 40, "Maximiliana Hohenberg"),
        (["Otto Hohenberg-Quennell"], 10, "Otto"),
        (["Soledad de la Mora"], 10, "de la Mora"),
        (["Soledad de la Mora"], 8, "Mora"),
        (["Marine Le Pen"], 10, "Le Pen"),
        (["J. P. Okonkwo", "Chukwuemeka Okonkwo"], 10, "J. Okonkwo"),
        (["Chukwuemeka Okonkwo", "J. P. Okonkwo"], 10, "C. Okonkwo"),
        (["J. P. Okonkwo", "Chukwuemeka Okonkwo"], 9, "J. P."),
    ],
)
def test_labels_fit_the_margin(names: list[str], margin: int, wanted: str) -> None:
    story = article(f"“Yes,” said {names[0]}. {' and '.join(names)}.")
    found = analysis(story, [(name, "person") for name in names], [("Yes,", names[0])])
    assert label_of(story, found, margin) == wanted


@pytest.mark.parametrize(
    ("name", "kind", "aliases", "wanted"),
    [
        ("Ouyang Meiqing", "person", ("Ouyang",), "Ouyang"),
        ("Ouyang Meiqing", "person", ("Ouyang", "Meiqing"), "Meiqing"),
        ("Lorcan Featherstone", "person", ("Lorcan",), "Lorcan"),
        ("Marine Safety Bureau", "organization", ("MSB", "the Bureau"), "the Bureau"),
        ("Marine Safety Bureau", "organization", (), "Marine…"),
    ],
)
def test_a_label_calls_them_what_the_story_calls_them(
    name: str, kind: EntityType, aliases: tuple[str, ...], wanted: str
) -> None:
    story = article(f"“Yes,” said {name}.")
    found = analysis(story, [(name, kind)], [("Yes,", name)])
    known = tuple(each._replace(aliases=aliases) for each in found.entities)
    assert label_of(story, Analysis(known, found.quotes), 10) == wanted


@pytest.mark.parametrize(
    ("source", "margin", "wanted"),
    [
        ("the county council", 10, "council"),
        ("The county council", 20, "The county council"),
        ("a spokesman for the harbour", 10, "spokesman"),
        ("a spokeswoman for the harbour", 10, "spokeswom…"),
        ("a small girl on her father’s shoulders", 10, "small girl"),
        ("Ann Lee’s parents, who live in Oslo", 10, "parents"),
        ("the keepers", 10, "keepers"),
        ("a source close to the talks", 11, "source"),
        ("the severely injured", 40, "the severely injured"),
        ("the accused", 40, "the accused"),
        ("Sources very close to the talks", 19, "Sources"),
        ("a senior official familiar with it", 17, "senior official"),
        ("people involved in the talks", 11, "people"),
        ("a witness present at the meeting", 11, "witness"),
        ("a source privy to the plan", 18, "source"),
        ("two officials speaking on Monday", 15, "two officials"),
        ("an organisation based in London", 14, "organisation"),
        ("an official letter to the press", 11, "letter"),
        ("a public hearing on the dam", 11, "hearing"),
        ("the severely injured in the crash", 11, "injured"),
        ("a", 10, "a"),
        ("the harbour master of Port Lannick", 0, "the harbour master of Port Lannick"),
        ("the former secretary of state and now the candidate", 0, "former secretary of state and now the…"),
    ],
)
def test_whoever_has_no_name_is_called_by_words_that_fit(source: str, margin: int, wanted: str) -> None:
    story = article(f"“Yes,” said {source}.")
    (said,) = analysis(story, (), [("Yes,", "")]).quotes
    found = Analysis((), (said._replace(speaker_name=source),))
    assert label_of(story, found, margin) == wanted


def label_of(story: Article, found: Analysis, margin: int) -> str:
    """What the margin calls the first who speaks, or the line above where there is no margin."""
    shown_page = page(story, found, width=40, margin=margin)
    lines = [shown_page.line(number) for number in range(len(shown_page))]
    labels = [line.label for line in lines if line.label]
    return (labels or [run for line in lines for run in line.runs if run.look.role == "label"])[0].text


def test_a_narrow_margin_names_speakers_above_the_paragraph() -> None:
    shown_page = page(width=60, margin=0)
    assert all(shown_page.line(number).label is None for number in range(len(shown_page)))
    lines = texts(shown_page)
    assert lines[lines.index("“Never,” Bo Lind said.") - 1] == "Bo Lind"
    assert lines[lines.index("“And we will win again.”") - 1] == ""
    assert shown_page.line(lines.index("Bo Lind")).runs[0].look == Look("label", 1)


def test_above_a_paragraph_stand_all_who_speak_in_it_in_their_order() -> None:
    story = article("“We won,” Ana Ruiz said.", "“Twice,” Ana Ruiz said. “Once,” said Bo Lind.")
    said = [("We won,", "Ana Ruiz"), ("Twice,", "Ana Ruiz"), ("Once,", "Bo Lind")]
    found = analysis(story, [("Ana Ruiz", "person"), ("Bo Lind", "person")], said)
    lines = texts(page(story, found, width=60, margin=0))
    assert [line for line in lines if line.startswith("Ana")] == ["Ana Ruiz", "Ana Ruiz · Bo Lind"]


@pytest.mark.parametrize("width", [8, 20, 30, 60])
def test_many_speakers_above_a_paragraph_stay_within_the_column(width: int) -> None:
    names = ["Maximiliana Hohenberg", "Bo", "Otto von Hohenberg", "李明", "Ana Ruiz"]
    story = article(" ".join(f"“Words {number},” said {name}." for number, name in enumerate(names)))
    said = [(f"Words {number},", name) for number, name in enumerate(names)]
    found = analysis(story, [(name, "person") for name in names], said)
    shown_page = page(story, found, width=width, margin=0)
    (number,) = [number for number, span in enumerate(shown_page.lines) if span.kind == "label"]
    line = shown_page.line(number)
    assert line.runs[0].look.role == "label"
    assert all(run.text for run in line.runs)
    assert cell_len(line.text) <= width


def test_lists_quotations_and_code_are_set_apart() -> None:
    story = article(
        "Before.",
        ("One that is long", "item"),
        ("Two", "item"),
        ("So be it", "quotation"),
        ("  x = 1", "code"),
        ("H", "heading"),
    )
    shown_page = page(story, None, width=12)
    assert texts(shown_page)[4:] == [
        *["Before.", "", "• One that", "  is long", "• Two", "", "│ So be it", "", "    x = 1", "", "H"]
    ]
    assert looks(shown_page, "x = 1") == {Look("code")}
    assert looks(shown_page, "H") == {Look("heading")}


LISTS = article(
    Part("“Open it,” Ana Ruiz said", "item", number="9."),
    Part("“Shut it,” Ana Ruiz said", "item", number="10."),
    Part("“Leave it be,” Ana Ruiz said", "item", level=1),
)
DRAWN = [
    "9. “Open it,” Ana Ruiz",
    "   said",
    "10. “Shut it,” Ana Ruiz",
    "    said",
    "  • “Leave it be,” Ana",
    "    Ruiz said",
]


@pytest.mark.parametrize("kind", [Page, Skim])
def test_items_are_drawn_with_their_numbers_as_deep_as_they_lie(kind: type[Page]) -> None:
    found = analysis(
        LISTS, [("Ana Ruiz", "person")], [(words, "Ana Ruiz") for words in ("Open", "Shut", "Leave")]
    )
    shown_page = kind(LISTS, found, width=24, margin=12)
    assert [text for text in texts(shown_page)[2:] if text] == DRAWN
    line = texts(shown_page).index(DRAWN[2])
    assert offset_in_line(shown_page, line, 5) == LISTS.text.index("Shut")


def test_items_are_printed_with_their_numbers_as_deep_as_they_lie() -> None:
    found = [line for line in plain_lines(LISTS, Analysis()) if line]
    assert found[2:] == [
        "9. “Open it,” Ana Ruiz said",
        "10. “Shut it,” Ana Ruiz said",
        "  - “Leave it be,” Ana Ruiz said",
    ]


@pytest.mark.parametrize(
    ("width", "wanted"),
    [
        (16, ["on the Donau-", "dampf he went."]),
        (15, ["on the Donau-", "dampf he went."]),
        (12, ["on the", "Donaudampf", "he went."]),
    ],
)
def test_a_word_that_goes_on_in_the_next_line_has_a_hyphen(width: int, wanted: list[str]) -> None:
    page = Page(article("on the Donau\u00addampf he went."), None, width=width, margin=0)
    assert texts(page)[-len(wanted) :] == wanted
    assert "Donaudampf" in page.article.text


def test_no_hyphen_stands_where_no_cell_is_left_for_it() -> None:
    page = Page(article("abcdefgh\u00adij"), None, width=8, margin=0)
    assert texts(page)[-2:] == ["abcdefgh", "ij"]


def test_what_is_heard_has_no_broken_words() -> None:
    signs.use("", plain=True)
    try:
        page = Spoken(article("on the Donau\u00addampf he went."), None, width=15, margin=0)
        assert texts(page)[-3:] == ["on the", "Donaudampf he", "went."]
    finally:
        signs.use("unicode")


@pytest.mark.parametrize("indented", [False, True])
def test_a_paragraph_that_goes_on_with_an_item_begins_where_its_words_do(indented: bool) -> None:
    story = article(
        Part("One two", "item", (), 1, "10."), Part("three four five", "text", (), 2, "10."), Part("six", "item"),
        Part("seven", "text", (), 1), "eight",
    )  # fmt: skip
    page = Page(story, None, width=14, margin=0, indented=indented)
    assert texts(page)[3:] == [
        "  10. One two", "", "      three", "      four", "      five", "", "• six", "", "  seven", "", "eight",
    ]  # fmt: skip


def test_a_rule_is_drawn_between_two_paragraphs_and_is_no_text() -> None:
    story = article("One.", Part("Two.", parted=True), Part("a", "item"), Part("b", "item", parted=True))
    for indented in (False, True):
        page = Page(story, None, width=20, margin=0, indented=indented)
        assert texts(page)[2:] == ["", "One.", "", "* * *", "", "Two.", "", "• a", "", "* * *", "", "• b"]
        assert [page.paragraph_at(line) for line in (4, 5, 6, 7)] == [1, 1, 1, 1]
    assert story.text == "One.\n\nTwo.\n\na\n\nb"


@pytest.mark.parametrize(
    ("margin", "wanted"), [(24, "Ana Ruiz · Bo Lind"), (16, "Ruiz · Bo Lind"), (10, "Ana Ruiz …")]
)
def test_all_who_speak_on_one_line_are_named_beside_it(margin: int, wanted: str) -> None:
    story = article("“Now?” asked Ana Ruiz. “No,” said Bo Lind. They went.")
    found = analysis(story, NAMES, [("Now?", "Ana Ruiz"), ("No,", "Bo Lind")])
    line = page(story, found, width=70, margin=margin).line(3)
    assert line.label is not None
    assert line.label.text == wanted


def test_a_guess_on_the_line_of_certain_words_is_seen_there() -> None:
    story = article("“One,” said Ana Ruiz. “Two.” And so on.")
    (ana,) = [entity(1, "Ana Ruiz", "person", places(story.text, "Ana Ruiz"))]
    said = (quote((1, 4), ana, 0), quote((23, 27), ana, 1, "guess"))
    page = Page(story, Analysis((ana,), said), width=60, margin=14)
    line = page.line(len(page) - 1)
    assert (line.guess, line.label and line.label.text) == (True, "Ana Ruiz?")


def test_a_narrow_page_has_room_for_words_in_the_deepest_list() -> None:
    story = article(Part("one two three", "item", level=40, number="100."))
    for width in range(4, 30):
        assert all(cell_len(text) <= width for text in texts(page(story, None, width=width, margin=0))[-3:])


def test_a_story_of_a_headline_alone_has_a_page() -> None:
    shown_page = page(article(title="A [b]bracketed[/b] one"), None)
    assert texts(shown_page) == ["A [b]bracketed[/b] one", "9 Mar 2024 · The Post · 1 min"]
    assert (shown_page.line_of(5), shown_page.paragraph_line(0, 1), shown_page.paragraph_at(1)) == (
        0,
        None,
        0,
    )
    assert shown_page.offset_at(0) == 0


WORDS = st.text(alphabet=st.sampled_from(" ab é—“”-中🙂"), min_size=1, max_size=90).map(
    lambda text: f"x{text.strip()}"
)
STORIES = st.lists(
    st.tuples(WORDS, st.sampled_from(["text", "item", "code", "quotation", "heading"])), max_size=6
)


@given(
    parts=STORIES,
    width=st.integers(6, 90),
    margin=st.sampled_from([0, 12]),
    indented=st.booleans(),
    data=st.data(),
)
def test_every_line_says_what_the_story_says_and_looks_as_it_should(
    parts: list[tuple[str, str]], width: int, margin: int, *, indented: bool, data: st.DataObject
) -> None:
    story = article(*parts)  # type: ignore[arg-type]
    size = len(story.text)
    spans = st.tuples(st.integers(0, size), st.integers(0, size)).filter(lambda span: span[0] < span[1])
    some = st.lists(spans, max_size=4).map(sorted) if size > 1 else st.just([])
    names, said, matches = data.draw(some), data.draw(some), data.draw(some)
    names = [first for first, second in pairwise([*names, (size, size)]) if first[1] <= second[0]]
    entities = tuple(entity(number, f"N{number}", "person", [span]) for number, span in enumerate(names))
    quotes = tuple(quote(span, None, number) for number, span in enumerate(said))
    found = Analysis(entities, quotes)
    shown_page = Page(story, found, width=width, margin=margin, indented=indented, matches=matches)
    shown_page.lit = matches[0] if matches else None
    at = 0
    for number, span in enumerate(shown_page.lines):
        line = shown_page.line(number)
        assert sum(cell_len(run.text) for run in line.runs) <= width
        assert all(run.text for run in line.runs) or span.kind == "meta"
        if span.kind != "text":
            continue
        assert story.text[at : span.start].strip() == ""
        runs = [run for run in line.runs if run.look.role != "mark"]
        assert "".join(run.text for run in runs) == shown(story.text[span.start : span.end])
        at = span.start
        for run in runs:
            for place in range(at, at + len(run.text)):
                _looks_right(run.look, place, names, said, matches)
            at += len(run.text)
        assert at == span.end
    assert story.text[at:].strip() == ""


def _looks_right(look: Look, place: int, names: list[Span], said: list[Span], matches: list[Span]) -> None:
    def within(spans: list[Span]) -> bool:
        return any(start <= place < end for start, end in spans)

    assert (look.role == "person") == within(names)
    assert bool(look.match) == within(matches)
    assert look.lit == within(matches[:1])
    assert look.quoted or not within(said)


@given(parts=STORIES, width=st.integers(6, 90), margin=st.sampled_from([0, 12]), indented=st.booleans())
def test_places_lead_to_lines_and_back(
    parts: list[tuple[str, str]], width: int, margin: int, *, indented: bool
) -> None:
    story = article(*parts)  # type: ignore[arg-type]
    quotes = tuple(quote((p.start, p.end), None, number) for number, p in enumerate(story.paragraphs))
    shown_page = Page(story, Analysis((), quotes), width=width, margin=margin, indented=indented)
    for number, span in enumerate(shown_page.lines):
        if span.kind == "text":
            assert shown_page.offset_at(number) == span.start
            assert shown_page.paragraph_at(number) == span.paragraph
            assert {shown_page.line_of(place) for place in range(span.start, span.end)} == {number}
            assert offset_in_line(shown_page, number, span.indent) == span.start
    line, seen = 0, []
    while (following := shown_page.paragraph_line(line, 1)) is not None:
        assert shown_page.paragraph_line(following + 1, -1) == following
        assert shown_page.line_of(shown_page.offset_at(following)) >= following > line
        seen.append(shown_page.paragraph_at(following))
        line = following
    assert seen == list(range(len(story.paragraphs)))
    offsets = [shown_page.offset_at(number) for number in range(-1, len(shown_page) + 2)]
    assert offsets == sorted(offsets)


def test_indented_paragraphs_follow_closely_and_all_else_stays_apart() -> None:
    story = article(
        "One two three four five.",
        "Six seven eight nine.",
        ("Part two", "heading"),
        "Ten eleven.",
        ("a", "item"),
        ("b", "item"),
        ("q", "quotation"),
        "Twelve.",
        "Thirteen.",
    )
    shown_page = Page(story, None, width=16, margin=0, indented=True)
    assert texts(shown_page)[shown_page.line_of(0) :] == [
        "One two three",
        "four five.",
        "  Six seven",
        "eight nine.",
        "",
        "Part two",
        "",
        "Ten eleven.",
        "",
        "• a",
        "• b",
        "",
        "│ q",
        "",
        "Twelve.",
        "  Thirteen.",
    ]


def test_a_long_story_with_many_names_and_quotes_is_quick() -> None:
    story = article(*["“Seven words are what,” said Ana Ruiz. " * 10 + "Other words follow. " * 20] * 90)
    names = entity(1, "Ana Ruiz", "person", places(story.text, "Ana Ruiz"))
    quotes = tuple(
        quote(span, names, n) for n, span in enumerate(places(story.text, "Seven words are what,"))
    )
    found = Analysis((names,), quotes)
    took = []
    for _ in range(3):
        began = time.process_time()
        shown_page = Page(story, found, width=70, margin=12, matches=places(story.text, "words"))
        laid_out = time.process_time()
        for number in range(len(shown_page) - 50, len(shown_page)):
            shown_page.line(number)
            shown_page.offset_at(number), shown_page.paragraph_at(number), shown_page.line_of(number)
        took.append((laid_out - began, time.process_time() - laid_out))
    assert min(first for first, _ in took) < 0.15
    assert min(second for _, second in took) < 0.05


def test_one_persons_names_pronouns_and_words_stay_lit_while_the_rest_steps_back() -> None:
    story = article("Ana Ruiz met Bo Lind. “We won,” she said. “Never,” Bo Lind said. She left.")
    found = analysis(story, NAMES[:2], [("We won,", "Ana Ruiz"), ("Never,", "Bo Lind")])
    ana = found.entities[0]
    she = Mention(*places(story.text, "She")[0], "pronoun", ana.id, "test")
    found = replace(found, entities=(ana._replace(mentions=(*ana.mentions, she)), found.entities[1]))
    shown_page = Page(story, found, width=100, margin=12)
    shown_page.spotlight(found.entities[0])
    assert looks(shown_page, "Ana Ruiz") == {Look("person", 0)}
    assert looks(shown_page, "She") == {Look("person", 0)}
    assert looks(shown_page, "We won") == {Look(quoted=True)}
    assert looks(shown_page, " met ") == {Look(dim=True)}
    assert looks(shown_page, "Bo Lind") == {Look("person", 1, dim=True)}
    assert looks(shown_page, "Never") == {Look(quoted=True, dim=True)}
    assert looks(shown_page, "Ferry") == {Look("title", dim=True)}

    shown_page.spotlight(None)
    assert looks(shown_page, "Bo Lind") == {Look("person", 1)}
    assert looks(shown_page, " She left.") == {Look()}


@pytest.mark.parametrize(
    ("title", "lit"),
    [
        ("Ana Ruiz’s Ferry: Ruiz Leaves", "AnaRuizRuiz"),
        ("Ruizmond and Eva Ruiz Meet Ana", ""),
        ("RUIZ: ‘WE WON’", "RUIZ"),
        ("Lind and Ruiz at Linden, Bo at Home", "Lind"),
    ],
)
@pytest.mark.parametrize("width", [8, 60])
def test_the_headline_keeps_the_names_of_whoever_is_lit(title: str, lit: str, width: int) -> None:
    story = article("Ana Ruiz met Eva Ruiz and Bo Lind.", title=title)
    named: list[tuple[str, EntityType]] = [
        ("Ana Ruiz", "person"),
        ("Eva Ruiz", "person"),
        ("Bo Lind", "person"),
    ]
    ana, eva, bo = analysis(story, named).entities
    ana = ana._replace(aliases=("Ruiz",))
    shown_page = Page(story, Analysis((ana, eva, bo)), width=width, margin=0, title_matches=[(0, 3)])
    before = texts(shown_page)
    shown_page.spotlight(bo if lit == "Lind" else ana)
    assert texts(shown_page) == before
    lines = [shown_page.line(n).runs for n, span in enumerate(shown_page.lines) if span.kind == "title"]
    bright = ["".join(run.text for run in runs if not run.look.dim) for runs in lines]
    assert "".join(bright).replace(" ", "") == lit


def test_the_labels_and_bars_of_others_step_back_too() -> None:
    shown_page = page(width=100)
    shown_page.spotlight(FOUND.entities[1])
    lines = [shown_page.line(number) for number in range(len(shown_page))]
    assert {line.label.text: line.label.look for line in lines if line.label} == {
        "Ana Ruiz": Look("label", dim=True),
        "Bo Lind": Look("label", 1),
        "unknown": Look("label", dim=True),
    }
    assert {line.text[:4]: line.bar for line in lines if line.bar is not None} == {
        "“We ": -1,
        "“And": -1,
        "“Nev": 1,
        "“Who": -1,
    }


def test_emphasis_links_and_code_come_from_the_files_markup() -> None:
    story = article("A very old gate, see here or run it.")
    marks = {"very": "emphasis", "old": "strong", "here": "link", "run": "code"}
    markup = tuple(
        Markup(*places(story.text, words)[0], kind)  # type: ignore[arg-type]  # kinds are written above
        for words, kind in marks.items()
    )
    shown_page = Page(replace(story, markup=markup), None, width=80, margin=0)
    assert looks(shown_page, "very") == {Look(emphasis="emphasis")}
    assert looks(shown_page, "old") == {Look(emphasis="strong")}
    assert looks(shown_page, "here") == {Look(link=True)}
    assert looks(shown_page, "run") == {Look("code")}
    assert looks(shown_page, " gate, see ") == {Look()}


def test_what_is_bookmarked_has_a_sign_where_it_begins_and_is_marked_throughout() -> None:
    marked = page(width=60)
    start = TALK.text.index("Bo Lind nodded")
    end = TALK.text.index(" went home early")
    never = TALK.text.index("Never")
    marked.show_marks(
        [
            Mark(start, end),
            Mark(0, 8, "Who is she?", ("pier",)),
            Mark(never, never + 6, "", ("gate", "sea")),
            Mark(-1, -1),
        ]
    )
    lines = [marked.line(number) for number in range(len(marked))]
    assert [(line.sign, line.text[:10]) for line in lines if line.sign] == [
        ("★", "Ferry Retu"),
        ("✎", "Ana Ruiz m"),
        ("★", "“We won,” "),
        ("#", "“Never,” B"),
    ]
    shown_marked = "".join(run.text for line in lines for run in line.runs if run.look.marked)
    assert shown_marked == "Ana RuizBo Lind nodded, and thecrowd of peopleNever,"
    kept = [
        mark and mark.kept for mark in map(marked.mark_on, ((0, 8), (never, never + 6), (start, end), (0, 7)))
    ]
    assert kept == ["✎ Who is she? · #pier", "#gate #sea", "", None]
    marked.show_marks([])
    assert not any(marked.line(number).sign for number in range(len(marked)))

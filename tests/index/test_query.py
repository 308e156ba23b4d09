import datetime
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.index.query import (
    And,
    Days,
    Folder,
    Not,
    Or,
    Query,
    State,
    nodes,
    parse,
    states,
    terms,
    while_typing,
)


def words(query: Query) -> list[tuple[str, ...]]:
    return [term.words for term in terms(query)]


def test_words_are_all_asked_for() -> None:
    root = parse("Kim REFORM").root
    assert isinstance(root, And)
    assert words(parse("Kim REFORM")) == [("kim",), ("reform",)]


@pytest.mark.parametrize("text", ['"ferry landing"', "“ferry landing”", "«Ferry Landing»", '"ferry landing'])
def test_marks_of_any_kind_make_a_phrase(text: str) -> None:
    assert words(parse(text)) == [("ferry", "landing")]


def test_an_open_quotation_mark_is_named_and_still_searched() -> None:
    query = parse('council "ferry lan')
    assert [(problem.start, problem.end) for problem in query.problems] == [(8, 18)]
    assert words(query) == [("council",), ("ferry", "lan")]


def test_either_and_groups() -> None:
    root = parse("(ferry OR bridge) council").root
    assert isinstance(root, And)
    assert isinstance(root.parts[0], Or)
    assert words(parse("(ferry OR bridge) council")) == [("ferry",), ("bridge",), ("council",)]


@pytest.mark.parametrize("text", ["-ferry", "NOT ferry", "--ferry", "-(ferry)", "NOT -ferry"])
def test_exclusion(text: str) -> None:
    assert isinstance(parse(text).root, Not)
    assert terms(parse(text)) == ()


def test_lower_case_or_is_a_word() -> None:
    assert words(parse("now or never")) == [("now",), ("or",), ("never",)]


def test_a_star_begins_words() -> None:
    (term,) = terms(parse("refor*"))
    assert term.prefix
    assert term.words == ("refor",)


def test_fields() -> None:
    found = {term.field: term.words for term in terms(parse('speaker:Okafor SAID:"second ferry" title:vote'))}
    assert found == {"speaker": ("okafor",), "said": ("second", "ferry"), "title": ("vote",)}


def test_a_field_may_hold_a_group() -> None:
    assert {term.field for term in terms(parse("person:(ada OR per)"))} == {"person"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://example.org/a", ("http", "example", "org", "a")),
        ("16:30", ("16", "30")),
        ("D'Amelio", ("d", "amelio")),
        ("well-known", ("well", "known")),
    ],
)
def test_what_hangs_together_is_searched_together(text: str, expected: tuple[str, ...]) -> None:
    assert words(parse(text)) == [expected]
    assert parse(text).problems == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date:2023", Days("2023-01-01", "2023-12-31")),
        ("date:2024-02", Days("2024-02-01", "2024-02-29")),
        ("date:2023-04-18", Days("2023-04-18", "2023-04-18")),
        ("date:2022..2023-03", Days("2022-01-01", "2023-03-31")),
        ("date:2022..", Days("2022-01-01", "9999-12-31")),
        ("date:..2022", Days("0001-01-01", "2022-12-31")),
        ("after:2023-01", Days("2023-01-01", "9999-12-31")),
        ("before:2023-03", Days("0001-01-01", "2023-02-28")),
        ("before:2024-03-01", Days("0001-01-01", "2024-02-29")),
        ('date:"2023"', Days("2023-01-01", "2023-12-31")),
    ],
)
def test_days(text: str, expected: Days) -> None:
    assert parse(text).root == expected


TODAY = datetime.date(2024, 3, 31)  # a Sunday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date:today", Days("2024-03-31", "2024-03-31")),
        ("date:yesterday", Days("2024-03-30", "2024-03-30")),
        ("date:this-week", Days("2024-03-25", "2024-03-31")),
        ("date:last-week", Days("2024-03-18", "2024-03-24")),
        ("date:This-Month", Days("2024-03-01", "2024-03-31")),
        ("date:last-month", Days("2024-02-01", "2024-02-29")),
        ("date:this-year", Days("2024-01-01", "2024-12-31")),
        ("date:last-year", Days("2023-01-01", "2023-12-31")),
        ("after:2d", Days("2024-03-29", "9999-12-31")),
        ("after:3w", Days("2024-03-10", "9999-12-31")),
        ("after:1m", Days("2024-02-29", "9999-12-31")),
        ("after:1y", Days("2023-03-31", "9999-12-31")),
        ("after:9999y", Days("0001-01-01", "9999-12-31")),
        ("after:999999d", Days("0001-01-01", "9999-12-31")),
        ("before:1w", Days("0001-01-01", "2024-03-23")),
        ("before:last-week", Days("0001-01-01", "2024-03-17")),
        ("after:last-week", Days("2024-03-18", "9999-12-31")),
        ("date:3w", Days("2024-03-10", "2024-03-31")),
        ("date:2y..1y", Days("2022-03-31", "2023-03-31")),
        ("date:2024..yesterday", Days("2024-01-01", "2024-03-30")),
        ("date:last-month..", Days("2024-02-01", "9999-12-31")),
    ],
)
def test_days_from_today(text: str, expected: Days) -> None:
    query = parse(text, TODAY)
    assert query.root == expected
    assert query.problems == ()


def test_without_a_day_it_is_today() -> None:
    today = datetime.date.today()  # noqa: DTZ011
    (asked,) = [node for node, _ in nodes(parse("date:today").root)]
    assert isinstance(asked, Days)
    assert asked.first in (today.isoformat(), (today + datetime.timedelta(days=1)).isoformat())


@pytest.mark.parametrize(
    ("text", "meant", "place"),
    [
        ("speakr:rubin reform", "speaker:", (0, 7)),
        ("reform Persn:rubin", "person:", (7, 13)),
        ("since:rubin reform", "after:", (0, 6)),
        ('reform quote:"rubin"', "said:", (7, 13)),
        ("reform titel:(rubin)", "title:", (7, 13)),
    ],
)
def test_a_field_that_does_not_exist_is_named_and_its_words_are_searched(
    text: str, meant: str, place: tuple[int, int]
) -> None:
    query = parse(text)
    (problem,) = query.problems
    assert meant in problem.message
    assert (problem.start, problem.end) == place
    assert {("rubin",), ("reform",)} == set(words(query))
    assert {term.field for term in terms(query)} == {""}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("council (ferry", (8, 9)),
        ("person:(ada OR per", (7, 8)),
        ("*ferry", (0, 6)),
        ("ferry ((((", (6, 7)),
        ("ferry )", (6, 7)),
        ("ferry ()", (6, 8)),
        ("said:() ferry", (0, 7)),
        ("ferry OR", (6, 8)),
        ("OR ferry", (0, 2)),
        ("ferry OR OR boat", (9, 11)),
        ("(ferry OR) boat", (7, 9)),
        ("ferry NOT", (6, 9)),
        ("ferry title:*", (6, 13)),
        ("* ferry", (0, 1)),
        ('ferry ""', (6, 8)),
        ('ferry "', (6, 7)),
        ('speaker:" ', (8, 10)),
        ("ferry & boat", (6, 7)),
        ("ferry said:-seal", (6, 16)),
        ("speaker:-okonkwo ferry", (0, 16)),
        ("tag:-harbour ferry", (0, 12)),
        ("\U0001f642 ferry", (0, 1)),
    ],
)
def test_slips_of_signs_are_named_and_the_rest_is_searched(text: str, place: tuple[int, int]) -> None:
    query = parse(text)
    assert [(problem.start, problem.end) for problem in query.problems] == [place]
    assert words(query) or "ferry" not in text


@pytest.mark.parametrize("text", ["ferry — boat", "ferry - boat", "ferry AND boat", "ferry OR NOT boat"])
def test_dashes_between_words_and_joining_words_are_no_mistakes(text: str) -> None:
    assert parse(text).problems == ()


@pytest.mark.parametrize("text", ["-is:old ferry", "NOT \U0001f642 ferry", "-() ferry"])
def test_what_is_left_out_excludes_nothing_else(text: str) -> None:
    assert words(parse(text)) == [("ferry",)]


@pytest.mark.parametrize(
    "text",
    [
        "date:soon",
        "after:3q",
        "date:w",
        "date:last-hour",
        "after:2022..2023",
        "after:2023-13",
        "date:2023-02-30",
        "date:..",
        "is:old",
        "speaker:",
    ],
)
def test_what_cannot_be_understood_is_left_out_and_named(text: str) -> None:
    query = parse(f"ferry {text}")
    assert words(query) == [("ferry",)]
    assert [(problem.start, problem.end) for problem in query.problems] == [(6, 6 + len(text))]
    assert query.problems[0].message.endswith(".")


def test_states_and_folders_stay_in_the_tree() -> None:
    query = parse("is:Unread -is:bookmarked in:2023/04/ in:notes\\old")
    assert states(query) == {"unread", "bookmarked"}
    kinds = [(node, wanted) for node, wanted in nodes(query.root) if isinstance(node, State | Folder)]
    assert (State("bookmarked"), False) in kinds
    assert (Folder("2023/04"), True) in kinds
    assert (Folder("notes/old"), True) in kinds


def test_the_last_word_may_still_grow() -> None:
    grown = while_typing(parse("council vot"))
    assert [term.prefix for term in terms(grown)] == [False, True]
    assert while_typing(parse("council vot ")) == parse("council vot ")
    assert while_typing(parse('"vot"')).typed is None
    assert terms(while_typing(parse("council v")))[1].prefix is False
    assert terms(while_typing(parse("a OR (b speaker:oka")))[2].prefix is True


@pytest.mark.parametrize("text", ["", "   ", "()", '""', "OR", "-", "(((", ")))", "…", "👩‍🚀"])
def test_nothing_is_asked_for(text: str) -> None:
    assert parse(text).empty


def test_deep_nesting_is_no_trouble() -> None:
    query = parse("(a " * 5000)
    assert words(query)
    assert len(query.problems) == 1
    assert words(parse("(" * 5000 + "a" + ")" * 5000)) == [("a",)]


def test_long_queries_take_linear_time() -> None:
    began = time.process_time()
    for piece in ("-", "(", '"', "a:", "speaker:", "a OR ", "person:(", "é*", "“"):
        parse(piece * 20_000)
    assert time.process_time() - began < 5


PIECES = st.sampled_from(
    [
        "(",
        ")",
        '"',
        "”",
        "-",
        "OR",
        "NOT",
        "AND",
        " ",
        ":",
        "*",
        "speaker:",
        "date:",
        "2023",
        "is:unread",
        "last-week",
        "3w",
        "..",
        "speakr:",
        "in:",
        "ab",
        "É",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join)))
def test_anything_can_be_typed(text: str) -> None:
    query = parse(text)
    assert query.text == text
    for problem in query.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
    for term in terms(while_typing(query)):
        assert term.words
        assert 0 <= term.start < term.end <= len(text)
        assert all(unicodedata.normalize("NFKD", word).casefold() for word in term.words)


def test_a_tag_is_asked_of_the_shelf() -> None:
    query = parse('tag:#Sea-Wall -TAG:"café"')
    assert query.problems == ()
    assert states(query) == {"tag:sea-wall", "tag:café"}
    assert [problem.message for problem in parse("tag:").problems] == ["Something must follow tag:."]

"""Stories in Markdown, as people and programs write it."""

import datetime
from pathlib import Path

import pytest

from tests.article.stories import paragraphs, story
from tui_reader.article.model import Article

DAY = datetime.date(2024, 3, 9)


def marked(folder: Path, content: str) -> Article:
    return story(folder, content, "story.md")


def kinds(article: Article) -> list[tuple[str, str]]:
    return [
        (paragraph.kind, article.text[paragraph.start : paragraph.end]) for paragraph in article.paragraphs
    ]


def test_front_matter_gives_headline_date_and_source(tmp_path: Path) -> None:
    article = marked(
        tmp_path, "---\ntitle: Ferry: It Returns\nDate: 2024-03-09\nsource: The Post\n---\n\nFirst.\n"
    )
    assert (article.title, article.date, article.source) == ("Ferry: It Returns", DAY, "The Post")
    assert article.text == "First."


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ('"The \\"Ferry\\" Returns"', 'The "Ferry" Returns'),
        ("'Inmates'' Ferry'", "Inmates' Ferry"),
        ('"Ferry" Returns', '"Ferry" Returns'),
        ("The Long Ferry\n  Returns", "The Long Ferry Returns"),
        (">-\n  The Long\n  Ferry", "The Long Ferry"),
        ("!!python/object:os.system [ls]", "!!python/object:os.system [ls]"),
        ("*Not* [marked](up)", "*Not* [marked](up)"),
    ],
)
def test_front_matter_is_read_as_text(tmp_path: Path, value: str, title: str) -> None:
    article = marked(tmp_path, f"---\ntags:\n  - a\n  - b\ntitle: {value}\ndate: 2024-03-09\n...\nFirst.\n")
    assert (article.title, article.date, article.text) == (title, DAY, "First.")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_front_matter_of_another_system_is_read(tmp_path: Path, end: str) -> None:
    text = "\ufeff---\ntitle: Ferry\npublished: 2024-03-09\n---\nFirst.".replace("\n", end)
    article = marked(tmp_path, text)
    assert (article.title, article.date, article.text) == ("Ferry", DAY, "First.")


def test_front_matter_that_is_not_closed_ends_at_the_first_other_line(tmp_path: Path) -> None:
    article = marked(tmp_path, "---\ntitle: Ferry\ndate: 2024-03-09\n\nFirst.\n\nSecond.")
    assert (article.title, article.date, paragraphs(article)) == ("Ferry", DAY, ["First.", "Second."])


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    article = marked(tmp_path, "---\n\n# Ferry\n\nFirst: she spoke.\n")
    assert (article.title, article.text) == ("Ferry", "First: she spoke.")
    assert paragraphs(marked(tmp_path, "---\nHello.\n\n---\n\nMore: text.")) == [
        "Hello.",
        "More: text.",
    ]
    assert paragraphs(marked(tmp_path, "---\nNote: to all.\nHello.")) == ["Note: to all. Hello."]


@pytest.mark.parametrize(
    "heading", ["# Ferry *Returns*", "## Ferry Returns ##", "Ferry Returns\n======", "Ferry Returns\n---"]
)
def test_a_first_heading_is_the_headline(tmp_path: Path, heading: str) -> None:
    article = marked(tmp_path, f"\n{heading}\n\nFirst.\n\n## Later\n\nSecond.")
    assert (article.title, article.date) == ("Ferry Returns", None)
    assert kinds(article) == [("text", "First."), ("heading", "Later"), ("text", "Second.")]


def test_a_heading_that_repeats_the_headline_is_left_out(tmp_path: Path) -> None:
    article = marked(tmp_path, "---\ntitle: Ferry\n---\n# Ferry\n\nFirst.")
    assert article.text == "First."
    article = marked(tmp_path, "---\ntitle: Ferry\n---\n# Another\n\nFirst.")
    assert kinds(article) == [("heading", "Another"), ("text", "First.")]


def test_without_heading_the_first_words_are_the_headline(tmp_path: Path) -> None:
    article = marked(tmp_path, "#hashtag news\nof the day")
    assert (article.title, article.text) == ("#hashtag news of the day", "#hashtag news of the day")


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("**Kim** and *Khloe* and ***Rob***", "Kim and Khloe and Rob"),
        ("__Kim__ and _Khloe_", "Kim and Khloe"),
        ("**Kim said we *must* go**", "Kim said we must go"),
        ("**“Quoted,”** she said", "“Quoted,” she said"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("f**k and s**t", "f**k and s**t"),
        ("* * a star", "* a star"),
        ("a * b * c", "a * b * c"),
        ("*unclosed and **open", "*unclosed and **open"),
        ("[the report](https://example.org/a_(b)_c)", "the report"),
        ("[the report](<a b> \"Its title\") and [more](x 'y')", "the report and more"),
        ("[![photo](a.png)](b) here", "photo here"),
        ("see [the report][1] and [this][]", "see the report and this"),
        ("[sic] and [not a link] (so)", "[sic] and [not a link] (so)"),
        ("[unclosed](http://x", "[unclosed](http://x"),
        ("<https://example.org/a_b_c>", "https://example.org/a_b_c"),
        ("use `a_b_*c*` and ``x`` now", "use a_b_*c* and x now"),
        (r"1986\. A \*great\* year, \[sic\]", "1986. A *great* year, [sic]"),
        ("AT&amp;T &quot;wins&quot; &unknown; R&D", 'AT&T "wins" &unknown; R&D'),
        ("one  \ntwo\\\nthree", "one two three"),
        ("> one\\\n> two", "one two"),
        ("12&nbsp;000&#8239;crowns", "12\u00a0000\u202fcrowns"),
    ],
)
def test_markup_within_a_paragraph_becomes_words(tmp_path: Path, markup: str, words: str) -> None:
    assert marked(tmp_path, f"# T\n\nx\n\n{markup}\n").text.removeprefix("x\n\n") == words


def test_lists_are_items_however_they_are_nested(tmp_path: Path) -> None:
    article = marked(
        tmp_path, "# T\n\nThey said:\n- One\n  goes on\n    * **Deep**\n+ Three\n\n1. First\n2) Second\n"
    )
    assert kinds(article) == [
        ("text", "They said:"),
        ("item", "One goes on"),
        ("item", "Deep"),
        ("item", "Three"),
        ("item", "First"),
        ("item", "Second"),
    ]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("- a\n  - b\n    - c\n- d", ["0", "1", "2", "0"]),
        ("* a\n\t* b\n\n  goes on\n\n\t* c\n* d", ["0", "1", "1", "1", "0"]),
        ("- a\n  - b\n\n    on with b\n\n  on with a\n\nend", ["0", "1", "2", "1", "0"]),
        ("- a\n - b\n  - c", ["0", "0", "0"]),
        ("    - a\n    - b\n        - c\n  - d", ["0", "0", "1", "0"]),
        ("- a\n\nBetween.\n\n  - b", ["0", "0", "0"]),
        ("- a\n## Between\n  - b", ["0", "0", "0"]),
        ("1. one\n2. two\n10) ten", ["0 1.", "0 2.", "0 10)"]),
        ("1. one\n1. two\n   1. deep\n   1. deeper\n1. three", ["0 1.", "0 2.", "1 1.", "1 2.", "0 3."]),
        ("3. three\n   - dot\n2. two\n1. one", ["0 3.", "1", "0 2.", "0 1."]),
    ],
)
def test_items_keep_how_deep_they_lie_and_their_numbers(
    tmp_path: Path, lines: str, wanted: list[str]
) -> None:
    article = marked(tmp_path, f"# T\n\n{lines}\n")
    assert [f"{each.level} {each.number}".strip() for each in article.paragraphs] == wanted


def test_a_second_paragraph_of_an_item_ends_where_the_next_item_begins(tmp_path: Path) -> None:
    article = marked(tmp_path, "# T\n\n2. Two\n\n   More of two.\n3. Three\n\n> - a\n> - b")
    assert article.text.split("\n\n") == ["Two", "More of two.", "Three", "- a", "- b"]
    assert [each.number for each in article.paragraphs] == ["2.", "2.", "3.", "", ""]


def test_a_number_at_the_beginning_of_a_wrapped_line_is_no_list(tmp_path: Path) -> None:
    assert (
        marked(tmp_path, "# T\n\nThe players were\n14. It was late.").text
        == "The players were 14. It was late."
    )


def test_quotations_rules_and_tables_are_told_apart(tmp_path: Path) -> None:
    text = "# T\n\n> We *must*\n> go on\nand on\n>\n> > Deeper\n\n* * *\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\nAfter.\n***\n"
    assert kinds(marked(tmp_path, text)) == [
        ("quotation", "We must go on and on"),
        ("quotation", "Deeper"),
        ("code", "| a | b |"),
        ("code", "| 1 | 2 |"),
        ("text", "After."),
    ]


def test_a_rule_parts_what_stands_before_and_behind_it(tmp_path: Path) -> None:
    text = "***\n# T\n\n---\n***\n\nOne.\n\n---\n\n***\n- Two.\n\n  - - -\n  Three.\n- - -\n```\nfour\n```\n_____\n[1]: http://x.org\n"
    article = marked(tmp_path, text)
    assert article.title == "T"
    assert [(text, each.parted, each.level) for (_, text), each in zip(kinds(article), article.paragraphs, strict=True)] == [
        ("One.", False, 0), ("Two.", True, 0), ("Three.", True, 1), ("four", True, 0),
    ]  # fmt: skip


def test_what_goes_on_with_an_item_may_stand_behind_a_quotation_in_it(tmp_path: Path) -> None:
    article = marked(tmp_path, "# T\n\n10. One\n\n    > quoted\n\n    goes on\n\n> quoted\n\n    indented\n")
    assert [(each.kind, each.level, each.number) for each in article.paragraphs] == [
        ("item", 0, "10."), ("quotation", 0, ""), ("text", 1, "10."), ("quotation", 0, ""), ("text", 0, ""),
    ]  # fmt: skip


def test_code_keeps_its_lines_and_its_signs(tmp_path: Path) -> None:
    text = (
        "# T\n\nBefore\n```python\ndef *a*:\n\n    # no heading\n~~~\n```\nAfter\n\n~~~~\nx\n```\n~~~\n~~~~\n"
    )
    assert kinds(marked(tmp_path, text)) == [
        ("text", "Before"),
        ("code", "def *a*:"),
        ("code", "    # no heading"),
        ("code", "~~~"),
        ("text", "After"),
        ("code", "x"),
        ("code", "```"),
        ("code", "~~~"),
    ]


def test_code_that_is_not_closed_goes_on_to_the_end(tmp_path: Path) -> None:
    article = marked(tmp_path, "# T\n\nBefore.\n\n```\none\n\ntwo")
    assert kinds(article) == [("text", "Before."), ("code", "one"), ("code", "two")]


def test_definitions_of_links_are_not_read_aloud(tmp_path: Path) -> None:
    text = "# T\n\nSee [it][1].\n\n[1]: https://example.org 'Title'\n[Note]: this stays\n"
    assert paragraphs(marked(tmp_path, text)) == ["See it.", "[Note]: this stays"]


def test_only_front_matter_is_a_story_without_text(tmp_path: Path) -> None:
    article = marked(tmp_path, "---\ntitle: Ferry\ndate: 2024-03-09\n---\n")
    assert (article.title, article.text, [*article.paragraphs]) == ("Ferry", "", [])

"""Encodings, control characters, and files that are no text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.article.stories import story
from tui_reader.article import text as words
from tui_reader.article.folder import read_article
from tui_reader.article.model import ArticleError

BODY = "date 2024-03-09 Café — “Ørsted”\n\nNaïve – ‘façade’ costs €5.\n"
CONTROLS = [chr(code) for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n\r"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_are_recognized(tmp_path: Path, encoding: str) -> None:
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    article = story(tmp_path, marks.get(encoding, b"") + BODY.encode(encoding))
    assert (article.title, article.text) == ("Café — “Ørsted”", "Naïve – ‘façade’ costs €5.")


def test_a_few_bad_bytes_do_not_spoil_a_utf_8_story(tmp_path: Path) -> None:
    article = story(tmp_path, BODY.encode() + "é".encode()[:1])
    assert article.title == "Café — “Ørsted”"
    assert article.text == "Naïve – ‘façade’ costs €5. \ufffd"


def test_bytes_that_no_encoding_knows_leave_the_rest_readable(tmp_path: Path) -> None:
    article = story(tmp_path, b"date 2024-03-09 Caf\xe9\n\n\x93Quoted\x94 \x81 word.")
    assert article.title == "Café"
    assert article.text.startswith("“Quoted”")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(400),
        bytes(5000),
        "date 2024-03-09 No mark".encode("utf-16-le"),
        b"\x1f\x8b\x08" + bytes((number * 89 + 7) % 255 + 1 for number in range(300)),
    ],
)
def test_a_binary_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ArticleError, match="not a text file"):
        story(tmp_path, data)


@pytest.mark.parametrize("data", [b"", b"\n\n \t\n", b"\xef\xbb\xbf", b"\x1b\x07", "\u200d\u00ad".encode()])
@pytest.mark.parametrize("name", ["story.txt", "story.md"])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes, name: str) -> None:
    with pytest.raises(ArticleError, match="empty"):
        story(tmp_path, data, name)


@pytest.mark.parametrize("control", CONTROLS)
def test_control_characters_are_removed_everywhere(tmp_path: Path, control: str) -> None:
    plain = story(tmp_path, f"date 2024-03-09 Fe{control}rry\n\nFir{control}st with some more words.")
    assert (plain.title, plain.text) == ("Ferry", "First with some more words.")
    front = f"---\ntitle: Fe{control}rry\nsource: Da{control}ily\n---\nFir{control}st with some more words."
    marked = story(tmp_path, front, "story.md")
    assert (marked.title, marked.source, marked.text) == ("Ferry", "Daily", "First with some more words.")


@pytest.mark.parametrize(
    "sign", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "\u00ad", "\ufeff"]
)
def test_signs_that_turn_or_hide_text_are_removed(tmp_path: Path, sign: str) -> None:
    article = story(tmp_path, f"date 2024-03-09 Fe{sign}rry\n\nFir{sign}st.")
    assert (article.title, article.text) == ("Ferry", "First.")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "a.txt",
            "date 2024-03-09 T\n\nA\u00adb c\u00ad 1\u00ad2 \u00ad.\n\n\u00ad\n\nDo\u00adnau\u00addampf.\n",
        ),
        (
            "a.md",
            "# T\n\nA&shy;b c&shy; 1\u00ad2 &shy;.\n\n&shy;\n\n*Do\u00adnau*&shy;&#173;[dampf](https://a\u00adb.org).\n",
        ),
    ],
)
def test_soft_hyphens_within_words_are_places_and_no_text(tmp_path: Path, name: str, data: str) -> None:
    article = story(tmp_path, data, name)
    assert article.text == "Ab c 12 .\n\nDonaudampf."
    broken = {"a.txt": [1, 13, 16], "a.md": [1, 13]}[name]
    assert list(article.soft_hyphens) == broken
    assert [article.text[each.start : each.end] for each in article.paragraphs] == [
        "Ab c 12 .",
        "Donaudampf.",
    ]
    assert [(article.text[each.start : each.end], each.target) for each in article.markup] == (
        [("Donau", ""), ("dampf", "https://ab.org")] if name == "a.md" else []
    )


def test_escapes_written_as_entities_do_not_come_alive(tmp_path: Path) -> None:
    article = story(
        tmp_path, "# A &#27;[31mred&#x1b; one\n\nB&#10;C &#0;&amp;&nbsp;D &#55296; &lt;b&gt;", "a.md"
    )
    assert article.title == "A [31mred one"
    assert article.text == "B C \ufffd&\u00a0D \ufffd <b>"


def test_tabs_stay_in_the_text_and_become_blanks_in_the_headline(tmp_path: Path) -> None:
    article = story(tmp_path, "date 2024-03-09 A\tB\n\nC\tD.")
    assert (article.title, article.text) == ("A B", "C\tD.")


def test_joiners_stay_where_they_join(tmp_path: Path) -> None:
    article = story(tmp_path, "date 2024-03-09 \u200d👩\u200d🚀 Flies\n\nنمی\u200cخواهم \ufe0f❤\ufe0f")
    assert (article.title, article.text) == ("👩\u200d🚀 Flies", "نمی\u200cخواهم ❤\ufe0f")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_without_control_characters_or_are_refused(data: bytes) -> None:
    try:
        text = words.clean(words.decode(data))
    except ValueError:
        return
    assert not set(text) & set(CONTROLS)
    assert "\r" not in text


@given(st.text())
def test_a_label_is_one_line_without_control_characters(text: str) -> None:
    label = words.label(text)
    assert not set(label) & {*CONTROLS, "\t", "\n", "\r", "\u2028", "\u2029"}
    assert label == label.strip()
    label.encode()


def test_names_of_files_are_shown_without_tricks() -> None:
    assert words.label("a\nb\x1b[31m\u202ec\udcff.txt") == "a b[31mc\ufffd.txt"


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@given(
    text=st.text(alphabet=st.sampled_from("ab \n\t#*_>`~-=[](){}!|\\&;:\"'.1é中🙂\u200d\u00a0"), max_size=200)
)
def test_paragraphs_are_exact_stretches_of_one_line(
    suffix: str, text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_text(text, "utf-8", newline="")
    try:
        article = read_article(path)
    except ArticleError:
        return
    pieces = [article.text[paragraph.start : paragraph.end] for paragraph in article.paragraphs]
    assert "\n\n".join(pieces) == article.text
    assert all(piece.strip() and "\n" not in piece for piece in pieces)
    assert article.title

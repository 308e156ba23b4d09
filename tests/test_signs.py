"""One table has every sign that is drawn: its sets, how the terminal chooses one, and that nothing is drawn past it."""

import ast
import io
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import tui_reader
from tui_reader import signs
from tui_reader.commands import BY_ID, shown_keys
from tui_reader.paint.measure import fit, width_of, with_more

PACKAGE = Path(tui_reader.__file__).parent
READING = {
    "analysis",
    "article",
    "index",
    "signs.py",
    "transcription.py",
    "paint/measure.py",
    "export/formats.py",
    "export/markup.py",
    "shelf/rescue.py",
}
"""The table, and those that look for signs in what others wrote, and draw none."""
ONE_CELL = (
    "row", "bar", "share", "bookmarked", "tagged", "noted", "unread", "done", "ahead", "item", "quotation", "handle",
)  # fmt: skip


@pytest.fixture(autouse=True)
def unicode_again() -> Iterator[None]:
    """The set in use is that of the process: every test leaves it as it was."""
    yield
    signs.use("unicode")


def drawn_in(path: Path) -> Iterator[tuple[int, str]]:
    """The drawing signs in a module's literals, with their lines: symbols, bullets and the like, but no punctuation."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            for letter in node.value:
                if letter in "•¶" or (
                    not letter.isascii() and unicodedata.category(letter) in ("So", "Sm", "Sk")
                ):
                    yield node.lineno, letter


def test_no_module_draws_a_sign_that_is_not_in_the_table() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}:{line}: {letter}"
        for path in PACKAGE.rglob("*.py")
        if not {path.relative_to(PACKAGE).parts[0], path.relative_to(PACKAGE).as_posix()} & READING
        for line, letter in drawn_in(path)
    }
    assert found == set()


@pytest.mark.parametrize("drawn", [signs.UNICODE, signs.ASCII])
def test_a_sign_that_stands_in_a_column_is_one_cell_wide(drawn: signs.Signs) -> None:
    assert {name: cell_len(getattr(drawn, name)) for name in ONE_CELL} == dict.fromkeys(ONE_CELL, 1)


@pytest.mark.parametrize("drawn", [signs.ASCII, signs.WORDS])
def test_the_other_sets_are_ascii(drawn: signs.Signs) -> None:
    assert all(sign.isascii() for sign in drawn)


@pytest.mark.parametrize(
    ("encoding", "term", "expected"),
    [
        ("utf-8", "xterm-256color", signs.UNICODE),
        ("UTF-8", "", signs.UNICODE),
        ("iso8859-1", "xterm-256color", signs.ASCII),
        ("ascii", "screen", signs.ASCII),
        ("utf-8", "linux", signs.ASCII),
    ],
)
def test_without_a_choice_the_terminal_says_what_it_can_show(
    monkeypatch: pytest.MonkeyPatch, encoding: str, term: str, expected: signs.Signs
) -> None:
    monkeypatch.setattr(sys, "__stdout__", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("LC_ALL", raising=False)
    signs.use("")
    assert signs.now() is expected
    signs.use("unicode")
    assert signs.now() is signs.UNICODE
    signs.use("ascii")
    assert signs.now() is signs.ASCII


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_who_asks_every_program_for_ascii_gets_it(monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    monkeypatch.setattr(sys, "__stdout__", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LC_ALL", locale)
    signs.use("")
    assert signs.now() is signs.ASCII
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    signs.use("")
    assert signs.now() is signs.UNICODE


def test_a_sentence_has_the_marks_of_the_set_in_use() -> None:
    said = "Bookmarked “Ada’s ferry…” — ¶ 3 · u undoes"
    assert signs.sentence(said) == said
    signs.use("ascii")
    assert signs.sentence(said) == 'Bookmarked "Ada\'s ferry..." - par. 3 - u undoes'
    assert signs.sentence("Tolé · São Paulo") == "Tolé - São Paulo"


@given(st.text(max_size=40), st.integers(0, 30))
def test_what_is_cut_fits_whatever_stands_for_more(text: str, width: int) -> None:
    signs.use("ascii")
    assert width_of(fit(text, width)) <= width


@given(st.text("ab…", max_size=12), st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=3))
def test_spans_move_with_the_sign_for_more(text: str, spans: list[tuple[int, int]]) -> None:
    signs.use("ascii")
    inside = [(start, end) for start, end in spans if start < end <= len(text) and "…" not in text[start:end]]
    shown, moved = with_more(text, inside)
    assert [shown[start:end] for start, end in moved] == [text[start:end] for start, end in inside]


def test_arrow_keys_are_named_in_the_set_in_use() -> None:
    assert "↓" in shown_keys(BY_ID["line-down"])
    signs.use("ascii")
    assert "Down" in shown_keys(BY_ID["line-down"])

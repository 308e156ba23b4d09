"""What is read of the bytes that a terminal sends: keys, also right behind an Escape, and pastes."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from textual.events import Key, Paste

from tui_reader.ui.key_parser import KeyParser

START, END = "\x1b[200~", "\x1b[201~"


def read(*parts: str) -> list[str]:
    """The keys by name, and pastes in quotation marks, of input that comes in parts and then ends."""
    parser = KeyParser()
    said = itertools.chain.from_iterable(parser.feed(part) for part in (*parts, ""))
    return [
        event.key if isinstance(event, Key) else f'"{event.text}"'
        for event in said
        if isinstance(event, Key | Paste)
    ]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b/ferry", ["alt+slash", "f", "e", "r", "r", "y"]),
        ("\x1b1", ["alt+1"]),
        ("\x1b-=", ["alt+minus", "equals_sign"]),
        ("\x1bjjj", ["alt+j", "j", "j"]),
        ("\x1bG", ["alt+shift+g"]),
        ("\x1b\x1b/", ["escape", "alt+slash"]),
        ("\x1b ", ["alt+space"]),
        ("\x1b", ["escape"]),
        ("\x1b[A\x1bOP\x1b[1;3D", ["up", "f1", "alt+left"]),
    ],
)
def test_escape_is_not_lost_before_another_key(sent: str, keys: list[str]) -> None:
    assert read(sent) == keys


@pytest.mark.parametrize("key", ["\x1b1b", "\x1b[A", "\x1b\x1b", "\x1b"])
def test_no_key_comes_out_of_pasted_text(key: str) -> None:
    assert read(f"j{START}one{key}two{END}k") == ["j", f'"one{key}two"'.replace("\x1b", ""), "k"]


@given(st.lists(st.text("a\x1b[201~", max_size=12), max_size=5))
def test_a_paste_is_one_wherever_it_is_parted(parts: list[str]) -> None:
    pasted = "".join(parts)
    assume(END not in pasted)
    assert read(f"j{START}", *filter(None, parts), END, "k") == ["j", f'"{pasted}"'.replace("\x1b", ""), "k"]

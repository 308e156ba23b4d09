"""The user's own keys: names as people write them, and keys that cannot be used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import Keys, _character_to_key

from tui_reader.commands import BY_ID, COMMANDS, shown_keys, with_keys
from tui_reader.keys import named, usable


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("x", "x"),
        ("X", "X"),
        ("?", "question_mark"),
        ("/", "slash"),
        ("question_mark", "question_mark"),
        ("-", "minus"),
        ("+", "plus"),
        ("é", "é"),
        ("Esc", "escape"),
        ("PgDn", "pagedown"),
        ("Del", "delete"),
        ("↓", "down"),
        ("F12", "f12"),
        ("Ctrl+R", "ctrl+r"),
        (" alt+Left ", "alt+left"),
        ("ctrl+]", "ctrl+right_square_bracket"),
        ("ctrl++", "ctrl+plus"),
        ("shift+a", "A"),
        ("shift+Tab", "shift+tab"),
        ("Ctrl+Shift+A", "ctrl+shift+a"),
        ("shift+1", "shift+1"),
        ("ctrl+shift+f5", "ctrl+shift+f5"),
        ("comma", "comma"),
        ("full_stop", "full_stop"),
    ],
)
def test_keys_are_understood_as_people_write_them(written: str, key: str) -> None:
    assert named(written) == key


@pytest.mark.parametrize(
    "written", ["", " ", "no-key", "f25", "f0", "ctrl+", "+x", "hold+x", "ctrl+ctrl+x", "gg", "\x1b"]
)
def test_what_is_no_key_is_told_from_keys(written: str) -> None:
    assert named(written) == ""


def test_every_key_that_is_in_use_is_understood_and_so_is_what_is_shown_of_it() -> None:
    for command in COMMANDS:
        for key, shown in zip(command.keys.split(","), shown_keys(command), strict=True):
            assert named(key) == named(shown) == key.strip()


def test_signs_and_keys_have_the_names_that_the_screen_uses() -> None:
    for letter in map(chr, range(33, 127)):
        assert named(letter) == _character_to_key(letter)
    ours = [
        key.value for key in Keys if not key.value.startswith("<") and key.value not in ("ctrl-at", "return")
    ]
    assert [key for key in ours if key.islower() and named(key) != key and "@" not in key] == []


@given(st.text(max_size=12))
def test_no_text_can_raise(text: str) -> None:
    assert isinstance(named(text), str)


def test_keys_that_nobody_else_has_are_used() -> None:
    assert usable({"zen": "F, Ctrl+X", "bookmark": "f7"}) == ({"zen": "F,ctrl+x", "bookmark": "f7"}, {})


def test_two_commands_may_change_places() -> None:
    swapped = {"zen": "t", "theme": "z"}
    assert usable(swapped) == (swapped, {})


def test_a_key_of_another_command_of_the_same_place_is_refused() -> None:
    used, refused = usable({"zen": "b"})
    assert used == {}
    assert refused == {"zen": "b is a key of “bookmark” in the same place"}


def test_of_two_keys_of_the_user_the_later_is_refused() -> None:
    used, refused = usable({"zen": "F", "theme": "f9,F"})
    assert used == {"zen": "F"}
    assert refused == {"theme": "F is a key of “zen” in the same place"}


def test_a_refusal_may_bring_another_one() -> None:
    # Without its own t, "zen" keeps z, which "theme" had been given.
    used, refused = usable({"theme": "z", "zen": "b"})
    assert used == {}
    assert list(refused) == ["zen", "theme"]


def test_the_same_key_in_another_place_is_no_clash() -> None:
    assert BY_ID["remove-bookmark"].place == "bookmarks"
    assert usable({"search-rank": "f7", "remove-bookmark": "f7"})[1] == {}


def test_signs_are_the_same_key_under_each_of_their_names() -> None:
    assert (
        usable({"zen": "slash"})[1]
        == usable({"zen": "/"})[1]
        == {"zen": "/ is a key of “search” in the same place"}
    )


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ("xxx", "there is no key “xxx”"),
        ("x,", "there is nothing between two commas"),
        ("x,hyper+nothing", "there is no key “hyper+nothing”"),
    ],
)
def test_what_is_no_key_is_refused(keys: str, reason: str) -> None:
    assert usable({"zen": keys}) == ({}, {"zen": reason})


@pytest.mark.parametrize("key", ["x", "space", "?", "7", "minus", "é"])
def test_letters_are_not_taken_from_the_one_who_types_a_query(key: str) -> None:
    assert usable({"search-rank": key})[1] == {"search-rank": f"{key} is typed where this command works"}
    assert usable({"search-rank": "f7"})[1] == usable({"search-rank": "ctrl+y"})[1] == {}


@given(
    st.dictionaries(
        st.sampled_from(sorted(BY_ID)),
        st.sampled_from(["x", "z", "t", "b", "enter", "f7", "f8,x", "no", "x t", "b x", "f7 f7,z"]),
        max_size=5,
    )
)
def test_whatever_is_chosen_the_keys_in_use_do_not_clash(chosen: dict[str, str]) -> None:
    used, refused = usable(chosen)
    assert set(used) | set(refused) == set(chosen)
    assert not set(used) & set(refused)
    assert usable(used) == (used, {})


def test_a_chord_is_two_keys_parted_by_a_blank() -> None:
    assert usable({"theme": "X  T, F9", "zen": "ctrl+x ?"}) == (
        {"theme": "X T,f9", "zen": "ctrl+x question_mark"},
        {},
    )
    chords = {command.id: shown_keys(command) for command in with_keys(usable({"theme": "ctrl+x ?, F9"})[0])}
    assert chords["theme"] == ("Ctrl+X ?", "F9")


def test_a_chord_may_begin_with_a_key_that_its_command_gave_up() -> None:
    chosen = {"first": "g g,home", "theme": "g t"}
    assert usable(chosen) == (chosen, {})


@pytest.mark.parametrize(
    ("chosen", "command", "reason"),
    [
        ({"theme": "g t"}, "theme", "the chord “g t” begins with a key of “first”, which would have to wait"),
        (
            {"theme": "c t"},
            "theme",
            "the chord “c t” begins with a key of “cursor”, which would have to wait",
        ),
        ({"skim": "z x"}, "skim", "the chord “z x” begins with a key of “zen”, which would have to wait"),
        (
            {"zen": "X z", "theme": "X"},
            "zen",
            "the chord “X z” begins with a key of “theme”, which would have to wait",
        ),
        ({"zen": "X z", "theme": "X z"}, "theme", "X z is a key of “zen” in the same place"),
        ({"theme": "gg"}, "theme", "there is no key “gg”; a chord has a blank in it: “g g”"),
        ({"theme": "x nokey"}, "theme", "there is no key “x nokey”"),
        ({"theme": "x y z"}, "theme", "a chord has two keys"),
        ({"theme": "X Esc"}, "theme", "no chord can end with Esc, which leaves a chord that is begun"),
        ({"theme": "Ctrl+Q x"}, "theme", "no chord can begin with ctrl+q, which acts at once"),
        ({"search-rank": "ctrl+x r"}, "search-rank", "no chord can be typed where this command works"),
    ],
)
def test_a_chord_that_cannot_be_used_is_refused(chosen: dict[str, str], command: str, reason: str) -> None:
    used, refused = usable(chosen)
    assert refused == {command: reason}
    assert command not in used


def test_a_chord_in_one_place_may_begin_with_a_key_of_another() -> None:
    assert BY_ID["export-bookmarks"].place == "bookmarks"
    assert usable({"skim": "x q"}) == ({"skim": "x q"}, {})

"""Themes of the user's own: read, checked, and left out when they cannot be used."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.palettes import BUILT_IN, Palette, contrast, load_palettes, weaknesses
from tui_reader.settings import SettingsProblem

NIGHT, PAPER, SEA = (next(one for one in BUILT_IN if one.name == name) for name in ("night", "paper", "sea"))


def read(
    folder: Path, text: str | bytes, name: str = "dusk.toml"
) -> tuple[tuple[Palette, ...], tuple[SettingsProblem, ...]]:
    themes = folder / "themes"
    themes.mkdir(exist_ok=True)
    (themes / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return load_palettes(themes)


def test_without_a_folder_there_are_none(tmp_path: Path) -> None:
    assert load_palettes(tmp_path / "themes") == ((), ())


def test_what_stands_where_the_folder_belongs_is_named(tmp_path: Path) -> None:
    themes = tmp_path / "themes"
    themes.symlink_to(tmp_path / "nowhere")
    assert (
        str(load_palettes(themes)[1][0])
        == f"{themes}: the themes cannot be listed (No such file or directory)"
    )
    themes.unlink()
    themes.write_text("ink = 3")
    assert str(load_palettes(themes)[1][0]) == f"{themes}: the themes cannot be listed (Not a directory)"


def test_what_a_theme_does_not_say_is_as_in_the_one_it_is_based_on(tmp_path: Path) -> None:
    ((dusk,), problems) = read(tmp_path, 'based-on = "sea"\npage = "#000"\nvoices = ["#ffffff"]\n')
    assert problems == ()
    assert (dusk.name, dusk.dark, dusk.page, dusk.ink) == ("dusk", True, "#000", SEA.ink)
    assert dusk.voices == ("#ffffff", *SEA.voices[1:])


def test_a_light_theme_is_based_on_paper_and_a_dark_one_on_night(tmp_path: Path) -> None:
    assert read(tmp_path, "dark = false\n")[0][0].ink == PAPER.ink
    assert read(tmp_path, "")[0][0].ink == NIGHT.ink


def test_an_unknown_colour_is_named_and_the_theme_is_used(tmp_path: Path) -> None:
    ((dusk,), (problem,)) = read(tmp_path, '# x\nfog = "#fff"\nink = "#eeeeee"\n')
    assert dusk.ink == "#eeeeee"
    assert str(problem) == f"{tmp_path}/themes/dusk.toml, line 2: there is no colour “fog”; it is ignored"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('\nink = "red"', 2, 'ink: give a colour such as "#15161b"'),
        ('ink = "#12345"', 1, "ink: give a colour"),
        ("page = 3", 1, "page: give a colour"),
        ("voices = []", 1, "voices: give a list of 1 to 8 colours"),
        ('voices = ["#fff", "?"]', 1, "voices: give a colour"),
        ("voices = [" + '"#fff",' * 9 + "]", 1, "voices: give a list"),
        ('dark = "yes"', 1, "dark: give true or false"),
        ('based-on = "terminal"', 1, "based-on: give one of night, paper, sea, day"),
        ("based-on = []", 1, "based-on: give one of"),
        ("ink = ", 1, "the file cannot be read"),
        (b"\xff", 0, "it is not UTF-8 text"),
    ],
)
def test_a_theme_that_cannot_be_used_is_left_out_with_one_sentence(
    tmp_path: Path, text: str | bytes, line: int, said: str
) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "other.toml").write_text("", "utf-8")
    (found, (problem,)) = read(tmp_path, text)
    assert [palette.name for palette in found] == ["other"]
    assert problem.line == line
    assert said in problem.message
    assert problem.message.endswith("; the theme is left out")


@pytest.mark.parametrize("name", ["night.toml", "a b.toml", "-x.toml", "\x1b[1m.toml", ".toml"])
def test_a_name_that_cannot_be_a_theme_s_is_named(tmp_path: Path, name: str) -> None:
    (found, problems) = read(tmp_path, "", name)
    assert found == ()
    assert len(problems) == (0 if name == ".toml" else 1)


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    assert read(tmp_path, "nonsense", "notes.txt") == ((), ())


@pytest.mark.parametrize("palette", BUILT_IN, ids=lambda palette: palette.name)
def test_nothing_built_in_is_hard_to_read(palette: Palette) -> None:
    assert list(weaknesses(palette)) == []


def test_what_is_hard_to_read_is_named(tmp_path: Path) -> None:
    ((dusk,), problems) = read(tmp_path, 'faint = "#333333"\nmatch = "#ffffff"\nvoices = ["#000000"]\n')
    assert problems == ()
    assert list(weaknesses(dusk)) == [
        "faint on page has a contrast of 1.4, and text needs 4.5",
        "voice 1 on page has a contrast of 1.2, and text needs 4.5",
        "faint on desk has a contrast of 1.3, and text needs 4.5",
        "voice 1 on desk has a contrast of 1.3, and text needs 4.5",
        "strong on match has a contrast of 1.1, and text needs 4.5",
        "faint on lit has a contrast of 1.1, and what steps back needs 3",
    ]


def test_contrast_is_as_the_standard_counts() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#FFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#abc", "#aabbcc") == 1


@given(st.text(alphabet=st.sampled_from('inkvoces-bdar =[]{}"#0f\n.,'), max_size=60))
def test_nothing_in_a_theme_s_file_can_raise(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    found, problems = read(tmp_path_factory.getbasetemp(), text)
    assert len(found) + len(problems) >= 1

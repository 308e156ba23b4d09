"""Opening the links of a story: by letter, and with the mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tui_reader.paths import Places
from tui_reader.settings import Settings
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens.help import HelpScreen
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_sight import TOP

STORY = """# Links

Read [the report](https://a.example/report), then [what they said](https://b.example/said).

See https://c.example/notes for more.
"""
MANY = "# Many\n\n" + " ".join(f"[w{n}](https://m.example/{n})" for n in range(40)) + "\n"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the browser was asked to open."""
    found: list[str] = []

    def browser(target: str) -> bool:
        found.append(target)
        return True

    monkeypatch.setattr("tui_reader.browser.in_terminal", lambda _: [])
    monkeypatch.setattr("tui_reader.browser.open_page", browser)
    return found


@pytest.fixture
def read(bare_places: Places, tmp_path: Path) -> Callable[[str], ReaderApp]:
    """The reader on one story of this Markdown."""

    def make(text: str) -> ReaderApp:
        path = tmp_path / "links.md"
        path.write_text(text, "utf-8")
        return app_of(bare_places, story=path)

    return make


def said(app: ReaderApp) -> str:
    """The bottom line."""
    return main_screen(app).query_one(StatusBar).render().plain


def lines(app: ReaderApp) -> list[str]:
    """What the story pane shows."""
    view = story_of(app)
    return [view.render_line(y).text for y in range(view.size.height)]


async def test_a_letter_opens_its_link(read: Callable[[str], ReaderApp], opened: list[str]) -> None:
    app = read(STORY)
    async with app.run_test(size=(90, 24)) as pilot:
        await type_keys(pilot, ["f"])
        assert "a https://a.example/report" in said(app)
        assert "3 links in sight: type the letter of one   Esc leaves" in said(app)
        await type_keys(pilot, ["s"])
        assert opened == ["https://b.example/said"]
        assert "Opened https://b.example/said" in said(app)
        await type_keys(pilot, ["f", "D"])
        assert opened[1:] == ["https://c.example/notes"]


async def test_letters_lie_over_the_text_and_move_nothing(read: Callable[[str], ReaderApp]) -> None:
    app = read(STORY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = lines(app)
        await type_keys(pilot, ["f"])
        shown = lines(app)
        assert "Readathe report, thenswhat they said" in " ".join(shown)
        changed = [
            (old, new)
            for a, b in zip(before, shown, strict=True)
            for old, new in zip(a, b, strict=True)
            if old != new
        ]
        assert changed == [(" ", "a"), (" ", "s"), (" ", "d")]
        row = next(y for y, text in enumerate(shown) if "Readathe" in text)
        letter = next(each for each in story_of(app).render_line(row) if each.text == "a" and each.style)
        assert letter.style
        assert letter.style.reverse
        assert letter.style.bold
        await type_keys(pilot, ["escape"])
        assert lines(app) == before


async def test_two_letters_are_typed_one_after_the_other_and_backspace_takes_one_back(
    read: Callable[[str], ReaderApp], opened: list[str]
) -> None:
    app = read(MANY)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["f", "m"])
        assert opened == []
        assert "15 links under m: type the letter of one" in said(app)
        await type_keys(pilot, ["backspace"])
        assert "40 links in sight" in said(app)
        await type_keys(pilot, ["m", "s"])
        assert opened == ["https://m.example/26"]


async def test_while_links_have_letters_no_key_is_a_command(
    read: Callable[[str], ReaderApp], opened: list[str]
) -> None:
    app = read(STORY)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["f", "question_mark"])
        assert not isinstance(app.screen, HelpScreen)
        assert "links in sight" not in said(app)
        await type_keys(pilot, ["f", "z"])
        assert not main_screen(app)._panes.zen
        assert "links in sight" not in said(app)
        assert opened == []
        await type_keys(pilot, ["z"])
        assert main_screen(app)._panes.zen


async def test_the_address_of_the_only_link_is_told(
    read: Callable[[str], ReaderApp], opened: list[str]
) -> None:
    app = read("# One\n\nSee https://one.example/page now.\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["f"])
        assert "a opens https://one.example/page" in said(app)
        await type_keys(pilot, ["a"])
        assert opened == ["https://one.example/page"]


async def test_scrolling_and_resizing_take_the_letters_away(read: Callable[[str], ReaderApp]) -> None:
    app = read(STORY + "\n\n".join(["More words."] * 60))
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["f"])
        story_of(app).scroll_to(y=3, animate=False)
        await settle(pilot)
        assert "in sight" not in said(app)
        await type_keys(pilot, ["home", "f"])
        assert "3 links in sight" in said(app)
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert "in sight" not in said(app)
        await type_keys(pilot, ["end", "f"])
        assert "No link is in sight; the story has 3 links" in said(app)


async def test_a_story_without_links_says_so(read: Callable[[str], ReaderApp]) -> None:
    app = read("# None\n\nNo link here, and [this](javascript:alert) is none.\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["f"])
        assert "This story has no link" in said(app)


@pytest.mark.updates
async def test_the_list_has_no_letters_and_the_palette_gives_them(
    places: Places, tmp_path: Path, opened: list[str]
) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "links.md").write_text(STORY, "utf-8")
    app = app_of(places, library=tmp_path / "library")
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: story_of(app).article is not None)
        await type_keys(pilot, ["f"])
        assert "in sight" not in said(app)
        await type_keys(pilot, ["ctrl+p", *"links by", "enter"])
        await settle(pilot)
        assert "3 links in sight" in said(app)
        await type_keys(pilot, ["a"])
        assert opened == ["https://a.example/report"]


async def test_a_click_opens_a_link_and_drawing_over_it_chooses_words(
    read: Callable[[str], ReaderApp], opened: list[str]
) -> None:
    app = read(STORY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        view = story_of(app)
        page = view.page
        assert page is not None
        row, column = TOP + page.line_of(0), view.left
        start = column + len("Read ")
        await pilot.mouse_down(view, offset=(start, row))
        await pilot.hover(view, offset=(start + 3, row))
        await pilot.mouse_up(view, offset=(start + 3, row))
        await pilot.click(view, offset=(start + 1, row))
        await settle(pilot)
        assert opened == []
        await pilot.click(view, offset=(column + 1, row))
        await pilot.click(view, offset=(column - 1, row))
        await settle(pilot)
        assert opened == []
        await pilot.click(view, offset=(start, row))
        await settle(pilot)
        assert opened == ["https://a.example/report"]


async def test_in_plain_mode_letters_stand_in_brackets_before_their_links(
    bare_places: Places, tmp_path: Path
) -> None:
    path = tmp_path / "links.md"
    path.write_text(STORY, "utf-8")
    app = app_of(bare_places, story=path, settings=Settings(plain=True))
    async with app.run_test(size=(100, 24)) as pilot:
        await type_keys(pilot, ["f"])
        assert "Read (a) the report, then (s) what they said" in " ".join(lines(app))

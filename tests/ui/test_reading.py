import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tests.ui.searching import bottom
from tests.ui.test_signs import indexed
from tui_reader import signs
from tui_reader.analyses import Analyses
from tui_reader.analysis.model import Analysis
from tui_reader.article.model import Article
from tui_reader.library import Library
from tui_reader.paint import story as painted
from tui_reader.paint.column import column_of
from tui_reader.paint.measure import wrap
from tui_reader.paths import Places, sample_library
from tui_reader.settings import Settings
from tui_reader.shelf import progress
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.widgets.panes import Panes
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList
from tui_reader.ui.widgets.story_sight import TOP

SIZES = [(60, 30), (120, 36)]


def rows_read(places: Places) -> int:
    shelf = Database(places.shelf)
    found = progress.all_progress(shelf, sample_library())
    shelf.close()
    return sum(place.read for place in found.values())


@pytest.mark.parametrize("size", SIZES)
async def test_enter_opens_the_chosen_story_and_gives_it_the_keys(
    app: ReaderApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        chosen = main_screen(app).query_one(StoryList).row
        await type_keys(pilot, ["enter"])
        assert chosen is not None
        article = story_of(app).article
        assert article is not None
        assert article.title == chosen.title
        assert app.focused is story_of(app)
        assert story_of(app).display


async def test_the_story_follows_the_cursor_with_its_names_lit(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["j", "down"])
        row = main_screen(app).query_one(StoryList).row
        page = story_of(app).page
        assert row is not None
        assert page is not None
        assert page.article.id == row.id
        assert page.analysis.people()


async def test_a_story_opened_while_its_names_are_being_found_gets_them(
    app: ReaderApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, find = threading.Event(), Analyses.of

    def find_slowly(self: Analyses, article: Article) -> Analysis:
        begun.set()
        time.sleep(0.4)
        return find(self, article)

    monkeypatch.setattr(Analyses, "of", find_slowly)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, begun.is_set)
        await pilot.press("enter")
        await settle(pilot)
        page = story_of(app).page
        assert page is not None
        assert page.analysis.people()


async def test_a_preview_marks_nothing_read_and_opening_does(app: ReaderApp, places: Places) -> None:
    before = rows_read(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["j", "j"])
        assert rows_read(places) == before
        await type_keys(pilot, ["enter"])
        assert rows_read(places) == before + 1


async def test_a_preview_does_not_move_the_place_that_was_kept(app: ReaderApp, places: Places) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await type_keys(pilot, ["enter", "space", "escape", "j", "k", "j"])
        shelf = Database(places.shelf)
        kept = [place.paragraph for place in progress.all_progress(shelf, sample_library()).values()]
        shelf.close()
        await settle(pilot)
        assert max(kept) > 0


async def test_the_reader_comes_back_to_the_last_story_and_line(places: Places) -> None:
    first = app_of(places)
    async with first.run_test(size=(120, 30)) as pilot:
        await type_keys(pilot, ["j", "j", "j", "enter", "space", "space"])
        story, paragraph = story_of(first).article, story_of(first).paragraph
        await type_keys(pilot, ["ctrl+q"])
    second = app_of(places)
    async with second.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: second.focused is story_of(second))
        await settle(pilot)
        assert story is not None
        assert story_of(second).article is not None
        assert story_of(second).article.id == story.id  # type: ignore[union-attr]
        assert story_of(second).paragraph == paragraph > 0


async def test_a_place_that_nobody_has_moved_from_is_kept_as_it_was(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    root = indexed(
        bare_places,
        write_library(long="date 2024-01-01 Long\n\n" + "“Lamps were lit,” Ana Ruiz said.\n\n" * 60),
    )

    async def visit(size: tuple[int, int], keys: list[str]) -> progress.Progress:
        app = app_of(bare_places, root)
        async with app.run_test(size=size) as pilot:
            await type_keys(pilot, ["enter", *keys, "ctrl+q"])
        shelf = Database(bare_places.shelf)
        kept = progress.progress_of(shelf, root / "long.txt")
        shelf.close()
        return kept

    first = await visit((80, 24), ["right_parenthesis"] * 46)
    assert (first.paragraph, 0.5 < first.share < 1.0) == (45, True)
    assert await visit((200, 50), []) == first
    assert await visit((200, 50), ["Q", "z"]) == first
    assert await visit((80, 24), []) == first
    assert (await visit((200, 50), ["k"])).paragraph < 45


async def test_the_progress_is_empty_at_the_top_and_full_where_the_last_line_comes_into_sight(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    text = "date 2024-01-01 Two Screens\n\n" + "Lamps were lit along the quay.\n\n" * 16
    root = indexed(bare_places, write_library(two=text))
    app = app_of(bare_places, root)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["enter"])
        line = main_screen(app).query_one(StatusBar)
        await until(pilot, lambda: f"¶ 1 of 16 {'─' * 12} 1 min left" in line.render().plain)
        shelf = Database(bare_places.shelf)
        assert progress.progress_of(shelf, root / "two.txt").share == 0.01
        shelf.close()
        while "the end" not in line.render().plain:
            last = story_of(app).render_line(story_of(app).size.height - 1).text
            await type_keys(pilot, ["j"])
        assert last.strip() == ""
        assert "quay" in story_of(app).render_line(story_of(app).size.height - 1).text
        assert f"{'━' * 12} the end" in line.render().plain


@pytest.mark.parametrize("change", ["resize", "width", "theme", "cast"])
async def test_the_place_is_kept_to_the_paragraph(app: ReaderApp, change: str) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await type_keys(pilot, ["j", "j", "j", "enter", "space", "space", "k"])
        before = story_of(app).paragraph
        assert before > 0
        if change == "resize":
            for size in ((70, 20), (200, 50), (120, 30)):
                await pilot.resize_terminal(*size)
                await settle(pilot)
        await type_keys(pilot, {"width": ["minus", "minus"], "theme": ["t"], "cast": ["v"]}.get(change, []))
        assert story_of(app).paragraph == before


async def test_the_end_of_a_story_is_its_last_paragraph(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "G"])
        article = story_of(app).article
        assert article is not None
        count = len(article.paragraphs)
        said = main_screen(app).query_one(StatusBar)
        await until(pilot, lambda: "the end" in said.render().plain)
        assert f"¶ {count} of {count} " in said.render().plain
        await type_keys(pilot, ["g"])
        await until(pilot, lambda: f"¶ 1 of {count} " in said.render().plain)


async def test_brackets_step_through_the_quotes_and_braces_through_the_names(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter"])
        page = story_of(app).page
        assert page is not None
        quotes = [(quote.start, quote.end) for quote in page.analysis.quotes]
        names = [(mention.start, mention.end) for mention, _ in page.analysis.names()]
        await type_keys(pilot, ["right_square_bracket"])
        assert page.lit == quotes[0]
        await type_keys(pilot, ["right_square_bracket", "right_square_bracket", "left_square_bracket"])
        assert page.lit == quotes[1]
        await type_keys(pilot, ["escape", "right_curly_bracket"])
        assert page.lit in names


async def test_escape_goes_back_one_step_and_never_quits(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "z", "right_square_bracket"])
        panes = main_screen(app).query_one(Panes)
        steps = []
        for _ in range(5):
            await type_keys(pilot, ["escape"])
            steps.append((panes.zen, panes.pane))
        assert steps == [(True, "story"), (False, "story"), *[(False, "list")] * 3]
        assert app.is_running


async def test_q_goes_back_and_quits_from_the_list(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "q"])
        assert main_screen(app).query_one(Panes).pane == "list"
        await pilot.press("q")
        await pilot.pause()
        assert app._exit


async def test_tab_goes_through_the_panes(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        panes = main_screen(app).query_one(Panes)
        seen = []
        for _ in range(3):
            await type_keys(pilot, ["tab"])
            seen.append(panes.pane)
        assert seen == ["story", "cast", "list"]


async def test_the_width_of_the_screen_says_how_many_panes_there_are(app: ReaderApp) -> None:
    async with app.run_test(size=(60, 24)) as pilot:
        shown = []
        for size in ((60, 24), (80, 24), (119, 30), (120, 36)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            shown.append(sum(pane.display for pane in main_screen(app).query_one(Panes).children))
        assert shown == [1, 2, 2, 3]


async def test_the_cast_takes_the_place_of_the_list_where_there_is_room_for_two(app: ReaderApp) -> None:
    async with app.run_test(size=(90, 30)) as pilot:
        await type_keys(pilot, ["v"])
        screen = main_screen(app)
        assert screen.query_one("#cast").display
        assert not screen.query_one("#list").display
        await type_keys(pilot, ["escape"])
        assert screen.query_one("#list").display


async def test_each_theme_shows_a_speaker_in_one_colour_everywhere(app: ReaderApp) -> None:
    async with app.run_test(size=(200, 50)) as pilot:
        await type_keys(pilot, ["j", "enter"])
        page = story_of(app).page
        assert page is not None
        looks = [
            run.look
            for number in range(len(page))
            for run in page.line(number).runs
            if run.look.role == "person"
        ]
        voiced = {look.voice for look in looks if look.voice >= 0}
        bars = {page.line(number).bar for number in range(len(page))} - {None, -1}
        assert bars <= voiced | set(page.voices.values())
        assert len(voiced) <= 8


async def test_indented_paragraphs_are_read_and_selected_where_they_stand(places: Places) -> None:
    app = app_of(places, settings=Settings(paragraphs="indent"))
    async with app.run_test(size=(120, 60)) as pilot:
        await type_keys(pilot, ["enter"])
        story, page = story_of(app), story_of(app).page
        assert page is not None
        number = next(n for n, line in enumerate(page.lines) if line.kind == "text" and line.indent)
        line = page.lines[number]
        assert page.lines[number - 1].kind == "text"
        left = column_of(story.size.width, Settings().width)[0] + line.indent
        await pilot.mouse_down(story, offset=(left, number + TOP))
        await pilot.hover(story, offset=(left + 4, number + TOP))
        assert page.lit == (line.start, line.start + 4)
        await pilot.mouse_up(story, offset=(left + 4, number + TOP))
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert story.page is not None
        assert story.page.indented


@pytest.mark.parametrize("size", [(80, 12), (200, 20)])
async def test_paragraphs_come_to_the_top_one_by_one_and_go_back(
    app: ReaderApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await type_keys(pilot, ["enter", "g", "right_parenthesis"])
        story = story_of(app)
        page = story.page
        assert page is not None
        assert (story.top_offset, story.scroll_offset.y) == (0, (page.paragraph_line(0, 1) or 0) + TOP)
        await type_keys(pilot, [")", ")"])
        assert story.top_offset == page.article.paragraphs[2].start
        await type_keys(pilot, ["j", "("])
        assert story.top_offset == page.article.paragraphs[2].start
        await type_keys(pilot, ["(", "(", "("])
        assert story.scroll_offset.y == 0
        await type_keys(pilot, [")"] * (len(page.article.paragraphs) + 2))
        assert story.scroll_offset.y == story.max_scroll_y


async def test_the_story_beside_the_list_goes_by_paragraphs_too(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 20)) as pilot:
        await type_keys(pilot, [")", ")"])
        story = story_of(app)
        assert app.focused is not story
        assert story.page is not None
        assert story.top_offset == story.page.article.paragraphs[1].start
        await type_keys(pilot, ["("])
        assert story.top_offset == 0


@pytest.mark.parametrize("key", ["]", "[", "}", "{", ")", "("])
async def test_keys_leave_a_story_alone_that_is_not_in_sight(app: ReaderApp, key: str) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await type_keys(pilot, [key])
        story = story_of(app)
        assert story.page is not None
        assert (story.page.lit, story.scroll_offset.y) == (None, 0)
        assert "The story is not in sight; Enter opens it" in bottom(app)


async def test_a_long_story_is_laid_out_away_from_the_screen_s_thread(
    bare_places: Places, write_library: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_library(long="date 2024-03-09 Long\n\n" + "word " * 50_000)
    shelf = Database(bare_places.shelf)
    Library(root, bare_places, shelf).update()
    shelf.close()
    wrapped: list[bool] = []

    def watched(text: str, start: int, end: int, *how: Any, **more: Any) -> list[tuple[int, int]]:
        if end - start > 200_000:
            wrapped.append(threading.current_thread() is threading.main_thread())
        return wrap(text, start, end, *how, **more)

    monkeypatch.setattr(painted, "wrap", watched)
    app = app_of(bare_places, root)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", *"/word", "enter"])
        page = story_of(app).page
        assert page is not None
        assert len(page.matches) == 50_000
        story = story_of(app)
        await type_keys(pilot, [" ", " ", " "])
        place = story.top_offset
        for size in ((90, 30), (70, 20), (100, 36)):
            await pilot.resize_terminal(*size)
        await pilot.press("plus")
        await settle(pilot)
        assert story.page is not page
        assert story.page is not None
        assert story.page.lines[-1].end == len(story.page.article.text)
        assert len(story.page.matches) == 50_000
        assert story.page.line_of(place) == story.scroll_offset.y - TOP
    assert not any(wrapped)


async def test_at_the_end_of_a_long_story_the_quote_before_is_its_last(
    bare_places: Places, tmp_path: Path
) -> None:
    path = tmp_path / "long.txt"
    said = "\n\n".join(f"“Number {number},” said Ada Lund of the day." for number in range(60))
    path.write_text(f"The count\n\n{said}\n", "utf-8")
    app = app_of(bare_places, story=path)
    async with app.run_test(size=(100, 24)) as pilot:
        await type_keys(pilot, ["G", "left_square_bracket"])
        page = story_of(app).page
        assert page is not None
        assert page.lit is not None
        assert page.article.text[slice(*page.lit)].strip("“”") == "Number 59,"


async def test_a_name_in_the_margin_stands_apart_from_the_sign_beside_it(
    bare_places: Places, tmp_path: Path
) -> None:
    path = tmp_path / "short.txt"
    path.write_text("The count\n\n“It is late,” said Ada Lund of the day.\n", "utf-8")
    app = app_of(bare_places, story=path)
    async with app.run_test(size=(140, 24)) as pilot:
        await type_keys(pilot, ["right_square_bracket", "b"])
        view = story_of(app)
        shown = [view.render_line(line).text for line in range(view.size.height)]
        (line,) = [text for text in shown if "It is late" in text]
        assert line.split()[:3] == ["Ada", "Lund", f"{signs.now().bookmarked}{signs.now().bar}"]


async def test_what_is_lit_among_the_statements_is_in_sight_in_the_whole_story(
    bare_places: Places, tmp_path: Path
) -> None:
    path = tmp_path / "long.txt"
    between = "Nobody spoke.\n\n" * 40
    path.write_text(
        f"The count\n\n“One,” said Ada Lund.\n\n{between}“Two,” said Ada Lund.\n\n{between}", "utf-8"
    )
    app = app_of(bare_places, story=path)
    async with app.run_test(size=(100, 24)) as pilot:
        await type_keys(pilot, ["Q", "right_square_bracket", "right_square_bracket", "Q"])
        view = story_of(app)
        assert view.page is not None
        assert view.page.lit is not None
        assert view.page.article.text[slice(*view.page.lit)].strip("“”") == "Two,"
        line = view.page.line_of(view.page.lit[0]) + TOP
        assert view.scroll_offset.y <= line < view.scroll_offset.y + view.size.height


def lit_in_sight(app: ReaderApp) -> bool:
    """Whether something is lit in the story, and in sight."""
    sight = story_of(app).sight
    return sight is not None and sight.lit is not None


async def test_what_is_lit_stays_in_sight_in_a_smaller_window_and_the_place_is_kept(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "space"])
        for _ in range(8):
            await type_keys(pilot, ["right_square_bracket"])
            page, view = story_of(app).page, story_of(app)
            assert page is not None
            if page.lit and page.line_of(page.lit[0]) + TOP > view.scroll_offset.y + view.size.height // 2:
                break
        place = story_of(app).place.offset
        assert lit_in_sight(app)
        for size in ((60, 20), (80, 24), (120, 36)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert lit_in_sight(app)
            assert story_of(app).place.offset == place


async def test_the_story_stays_where_what_was_lit_led_to_when_that_is_lit_no_more(app: ReaderApp) -> None:
    async with app.run_test(size=(110, 40)) as pilot:
        await type_keys(pilot, ["enter", *["right_square_bracket"] * 7])
        await pilot.resize_terminal(50, 14)
        await settle(pilot)
        assert lit_in_sight(app)
        seen = story_of(app).top_offset
        await type_keys(pilot, ["escape"])
        await pilot.resize_terminal(51, 14)
        await settle(pilot)
        assert abs(story_of(app).top_offset - seen) < 100


async def test_going_through_the_statements_alone_reads_nothing(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    between = "Lamps were lit along the quay.\n\n" * 60
    said = "“It is late,” said Ada Lund.\n\n" * 20
    text = f"date 2024-01-01 Long\n\n{said}{between}"
    root = indexed(bare_places, write_library(long=text))
    app = app_of(bare_places, root)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["enter", "Q", "G", "Q", "ctrl+q"])
    shelf = Database(bare_places.shelf)
    assert progress.progress_of(shelf, root / "long.txt").share < 0.5
    shelf.close()

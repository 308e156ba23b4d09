"""The cursor in the story: arrows step through names and quotes, on lines and across them."""

from tests.ui.scenes import STORY, main_screen, story_of, type_keys
from tui_reader.paint.measure import Span
from tui_reader.paint.story import Page
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.widgets.status_bar import StatusBar


def page_of(app: ReaderApp) -> Page:
    """The page on the screen."""
    page = story_of(app).page
    assert page is not None
    return page


def lit(app: ReaderApp) -> Span:
    """Where the cursor stands."""
    span = page_of(app).lit
    assert span is not None
    return span


def said(app: ReaderApp) -> str:
    """The bottom line."""
    return main_screen(app).query_one(StatusBar).render().plain


async def test_right_goes_through_every_name_and_quote_and_left_comes_back(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "c"])
        analysis = page_of(app).analysis
        expected = {(name.start, name.end) for name, _ in analysis.names()}
        expected |= {(quote.start, quote.end) for quote in analysis.quotes}
        met = [lit(app)]
        while "further on" not in said(app):
            await pilot.press("right")
            met.append(lit(app))
        assert set(met) == expected
        assert [start for start, _ in met] == sorted(start for start, _ in met)
        await type_keys(pilot, ["left", "left"])
        assert lit(app) == met[-4]


async def test_down_and_up_go_to_other_lines(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "c"])
        page, lines = page_of(app), []
        for key in ("down", "down", "down", "up"):
            lines.append(page.line_of(lit(app)[0]))
            await pilot.press(key)
        assert lines == sorted(set(lines))
        assert page.line_of(lit(app)[0]) == lines[-2]


async def test_the_bottom_line_says_what_is_under_the_cursor(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "c"])
        name = next(entity.name for name, entity in page_of(app).analysis.names())
        assert name in said(app)


async def test_escape_turns_the_cursor_off_and_the_arrows_scroll_again(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, [*STORY, "c", "right", "escape"])
        assert page_of(app).lit is None
        assert app.focused is story_of(app)
        top = story_of(app).scroll_offset.y
        await type_keys(pilot, ["down"])
        assert story_of(app).scroll_offset.y == top + 1
        assert page_of(app).lit is None


async def test_selecting_begins_at_the_cursor_and_takes_the_arrows(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "c", "right", "V"])
        start, end = lit(app)
        await type_keys(pilot, ["right"])
        assert lit(app)[0] == start
        assert lit(app)[1] > end


async def test_the_end_is_said(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "G", "c"])
        await type_keys(pilot, ["right"] * 30)
        assert "No name or quote further on" in said(app)

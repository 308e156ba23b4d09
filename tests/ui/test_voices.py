"""The cast panel in the real app: choosing somebody lights their names and words."""

import pytest

from tests.ui.scenes import STORY, main_screen, story_of, type_keys
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.widgets.cast_panel import CastPanel
from tui_reader.ui.widgets.status_bar import StatusBar


def said(app: ReaderApp) -> str:
    """The bottom line."""
    return main_screen(app).query_one(StatusBar).render().plain


def lit_quotes(app: ReaderApp) -> str | None:
    """The speaker of the quote that the keys have stepped to."""
    page = story_of(app).page
    assert page is not None
    return next(
        (quote.speaker_name for quote in page.analysis.quotes if (quote.start, quote.end) == page.lit), None
    )


async def test_enter_in_the_cast_lights_one_person_and_steps_go_through_theirs_only(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "tab", "j", "enter"])
        spotlit = story_of(app).spotlit
        assert spotlit is not None
        assert spotlit.name == "J. P. Okonkwo"
        assert "J. P. Okonkwo: named" in said(app)
        await type_keys(pilot, ["shift+tab", "right_square_bracket"])
        assert lit_quotes(app) == "J. P. Okonkwo"
        await type_keys(pilot, ["right_square_bracket"] * 20)
        assert "No quote of J. P. Okonkwo further on" in said(app)


async def test_the_bars_of_the_cast_leave_room_for_the_names(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [])
        while "eels know" not in story_of(app).render_line(1).text + story_of(app).render_line(0).text:
            await type_keys(pilot, ["j"])
        cast = main_screen(app).query_one(CastPanel)
        names = [row.entity.name for row in cast._lines if not isinstance(row, str) and row.share]
        shown = "\n".join(cast.render_line(y).text for y in range(len(names) + 3))
        assert len(names) > 2
        assert all(name in shown for name in names if len(name) <= 17)


async def test_escape_lights_everything_again_one_step_at_a_time(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "tab", "enter", "shift+tab", "right_square_bracket", "escape"])
        assert lit_quotes(app) is None
        assert story_of(app).spotlit is not None
        await type_keys(pilot, ["escape"])
        assert story_of(app).spotlit is None
        assert "Esc lights all" not in said(app)
        assert app.focused is story_of(app)


async def test_enter_on_the_same_person_again_lights_everything(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "tab", "enter", "enter"])
        assert story_of(app).spotlit is None


async def test_the_lit_person_outlives_a_new_width_but_not_another_story(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "tab", "enter"])
        chosen = story_of(app).spotlit
        await pilot.resize_terminal(140, 40)
        await type_keys(pilot, ["plus"])
        assert story_of(app).spotlit == chosen
        await type_keys(pilot, ["q", "escape", "g", "j"])
        assert story_of(app).spotlit is None


async def test_a_narrow_screen_goes_from_the_cast_to_the_lit_story(app: ReaderApp) -> None:
    async with app.run_test(size=(60, 30)) as pilot:
        await type_keys(pilot, [*STORY, "v", "enter"])
        assert app.focused is story_of(app)
        assert story_of(app).spotlit is not None


async def test_the_cursor_of_the_cast_skips_headings(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "tab"])
        panel = main_screen(app).query_one(CastPanel)
        met = []
        for _ in range(30):
            met.append(panel.entity)
            await pilot.press("j")
        assert None not in met
        page = story_of(app).page
        assert page is not None
        named = {entity.id for entity in page.analysis.entities if entity.names}
        assert named <= {entity.id for entity in met if entity}
        await type_keys(pilot, ["home"])
        assert panel.entity == met[0]


@pytest.mark.parametrize("away", [["escape"], ["J"]])
async def test_what_was_said_of_a_quote_goes_with_it(app: ReaderApp, away: list[str]) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await type_keys(pilot, [*STORY, "right_square_bracket"])
        assert "certain" in said(app)
        await type_keys(pilot, away)
        assert "certain" not in said(app)


async def test_q_in_the_story_shows_statements_only_and_back(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "right_square_bracket", "right_square_bracket"])
        whole = story_of(app).page
        assert whole is not None
        await type_keys(pilot, ["Q"])
        skim = story_of(app).page
        assert skim is not None
        assert len(skim) < len(whole)
        assert skim.lit == whole.lit
        assert "Statements only" in said(app)
        await type_keys(pilot, ["escape", "escape"])
        assert not story_of(app).skimming
        assert app.focused is story_of(app)

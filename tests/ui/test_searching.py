from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tests.ui.searching import bottom
from tui_reader.paths import Places
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.widgets.search_field import SearchInput
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList
from tui_reader.ui.widgets.top_bar import TopBar


def listed(app: ReaderApp) -> StoryList:
    return main_screen(app).query_one(StoryList)


def line_texts(app: ReaderApp) -> str:
    stories = listed(app)
    return "\n".join(stories.render_line(y).text for y in range(stories.size.height))


async def test_the_list_follows_what_is_typed(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        everything = len(listed(app).rows)
        await type_keys(pilot, ["slash", *"oyst"])
        titles = [row.title for row in listed(app).rows]
        assert 0 < len(titles) < everything
        assert any("Oysters" in title for title in titles)


async def test_each_hit_shows_the_sentence_that_matched(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"rubber", "space", *"ring"])
        assert "rubber ring" in " ".join(line_texts(app).split())


async def test_matches_are_lit_in_the_story_and_n_steps_through_them(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"ferry", "enter", "enter"])
        page = story_of(app).page
        assert page is not None
        assert [page.article.text[start:end].lower() for start, end in page.matches] == ["ferry"] * len(
            page.matches
        )
        await type_keys(pilot, ["n", "n", "N"])
        assert page.current_match == 0


async def test_escape_closes_the_search_and_keeps_the_story_chosen(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        everything = len(listed(app).rows)
        await type_keys(pilot, ["slash", *"oysters", "escape"])
        assert len(listed(app).rows) == everything
        assert listed(app).row is not None
        assert listed(app).row.title.startswith("Oysters")  # type: ignore[union-attr]
        assert not main_screen(app).query_one(TopBar).searching


async def test_nothing_found_is_said_with_a_way_out(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"zzzzqqq"])
        assert "Nothing found" in line_texts(app)
        await type_keys(pilot, ["escape"])
        assert listed(app).rows


async def test_whatever_is_typed_the_reader_goes_on(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        for typed in ("[", "((", '"', "🙂", "a" * 500, "   ", "speaker:", "-", "* OR"):
            await type_keys(pilot, ["slash"])
            app.screen.query_one(SearchInput).value = typed
            await settle(pilot)
            await type_keys(pilot, ["enter", "escape", "escape"])
            assert listed(app).rows, typed


async def test_a_view_restricts_the_search(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"the", "enter"])
        everywhere = len(listed(app).rows)
        await type_keys(pilot, ["3"])
        assert 0 < len(listed(app).rows) < everywhere


@pytest.mark.updates
async def test_a_new_story_is_found_after_a_look_at_the_folder(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    folder = write_library(one="date 2024-01-01 First story\n\nNothing of note.\n")
    app = app_of(bare_places, folder)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        (folder / "two.txt").write_text("date 2024-01-02 Second story\n\nA walrus came.\n", "utf-8")
        await type_keys(pilot, ["ctrl+r"])
        await type_keys(pilot, ["slash", *"walrus"])
        assert [row.title for row in listed(app).rows] == ["Second story"]


@pytest.mark.updates
async def test_a_search_typed_while_the_first_index_is_made_finds_what_comes(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    stories = {f"s{number}": f"date 2024-01-01 Story {number}\n\nA walrus came.\n" for number in range(40)}
    app = app_of(bare_places, write_library(**stories))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("slash", *"walrus")
        await until(
            pilot, lambda: len(listed(app).rows) == 40 and main_screen(app).query_one(TopBar).searching
        )
        assert "Story" in line_texts(app)


async def test_the_keys_of_hits_are_no_longer_offered_when_the_search_has_ended(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"oysters", "enter"])
        status = main_screen(app).query_one(StatusBar)
        assert "Esc back" in status.render().plain
        await type_keys(pilot, ["escape"])
        assert "Esc back" not in status.render().plain


async def test_words_that_the_story_has_not_lead_to_the_library(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "slash", *"xyzzy", "enter"])
        assert app.focused is story_of(app)
        said = main_screen(app).query_one(StatusBar).render().plain
        assert "This is not in the story; // searches the library" in said


async def test_letters_that_lead_away_lead_back_when_the_words_are_not_in_the_story(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "space", "slash"])
        before = story_of(app).scroll_offset
        await type_keys(pilot, [*"stove"])
        assert story_of(app).scroll_offset != before
        await type_keys(pilot, [*"xyz"])
        assert story_of(app).scroll_offset == before


async def test_what_is_said_of_a_find_goes_with_it(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", *"/stove", "enter", "n"])
        assert "No match further on" in bottom(app)
        await type_keys(pilot, ["escape"])
        assert "match" not in bottom(app).lower()

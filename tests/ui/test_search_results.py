"""What a search lists, in which order and why, and the way from match to match through what was found."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tests.ui.searching import bottom, field, hint, list_text, listed, match, top
from tests.ui.test_signs import indexed
from tui_reader.library import Library
from tui_reader.paths import Places
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens import searching


def titles(app: ReaderApp) -> list[str]:
    return [row.title for row in listed(app).rows]


def dates(app: ReaderApp) -> list[str]:
    return [row.date for row in listed(app).rows]


async def test_what_is_typed_is_listed_newest_first_and_ranked_when_typing_pauses(
    app: ReaderApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash"])
        with monkeypatch.context() as never:
            never.setattr(searching, "PAUSE_SECONDS", 3600)
            await pilot.press(*"harbou")
            await until(pilot, lambda: "newest first" in top(app))
            typed = dates(app)
            assert typed == sorted(typed, reverse=True)
        await pilot.press("r")
        await settle(pilot)
        assert "best first" in top(app)
        assert sorted(dates(app)) == sorted(typed)
        assert dates(app) != typed


async def test_rows_do_not_jump_from_under_a_cursor_that_was_moved(
    app: ReaderApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash"])
        monkeypatch.setattr(searching, "PAUSE_SECONDS", 1.5)
        await pilot.press(*"harbour")
        await until(pilot, lambda: "newest first" in top(app))
        before = titles(app)
        listed(app).action_line_down()
        await until(pilot, lambda: main_screen(app)._pause is None)
        await settle(pilot)
        assert titles(app) == before
        assert listed(app).cursor == 1
        assert f"{len(before)} stories" in top(app)
        await type_keys(pilot, ["enter"])
        assert titles(app) != before


async def test_s_orders_what_was_found_and_the_whole_list(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        newest = dates(app)
        await type_keys(pilot, ["s"])
        assert dates(app) == newest[::-1]
        assert "oldest first" in top(app)
        await type_keys(pilot, ["s"])
        assert dates(app) == newest
        await type_keys(pilot, ["slash", *"harbour", "enter"])
        best = titles(app)
        await type_keys(pilot, ["s"])
        assert "newest first" in top(app)
        assert dates(app) == sorted(dates(app), reverse=True)
        await type_keys(pilot, ["s"])
        assert titles(app) == best


async def test_a_word_cut_short_is_found_after_enter_too(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"oyst", "enter"])
        assert any("Oysters" in title for title in titles(app))
        assert match(app)[1] > 0


async def test_the_speaker_stands_before_the_words_that_were_said(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"said:boat", "enter"])
        assert ": “" in " ".join(list_text(app).split())
        assert "boat" in list_text(app)


async def test_a_speaker_who_is_a_guess_has_a_question_mark_before_the_words(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"said:obliged", "enter"])
        assert "Catriona MacCrimmon?: “I’m" in " ".join(list_text(app).split())


async def test_reasons_are_found_for_every_row_that_is_looked_at(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 24)) as pilot:
        await type_keys(pilot, ["slash", *"the", "enter", "G"])
        finder = main_screen(app)._browsing.finder  # type: ignore[union-attr]
        assert 0 < len(finder.reasons) < len(listed(app).rows)
        last = listed(app).row
        assert last is not None
        assert finder.reasons[last.content_hash].snippet.text.split()[1] in list_text(app)


async def test_reasons_are_made_anew_for_another_width(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["slash", *"harbour", "enter"])
        narrow = main_screen(app)._browsing.finder.reasons  # type: ignore[union-attr]
        row = listed(app).row
        assert row is not None
        before = narrow[row.content_hash].snippet.text
        await pilot.resize_terminal(200, 24)
        await settle(pilot)
        assert len(narrow[row.content_hash].snippet.text) > len(before)


async def test_q_lists_one_row_a_quote_and_enter_opens_the_story_there(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"said:boat", "enter", "Q"])
        assert "quotes · best first" in top(app)
        hit = listed(app).quote
        assert hit is not None
        assert f"{hit.speaker or 'Unknown'}" in list_text(app)
        await type_keys(pilot, ["j"])
        hit = listed(app).quote
        assert hit is not None
        await type_keys(pilot, ["enter"])
        page = story_of(app).page
        assert page is not None
        assert page.article.id == hit.row.id
        assert page.lit == (hit.start, hit.end)
        assert page.article.text[hit.start : hit.end] == hit.text
        assert story_of(app).has_focus
        await type_keys(pilot, ["escape"])
        assert listed(app).has_focus
        assert listed(app).quote == hit
        await type_keys(pilot, ["Q"])
        assert listed(app).quote is None
        assert listed(app).rows


async def test_every_quote_of_one_story_is_lit_when_the_cursor_comes_to_it(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"speaker:okonkwo", "enter", "Q"])
        for _ in range(4):
            hit, page = listed(app).quote, story_of(app).page
            assert hit is not None
            assert page is not None
            assert (page.article.id, page.lit) == (hit.row.id, (hit.start, hit.end))
            await type_keys(pilot, ["j"])


async def test_q_without_a_search_says_how_to_begin_one(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["Q"])
        assert "/ begins one" in bottom(app)
        assert listed(app).rows


async def test_n_goes_on_to_the_next_story_and_capital_n_back(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"oysters", "enter", "enter"])
        first = story_of(app).article
        assert first is not None
        assert len(listed(app).rows) > 1
        _, total = match(app)
        await type_keys(pilot, ["g", *["n"] * total])
        assert match(app) == (total, total)
        assert f"Match {total} of {total}" in bottom(app)
        await type_keys(pilot, ["n"])
        second = story_of(app).article
        assert second is not None
        assert second.id == listed(app).rows[1].id
        assert match(app)[0] == 1
        assert "Next story · match 1 of" in bottom(app)
        assert story_of(app).has_focus
        await type_keys(pilot, ["N"])
        assert story_of(app).article == first
        assert match(app) == (total, total)
        assert "Story before" in bottom(app)


async def test_after_the_last_match_of_all_it_is_said_that_there_are_no_more(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"oysters", "enter", "G", "enter"])
        _, total = match(app)
        await type_keys(pilot, [*["n"] * (total + 2)])
        assert "No match further on in what was found" in bottom(app)
        assert match(app) == (total, total)


async def test_stepping_from_the_list_previews_the_next_story_at_its_match(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"oysters", "enter"])
        _, total = match(app)
        await type_keys(pilot, [*["n"] * (total + 1)])
        assert listed(app).cursor == 1
        assert listed(app).has_focus
        assert match(app)[0] == 1


async def test_the_view_that_is_searched_is_named_beside_the_number(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"the", "enter", "3"])
        assert "bookmarked · best first" in top(app)


async def test_a_search_lives_through_any_resizing(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        for size in ((60, 30), (80, 24), (200, 50)):
            await type_keys(pilot, ["slash", *"harb"])
            await pilot.resize_terminal(*size)
            await pilot.press(*"our")
            await settle(pilot)
            assert field(app).value == "harbour"
            assert field(app).has_focus
            assert "harbour" in field(app).render_line(0).text
            await type_keys(pilot, ["enter", "enter"])
            await pilot.resize_terminal(120, 36)
            await settle(pilot)
            assert match(app)[1] > 0
            assert hint(app) == ""
            await type_keys(pilot, ["escape", "escape"])


async def test_the_order_that_was_chosen_stays_for_the_next_search(places: Places) -> None:
    app = app_of(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"harbour", "enter", "s", "escape", "slash", *"ferry", "enter"])
        assert "newest first" in top(app)


async def test_what_is_asked_with_said_is_lit_and_counted_in_quotes_of_its_speaker(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    said = "“We lit the lamps,” said Ada Lund. “The lamps are lit.”\n\n“Which lamps?” said Osk Pell."
    root = write_library(
        one=f"date 2024-05-04 One\n\nThe lamps of Quay Street are lit. Ada Lund went home.\n\n{said}\n",
        two=f"date 2024-05-03 Two\n\nNo lamps today.\n\n{said}\n",
    )
    app = app_of(bare_places, indexed(bare_places, root))
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"speaker:lund said:lamps", "enter", "s", "enter"])
        page = story_of(app).page
        assert page is not None
        assert page.article.title == "One"
        assert match(app) == (0, 2)
        theirs = [quote for quote in page.analysis.quotes if quote.speaker_name == "Ada Lund"]
        assert [
            any(quote.start <= start < end <= quote.end for quote in theirs) for start, end in page.matches
        ] == [True] * 2
        await type_keys(pilot, ["n", "n"])
        assert match(app) == (2, 2)
        await type_keys(pilot, ["n"])
        page = story_of(app).page
        assert page is not None
        assert page.article.title == "Two"
        assert match(app) == (1, 2)
        assert "Next story · match 1 of 2" in bottom(app)
        await type_keys(pilot, ["N"])
        assert match(app) == (2, 2)
        assert "Story before · match 2 of 2" in bottom(app)


LAMPS = "date 2024-05-04 Lamps\n\nThe lamps of Quay Street are lit.\n\n“All lamps burn,” said Ada Lund.\n\n“No lamps are left,” said Osk Pell, who looks after lamps.\n\n“It is late,” said Ada Lund.\n"


async def test_from_a_quote_that_was_found_n_goes_on_to_the_match_in_it_and_never_back(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    root = write_library(lamps=LAMPS)
    app = app_of(bare_places, indexed(bare_places, root))
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"speaker:pell lamps", "enter", "Q", "enter"])
        page = story_of(app).page
        assert page is not None
        assert page.lit is not None
        assert page.article.text[slice(*page.lit)] == "No lamps are left,"
        inside = [start >= page.lit[0] for start, _ in page.matches].index(True)
        assert inside > 0
        await type_keys(pilot, ["n"])
        assert match(app)[0] == inside + 1
        await type_keys(pilot, ["escape", "enter", "n"])
        assert match(app)[0] == inside + 1
        await type_keys(pilot, ["escape", "enter", "N"])
        assert match(app)[0] == inside


async def test_from_a_match_the_keys_go_on_to_the_next_quote_and_to_the_one_before(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    root = write_library(lamps=LAMPS)
    shelf = Database(bare_places.shelf)
    Library(root, bare_places, shelf).update()
    shelf.close()
    for key, words in (
        ("right_square_bracket", "It is late,"),
        ("left_square_bracket", "No lamps are left,"),
    ):
        app = app_of(bare_places, root)
        async with app.run_test(size=(120, 36)) as pilot:
            await type_keys(pilot, ["slash", *"lamps", "enter", "enter", "n", "n", "n", "n", key])
            page = story_of(app).page
            assert page is not None
            assert match(app) == (4, 4)
            assert page.lit is not None
            assert page.article.text[slice(*page.lit)] == words

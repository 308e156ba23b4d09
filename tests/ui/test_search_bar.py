"""The line in which a query is typed: what it shows, offers, recalls and marks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.scenes import app_of, settle, type_keys, until
from tests.ui.searching import bottom, field, hint, listed, match, top
from tui_reader.paths import Places, sample_library
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens import searching

SIZES = [(80, 24), (120, 36), (200, 50)]


async def test_forty_letters_of_the_query_are_seen(app: ReaderApp) -> None:
    query = "harbour -fog (ferry OR boats) after:2021"
    assert len(query) == 40
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["slash"])
        field(app).value = query
        await settle(pilot)
        field(app).cursor_position = len(query)
        await type_keys(pilot, ["enter"])
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert query in field(app).render_line(0).text


async def test_a_query_typed_before_the_bar_is_drawn_is_seen_from_its_beginning(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"harbour", "space", *"ferry")
        await settle(pilot)
        assert field(app).render_line(0).text.startswith("harbour ferry")


async def test_a_mistake_is_named_under_the_bar_and_marked_in_it(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["slash", *"is:strange", "space", *"ferry"])
        assert "is: knows unread, read, bookmarked" in hint(app)
        assert hint(app).startswith("is:strange")
        underlined = [
            segment.text for segment in field(app).render_line(0) if segment.style and segment.style.underline
        ]
        assert "".join(underlined) == "is:strange"
        assert listed(app).rows
        await type_keys(pilot, ["enter"])
        assert "is: knows" in hint(app)
        await type_keys(pilot, ["escape"])
        assert hint(app) == ""


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["left_parenthesis"] * 4, "closing parenthesis is missing"),
        ([*"OR", "space"], "Something must stand before OR"),
        ([*"date:9999-99"], "takes a date such as"),
        (["asterisk"], "A star stands at the end"),
        (["minus", "minus"], "Something must follow -"),
    ],
)
async def test_a_query_of_a_mistake_alone_is_named_too(app: ReaderApp, keys: list[str], said: str) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        everything = len(listed(app).rows)
        await type_keys(pilot, ["slash", *keys])
        assert said in hint(app)
        assert len(listed(app).rows) == everything


async def test_a_mistake_stands_before_what_is_offered_for_the_last_word(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"is:odd", "space", *"speaker:oko"])
        assert hint(app).startswith("is:odd")
        assert "Tab   J. P. Okonkwo" in hint(app)
        await type_keys(pilot, ["tab"])
        assert field(app).value == 'is:odd speaker:"J. P. Okonkwo"'


async def test_what_the_next_letters_may_put_right_is_no_mistake_yet(
    app: ReaderApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash"])
        with monkeypatch.context() as never:
            never.setattr(searching, "PAUSE_SECONDS", 3600)
            for key in ("quotation_mark", *"council", "space", *"mo"):
                await pilot.press(key)
                assert hint(app) == ""
        await pilot.press("n")
        await settle(pilot)
        assert "closing quotation mark" in hint(app)


async def test_tab_takes_what_is_offered_and_the_next_one(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"person:oko"])
        assert "J. P. Okonkwo" in hint(app)
        await type_keys(pilot, ["tab"])
        first = field(app).value
        assert first == 'person:"J. P. Okonkwo"'
        assert field(app).has_focus
        await type_keys(pilot, ["tab"])
        second = field(app).value
        assert "Okonkwo" in second
        assert second != first
        await type_keys(pilot, ["shift+tab"])
        assert field(app).value == first
        await type_keys(pilot, ["space", *"eel"])
        assert field(app).value == f"{first} eel"


async def test_a_tab_typed_before_anything_is_offered_takes_it_when_it_comes(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash"])
        await pilot.press(*"is:u", "tab")
        await settle(pilot)
        assert field(app).value == "is:unread"
        assert field(app).has_focus


async def test_the_right_key_takes_the_shadow_at_the_end_and_moves_inside(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"ferry", "space", *"is:unr"])
        assert "is:unread" in field(app).render_line(0).text
        await type_keys(pilot, ["right"])
        assert field(app).value == "ferry is:unread"
        await type_keys(pilot, ["left", "right"])
        assert field(app).value == "ferry is:unread"


async def test_up_and_down_go_through_the_history_also_while_something_is_offered(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"oysters", "enter", "escape"])
        await type_keys(pilot, ["slash", *"eels", "enter", "escape"])
        await type_keys(pilot, ["slash", *"speaker:oko"])
        assert hint(app)
        shown = []
        for key in ("up", "up", "up", "down", "down"):
            await type_keys(pilot, [key])
            shown.append(field(app).value)
        assert shown == ["eels", "oysters", "oysters", "eels", "speaker:oko"]


async def test_the_history_is_there_in_the_next_session(places: Places) -> None:
    first = app_of(places)
    async with first.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"oysters", "enter", "escape", "q"])
    second = app_of(places)
    async with second.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", "up"])
        assert field(second).value == "oysters"


async def test_another_query_is_suggested_when_nothing_is_found_and_enter_takes_it(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["slash", *"oistres"])
        assert "Did you mean oysters?" in hint(app)
        await type_keys(pilot, ["enter"])
        assert field(app).value == "oysters"
        assert [row.title for row in listed(app).rows if "Oysters" in row.title]


async def test_a_word_that_enter_finds_nothing_for_keeps_the_keys(
    app: ReaderApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "PAUSE_SECONDS", 3600)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["slash"])
        await pilot.press(*"oistres", "enter")
        await until(pilot, lambda: field(app).has_focus)
        await settle(pilot)
        assert field(app).has_focus
        await type_keys(pilot, ["tab"])
        assert field(app).value == "oysters"


@pytest.mark.parametrize("size", SIZES[:2])
async def test_nothing_that_is_typed_is_taken_for_more_than_letters(
    app: ReaderApp, size: tuple[int, int]
) -> None:
    wild = ("[bold]", '"((é', "🙂" * 30, "[/]" * 40, "q" * 500, "-(OR", "\x1b[31m", "x\u2028y")
    async with app.run_test(size=size) as pilot:
        for typed in wild:
            await type_keys(pilot, ["slash"])
            field(app).value = typed
            await settle(pilot)
            assert "\x1b" not in field(app).value
            await type_keys(pilot, ["left", "backspace", "x", "end", "tab"])
            if field(app).has_focus:
                await type_keys(pilot, ["enter"])
            await type_keys(pilot, ["escape", "escape", "escape"])
            assert listed(app).rows, typed


async def test_every_key_that_types_types_while_something_is_offered(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"is:", *"qnsSQ/ 4?"])
        assert field(app).value == "is:qnsSQ/ 4?"


async def test_slash_in_a_story_finds_words_there_and_slash_again_searches_the_library(
    app: ReaderApp,
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "slash"])
        assert "find in this story" in field(app).placeholder
        await type_keys(pilot, ["slash"])
        assert "find in this story" not in field(app).placeholder
        assert field(app).has_focus
        await type_keys(pilot, [*"oysters", "enter"])
        assert any("Oysters" in row.title for row in listed(app).rows)


async def test_words_found_in_a_story_are_lit_counted_and_stepped_through(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "slash", *"th"])
        number, total = match(app)
        assert number == 1
        assert total > 3
        assert f"match 1 of {total}" in top(app)
        await type_keys(pilot, ["enter", "n", "n"])
        assert match(app) == (3, total)
        assert f"Match 3 of {total}" in bottom(app)
        await type_keys(pilot, ["N"])
        assert match(app) == (2, total)
        await type_keys(pilot, ["escape"])
        assert match(app) == (0, 0)
        assert not field(app).display or not field(app).value


async def test_large_numbers_of_matches_and_paragraphs_have_their_commas(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    root = write_library(long="date 2024-03-09 The long one\n" + "\nThe tide.\n" * 1_200)
    app = app_of(bare_places, story=root / "long.txt")
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"tide", "enter"])
        assert "match 1 of 1,200" in top(app)
        assert "¶ 1 of 1,200" in bottom(app)


async def test_finding_in_a_story_gives_the_search_of_the_library_back(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"ferry", "enter", "enter"])
        _, ferries = match(app)
        await type_keys(pilot, ["slash", *"zzz"])
        assert match(app) == (0, 0)
        assert "no match" in top(app)
        await type_keys(pilot, ["escape"])
        assert match(app)[1] == ferries
        assert field(app).value == "ferry"
        assert "best first" in top(app)


@pytest.mark.parametrize("where", ["zen", "alone"])
async def test_words_are_found_in_zen_and_in_a_story_opened_alone(places: Places, where: str) -> None:
    story = next(sample_library().rglob("*.txt"))
    app = app_of(places, story=story) if where == "alone" else app_of(places)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["enter", "z"] if where == "zen" else [])
        await type_keys(pilot, ["slash", *"the", "enter"])
        assert match(app)[0] == 1
        await type_keys(pilot, ["escape"])
        assert match(app) == (0, 0)

"""Settings and themes that change while the reader runs."""

from tests.ui.scenes import main_screen, story_of, type_keys, until
from tui_reader.paths import Places
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.widgets.status_bar import StatusBar


def said(app: ReaderApp) -> str:
    """The bottom line."""
    return main_screen(app).query_one(StatusBar).render().plain


async def test_settings_that_are_written_are_used_at_once(app: ReaderApp, places: Places) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [])
        await until(pilot, lambda: app._watch.has_looked)
        places.settings.parent.mkdir(parents=True, exist_ok=True)
        places.settings.write_text(
            'theme = "paper"\nwidth = 60\nparagraphs = "indent"\nmotion = false\n[keys]\nzen = "F"\n', "utf-8"
        )
        await until(pilot, lambda: app.theme == "paper")
        page = story_of(app).page
        assert page is not None
        assert (main_screen(app)._panes.column, page.indented, app.animation_level) == (
            60,
            True,
            "none",
        )
        await type_keys(pilot, ["F"])
        assert main_screen(app)._panes.zen


async def test_a_mistake_is_one_sentence_and_the_old_settings_stay(app: ReaderApp, places: Places) -> None:
    async with app.run_test(size=(200, 36)) as pilot:
        await type_keys(pilot, [])
        await until(pilot, lambda: app._watch.has_looked)
        before = app.theme
        places.settings.parent.mkdir(parents=True, exist_ok=True)
        places.settings.write_text('theme = "paper"\nwidth = 7\n', "utf-8")
        await until(pilot, lambda: "Unchanged: settings.toml" in said(app))
        assert app.theme == before
        assert "give a whole number from 48 to 100" in said(app)
        assert "default" not in said(app)


async def test_a_theme_that_is_no_longer_asked_for_gives_way_to_the_one_chosen_last(
    app: ReaderApp, places: Places
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["t"])
        await until(pilot, lambda: app._watch.has_looked)
        chosen = app.theme
        assert f"Colours: {chosen}" in main_screen(app).query_one(StatusBar).render().plain
        places.settings.parent.mkdir(parents=True, exist_ok=True)
        places.settings.write_text('theme = "day"\n', "utf-8")
        await until(pilot, lambda: app.theme == "day")
        places.settings.write_text("", "utf-8")
        await until(pilot, lambda: app.theme == chosen)


async def test_a_theme_of_ones_own_is_shown_as_it_is_written(app: ReaderApp, places: Places) -> None:
    places.themes.mkdir(parents=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [])
        await until(pilot, lambda: app._watch.has_looked)
        dusk = places.themes / "dusk.toml"
        dusk.write_text('based-on = "night"\npage = "#1a1420"\n', "utf-8")
        places.settings.write_text('theme = "dusk"\n', "utf-8")
        await until(pilot, lambda: app.theme == "dusk")
        dusk.write_text('based-on = "night"\npage = "#20141a00"[:7]\n', "utf-8")
        await until(pilot, lambda: "Unchanged: dusk.toml, line 2" in said(app))
        assert app.current_theme.variables["page"] == "#1a1420"
        dusk.write_text('based-on = "night"\npage = "#20141a"\n', "utf-8")
        await until(pilot, lambda: app.current_theme.variables["page"] == "#20141a")


async def test_several_mistakes_are_counted_and_what_names_them_is_said_whole(
    app: ReaderApp, places: Places
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, [])
        await until(pilot, lambda: app._watch.has_looked)
        places.settings.parent.mkdir(parents=True, exist_ok=True)
        places.settings.write_text("width = 7\nmotion = 7\n", "utf-8")
        await until(pilot, lambda: "Unchanged" in said(app))
        assert said(app).strip() == "Unchanged: settings.toml has 2 mistakes; tui-reader settings --check"


async def test_a_broken_theme_that_is_not_in_use_is_named_and_left_out(
    app: ReaderApp, places: Places
) -> None:
    places.themes.mkdir(parents=True)
    (places.themes / "dusk.toml").write_text('based-on = "night"\npage = "#1a1420"\n', "utf-8")
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [])
        await until(pilot, lambda: app._watch.has_looked)
        (places.themes / "bad.toml").write_text("nonsense\n", "utf-8")
        places.settings.write_text('theme = "dusk"\n', "utf-8")
        await until(pilot, lambda: app.theme == "dusk")
        assert "Settings read again; bad.toml, line 1 is not TOML" in said(app)
        places.settings.write_text('theme = "bad"\n', "utf-8")
        await until(pilot, lambda: "Unchanged: bad.toml, line 1" in said(app))
        assert app.theme == "dusk"

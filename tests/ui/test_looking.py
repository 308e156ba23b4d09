"""From a story into the library: for its words, for a person, for what else they said; and back."""

import re
from collections.abc import Callable
from pathlib import Path

from textual.widgets import OptionList, Static

from tests.ui import pictures
from tests.ui.scenes import STORY, app_of, main_screen, story_of, type_keys, until
from tests.ui.test_signs import indexed
from tui_reader.analysis.model import Quote
from tui_reader.index.query import Term, parse, terms
from tui_reader.index.wording import phrase
from tui_reader.paths import Places
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens.peek import PeekScreen
from tui_reader.ui.widgets.search_field import STORY as STORY_FIELD
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.top_bar import TopBar


def query(app: ReaderApp) -> str:
    """What the search bar asks for."""
    return main_screen(app).query_one(TopBar).field.value


def said(app: ReaderApp) -> str:
    """The bottom line."""
    return main_screen(app).query_one(StatusBar).render().plain


def on_screen(app: ReaderApp) -> str:
    """All that stands on the screen."""
    return "\n".join(pictures.take(app).lines)


def lit_name(app: ReaderApp) -> str:
    """The full name of whom the lit name means."""
    chosen = main_screen(app)._reading.chosen()
    assert chosen is not None
    assert not isinstance(chosen, Quote)
    return chosen[1].name


def speaker(app: ReaderApp) -> str | None:
    """Who speaks the lit quote."""
    chosen = main_screen(app)._reading.chosen()
    assert isinstance(chosen, Quote)
    return chosen.speaker_name


def place(app: ReaderApp) -> tuple[str, int]:
    """The story on the screen and the place in it."""
    story = story_of(app)
    assert story.article is not None
    return story.article.title, story.top_offset


async def test_selected_words_are_searched_for_as_a_phrase(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "right_square_bracket"])
        page = story_of(app).page
        assert page is not None
        assert page.lit is not None
        words = page.article.text[slice(*page.lit)]
        await type_keys(pilot, ["asterisk"])
        assert query(app) == phrase(words)
        browsing = main_screen(app)._browsing
        assert browsing is not None
        assert page.article.title in [row.title for row in browsing.stories.rows]


async def test_a_lit_name_is_searched_for_as_a_name_and_a_person(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "tab", "enter", "shift+tab", "right_curly_bracket"])
        name = lit_name(app)
        await type_keys(pilot, ["asterisk"])
        assert query(app) == f'mentions:"{name}"'
        await type_keys(pilot, ["alt+left", "tab", "enter", "shift+tab", "right_curly_bracket"])
        name = lit_name(app)
        await type_keys(pilot, ["p"])
        assert query(app) == f'person:"{name}"'


async def test_what_else_a_speaker_said_is_listed_as_quotes_and_the_way_back_leads_to_the_place(
    app: ReaderApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, [*STORY, "space", *["right_square_bracket"] * 5])
        while speaker(app) is None:
            await pilot.press("left_square_bracket")
        name, before = speaker(app), place(app)
        await type_keys(pilot, ["a"])
        browsing = main_screen(app)._browsing
        assert browsing is not None
        assert browsing.finder.quotes_only
        assert query(app) == f'speaker:"{name}"'
        assert main_screen(app)._panes.pane == "list"
        answer = browsing.finder.answer
        assert answer is not None
        assert answer.quotes
        await type_keys(pilot, ["j", "j", "alt+left"])
        assert place(app) == before
        assert main_screen(app)._panes.pane == "story"


async def test_the_chosen_row_of_the_cast_is_whom_a_search_means(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "tab", "p"])
        entity = main_screen(app)._reading.cast.entity
        assert query(app).startswith('person:"')
        assert entity is not None


async def test_with_nothing_lit_it_is_said_how_to_light_something(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        for key in ("asterisk", "p", "a"):
            await type_keys(pilot, [*STORY, "escape", key])
            assert "Nothing is lit" in said(app)


def test_a_phrase_keeps_words_only_so_that_nothing_in_it_acts_as_a_query() -> None:
    (term,) = terms(parse(phrase('a “quoted" word OR (another\nline)')))
    assert isinstance(term, Term)
    assert term.words == ("a", "quoted", "word", "or", "another", "line")
    assert phrase(" — ") == phrase("") == ""
    assert phrase("Ada Lund", "speaker") == 'speaker:"Ada Lund"'


async def test_a_peek_says_who_somebody_is_and_enter_goes_to_a_quote_of_theirs(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "right_square_bracket"])
        while speaker(app) is None:
            await pilot.press("right_square_bracket")
        name, before = speaker(app), place(app)
        await type_keys(pilot, ["i"])
        assert isinstance(app.screen, PeekScreen)
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count > 0)
        shown = on_screen(app)
        assert name is not None
        assert name in shown
        assert re.search(r"\d quotes?, \d+% of all that is said", shown)
        await type_keys(pilot, ["enter"])
        assert speaker(app) == name
        await type_keys(pilot, ["alt+left"])
        assert place(app) == before


async def test_a_peek_of_somebody_who_is_not_quoted_says_so_and_escape_closes_it(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, [*STORY])
        page = story_of(app).page
        assert page is not None
        silent = next(name for name, entity in page.analysis.names() if entity.type == "place")
        story_of(app).light((silent.start, silent.end))
        await type_keys(pilot, ["i"])
        quotes = app.screen.query_one("#peek-quotes", Static)
        await until(pilot, lambda: "No quote of theirs" in str(quotes.render()))
        await type_keys(pilot, ["escape"])
        assert app.screen is main_screen(app)
        assert story_of(app).page is page


async def test_a_peek_at_a_source_without_a_name_shows_no_words_of_others(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["enter"])
        page = story_of(app).page
        assert page is not None
        unnamed = next(quote for quote in page.analysis.quotes if quote.speaker_name and not quote.speaker)
        story_of(app).light((unnamed.start, unnamed.end))
        await type_keys(pilot, ["i"])
        assert isinstance(app.screen, PeekScreen)
        assert app.screen.query_one(OptionList).option_count == 0
        shown = on_screen(app)
        assert "A source without a name; elsewhere the same words" in shown


async def test_a_peek_tells_roles_and_what_was_said_last_the_very_last_first(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    root = write_library(
        new="date 2024-05-02 The new boat\n\nAda Quill, a pilot from Oslo, came.\n\n"
        "“We sail at one,” said Ada Quill. “We sail at two,” said Quill.\n",
        old="date 2024-05-01 The old boat\n\n“It leaks at three,” said Ada Quill. “It leaks at four,” said Quill.\n",
    )
    app = app_of(bare_places, indexed(bare_places, root))
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["enter", "right_curly_bracket", "i"])
        answers = app.screen.query_one(OptionList)
        await until(pilot, lambda: answers.option_count > 0)
        assert "Role here: a pilot from Oslo" in on_screen(app)
        told = [answers.render_line(line).text for line in range(answers.size.height)]
        assert [words.partition(",”")[0].split()[-1] for words in told[::2]] == ["two", "one", "four"]
        assert [line.split(" · ")[1].strip() for line in told[1::2]] == ["2 May 2024"] * 2 + ["1 May 2024"]


async def test_a_peek_calls_a_guess_what_is_one(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    root = write_library(
        one="date 2024-05-02 The boat\n\n“We sail at one,” said Ada Quill.\n\n“The boats are all late again.”\n"
    )
    app = app_of(bare_places, indexed(bare_places, root))
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["enter", "right_square_bracket", "i"])
        answers = app.screen.query_one(OptionList)
        await until(pilot, lambda: answers.option_count > 0)
        told = [answers.render_line(line).text.strip(" ▌") for line in range(answers.size.height)]
        assert told[1::2] == ["The boat · 2 May 2024 · guess", "The boat · 2 May 2024"]


async def test_a_long_quote_in_a_peek_is_cut_right_behind_a_word(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    words = "we counted the boats, " * 20
    root = write_library(one=f"date 2024-05-02 The boats\n\n“So {words.strip()}” said Ada Quill of Oslo.\n")
    app = app_of(bare_places, indexed(bare_places, root))
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["enter", "right_square_bracket", "i"])
        answers = app.screen.query_one(OptionList)
        await until(pilot, lambda: answers.option_count > 0)
        told = "\n".join(answers.render_line(line).text for line in range(answers.size.height))
        assert re.search(r"\w…”", told)


async def test_in_sixty_cells_nothing_that_is_offered_is_cut(app: ReaderApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await type_keys(pilot, ["enter", "slash"])
        assert STORY_FIELD in " ".join(strip.text for strip in app.screen._compositor.render_strips()[:1])
        for keys in (["escape", "Y"], ["escape", "m"]):
            await type_keys(pilot, keys)
            over = [strip.text for strip in app.screen._compositor.render_strips()[3:-1]]
            offered = [line for line in over if re.search(r"Citation|Plain|Markdown|keeps", line)]
            assert offered
            assert not [line for line in offered if line.rstrip().endswith("…")]

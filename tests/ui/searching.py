"""What the tests of the search look at."""

from tests.ui.scenes import main_screen, story_of
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.widgets.search_field import SearchInput
from tui_reader.ui.widgets.search_hint import SearchHint
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList
from tui_reader.ui.widgets.top_bar import TopBar


def listed(app: ReaderApp) -> StoryList:
    """The list of the main screen."""
    return main_screen(app).query_one(StoryList)


def list_text(app: ReaderApp) -> str:
    """The list as it is shown."""
    stories = listed(app)
    return "\n".join(stories.render_line(y).text for y in range(stories.size.height))


def field(app: ReaderApp) -> SearchInput:
    """The field of the search."""
    return main_screen(app).query_one(SearchInput)


def hint(app: ReaderApp) -> str:
    """The line under the search; empty while it is hidden."""
    line = main_screen(app).query_one(SearchHint)
    return line.render().plain.strip() if line.display else ""


def top(app: ReaderApp) -> str:
    """The line at the top without the query."""
    bar = main_screen(app).query_one(TopBar)
    parts = [bar.query_one(name).render() for name in ("#where", "#result")]
    return " | ".join(str(part) for part in parts)


def bottom(app: ReaderApp) -> str:
    """The line at the bottom."""
    return main_screen(app).query_one("#status", StatusBar).render().plain


def match(app: ReaderApp) -> tuple[int, int]:
    """The current match in the story, from 1, and how many there are."""
    page = story_of(app).page
    return (page.current_match + 1, len(page.matches)) if page is not None else (0, 0)

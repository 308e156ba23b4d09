"""Finding the story that STORY means: a file, or an id of the library or of a bookmark."""

import os
import re
from pathlib import Path

from tui_reader.article.folder import FileEntry, read_article, walk
from tui_reader.article.model import Article
from tui_reader.cli.context import Context
from tui_reader.cli.errors import CommandError, NothingFoundError

_ID = re.compile(r"[0-9a-f]{16,32}")


def read_story(story: str, context: Context) -> Article:
    """Read the story that STORY means, without the index.

    Its id is the one it has in the chosen library, where it lies in that.

    Raises:
        ArticleError: the file cannot be read as a story.
        CommandError: STORY is neither a file nor an id.
        NothingFoundError: there is no story of this id.
    """
    if is_file(story):
        return read_article(Path(story), context.root_or_samples, context.settings.limits)
    if not is_id(story):
        raise CommandError(
            f"there is no file {story}; give a story's file, or its id as tui-reader list shows it"
        )
    return read_article(find(story, context), context.root, context.settings.limits)


def is_file(story: str) -> bool:
    """Whether STORY is a file, or looks like one that is not there."""
    return os.path.lexists(story) and not (is_id(story) and Path(story).is_dir())


def is_id(story: str) -> bool:
    """Whether STORY has the form of an id."""
    return _ID.fullmatch(story) is not None


def story_to_mark(story: str, context: Context) -> tuple[Article, Path | None]:
    """The story, and the chosen library where it lies in that; marks of a file that was renamed have followed it there.

    Raises:
        ArticleError: it cannot be read.
        CommandError: there is no such story.
        ShelfError: the shelf cannot be read or written.
    """
    from tui_reader.shelf.following import Story, follow  # noqa: PLC0415  reading a story does without

    article = read_story(story, context)
    library = context.root if article.path.is_relative_to(context.root) else None
    follow(context.shelf, [Story.of(article, library)])
    return article, library


def in_library(story: str, context: Context) -> Path | None:
    """The file of the story with this id in the chosen library; None when it has none.

    Raises:
        ArticleError: the library cannot be listed.
    """
    entries = (entry for entry in walk(context.root) if isinstance(entry, FileEntry))
    return next((entry.path for entry in entries if entry.id == story), None)


def find(story: str, context: Context) -> Path:
    """The file of the story with this id, in the library or else among the bookmarks.

    Raises:
        ArticleError: the library cannot be listed.
        NothingFoundError: there is none.
    """
    inside = in_library(story, context)
    if inside is not None:
        return inside
    if context.has_shelf:
        from tui_reader.cli.following import follow_stories  # noqa: PLC0415  a file needs no shelf
        from tui_reader.shelf.bookmarks import listed  # noqa: PLC0415  the same

        follow_stories(context, "mark")
        for bookmark in listed(context.shelf):
            if story in (bookmark.article, bookmark.mark):
                return Path(bookmark.path)
    raise NothingFoundError(f"no story of {context.root} has the id {story}; tui-reader list shows the ids")

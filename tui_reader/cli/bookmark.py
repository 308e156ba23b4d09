"""`tui-reader bookmark add|remove STORY`: without the index, which may take its time."""

import argparse
import os
from pathlib import Path

from tui_reader.cli import output
from tui_reader.cli.bookmarks import bookmark_record
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FINE, NothingFoundError
from tui_reader.cli.stories import is_file, is_id, read_story
from tui_reader.shelf import bookmarks
from tui_reader.shelf.bookmarks import Bookmark


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("action", metavar="add|remove", choices=("add", "remove"), help="what to do")
    parser.add_argument(
        "story", metavar="STORY", help="a story's file, or its id as tui-reader list shows it"
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Add or remove the bookmark."""
    act = _add if options.action == "add" else _remove
    sentence, bookmark = act(options.story, context)
    if options.json:
        output.json_line(bookmark_record(bookmark))
    else:
        output.text_lines([sentence])
    return FINE


def _add(story: str, context: Context) -> tuple[str, Bookmark]:
    article = read_story(story, context)
    library = context.root if article.path.is_relative_to(context.root) else None
    change = bookmarks.add(context.shelf, article, library)
    bookmark = next(mark for mark in bookmarks.bookmarks(context.shelf) if mark.path == str(article.path))
    return change.label if change else f"“{article.title}” is bookmarked already", bookmark


def _remove(story: str, context: Context) -> tuple[str, Bookmark]:
    """Remove by path, by the bookmark's id, or by the article's; the story's file may have gone."""
    marks = bookmarks.bookmarks(context.shelf)
    path = os.path.abspath(story)  # noqa: PTH100  resolve() would follow links
    found = next((mark for mark in marks if mark.path == path), None)
    if found is None and is_id(story) and not is_file(story):
        found = next((mark for mark in marks if story == mark.mark), None) or _by_article(
            story, marks, context
        )
    change = bookmarks.remove(context.shelf, Path(found.path)) if found else None
    if found is None or change is None:
        raise NothingFoundError(f"{story} has no bookmark; tui-reader bookmarks lists them")
    return change.label, found


def _by_article(story: str, marks: list[Bookmark], context: Context) -> Bookmark | None:
    """The bookmark of an article's id: in the chosen library first, where ids of two libraries are alike."""
    same = [mark for mark in marks if mark.article == story]
    inside = [mark for mark in same if Path(mark.path).is_relative_to(context.root)]
    return next(iter(inside or same), None)

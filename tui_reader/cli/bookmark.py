"""`tui-reader bookmark add|remove STORY`: without the index, which may take its time, where STORY can be found so."""

import argparse
import contextlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from tui_reader import editor
from tui_reader.analysis.model import Confidence
from tui_reader.article.anchor import Anchor, anchor
from tui_reader.article.model import Article, ArticleError
from tui_reader.article.text import label
from tui_reader.cli import output
from tui_reader.cli.bookmarks import standing_record
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FINE, CommandError, NothingFoundError
from tui_reader.cli.following import follow_stories
from tui_reader.cli.parser import at_least_one
from tui_reader.cli.stories import in_library, is_file, is_id, story_to_mark
from tui_reader.paint.dates import count
from tui_reader.shelf import bookmarks
from tui_reader.shelf.bookmarks import Bookmark
from tui_reader.shelf.tags import tags_of

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Marked:
    """What of a story is meant: a passage, which is a quote when it has a speaker, or the whole story."""

    passage: Anchor | None = None
    speaker: str | None = None
    confidence: Confidence | None = None


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("action", metavar="add|remove", choices=("add", "remove"), help="what to do")
    parser.add_argument(
        "story", metavar="STORY", help="a story's file, its id, or the id of a bookmark as bookmarks shows it"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--quote",
        metavar="N",
        type=at_least_one,
        help="the Nth quote of the story, as tui-reader analyze numbers them",
    )
    which.add_argument("--passage", metavar="WORDS", help="these words of the story")
    parser.add_argument(
        "--tag",
        metavar="TAG",
        type=_tags,
        action="append",
        default=[],
        help="tag the bookmark; with remove, take only the tag away (may be given again)",
    )
    note = parser.add_mutually_exclusive_group()
    note.add_argument("--note", metavar="TEXT", help="write a note on it; an empty one takes the note away")
    note.add_argument("--edit-note", action="store_true", help="write the note in VISUAL or EDITOR")


def run(options: argparse.Namespace, context: Context) -> int:
    """Add or remove the bookmark."""
    options.tag = [tag for tags in options.tag for tag in tags]
    if is_id(options.story) and not is_file(options.story):
        follow_stories(context, "mark")
    act = _add if options.action == "add" else _remove
    sentence, bookmark = act(options, context)
    if options.json:
        output.json_line(standing_record(bookmark, context.settings.limits))
    else:
        output.sentences([label(sentence)])
    return FINE


def _add(options: argparse.Namespace, context: Context) -> tuple[str, Bookmark]:
    shelf = context.shelf
    known = _known(options.story, context)
    if known is None or _names_a_part(options):
        article, library = story_to_mark(options.story, context)
        marked = _marked(options, article, context)
        change = bookmarks.add(
            shelf,
            article,
            library,
            marked.passage,
            speaker=marked.speaker,
            confidence=marked.confidence,
            tags=options.tag,
            note=options.note or "",
        )
        known = bookmarks.at(shelf, article, marked.passage, quote=marked.speaker is not None)
        if known is not None and options.note == "":
            change = bookmarks.change(shelf, known.mark, note="") or change
    else:
        change = bookmarks.change(shelf, known.mark, more=options.tag, note=options.note)
    if known is not None and options.edit_note:
        change = bookmarks.change(shelf, known.mark, note=_edited(known, context)) or change
    known = bookmarks.by_mark(shelf, known.mark) if known else None
    if known is None:
        raise NothingFoundError(f"the bookmark of {options.story} was removed by another reader meanwhile")
    return change.label if change else f"“{known.title}” is bookmarked already", known


def _remove(options: argparse.Namespace, context: Context) -> tuple[str, Bookmark]:
    """Remove by path, by the bookmark's id, or by the article's; the story's file may have gone."""
    if options.note is not None or options.edit_note:
        raise CommandError("remove takes no note; bookmark add STORY --note '' takes the note away")
    shelf = context.shelf
    if _names_a_part(options):
        article, _ = story_to_mark(options.story, context)
        marked = _marked(options, article, context)
        found = bookmarks.at(shelf, article, marked.passage, quote=marked.speaker is not None)
    else:
        found = _of_story(options.story, context)
    if found is None:
        raise NothingFoundError(_why_none(options, context))
    if options.tag:
        change = bookmarks.change(shelf, found.mark, fewer=options.tag)
        if change is None:
            raise NothingFoundError(f"the bookmark of {options.story} has no tag {', '.join(options.tag)}")
        return change.label, bookmarks.by_mark(shelf, found.mark) or found
    change = bookmarks.remove_marks(shelf, [found.mark])
    return change.label if change else "It has gone already", found


def _why_none(options: argparse.Namespace, context: Context) -> str:
    """Why there is no bookmark to remove: what is meant has none, or STORY means nothing."""
    story, path = options.story, os.path.abspath(options.story)  # noqa: PTH100  resolve() would follow links
    by_id = is_id(story) and not is_file(story)
    every = bookmarks.listed(context.shelf)
    what = "bookmark"
    if _names_a_part(options):
        what = "such bookmark"
    elif any(story == mark.article if by_id else path == mark.path for mark in every):
        what = "bookmark of its own"
    elif by_id and not _is_listed(story, context):
        return f"no story of {context.root} and no bookmark has the id {story}; tui-reader list and bookmarks show the ids"
    return f"{story} has no {what}; tui-reader bookmarks lists them"


def _is_listed(story: str, context: Context) -> bool:
    """Whether a story of the chosen library has this id, as far as that can be listed."""
    with contextlib.suppress(ArticleError):
        return in_library(story, context) is not None
    return False


def _edited(bookmark: Bookmark, context: Context) -> str:
    try:
        return editor.write_text(bookmark.note, context.environment)
    except editor.EditorError as error:
        raise CommandError(str(error)) from error


def _names_a_part(options: argparse.Namespace) -> bool:
    return options.quote is not None or options.passage is not None


def _known(story: str, context: Context) -> Bookmark | None:
    """The bookmark with this id of its own."""
    return bookmarks.by_mark(context.shelf, story) if is_id(story) and not is_file(story) else None


def _of_story(story: str, context: Context) -> Bookmark | None:
    if is_file(story):
        with contextlib.suppress(ArticleError):  # then it has no marks that could follow it
            story_to_mark(story, context)
    stories = bookmarks.bookmarks(context.shelf)
    path = os.path.abspath(story)  # noqa: PTH100  resolve() would follow links
    found = next((mark for mark in stories if mark.path == path), None)
    if found is None and is_id(story) and not is_file(story):
        found = _known(story, context) or _by_article(story, stories, context)
    return found


def _by_article(story: str, stories: list[Bookmark], context: Context) -> Bookmark | None:
    """The bookmark of an article's id: in the chosen library first, where ids of two libraries are alike."""
    same = [mark for mark in stories if mark.article == story]
    inside = [mark for mark in same if Path(mark.path).is_relative_to(context.root)]
    return next(iter(inside or same), None)


def _marked(options: argparse.Namespace, article: Article, context: Context) -> _Marked:
    if options.quote is not None:
        return _quote(options.quote, article, context)
    if options.passage is not None:
        return _Marked(_passage(options.passage, article))
    return _Marked()


def _quote(number: int, article: Article, context: Context) -> _Marked:
    analysis = context.analyze(article)
    if number > len(analysis.quotes):
        raise NothingFoundError(
            f"“{article.title}” has {count(len(analysis.quotes), 'quote', 'quotes')}, and no number {number}; "
            "tui-reader analyze numbers them"
        )
    quote = analysis.quotes[number - 1]
    passage = anchor(article.text, quote.start, quote.end)
    return _Marked(passage, quote.speaker_name or "", quote.confidence)


def _passage(words: str, article: Article) -> Anchor:
    """The only place of these words: exactly as given, else whatever the case and the marks between them."""
    text = article.text
    found = [match.span() for match in re.finditer(re.escape(words.strip()), text)] if words.strip() else []
    wanted = _WORD.findall(words)
    if not found and wanted:
        pattern = r"(?<!\w)" + r"\W+".join(map(re.escape, wanted)) + r"(?!\w)"
        found = [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]
    if not found:
        raise NothingFoundError(f"“{words}” does not stand in “{article.title}”")
    if len(found) > 1:
        raise CommandError(
            f"“{words}” stands {len(found)} times in “{article.title}”; give more of the words around it"
        )
    return anchor(text, *found[0])


def _tags(word: str) -> tuple[str, ...]:
    try:
        return tags_of(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None

"""`tui-reader bookmarks`: every bookmark, the latest first; or all of them into a file, or in from one."""

import argparse
import sys
from pathlib import Path

from tui_reader import signs
from tui_reader.article.limits import Limits
from tui_reader.article.text import label
from tui_reader.cli import output, taking_in
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FAILED, FINE, CommandError, NothingFoundError
from tui_reader.cli.following import follow_bookmarks
from tui_reader.cli.table import Column, print_table
from tui_reader.export import files, formats, records
from tui_reader.export.citation import quoted
from tui_reader.paint import dates
from tui_reader.paint.dates import count
from tui_reader.paint.doubt import with_doubt
from tui_reader.paint.measure import fit
from tui_reader.paths import absolute
from tui_reader.shelf.bookmarks import KINDS, Bookmark, Wanted, listed, merge
from tui_reader.shelf.groups import GROUPINGS, Group, Grouping, grouped
from tui_reader.shelf.standing import Standing, standings

_STORY_CELLS, _TAGS_CELLS = 32, 24
_NOTE = "note"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "words",
        metavar="WORD",
        nargs="*",
        help="only those with these words in headline, words, note or tags",
    )
    parser.add_argument(
        "--kind",
        choices=(*KINDS, _NOTE),
        action="append",
        default=[],
        help="only bookmarks of this kind, or those with a note (may be given again)",
    )
    parser.add_argument(
        "--tag", metavar="TAG", action="append", default=[], help="only those with this tag (the same)"
    )
    parser.add_argument("--person", metavar="NAME", default="", help="only quotes of this person")
    parser.add_argument(
        "--export", metavar="FILE", dest="target", help="write them to a new file; - prints them"
    )
    parser.add_argument(
        "--format", choices=formats.FORMATS, help="of the export; else as the file's name ends, or md"
    )
    parser.add_argument("--by", choices=GROUPINGS, help="group them; in Markdown by story when left out")
    parser.add_argument("--force", action="store_true", help="let the export replace a file")
    parser.add_argument(
        "--import", metavar="FILE", dest="source", help="take in what --export wrote as jsonl; - reads stdin"
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the bookmarks: all of them, or those inside the library that `--library` names; or export, or import."""
    if options.target is None and (options.format or options.force):
        raise CommandError("--format and --force belong to --export FILE")
    if options.source is not None:
        if options.target is not None:
            raise CommandError("--import and --export are two commands; give one of them")
        return _take_in(options, context)
    wanted = _wanted(options, context)
    follow_bookmarks(context, wanted)
    found = listed(context.shelf, wanted)
    if not found:
        raise NothingFoundError(_none_of(wanted))
    if options.target is not None:
        return _write(found, options)
    groups = grouped(found, options.by) if options.by else [Group("", tuple(found))]
    found = [bookmark for group in groups for bookmark in group.bookmarks]
    became = standings(found, context.settings.limits)
    if options.json:
        for bookmark, standing in zip(found, became, strict=True):
            output.json_line(_record(bookmark, standing))
    else:
        print_table([*_group_column(groups, options.by), *_columns(found, became)])
    return FINE


def standing_record(bookmark: Bookmark, limits: Limits) -> dict[str, object]:
    """A bookmark as JSON shows it, with what became of it."""
    return _record(bookmark, standings([bookmark], limits)[0])


def _record(bookmark: Bookmark, standing: Standing) -> dict[str, object]:
    """`state` says whether it is still there, `now` where the words stand in the story's text today."""
    now = list(standing.span) if standing.span else None
    return {**records.bookmark_record(bookmark), "state": standing.state, "now": now}


def _wanted(options: argparse.Namespace, context: Context) -> Wanted:
    kinds = frozenset(kind for kind in KINDS if kind in options.kind)
    return Wanted(
        library=absolute(context.given) if context.given else None,
        kinds=kinds or frozenset(KINDS),
        tags=frozenset(options.tag),
        person=options.person,
        text=" ".join(options.words),
        noted=_NOTE in options.kind,
    )


def _none_of(wanted: Wanted) -> str:
    such = "" if wanted == Wanted(library=wanted.library) else " such"
    return f"there are no{such} bookmarks{f' in {wanted.library}' if wanted.library else ''}"


def _group_column(groups: list[Group], by: Grouping | None) -> list[Column]:
    """The groups' names, each beside its first bookmark, where the other columns do not say them."""
    if by not in ("person", "tag"):
        return []
    names = [
        (group.name or f"no {by}") if n == 0 else "" for group in groups for n in range(len(group.bookmarks))
    ]
    return [Column([fit(name, _TAGS_CELLS) for name in names], "mark", give_way=True)]


def _columns(found: list[Bookmark], standing: list[Standing]) -> list[Column]:
    return [
        Column([dates.day(mark.date) for mark in found], "meta", right=True),
        Column([_what(mark) for mark in found], "title", elastic=True),
        Column(
            [fit(mark.title, _STORY_CELLS) if mark.words else "" for mark in found], "meta", wide_only=True
        ),
        Column([fit(" ".join(mark.tags), _TAGS_CELLS) for mark in found], "meta", give_way=True),
        Column([_state(mark, state) for mark, state in zip(found, standing, strict=True)], "mark"),
        Column([mark.mark if mark.words else mark.article for mark in found], "meta"),
    ]


def _what(bookmark: Bookmark) -> str:
    if not bookmark.words:
        return bookmark.title
    speaker, words = with_doubt(bookmark.speaker, bookmark.confidence), quoted(label(bookmark.words))
    return f"{speaker}: {words}" if speaker else words


def _state(bookmark: Bookmark, standing: Standing) -> str:
    state = "" if standing.state == "here" else standing.state
    return signs.now().between.join(filter(None, ("note" if bookmark.note else "", state)))


def _write(found: list[Bookmark], options: argparse.Namespace) -> int:
    ending = Path(options.target).suffix.lower().removeprefix(".")
    form = options.format or (ending if ending in formats.FORMATS else "md")
    if options.by and form != "md":
        raise CommandError(f"{form} has no groups; leave --by out, or give --format md")
    text = formats.document(found, form, options.by or "story")
    if options.target == taking_in.SCREEN:
        if options.json:
            raise CommandError("--export - prints the bookmarks themselves; leave --json out")
        sys.stdout.write(text)
        return FINE
    path = absolute(Path(options.target))
    try:
        files.write(path, text, replace=options.force)
    except files.FileError as error:
        raise CommandError(str(error)) from error
    if options.json:
        output.json_line({"path": str(path), "format": form, "bookmarks": len(found)})
    else:
        output.sentences([label(f"Wrote {count(len(found), 'bookmark', 'bookmarks')} to {path}")])
    return FINE


def _take_in(options: argparse.Namespace, context: Context) -> int:
    """Merge; each bad line is named on stderr, and makes the exit code 2."""
    if options.words or options.kind or options.tag or options.person or options.by:
        raise CommandError("--import takes in the whole file; give it alone")
    found, problems = records.read_lines(taking_in.read(options.source))
    taking_in.check(options.source, found, problems, "bookmarks")
    merged = merge(context.shelf, (_at_home(bookmark, context) for bookmark in found))
    taking_in.say(options.source, problems)
    if options.json:
        output.json_line(
            {
                "added": merged.added,
                "completed": merged.completed,
                "known": merged.known,
                "problems": [{"line": problem.line, "reason": problem.message} for problem in problems],
            }
        )
    else:
        added = count(merged.added, "bookmark", "bookmarks")
        output.sentences([f"{added} added, {merged.completed:,} completed, {merged.known:,} known already"])
    return FAILED if problems else FINE


def _at_home(bookmark: Bookmark, context: Context) -> Bookmark:
    """The bookmark in the chosen library, when its own is elsewhere now and this one has a file of its name."""
    path, library = Path(bookmark.path), Path(bookmark.library)
    if not bookmark.library or path.exists() or not path.is_relative_to(library):
        return bookmark
    here = context.root / path.relative_to(library)
    if not here.is_file():
        return bookmark
    return bookmark._replace(path=str(here), library=str(context.root))

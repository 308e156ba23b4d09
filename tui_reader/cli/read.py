"""`tui-reader [PATH]`: say what the reader is to open; the program's entry starts it."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tui_reader.article.folder import is_story
from tui_reader.cli.arguments import suggestion
from tui_reader.cli.context import Context
from tui_reader.cli.errors import CommandError
from tui_reader.launch import Launch
from tui_reader.paths import absolute

if TYPE_CHECKING:
    import argparse


def arguments(parser: "argparse.ArgumentParser") -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "path", metavar="PATH", nargs="?", help="a folder of stories, or one story (a command's name: ./list)"
    )


def run(options: "argparse.Namespace", context: Context) -> Launch:
    """Find out what to open, and whether there is a terminal to open it in; a damaged shelf is saved first."""
    saved = ""
    try:
        library, story, instead = _what(options.path, context)
    except Exception as error:
        if not _is_damage(error):
            raise
        saved = context.save_shelf()
        library, story, instead = _what(options.path, context)
    _need_terminal(story)
    return Launch(
        library,
        story,
        context.places,
        context.settings,
        context.problems,
        tuple(filter(None, [instead, context.finished])),
        context.palettes,
        saved=saved,
    )


def _is_damage(error: Exception) -> bool:
    """Whether an error says that the shelf is damaged; the shelf's module is loaded only where it was needed."""
    module = sys.modules.get("tui_reader.shelf.troubles")
    return module is not None and isinstance(error, module.DamagedShelfError)


def _what(given: str | None, context: Context) -> tuple[Path | None, Path | None, str]:
    """The library or the story to open, and what is to be said of that."""
    if given is None:
        return _folder(context.root), None, context.instead
    path = absolute(Path("./" + given) if given.startswith("~") else Path(given))
    if path.is_dir():
        if context.given is not None:
            raise CommandError(f"{given} and --library both name a folder; leave one of them out")
        return path, None, ""
    if not os.path.lexists(path):
        advice = "give a folder of stories, one story, or a command"
        raise CommandError(f"there is no file or folder {given}{suggestion(given)}; {advice}")
    if not is_story(path.name):
        raise CommandError(f"{given} is no story; stories are files that end in .txt or .md")
    return None, path, ""


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise CommandError(f"the library {path} is no folder; name one: tui-reader FOLDER")
    return path


def _need_terminal(story: Path | None) -> None:
    plain = f"tui-reader show --plain {story or 'STORY'}"
    if os.environ.get("TERM", "") == "dumb":
        first = "" if story else "tui-reader list shows the stories, and "
        raise CommandError(
            f"this terminal cannot draw the reader (TERM is dumb); {first}{plain} prints one to read or to hear"
        )
    for stream, name in ((sys.stdin, "input"), (sys.stdout, "output"), (sys.stderr, "error output")):
        if not is_terminal(stream):
            raise CommandError(
                f"the reader needs a terminal, and its {name} is none; tui-reader list, search and show work without"
            )


def is_terminal(stream: TextIO) -> bool:
    """Whether a person reads or types at the other end."""
    return stream.isatty()

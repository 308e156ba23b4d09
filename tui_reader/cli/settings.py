"""`tui-reader settings`: what is chosen, what is wrong in the file, and the file in an editor."""

import argparse
from collections.abc import Iterator

from tui_reader import editor
from tui_reader.article.text import label
from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FAILED, FINE, CommandError
from tui_reader.commands import COMMANDS
from tui_reader.export import files
from tui_reader.palettes import BUILT_IN, weaknesses
from tui_reader.settings import OPTIONS, Settings, template

_NAMES = 12
"""Cells for an option's name."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--check", action="store_true", help="name every mistake with its line, and hard-to-read colours"
    )
    how.add_argument(
        "--edit",
        action="store_true",
        help="open the file in VISUAL or EDITOR; a new one has every option, explained",
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Print, check or edit. Mistakes are said on stderr, as after every command; with them the check's exit code is 2."""
    if options.edit:
        _edit(context)
    if options.json:
        output.json_line(_record(context))
    elif options.check or options.edit:
        weak = list(_weaknesses(context))
        output.sentences(weak)
        if not context.problems and not weak:
            output.sentences([label(f"{context.places.settings}: all is well")])
    else:
        _show(context)
    return FAILED if context.problems and (options.check or options.edit) else FINE


def _record(context: Context) -> dict[str, object]:
    settings = context.settings
    return {
        "path": str(context.places.settings),
        "exists": context.places.settings.exists(),
        **dict(_values(settings)),
        "library": str(settings.library) if settings.library else None,
        "keys": dict(settings.keys),
        "themes": [palette.name for palette in (*BUILT_IN, *context.palettes)],
        "problems": [
            {"path": str(problem.path), "line": problem.line or None, "message": problem.message}
            for problem in context.problems
        ],
        "weaknesses": list(_weaknesses(context)),
    }


def _values(settings: Settings) -> Iterator[tuple[str, object]]:
    """Each option with its value; None where it is not set."""
    for option in OPTIONS:
        value = getattr(settings, option.name)
        yield option.name, None if value == "" else value


def _weaknesses(context: Context) -> Iterator[str]:
    """Where the user's own themes are hard to read."""
    for palette in context.palettes:
        for weakness in weaknesses(palette):
            yield f"{label(str(context.places.themes / palette.name))}.toml: {weakness}"


def _show(context: Context) -> None:
    from rich.segment import Segment  # noqa: PLC0415  JSON needs no Rich

    from tui_reader.cli.styles import META, TITLE  # noqa: PLC0415

    path = context.places.settings
    note = "" if path.exists() else "  not there yet; tui-reader settings --edit makes it"
    rows = [[Segment(f"{'file':<{_NAMES}}", TITLE), Segment(label(str(path))), Segment(note, META)]]
    for name, value in _values(context.settings):
        word = str(value).lower() if isinstance(value, bool) else str(value)
        shown = "not set" if value is None else label(word)
        default = "  default" if value is not None and value == getattr(Settings(), name) else ""
        rows.append([Segment(f"{name:<{_NAMES}}", TITLE), Segment(shown), Segment(default, META)])
    for name, key in context.settings.keys.items():
        rows.append([Segment(f"{'key':<{_NAMES}}", TITLE), Segment(f"{name} = {label(key)}")])
    rows += [
        [Segment(f"{'theme':<{_NAMES}}", TITLE), Segment(f"{one.name}, of your own")]
        for one in context.palettes
    ]
    output.lines(output.console(), rows)


def _edit(context: Context) -> None:
    """Open the file, and read it again."""
    path = context.places.settings
    files.sweep(path.parent)
    if not path.exists():
        keys = ((command.id, command.keys, command.help) for command in COMMANDS)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            files.write(path, template(keys))
        except files.FileError as error:
            raise CommandError(str(error)) from error
    try:
        editor.open_file(path, context.environment)
    except editor.EditorError as error:
        raise CommandError(f"{error}; the file is {path}") from error
    context.load_settings()

"""The command line's one door: run a command, and turn whatever happens into an exit code and one sentence."""

import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from tui_reader.article.model import ArticleError
from tui_reader.cli import output
from tui_reader.cli.arguments import COMMANDS, PROGRAM, READER, CommandModule, split
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FAILED, FINE, CommandError
from tui_reader.launch import Launch

if TYPE_CHECKING:
    import argparse


def answer(words: Sequence[str]) -> int | Launch:
    """Do what the words of the command line say.

    Returns:
        The exit code, or what to start the reader with.
    """
    output.prepare()
    try:
        try:
            outcome = _run(words)
        except SystemExit as end:  # argparse, after --help or --version
            outcome = end.code if isinstance(end.code, int) else FINE
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_the_pipe()
        return FINE
    except (CommandError, ArticleError) as error:
        output.say(f"{PROGRAM}: {error}")
        return error.code if isinstance(error, CommandError) else FAILED
    except OSError as error:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
        _let_go_of_the_pipe()
        about = f"{error.filename}: " if error.filename else ""
        output.say(f"{PROGRAM}: {about}{error.strerror or error}; nothing more was done")
        return FAILED
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        if not _is_explained(error):
            error = RuntimeError(
                f"a fault of the program stopped this ({type(error).__name__}: {error}); "
                f"python -X dev -m tui_reader … shows where"
            )
        output.say(f"{PROGRAM}: {error}")
        return FAILED
    return outcome


def parse(words: Sequence[str]) -> tuple[CommandModule, "argparse.Namespace"]:
    """The command that is asked for, and its options.

    Raises:
        CommandError: the words make no command line.
    """
    options, arguments = split(words)
    name = arguments.pop(0) if arguments and arguments[0] in COMMANDS else READER
    module: CommandModule = import_module(f"tui_reader.cli.{name}")
    if name == READER and not options and len(arguments) <= 1:  # argparse would take a fiftieth of the start
        path = arguments[0] if arguments else None
        return module, cast("argparse.Namespace", SimpleNamespace(path=path, library=None))
    from tui_reader.cli.parser import parse_options  # noqa: PLC0415

    return module, parse_options(name, module, options, arguments)


def _run(words: Sequence[str]) -> int | Launch:
    module, options = parse(words)
    with contextlib.closing(Context(options.library)) as context:
        outcome: int | Launch = FAILED
        try:
            outcome = module.run(options, context)
        finally:
            if isinstance(outcome, int):
                for problem in context.problems:
                    output.say(f"{PROGRAM}: {problem}")
        return outcome


def _is_explained(error: Exception) -> bool:
    """Whether an error says in words for the user what happened; asks only the modules that were needed."""
    names = (("tui_reader.library", "LibraryError"), ("tui_reader.shelf.troubles", "ShelfError"))
    kinds = [getattr(sys.modules[module], name) for module, name in names if module in sys.modules]
    return isinstance(error, tuple(kinds))


def _let_go_of_the_pipe() -> None:
    """Nobody reads on: send what is left to nowhere, so that Python does not complain at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

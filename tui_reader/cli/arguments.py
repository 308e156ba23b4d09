"""From the words of the command line to a command and its options.

Options may stand before or after the arguments, and before the command's name; `--` ends them. A new
command is a row in `COMMANDS` and a module of that name beside this one, with `arguments` and `run`.
"""

import argparse
import difflib
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn, Protocol

from tui_reader import __version__
from tui_reader.cli.context import Context
from tui_reader.cli.errors import CommandError
from tui_reader.launch import Launch

PROGRAM = "tui-reader"
READER = "read"
_OPENING = frozenset({READER, "tour"})
_ASKING = ("search", "searches")
"""Commands whose words are a query, in which a dash leaves a word out."""
COMMANDS = {
    "tour": "take a two-minute tour of the reader on the sample stories",
    "list": "list the stories, newest first",
    "search": "find stories, names and what people said",
    "show": "print one story, with its names lit and its speakers named",
    "analyze": "print who is in a story and who said what",
    "correct": "put right who speaks, or whom a name means, in a story",
    "corrections": "list what you put right",
    "bookmark": "add or remove a bookmark of a story, a passage or a quote, with tags and a note",
    "bookmarks": "list the bookmarks, write them to a file, or take them in from one",
    "searches": "list the saved searches; add, rename or remove them",
    "shelf": "count what is on the shelf, write all of it to a file, or take it in from one",
    "restore": "list the shelf's backups, or put one in its place",
    "index": "bring the index up to date, and say what changed",
    "doctor": "check everything, and mend what is not well",
    "settings": "print the settings in use, check their file, or open it in an editor",
    "keys": "print every command with its id and its keys",
    "where": "print the folders in use",
}
_WITH_VALUE = frozenset(
    {
        "--by",
        "--export",
        "--format",
        "--import",
        "--kind",
        "--library",
        "--limit",
        "--name",
        "--note",
        "--passage",
        "--person",
        "--quote",
        "--same-as",
        "--sort",
        "--speaker",
        "--tag",
        "--take-back",
        "--view",
    }
)


class CommandModule(Protocol):
    """What every command's module has."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own arguments."""

    def run(self, options: argparse.Namespace, context: Context) -> int | Launch:
        """Do it, and return the exit code, or what to start the reader with."""


class Parser(argparse.ArgumentParser):
    """A parser that answers misuse with one sentence."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line.

        Raises:
            CommandError: always.
        """
        message = message.replace("the following arguments are required:", "give")
        raise CommandError(f"{message}; {self.prog} --help says more")


def parse(words: Sequence[str]) -> tuple[CommandModule, argparse.Namespace]:
    """The command that is asked for, and its options.

    Raises:
        CommandError: the words make no command line.
    """
    options, arguments = split(words)
    name = arguments.pop(0) if arguments and arguments[0] in COMMANDS else READER
    module: CommandModule = import_module(f"tui_reader.cli.{name}")
    parser = _parser(name, module)
    found, extra = parser.parse_known_args([*options, "--", *arguments] if arguments else options)
    for word in extra:
        if word in options:
            advice = "" if word.startswith("--") else "; after -- words may begin with a dash"
            parser.error(f"there is no option {word} here{advice}")
        if word != "--":
            parser.error(f"“{word}” is one argument too many")
    return module, found


def split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Options, each with its value, and the other words, in the order given."""
    options: list[str] = []
    arguments: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--":
            return options, arguments + rest
        if word in _WITH_VALUE and rest and not rest[0].startswith("--"):
            options.append(f"{word}={rest.pop(0)}")
        elif word.startswith("-") and not _is_asked(word, arguments):
            options.append(word)
        else:
            arguments.append(word)
    return options, arguments


def _is_asked(word: str, before: Sequence[str]) -> bool:
    """Whether a word with a dash is no option: a dash alone, or what a query leaves out."""
    asking = bool(before) and before[0] in _ASKING
    return word == "-" or (asking and not word.startswith("--") and word != "-h")


def suggestion(word: str) -> str:
    """A half-sentence that names the command somebody may have meant; empty when there is none."""
    close = difflib.get_close_matches(word, COMMANDS, n=1, cutoff=0.7)
    return f" (did you mean the command “{close[0]}”?)" if close else ""


def _parser(name: str, module: CommandModule) -> Parser:
    if name == READER:
        parser = Parser(
            prog=PROGRAM,
            usage=f"{PROGRAM} [PATH] [--library PATH]\n       {PROGRAM} COMMAND … [--library PATH] [--json]",
            description="Read saved news in the terminal, and see who is in a story and who said what.",
            epilog=_commands(),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,
        )
    else:
        help_ = COMMANDS[name]
        parser = Parser(
            prog=f"{PROGRAM} {name}",
            description=f"{help_[0].upper()}{help_[1:]}.",
            add_help=False,
            allow_abbrev=False,
        )
    module.arguments(parser)
    common = parser.add_argument_group("everywhere")
    common.add_argument(
        "--library",
        metavar="PATH",
        type=_folder,
        help="the folder of stories; else TUI_READER_LIBRARY, the settings, the last one used, the samples",
    )
    if name not in _OPENING:
        common.add_argument("--json", action="store_true", help="print one JSON object a line")
    common.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    common.add_argument("-h", "--help", action="help", help="print this help")
    return parser


def _commands() -> str:
    rows = "\n".join(f"  {name:<13}{help_}" for name, help_ in COMMANDS.items())
    return (
        f"commands:\n{rows}\n\n"
        f"{PROGRAM} COMMAND --help tells what a command takes; -- ends the options.\n"
        "Exit codes: 0 fine, 1 nothing found, 2 misused or failed."
    )


def _folder(word: str) -> Path:
    if not word:
        raise argparse.ArgumentTypeError("give the path of a folder")
    try:
        return Path(word).expanduser()
    except RuntimeError:
        raise argparse.ArgumentTypeError(f"there is no home folder for {word}") from None


def at_least_one(word: str) -> int:
    """The value of an option that counts."""
    try:
        number = int(word)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"give a whole number from 1 on, not “{word}”")
    return number

"""The options of each command, and what `--help` says, by argparse."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from tui_reader import __version__
from tui_reader.cli.arguments import COMMANDS, PROGRAM, READER, CommandModule
from tui_reader.cli.errors import CommandError

_OPENING = frozenset({READER, "tour"})


class Parser(argparse.ArgumentParser):
    """A parser that answers misuse with one sentence."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line.

        Raises:
            CommandError: always.
        """
        message = message.replace("the following arguments are required:", "give")
        raise CommandError(f"{message}; {self.prog} --help says more")


def parse_options(
    name: str, module: CommandModule, options: Sequence[str], arguments: Sequence[str]
) -> argparse.Namespace:
    """The options of the command `name`, from its words as `arguments.split` parts them.

    Raises:
        CommandError: the words make no command line.
    """
    parser = _parser(name, module)
    found, extra = parser.parse_known_args([*options, "--", *arguments] if arguments else options)
    for word in extra:
        if word in options:
            advice = "" if word.startswith("--") else "; after -- words may begin with a dash"
            parser.error(f"there is no option {word} here{advice}")
        if word != "--":
            parser.error(f"“{word}” is one argument too many")
    return found


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

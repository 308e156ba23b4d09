"""The words of the command line: which commands there are, and what is an option.

Options may stand before or after the arguments, and before the command's name; `--` ends them. A new
command is a row in `COMMANDS` and a module of that name beside this one, with `arguments` and `run`.
"""

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from tui_reader.cli.context import Context
from tui_reader.launch import Launch

if TYPE_CHECKING:
    import argparse

PROGRAM = "tui-reader"
READER = "read"
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

    def arguments(self, parser: "argparse.ArgumentParser") -> None:
        """Add the command's own arguments."""

    def run(self, options: "argparse.Namespace", context: Context) -> int | Launch:
        """Do it, and return the exit code, or what to start the reader with."""


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

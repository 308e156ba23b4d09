"""`tui-reader doctor`: checks everything, says what it would do, and with `--fix` does it."""

import argparse
import sys

from tui_reader import signs
from tui_reader.article.model import ArticleError
from tui_reader.article.text import label
from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FINE
from tui_reader.doctor import Finding, checkup
from tui_reader.library import LibraryError
from tui_reader.preferences import Preferences
from tui_reader.shelf.database import ShelfError

NEEDS_DOING = 1
_NAMES, _STATES = 10, 9
"""Cells for the name of a check, and for how it is."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "--fix", action="store_true", help="do what is said; your stories and settings are never touched"
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Check, one line a check; 1 when something still needs doing."""
    chosen = Preferences(context.settings, context.palettes, context.problems)
    context.problems = ()  # they are among the findings
    library = context.root_or_samples
    context.close()  # a shelf that is open cannot be mended
    encoding = sys.stdout.encoding if sys.stdout.isatty() else None
    left = 0
    for finding in output.flowing(checkup(context.places, chosen, library, context.environment, encoding)):
        state, said = _mended(finding) if options.fix and finding.fix else (_state(finding), finding.found)
        left += state == "problem"
        if options.json:
            output.json_line(
                {
                    "check": finding.check,
                    "state": state,
                    "found": said,
                    "advice": finding.advice,
                    "fixable": finding.fix is not None,
                }
            )
        else:
            advice = f" {signs.now().means} {finding.advice}" if state == "problem" and finding.advice else ""
            output.text_lines([f"{state:<{_STATES}}{finding.check:<{_NAMES}} {label(said + advice)}"])
    return NEEDS_DOING if left else FINE


def _state(finding: Finding) -> str:
    return "ok" if finding.is_well else "problem"


def _mended(finding: Finding) -> tuple[str, str]:
    """What came of mending something: how it is then, and what to say."""
    assert finding.fix is not None
    try:
        return "fixed", f"{finding.found}: {finding.fix()}"
    except (ShelfError, LibraryError, ArticleError) as error:
        return "problem", str(error)
    except OSError as error:
        return (
            "problem",
            f"{finding.found}; that could not be mended ({(error.strerror or str(error)).lower()})",
        )

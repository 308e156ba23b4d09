"""`tui-reader show STORY`: a story as on the screen, or plain with its speakers named."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui_reader import signs
from tui_reader.analysis.model import Analysis
from tui_reader.article.model import Article
from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FINE
from tui_reader.cli.records import story_record
from tui_reader.cli.stories import read_story
from tui_reader.settings import Settings

if TYPE_CHECKING:
    from rich.segment import Segment

_WIDEST = 100
_LEAST_MARGIN, _MOST_MARGIN = 14, 20
_NARROWEST_WITH_MARGIN = 72
_BAR = 2
"""Cells of the bar beside what somebody says, with the blank after it."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "story", metavar="STORY", help="a story's file, or its id as tui-reader list shows it"
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        help="nothing drawn, no colours, one paragraph a line, each speaker named before the words",
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the story."""
    article = read_story(options.story, context)
    analysis = context.analyze(article)
    if options.json:
        output.json_line(story_record(article, analysis))
    elif options.plain or context.settings.plain:
        from tui_reader.paint.plain import plain_lines  # noqa: PLC0415  JSON needs nothing painted

        output.text_lines(plain_lines(article, analysis))
    else:
        console = output.console()
        width = min(console.width, _WIDEST)
        output.lines(console, _drawn(article, analysis, width, context.settings))
    return FINE


def _drawn(article: Article, analysis: Analysis, width: int, settings: Settings) -> Iterator[list["Segment"]]:
    """The story's page, with the speakers' names and the bars of their quotes in the margin."""
    from rich.segment import Segment  # noqa: PLC0415  the same

    from tui_reader.cli.styles import style, voice  # noqa: PLC0415
    from tui_reader.paint.measure import width_of  # noqa: PLC0415
    from tui_reader.paint.story import Page  # noqa: PLC0415

    margin, gap, column = 0, 0, settings.width
    if width >= _NARROWEST_WITH_MARGIN:
        gap = 1
        margin = min(max(width - column - gap - _BAR, _LEAST_MARGIN), _MOST_MARGIN)
    page = Page(
        article,
        analysis,
        width=max(min(column, width - margin - gap - _BAR), 8),
        margin=margin,
        indented=settings.paragraphs == "indent",
    )
    drawn = signs.now()
    for number in range(len(page)):
        line = page.line(number)
        name = line.label.text if line.label else ""
        row = [Segment(" " * (margin - width_of(name)))]
        if line.label:
            row.append(Segment(name, style(line.label.look)))
        row.append(Segment(" " * gap))
        row.append(
            Segment(" " * _BAR)
            if line.bar is None
            else Segment(f"{drawn.guess if line.guess else drawn.bar} ", voice(line.bar))
        )
        row += [Segment(run.text, style(run.look)) for run in line.runs]
        yield row if line.runs or line.label or line.bar is not None else []

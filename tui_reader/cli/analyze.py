"""`tui-reader analyze FILE...`: who is in a story, and who said what."""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.analysis.model import Analysis
from tui_reader.article.folder import read_article
from tui_reader.article.model import Article, ArticleError
from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FAILED, FINE, CommandError

if TYPE_CHECKING:
    from rich.console import Console


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("files", metavar="FILE", nargs="*", help="a story's file")
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help='read {"id", "text"} objects from stdin, one a line, and answer each with one line',
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Print what is found."""
    if options.jsonl:
        if options.files:
            raise CommandError("--jsonl reads from stdin; leave the files out, or leave --jsonl out")
        return _stream(sys.stdin.buffer)
    if not options.files:
        raise CommandError("give one file or more; tui-reader analyze --help says more")
    return _files(options.files, context, as_json=options.json)


def _stream(source: Iterable[bytes]) -> int:
    """Answer line by line; a bad line is named on stderr, and the others are answered."""
    from tui_reader.analysis.records import jsonl_record  # noqa: PLC0415  only here

    code = FINE
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            answer = {"id": record.get("id"), **jsonl_record(record["text"])}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            output.say(f'tui-reader: line {number} of stdin is no {{"id", "text"}} object; it was left out')
            code = FAILED
        else:
            output.json_line(answer)
            sys.stdout.flush()
    return code


def _files(files: list[str], context: Context, *, as_json: bool) -> int:
    from tui_reader.analysis.pipeline import analyze  # noqa: PLC0415  --jsonl has its own way
    from tui_reader.cli.records import story_record  # noqa: PLC0415

    code = FINE
    console = None if as_json else output.console()
    for number, file in enumerate(files):
        try:
            article = read_article(Path(file), context.root_or_samples)
        except ArticleError as error:
            output.say(f"tui-reader: {error}")
            code = FAILED
            continue
        analysis = analyze(article.text)
        if console is None:
            output.json_line(story_record(article, analysis))
        else:
            if number:
                console.print()
            _summary(console, article, analysis)
    return code


def _summary(console: "Console", article: Article, analysis: Analysis) -> None:
    from rich.text import Text  # noqa: PLC0415  JSON needs no Rich

    from tui_reader.cli.styles import META, TITLE  # noqa: PLC0415
    from tui_reader.paint.dates import about  # noqa: PLC0415

    console.print(Text(article.title, TITLE))
    console.print(Text(about(article, analysis), META))
    _cast(console, analysis)
    _quotes(console, article, analysis)


def _cast(console: "Console", analysis: Analysis) -> None:
    from rich.table import Table  # noqa: PLC0415  the same
    from rich.text import Text  # noqa: PLC0415

    from tui_reader.cli.styles import META, TITLE, voice  # noqa: PLC0415
    from tui_reader.paint.cast import cast  # noqa: PLC0415

    for group in cast(analysis):
        table = Table(
            box=None, title=Text(f"\n{group.title}", TITLE), title_justify="left", show_header=False
        )
        table.add_column(min_width=24)
        table.add_column(justify="right")
        table.add_column(overflow="fold")
        for row in group.rows:
            aliases = ", ".join(row.entity.aliases)
            table.add_row(
                Text(row.entity.name, voice(row.voice)),
                Text(f"{row.mentions}×"),
                Text(f"also {aliases}" if aliases else "", META),
            )
        console.print(table)


def _quotes(console: "Console", article: Article, analysis: Analysis) -> None:
    from rich.table import Table  # noqa: PLC0415  the same
    from rich.text import Text  # noqa: PLC0415

    from tui_reader.cli.styles import META, TITLE, voice  # noqa: PLC0415
    from tui_reader.paint.voices import assign, label  # noqa: PLC0415

    if not analysis.quotes:
        return
    voices = assign(analysis)
    table = Table(box=None, title=Text("\nQuotes", TITLE), title_justify="left", header_style=META)
    for heading in ("Speaker", "Cue", "Rule", "Words"):
        table.add_column(heading, overflow="fold")
    for quote in analysis.quotes:
        table.add_row(
            Text(label(quote, analysis, sys.maxsize), voice(voices.get(quote.speaker or "", -1))),
            Text(quote.cue or "", META),
            Text(quote.rule, META),
            Text(f"“{article.text[quote.start : quote.end]}”"),
        )
    console.print(table)

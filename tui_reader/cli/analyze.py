"""`tui-reader analyze FILE...`: who is in a story, and who said what."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader import signs
from tui_reader.analysis.model import Analysis
from tui_reader.article.folder import read_article
from tui_reader.article.model import Article, ArticleError
from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FAILED, FINE, CommandError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.segment import Segment

    from tui_reader.paint.cast import CastGroup

_WIDEST = 100


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
    from tui_reader.cli.records import story_record  # noqa: PLC0415

    code = FINE
    console = None if as_json else output.console()
    for number, file in enumerate(files):
        try:
            article = read_article(Path(file), context.root_or_samples, context.settings.limits)
        except ArticleError as error:
            output.say(f"tui-reader: {error}")
            code = FAILED
            continue
        analysis = context.analyze(article)
        if console is None:
            output.json_line(story_record(article, analysis))
        else:
            if number:
                console.print()
            _summary(console, article, analysis)
    return code


def _summary(console: "Console", article: Article, analysis: Analysis) -> None:
    from rich.segment import Segment  # noqa: PLC0415  JSON needs no Rich

    from tui_reader.cli.styles import META, TITLE  # noqa: PLC0415
    from tui_reader.paint.cast import cast  # noqa: PLC0415
    from tui_reader.paint.dates import about  # noqa: PLC0415

    rows = [[Segment(article.title, TITLE)], [Segment(about(article, analysis), META)]]
    for group in cast(analysis):
        rows += [[], [Segment(group.title, TITLE)], *_cast_rows(group, article.text)]
    if analysis.quotes:
        rows += [[], [Segment("Quotes", TITLE)], *_quote_rows(article, analysis, min(console.width, _WIDEST))]
    output.lines(console, rows)


def _cast_rows(group: "CastGroup", text: str) -> Iterator[list["Segment"]]:
    """For each name how often it is named and how else, and below it what the story says that it is."""
    from rich.segment import Segment  # noqa: PLC0415  the same

    from tui_reader.cli.styles import META, voice  # noqa: PLC0415
    from tui_reader.paint.cast import roles  # noqa: PLC0415  the same
    from tui_reader.paint.measure import pad, width_of  # noqa: PLC0415

    width = max(width_of(row.entity.name) for row in group.rows)
    for row in group.rows:
        aliases = f"  also {', '.join(row.entity.aliases)}" if row.entity.aliases else ""
        yield [
            Segment(f"  {pad(row.entity.name, width)}", voice(row.voice)),
            Segment(f"  named {row.mentions}{signs.now().times}{aliases}", META),
        ]
        if row.entity.roles:
            yield [Segment(f"    {' · '.join(roles(text, row.entity))}", META)]


def _quote_rows(article: Article, analysis: Analysis, width: int) -> Iterator[list["Segment"]]:
    """For each quote its number and speaker, the cue and the rule that found the speaker, and below them the words."""
    from rich.segment import Segment  # noqa: PLC0415  the same

    from tui_reader.cli.styles import META, voice  # noqa: PLC0415
    from tui_reader.paint.measure import shown, wrap  # noqa: PLC0415
    from tui_reader.paint.voices import assign, label  # noqa: PLC0415

    voices = assign(analysis)
    for number, quote in enumerate(analysis.quotes, 1):
        drawn = signs.now()
        cue = f"cue {drawn.quoted(shown(quote.cue))}{drawn.between}" if quote.cue else ""
        yield [
            Segment(f"{number:>3} ", META),
            Segment(label(quote, analysis, sys.maxsize), voice(voices.get(quote.speaker or "", -1))),
            Segment(f"  {cue}rule {signs.sentence(quote.rule)}", META),
        ]
        words = drawn.quoted(shown(article.text[quote.start : quote.end]))
        for start, end in wrap(words, 0, len(words), width - 4):
            yield [Segment(f"    {words[start:end]}")]

"""`tui-reader correct STORY …`: put right who speaks, or whom a name means."""

import argparse

from tui_reader.analysis.corrections import (
    Correction,
    MergeCorrection,
    MuteCorrection,
    entity_named,
    speaker_correction,
)
from tui_reader.analysis.model import Analysis, Entity
from tui_reader.article.model import Article
from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.corrections import correction_record
from tui_reader.cli.errors import FINE, CommandError, NothingFoundError
from tui_reader.cli.parser import at_least_one
from tui_reader.cli.stories import story_to_mark
from tui_reader.shelf import corrections


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "story", metavar="STORY", help="a story's file, or its id as tui-reader list shows it"
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--quote",
        metavar="N",
        type=at_least_one,
        help="the quote of this number, as tui-reader analyze shows it; with --speaker or --nobody",
    )
    what.add_argument("--name", metavar="NAME", help="a name of the story; with --same-as or --no-name")
    what.add_argument(
        "--take-back", metavar="ID", help="forget a correction that tui-reader corrections lists"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--speaker", metavar="NAME", help="who says the quote")
    how.add_argument("--nobody", action="store_true", help="the quote has no speaker")
    how.add_argument("--same-as", metavar="NAME", help="whom the name means")
    how.add_argument("--no-name", action="store_true", help="it is no name")


def run(options: argparse.Namespace, context: Context) -> int:
    """Keep the correction, or take one back."""
    article, library = story_to_mark(options.story, context)
    if options.take_back:
        return _take_back(article, options.take_back, context, as_json=options.json)
    change = corrections.add(context.shelf, article, library, _correction(options, article, context))
    if options.json:
        output.json_line(correction_record(corrections.corrections(context.shelf, article.path)[-1]))
    else:
        output.sentences([change.label])
    return FINE


def _correction(options: argparse.Namespace, article: Article, context: Context) -> Correction:
    """What the options say, checked against the story."""
    analysis = context.analyze(article)
    if options.quote is not None:
        if not (options.speaker or options.nobody):
            raise CommandError("say who speaks with --speaker NAME, or --nobody")
        if options.quote > len(analysis.quotes):
            raise CommandError(
                f"“{article.title}” has {len(analysis.quotes)} quotes; tui-reader analyze shows their numbers"
            )
        return speaker_correction(article.text, analysis.quotes[options.quote - 1], options.speaker or None)
    if not (options.same_as or options.no_name):
        raise CommandError("say whom the name means with --same-as NAME, or --no-name")
    name = _entity(options.name, analysis, article).name
    return (
        MuteCorrection(name)
        if options.no_name
        else MergeCorrection(name, _entity(options.same_as, analysis, article).name)
    )


def _entity(name: str, analysis: Analysis, article: Article) -> Entity:
    found = entity_named(analysis, name)
    if found is None:
        raise CommandError(f"“{article.title}” names no “{name}”; tui-reader analyze lists its names")
    return found


def _take_back(article: Article, key: str, context: Context, *, as_json: bool) -> int:
    kept = next(
        (each for each in corrections.corrections(context.shelf, article.path) if each.id == key), None
    )
    change = corrections.remove(context.shelf, [key]) if kept else None
    if kept is None or change is None:
        raise NothingFoundError(f"{key} is no correction of this story; tui-reader corrections lists them")
    if as_json:
        output.json_line(correction_record(kept))
    else:
        output.sentences([change.label])
    return FINE

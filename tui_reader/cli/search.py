"""`tui-reader search QUERY`: stories, names and what people said."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui_reader.cli import output
from tui_reader.cli.arguments import at_least_one
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FINE, CommandError, NothingFoundError
from tui_reader.cli.fresh import update, update_quietly
from tui_reader.cli.list import row_record
from tui_reader.cli.table import lit
from tui_reader.index.matches import Snippet, find_matches
from tui_reader.index.model import Results
from tui_reader.index.query import Query, parse
from tui_reader.library import Library, LibraryError
from tui_reader.paint import dates

if TYPE_CHECKING:
    from rich.console import Console
    from rich.segment import Segment

_LIMIT = 50
_WIDEST = 100
_SNIPPET = 160


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "query",
        metavar="QUERY",
        nargs="+",
        help='words, "a phrase", OR, NOT, title: person: org: place: speaker: said: before: after: is:',
    )
    parser.add_argument(
        "--limit",
        metavar="N",
        type=at_least_one,
        default=_LIMIT,
        help=f"at most N stories (default: {_LIMIT})",
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the hits, the best first."""
    text = " ".join(options.query)
    query = parse(text)
    for problem in query.problems:
        output.say(f"tui-reader: “{query.text[problem.start : problem.end]}”: {problem.message}")
    if query.empty:
        raise CommandError(f"“{text}” asks for nothing; give a word to search for")
    library = context.library
    update_quietly(library)
    results = _search(library, query, options.limit)
    if not results.hits:
        raise NothingFoundError(f"nothing in {library.root} matches “{text}”")
    if options.json:
        _records(library, query, results)
    else:
        console = output.console()
        output.lines(console, _told(library, query, results, console))
    if len(results.hits) < results.total:
        output.say(f"tui-reader: {len(results.hits):,} of {results.total:,} stories; --limit N shows more")
    return FINE


def _search(library: Library, query: Query, limit: int) -> Results:
    """Search; an index that cannot be read is built anew, once."""
    try:
        return library.search(query, limit=limit)
    except LibraryError:
        update(library, rebuild=True)
        return library.search(query, limit=limit)


def _records(library: Library, query: Query, results: Results) -> None:
    marks = library.marks()
    for hit in results.hits:
        found = library.snippet(query, hit.row, _SNIPPET)
        output.json_line(
            {
                **row_record(library, hit.row, marks),
                "score": hit.score,
                "snippet": found.text if found else "",
                "fields": list(hit.fields),
            }
        )


def _told(library: Library, query: Query, results: Results, console: "Console") -> Iterator[list["Segment"]]:
    """Three lines a hit: headline, what it is, and the sentence that matched."""
    from rich.segment import Segment  # noqa: PLC0415  JSON needs no Rich

    from tui_reader.cli.styles import MATCH, META, PLAIN, TITLE  # noqa: PLC0415

    width = min(console.width, _WIDEST) - 2
    for number, hit in enumerate(results.hits):
        if number:
            yield []
        title = hit.row.title
        yield lit(title, find_matches(query, title, "title"), TITLE, MATCH)
        parts = [dates.day(hit.row.date), hit.row.source, hit.row.id]
        yield [Segment(" · ".join(part for part in parts if part), META)]
        found = library.snippet(query, hit.row, width) or Snippet("")
        if found.text:
            yield [Segment("  "), *lit(found.text, found.spans, PLAIN, MATCH)]

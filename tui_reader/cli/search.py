"""`tui-reader search QUERY`: stories, names and what people said."""

import argparse
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from tui_reader import signs
from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FINE, NOTHING_FOUND, CommandError, NothingFoundError
from tui_reader.cli.fresh import update, update_quietly
from tui_reader.cli.list import row_record
from tui_reader.cli.parser import at_least_one
from tui_reader.cli.table import lit, wrapped
from tui_reader.index.matches import find_matches, snippet
from tui_reader.index.model import ORDERS, Hit, QuoteHit, Results
from tui_reader.index.query import Query, parse
from tui_reader.library import Library, LibraryError
from tui_reader.paint import dates
from tui_reader.paint.doubt import with_doubt
from tui_reader.paint.measure import fit, pad, shown, width_of, with_more
from tui_reader.reasons import Reason, reasons

if TYPE_CHECKING:
    from rich.console import Console
    from rich.segment import Segment

_LIMIT = 50
_COUNT_SECONDS = 1.0
_WIDEST = 100
_SNIPPET = 160
_INDENT = "  "
_SPEAKER, _DATE = 20, 11
_STORY, _WIDE = 36, 140

Answer = TypeVar("Answer")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "query",
        metavar="QUERY",
        nargs="+",
        help='words, "a phrase", OR, NOT, title: person: org: place: speaker: said: before: after: is:',
    )
    parser.add_argument("--quotes", action="store_true", help="one quote a row, instead of one story")
    parser.add_argument("--sort", choices=ORDERS, default="relevance", help="the best first, or the newest")
    parser.add_argument("--count", action="store_true", help="print only how many there are")
    parser.add_argument(
        "--limit",
        metavar="N",
        type=at_least_one,
        default=_LIMIT,
        help=f"at most N stories or quotes (default: {_LIMIT})",
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Print what was found."""
    text = " ".join(options.query)
    query = parse(text)
    for problem in query.problems:
        output.say(f"tui-reader: “{query.text[problem.start : problem.end]}”: {problem.message}")
    if query.empty:
        raise CommandError(f"“{text}” asks for nothing; give a word to search for")
    update_quietly(context.library)
    printed = _count if options.count else _quotes if options.quotes else _stories
    return context.of_library(lambda library: printed(options, library, query))


def _count(options: argparse.Namespace, library: Library, query: Query) -> int:
    what = "quotes" if options.quotes else "stories"
    total = _sure(
        library,
        lambda: library.count_quotes(query)[0] if options.quotes else library.search(query, limit=0).total,
    )
    if options.json:
        output.json_line({what: total})
    else:
        output.text_lines([str(total)])
    if not total:
        output.say(f"tui-reader: {_nothing(library, query, what)}")
    return FINE if total else NOTHING_FOUND


def _stories(options: argparse.Namespace, library: Library, query: Query) -> int:
    results = _sure(library, lambda: library.search(query, limit=options.limit, order=options.sort))
    if not results.hits:
        raise NothingFoundError(_nothing(library, query, "stories"))
    if options.json:
        for record in output.flowing(_story_records(library, query, results)):
            output.json_line(record)
    else:
        console = output.console()
        output.lines(console, _told(library, query, results, console))
    _say_of(len(results.hits), results.total, results.complete, "stories")
    return FINE


def _quotes(options: argparse.Namespace, library: Library, query: Query) -> int:
    def begun() -> tuple[QuoteHit | None, Iterator[QuoteHit]]:
        found = library.search_quotes(query, limit=options.limit, order=options.sort)
        return next(found, None), found

    first, others = _sure(library, begun)
    if first is None:
        raise NothingFoundError(_nothing(library, query, "quotes"))
    printed = 0

    def hits() -> Iterator[QuoteHit]:
        nonlocal printed
        for printed, hit in enumerate(itertools.chain([first], others), 1):  # noqa: B007  it is told below
            yield hit

    if options.json:
        for hit in output.flowing(hits()):
            output.json_line(_quote_record(library, hit))
    else:
        console = output.console()
        output.lines(console, _spoken(query, hits(), console.width if console.is_terminal else None))
    if printed >= options.limit:
        _say_of(printed, *library.count_quotes(query, seconds=_COUNT_SECONDS), "quotes")
    return FINE


def _sure(library: Library, answer: Callable[[], Answer]) -> Answer:
    """An answer of the index; one that cannot be read is built anew, once."""
    try:
        return answer()
    except LibraryError:
        update(library, rebuild=True)
        return answer()


def _nothing(library: Library, query: Query, what: str) -> str:
    """That nothing was found, and what may have been meant."""
    found = f"no {what} in {library.root} match “{query.text}”"
    stories = library.search(query, limit=0).total if what == "quotes" else 0
    if stories:
        return f"{found}; {dates.count(stories, 'story does', 'stories do')}"
    meant = library.suggest(query)
    return f"{found}; did you mean “{meant}”?" if meant else found


def _say_of(printed: int, total: int, complete: bool, what: str) -> None:
    if printed < total:
        least = "" if complete else "at least "
        output.say(f"tui-reader: {printed:,} of {least}{total:,} {what}; --limit N shows more")


def _story_records(library: Library, query: Query, results: Results) -> Iterator[dict[str, object]]:
    marks = library.marks()
    for hit, reason in _with_reasons(library, query, results, _SNIPPET):
        yield {
            **row_record(library, hit.row, marks),
            "score": hit.score,
            "snippet": reason.snippet.text if reason else "",
            "speaker": (reason.speaker or None) if reason else None,
            "confidence": reason.confidence if reason else None,
            "fields": list(hit.fields),
        }


def _with_reasons(
    library: Library, query: Query, results: Results, width: int
) -> Iterator[tuple[Hit, Reason | None]]:
    """The hits in their order, each with why it was found; None where its file has gone."""
    found = itertools.chain.from_iterable(reasons(library, query, [hit.row for hit in results.hits], width))
    return ((hit, reason) for hit, (_, reason) in zip(results.hits, found, strict=True))


def _quote_record(library: Library, hit: QuoteHit) -> dict[str, object]:
    return {
        "speaker": hit.speaker,
        "text": hit.text,
        "start": hit.start,
        "end": hit.end,
        "confidence": hit.confidence,
        "score": hit.score,
        "id": hit.row.id,
        "title": hit.row.title,
        "date": hit.row.date or None,
        "source": hit.row.source or None,
        "path": str(library.path_of(hit.row)),
    }


def _told(library: Library, query: Query, results: Results, console: "Console") -> Iterator[list["Segment"]]:
    """Three lines a hit: headline, what it is, and the sentence or quote that matched; a terminal gets more where they are too long."""
    from rich.segment import Segment  # noqa: PLC0415  JSON needs no Rich

    from tui_reader.cli.styles import MATCH, META, PLAIN, TITLE  # noqa: PLC0415

    def fitted(line: "list[Segment]", indent: str = "") -> Iterator[list[Segment]]:
        lines = wrapped(line, console.width - len(indent)) if console.is_terminal else [line]
        return ([Segment(indent), *each] if indent else each for each in lines)

    around = 2 * width_of(signs.now().more) if console.is_terminal else 0
    width = min(console.width, _WIDEST) - len(_INDENT) - around
    for number, (hit, reason) in enumerate(_with_reasons(library, query, results, width)):
        if number:
            yield []
        title = hit.row.title
        yield from fitted(lit(title, find_matches(query, title, "title"), TITLE, MATCH))
        parts = [dates.day(hit.row.date), hit.row.source, hit.row.id]
        yield from fitted([Segment(signs.now().between.join(filter(None, parts)), META)])
        if reason is not None and reason.snippet.text:
            drawn = reason.drawn
            speaker = [Segment(f"{shown(reason.named)}: ", TITLE)] if reason.named else []
            yield from fitted([*speaker, *lit(drawn.text, drawn.spans, PLAIN, MATCH)], _INDENT)


def _spoken(query: Query, hits: Iterable[QuoteHit], room: int | None) -> Iterator[list["Segment"]]:
    """One line a quote: who, when, which story, and the words; cut to a terminal's width, whole in a pipe or a file.

    In a very narrow terminal a line is parted between words.
    """
    from rich.segment import Segment  # noqa: PLC0415  the same

    from tui_reader.cli.styles import MATCH, META, PLAIN, TITLE  # noqa: PLC0415

    story = _STORY if room is not None and room >= _WIDE else 0
    for hit in hits:
        text, spans = shown(hit.text), list(hit.spans)
        when = f"  {dates.day(hit.row.date):>{_DATE}}  {hit.row.id}  "
        headline = f"  {shown(hit.row.title)}"
        if room is not None:
            around = width_of(signs.now().quoted("")) + 2 * width_of(signs.now().more)
            cut = snippet(query, hit.text, room - _SPEAKER - len(when) - story - around, "said")
            text, spans = with_more(cut.text, cut.spans)
            headline = fit(headline, story)
        line = [
            Segment(pad(_speaker(hit), _SPEAKER), TITLE),
            Segment(when, META),
            Segment(signs.now().opening),
            *lit(text, spans, PLAIN, MATCH),
            Segment(signs.now().closing),
            Segment(headline, META),
        ]
        yield from wrapped(line, room) if room is not None else [line]


def _speaker(hit: QuoteHit) -> str:
    """Who speaks; a name that is cut keeps its question mark."""
    name = fit(hit.speaker or "", _SPEAKER - (hit.confidence == "guess"))
    return with_doubt(name, hit.confidence) or "unknown"

"""`tui-reader searches`: the saved searches with their unread stories; adding, renaming and removing them."""

import argparse
from collections.abc import Callable, Mapping

from tui_reader.article.text import label
from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FINE, CommandError, NothingFoundError
from tui_reader.cli.fresh import update_quietly
from tui_reader.cli.table import Column, print_table
from tui_reader.index.query import parse
from tui_reader.library import Library
from tui_reader.shelf import searches
from tui_reader.shelf.searches import SavedSearch


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "action",
        metavar="add|rename|remove",
        nargs="?",
        choices=("add", "rename", "remove"),
        help="what to do",
    )
    parser.add_argument(
        "words", metavar="WORD", nargs="*", help="add: the query; rename: NAME and the new name; remove: NAME"
    )
    parser.add_argument(
        "--name", metavar="NAME", help="the name of an added search (default: the query itself)"
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """List the saved searches, or change them."""
    if options.action is None:
        return _list(options, context)
    if options.name is not None and options.action != "add":
        raise CommandError("--name goes with add only")
    sentence, saved = _ACTIONS[options.action](options, context)
    if options.json:
        output.json_line(_record(saved))
    else:
        output.sentences([sentence])
    return FINE


def _list(options: argparse.Namespace, context: Context) -> int:
    found = searches.searches(context.shelf)
    if not found:
        raise NothingFoundError("there are no saved searches; tui-reader searches add QUERY saves one")
    library = context.library
    update_quietly(library)
    unread = [_unread(library, saved) for saved in found]
    if options.json:
        for saved, number in zip(found, unread, strict=True):
            output.json_line({**_record(saved), "unread": number})
    else:
        print_table(
            [
                Column([f"{number:,} unread" if number else "" for number in unread], "meta", right=True),
                Column([saved.name for saved in found], "title", give_way=True),
                Column(
                    [saved.query if saved.query != saved.name else "" for saved in found],
                    "meta",
                    elastic=True,
                ),
            ]
        )
    return FINE


def _unread(library: Library, saved: SavedSearch) -> int:
    return library.search(parse(saved.query), view="unread", limit=1, order="date").total


def _record(saved: SavedSearch) -> dict[str, object]:
    return {"name": saved.name, "query": saved.query, "created": saved.created}


def _add(options: argparse.Namespace, context: Context) -> tuple[str, SavedSearch]:
    query = label(" ".join(options.words))
    parsed = parse(query)
    for problem in parsed.problems:
        output.say(f"tui-reader: “{query[problem.start : problem.end]}”: {problem.message}")
    if parsed.empty:
        raise CommandError(f"“{query}” asks for nothing; give a word to search for")
    name = label(options.name or "") or query
    change = searches.save(context.shelf, name, query)
    return change.label if change else f"The search “{name}” is saved already", _of(context, name)


def _rename(options: argparse.Namespace, context: Context) -> tuple[str, SavedSearch]:
    if len(options.words) != 2:
        raise CommandError(
            "give two names, the one it has and the new one; quotation marks keep words together"
        )
    name, new = options.words[0], label(options.words[1])
    if not new:
        raise CommandError("give a new name that is not empty")
    _of(context, name)
    try:
        change = searches.rename(context.shelf, name, new)
    except ValueError as error:
        raise CommandError(f"{error}; nothing was changed") from error
    return change.label if change else f"The search is called “{name}” already", _of(context, new)


def _remove(options: argparse.Namespace, context: Context) -> tuple[str, SavedSearch]:
    name = " ".join(options.words)
    saved = _of(context, name)
    change = searches.remove(context.shelf, name)
    return change.label if change else f"The search “{name}” was removed already", saved


def _of(context: Context, name: str) -> SavedSearch:
    found = next((saved for saved in searches.searches(context.shelf) if saved.name == name), None)
    if found is None:
        raise NothingFoundError(f"there is no saved search “{name}”; tui-reader searches lists them")
    return found


_ACTIONS: Mapping[str, Callable[[argparse.Namespace, Context], tuple[str, SavedSearch]]] = {
    "add": _add,
    "rename": _rename,
    "remove": _remove,
}

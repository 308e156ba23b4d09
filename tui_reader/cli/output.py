"""What commands print: JSON lines and Rich text on stdout, sentences and progress on stderr."""

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from tui_reader import signs, transcription
from tui_reader.article.text import label

if TYPE_CHECKING:
    from rich.console import Console
    from rich.segment import Segment

    from tui_reader.index.model import Progress

_PHASES = {
    "looking": "Looking for changes",
    "reading": "Reading stories",
    "writing": "Writing the index",
    "merging": "Tidying the index",
    "waiting": "Waiting for another reader to finish the index",
}
_SHOWN_AFTER = 0.3
_LINES_AT_ONCE = 400
_AT_ONCE, _SENT_EVERY = 10, 0.1

Item = TypeVar("Item")


def prepare() -> None:
    """Make the streams safe: closed ones lead nowhere, letters that the terminal's encoding lacks become others like them.

    Until the settings are read, signs are those that the terminal can show.
    """
    transcription.register()
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  until the end
        elif name != "stdin" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=transcription.HANDLER)
    signs.use("")


def json_line(record: Mapping[str, object]) -> None:
    """Print one JSON object on a line of its own, in ASCII."""
    sys.stdout.write(json.dumps(record).replace("\x7f", "\\u007f") + "\n")


def flowing(items: Iterable[Item]) -> Iterator[Item]:
    """The same items; what is printed for them is sent on as they come, the first ones at once."""
    sent = time.monotonic()
    for number, item in enumerate(items):
        yield item
        if number < _AT_ONCE or time.monotonic() - sent > _SENT_EVERY:
            sys.stdout.flush()
            sent = time.monotonic()


def text_lines(rows: Iterable[str]) -> None:
    """Print plain lines."""
    for row in rows:
        sys.stdout.write(row + "\n")


def sentences(rows: Iterable[str]) -> None:
    """Print what the program itself says, a line each."""
    text_lines(map(signs.sentence, rows))


def say(sentence: str) -> None:
    """Print one sentence on stderr; control characters are removed."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(signs.sentence(label(sentence)) + "\n")
        sys.stderr.flush()


def console() -> "Console":
    """A console for stdout; one that ends when nobody reads on."""
    from rich.console import Console  # noqa: PLC0415  JSON needs no Rich

    class PipeConsole(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return PipeConsole(highlight=False, markup=False, emoji=False)


def lines(target: "Console", rows: Iterable[Iterable["Segment"]]) -> None:
    """Print lines of segments as they are and as they come; they are neither wrapped nor measured."""
    from rich.segment import Segment, Segments  # noqa: PLC0415  the same

    waiting: list[Segment] = []
    sent = time.monotonic()
    for number, row in enumerate(rows, 1):
        waiting += [*row, Segment.line()]
        if number % _LINES_AT_ONCE == 0 or number < _AT_ONCE or time.monotonic() - sent > _SENT_EVERY:
            target.print(Segments(waiting), end="", soft_wrap=True)
            waiting = []
            sent = time.monotonic()
    target.print(Segments(waiting), end="", soft_wrap=True)


@contextlib.contextmanager
def progress() -> Iterator[Callable[["Progress"], None]]:
    """A bar on stderr for what takes longer than a moment, when stderr is a terminal; it leaves no trace."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  the same
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    from tui_reader.paint.dates import time_left  # noqa: PLC0415

    bar = Bar(
        TextColumn("{task.description}"),
        *([BarColumn()] if signs.now() is signs.UNICODE else []),
        MofNCompleteColumn(),
        TextColumn("{task.fields[left]}"),
        console=Console(stderr=True, highlight=False),
        transient=True,
    )
    task = bar.add_task("", total=None, left="")
    begun = time.monotonic()

    def show(state: "Progress") -> None:
        bar.update(
            task,
            description=_PHASES.get(state.phase, ""),
            completed=state.done,
            total=state.total or None,
            left=time_left(state.seconds),
        )
        if state.phase == "waiting" or time.monotonic() - begun > _SHOWN_AFTER:
            bar.start()

    try:
        yield show
    finally:
        bar.stop()

"""The process that updates an index: `serve` is its whole life.

It writes events on its standard output. Its standard input holds the user's corrections on one line; whatever comes
then, or the end of the stream (its parent has died), makes it stop at the next safe point.
"""

import contextlib
import io
import os
import sys
import threading
from pathlib import Path

from tui_reader.article.model import ArticleError
from tui_reader.index import wire
from tui_reader.index.ledger import Corrections
from tui_reader.index.store import IndexUnusable


def serve(root: str, folder: str, *, rebuild: bool) -> None:
    """Update the index in `folder` for the library at `root`, telling what happens on standard output."""
    events = os.fdopen(os.dup(1), "w", encoding="ascii", buffering=1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    corrections = wire.decode_corrections(sys.stdin.buffer.readline().decode("ascii", "replace"))
    stopping = threading.Event()
    threading.Thread(target=_watch, args=(sys.stdin.buffer, stopping), daemon=True).start()
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    with contextlib.suppress(OSError):
        outcome = _outcome(Path(root), Path(folder), corrections, events, stopping, rebuild=rebuild)
        events.write(wire.encode(outcome) + "\n")
        events.close()


def _outcome(
    root: Path,
    folder: Path,
    corrections: Corrections,
    events: io.TextIOBase,
    stopping: threading.Event,
    *,
    rebuild: bool,
) -> wire.Event:
    """The report, or a sentence that says why there is none."""

    def tell(event: wire.Event) -> None:
        try:
            events.write(wire.encode(event) + "\n")
        except OSError:
            stopping.set()

    try:
        from tui_reader.index.build import update  # noqa: PLC0415  Whoosh is slow to import; a failure is told

        return update(
            root, folder, rebuild=rebuild, corrections=corrections, on_progress=tell, stop=stopping.is_set
        )
    except (ArticleError, IndexUnusable) as error:
        return str(error)
    except OSError as error:
        return f"The index cannot be written: {error.strerror or error} ({error.filename or folder})."
    except Exception as error:  # noqa: BLE001  whatever it is, the parent must hear of it
        return f"The index could not be updated ({type(error).__name__}: {error})."


def _watch(stream: io.BufferedIOBase, stopping: threading.Event) -> None:
    stream.read(1)
    stopping.set()

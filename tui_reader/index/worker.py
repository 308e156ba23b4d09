"""The process that updates an index, and watches its library when it is asked to: `serve` is its whole life.

It writes events on its standard output and takes orders from its standard input, the first of which are the user's
corrections; the end of that (its parent needs it no more, or has died) makes it stop at the next safe point.
"""

import contextlib
import io
import os
import sys
import threading
from pathlib import Path
from queue import SimpleQueue

from tui_reader.article.limits import Limits
from tui_reader.index import wire
from tui_reader.index.wire import Order


def serve(root: str, folder: str, limits: Limits, *, rebuild: bool, watch: bool) -> None:
    """Update the index in `folder` for the library at `root`, telling what happens on standard output."""
    events = os.fdopen(os.dup(1), "w", encoding="ascii", buffering=1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    stopping = threading.Event()
    orders: SimpleQueue[Order | None] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin, orders, stopping), daemon=True).start()
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)

    def tell(event: wire.Event) -> None:
        try:
            events.write(wire.encode(event) + "\n")
        except OSError:
            stopping.set()

    try:
        from tui_reader.index import build, keeper  # noqa: PLC0415  Whoosh is slow to import; a failure is told
    except Exception as error:  # noqa: BLE001  whatever it is, the parent must hear of it
        tell(f"The index could not be updated ({type(error).__name__}: {error}).")
        return
    first = orders.get()
    corrections = first.corrections if first else {}
    if watch:
        keeper.Keeper(Path(root), Path(folder), corrections, limits, tell, stopping).run(
            orders, rebuild=rebuild
        )
    else:
        tell(
            keeper.outcome(
                Path(root),
                Path(folder),
                lambda: build.update(
                    Path(root),
                    Path(folder),
                    rebuild=rebuild,
                    corrections=corrections,
                    limits=limits,
                    on_progress=tell,
                    stop=stopping.is_set,
                ),
            )
        )
    with contextlib.suppress(OSError):
        events.close()


def _listen(stream: io.TextIOBase, orders: "SimpleQueue[Order | None]", stopping: threading.Event) -> None:
    with contextlib.suppress(OSError, ValueError):
        for line in stream:
            order = wire.decode_order(line)
            if order is not None:
                orders.put(order)
    stopping.set()
    orders.put(None)

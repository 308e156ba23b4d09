"""A process that does jobs for the one that holds the lock: `serve` is its whole life.

Pickled jobs come on its standard input, what became of them goes out on its standard output. It ends as soon as its
input does, at once and whatever it is doing: then its parent has died, or needs it no more.
"""

import contextlib
import os
import pickle
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

import tui_reader
from tui_reader.index.bulk import MergeStopped
from tui_reader.index.jobs import Job, Outcome, do

_CODE = (
    "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); "  # Ctrl+C is for the parent
    "import sys; sys.path.insert(0, sys.argv[1]); from tui_reader.index.member import serve; serve()"
)
_PACKAGE = str(Path(tui_reader.__file__).resolve().parent.parent)
COMMAND = (sys.executable, "-P", "-c", _CODE, _PACKAGE)
"""Starts a member; -P keeps the current directory, which may hold anything, off the import path."""

STOP = b"stop"
_TELL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that could not be done, and why; `stopped` when it was asked to stop."""

    error: Exception
    stopped: bool = False


Said = int | Outcome | Failure
"""How many files of the job at hand are done, or what became of it."""


def serve() -> None:
    """Do jobs until there is nobody to do them for."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    jobs: SimpleQueue[Job] = SimpleQueue()
    stopping = threading.Event()
    threading.Thread(target=_listen, args=(jobs, stopping), daemon=True).start()

    def say(what: Said) -> None:
        with contextlib.suppress(OSError):
            pickle.dump(what, replies, pickle.HIGHEST_PROTOCOL)
            replies.flush()

    say(0)
    while True:
        job = jobs.get()
        say(_outcome(job, stopping, say))


def _listen(jobs: "SimpleQueue[Job]", stopping: threading.Event) -> None:
    with contextlib.suppress(Exception):
        while True:
            order = pickle.load(sys.stdin.buffer)  # noqa: S301  it comes from the parent
            if order == STOP:
                stopping.set()
            else:
                jobs.put(order)
    os._exit(0)


def _outcome(job: Job, stopping: threading.Event, say: Callable[[Said], None]) -> Said:
    told = time.monotonic()

    def tell(done: int) -> None:
        nonlocal told
        if time.monotonic() - told > _TELL_SECONDS:
            told = time.monotonic()
            say(done)

    try:
        return do(job, stopping.is_set, tell)
    except MergeStopped as error:
        return Failure(RuntimeError(str(error)), stopped=True)
    except OSError as error:
        return Failure(OSError(error.errno, error.strerror, error.filename))
    except Exception as error:  # noqa: BLE001  whatever it is, the parent must hear of it, in words it can read
        return Failure(RuntimeError(f"{type(error).__name__}: {error}"))

"""An update in a process of its own, so that the screen stays as quick as when nothing runs."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import tui_reader
from tui_reader.article.limits import Limits
from tui_reader.index import wire
from tui_reader.index.ledger import Corrections
from tui_reader.index.model import Ended, Progress, Report
from tui_reader.index.wire import Order

_GRACE_SECONDS = 3.0
_LIMITS = Limits()
_NOT_DONE = "The update of the index ended before it was done; it will go on from there next time."
_NO_LONGER = (
    "The index no longer follows the folder, as its process has ended; Look for changes begins that again."
)
_CODE = (
    "import sys; sys.path.insert(0, sys.argv[1]); from tui_reader.index.worker import serve; "
    "from tui_reader.article.limits import Limits; limits = Limits(int(sys.argv[4]), int(sys.argv[5])); "
    "serve(sys.argv[2], sys.argv[3], limits, rebuild='rebuild' in sys.argv[6:], watch='watch' in sys.argv[6:])"
)


class UpdateProcess:
    """Starts an update of the index in `folder` for the library at `root`; it ends with this process at the latest.

    The articles are indexed with the user's `corrections`. With `watch` it goes on afterwards: it looks for changes
    every second, and takes orders.
    """

    def __init__(
        self,
        root: Path,
        folder: Path,
        corrections: Corrections | None = MappingProxyType({}),
        limits: Limits = _LIMITS,
        *,
        rebuild: bool = False,
        watch: bool = False,
    ) -> None:
        package = str(Path(tui_reader.__file__).resolve().parent.parent)
        how = [name for name, wanted in (("rebuild", rebuild), ("watch", watch)) if wanted]
        self._sending = threading.Lock()
        self._watching, self._stopping = watch, False
        # -P keeps the current directory, which may hold anything, off the import path.
        sizes = (str(limits.largest), str(limits.named))
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter, no shell
            [sys.executable, "-P", "-c", _CODE, package, str(root), str(folder), *sizes, *how],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="ascii",
        )
        self.order(Order("correct", corrections=corrections))

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def events(self) -> Iterator[Progress | Report | str | Ended]:
        """Progress, and at the end of each update a report, or one sentence that says why there is none.

        Blocks until the process has ended; for a thread. Where nobody has asked it to, and it does not say why, `Ended` comes last.
        """
        done = False
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                event = wire.decode(line)
                if event is not None:
                    done = not isinstance(event, Progress)
                    yield event
        code = self._process.wait()
        self._hang_up()
        if self._stopping:
            return
        if not done:
            yield Ended(_NOT_DONE)
        elif self._watching and code:
            yield Ended(_NO_LONGER)

    def order(self, order: Order) -> None:
        """Ask for something, once more than the update only where it watches; one that has ended does not hear it."""
        with self._sending, contextlib.suppress(OSError, ValueError):
            assert self._process.stdin is not None
            self._process.stdin.write(wire.encode_order(order) + "\n")
            self._process.stdin.flush()

    def stop(self) -> None:
        """Ask it to stop at the next safe point; end it when it does not within a few seconds."""
        self._stopping = True
        self._hang_up()
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_GRACE_SECONDS)
            if self._process.poll() is None:
                self._process.kill()
                self._process.wait()

    def _hang_up(self) -> None:
        """Close the pipe whose end tells the process to stop."""
        with contextlib.suppress(OSError, ValueError):
            assert self._process.stdin is not None
            self._process.stdin.close()

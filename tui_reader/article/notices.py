"""Word from the system of files that were written, where the optional package `watchfiles` is installed."""

import threading
from collections.abc import Callable
from pathlib import Path


def notices(root: Path, tell: Callable[[Path], None], stopping: threading.Event) -> bool:
    """Tell each path below `root` that is written from now on, in a thread; False where nobody gives notice."""
    try:
        from watchfiles import watch  # noqa: PLC0415  it need not be there
    except ImportError:
        return False

    def listen() -> None:
        try:
            for changes in watch(root, stop_event=stopping, recursive=True, ignore_permission_denied=True):
                for _, path in changes:
                    tell(Path(path))
        except (OSError, RuntimeError):
            return  # too many folders for the system, or it has none to offer; the folder is looked at all the same

    threading.Thread(target=listen, daemon=True).start()
    return True

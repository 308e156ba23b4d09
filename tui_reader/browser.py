"""The user's browser. One that draws in the terminal needs it whole; any other is started so that it writes nothing on the screen."""

import os
import subprocess
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Final

_IN_THE_TERMINAL: Final = frozenset(
    {"www-browser", "links", "links2", "elinks", "lynx", "w3m", "browsh", "cha", "chawan", "carbonyl"}
)
_PACKAGE = str(Path(__file__).resolve().parent.parent)
_CODE = "import sys; sys.path.insert(0, sys.argv[1]); from tui_reader.browser import main; main(sys.argv[2])"
_SECONDS = 3.0
"""A browser that runs for so long has a page to show."""


def in_terminal(target: str) -> list[str]:
    """The words that open a page in the terminal, where the user's browser draws there; else none."""
    try:
        chosen = webbrowser.get()
    except webbrowser.Error:
        return []
    name = str(getattr(chosen, "name", ""))
    if Path(name).name not in _IN_THE_TERMINAL:
        return []
    return [name, *(word.replace("%s", target) for word in getattr(chosen, "args", ["%s"]))]


def open_page(target: str) -> bool:
    """Have the user's browser open a page, and return whether one could be started. Takes three seconds at most."""
    environment = {name: value for name, value in os.environ.items() if name != "TERM"}
    try:
        asked = subprocess.run(  # noqa: S603  our own interpreter, no shell
            [sys.executable, "-P", "-c", _CODE, _PACKAGE, target],
            check=False,
            env=environment,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    return asked.returncode == 0


def main(target: str) -> None:
    """Open a page, in a process of its own that ends with 0 when a browser was started, and does not wait for its end."""
    opened: list[bool] = []
    waiting = threading.Thread(target=lambda: opened.append(webbrowser.open(target)), daemon=True)
    waiting.start()
    waiting.join(_SECONDS)
    os._exit(0 if waiting.is_alive() or any(opened) else 1)

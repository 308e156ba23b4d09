"""One reader for each kind of file; `MODULES` says which suffix goes to which.

A reader takes clean text and returns a `Draft`. A new format is a new module here and a row in `MODULES`.
"""

from collections.abc import Callable, Mapping
from importlib import import_module

from tui_reader.article.formats.draft import Draft

MODULES: Mapping[str, str] = {
    ".txt": "plain",
    ".md": "markdown",
}

Reader = Callable[[str], Draft]


def reader(suffix: str) -> Reader:
    """The reader of files with this suffix; it is loaded when the first such file is read.

    Raises:
        KeyError: there is none.
    """
    found: Reader = import_module(f"tui_reader.article.formats.{MODULES[suffix]}").read
    return found

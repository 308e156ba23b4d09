"""One reader for each kind of file; `READERS` says which suffix goes to which.

A reader takes clean text and returns a `Draft`. A new format is a new module here and a row in `READERS`.
"""

from collections.abc import Callable, Mapping

from tui_reader.article.formats import markdown, plain
from tui_reader.article.formats.draft import Draft

READERS: Mapping[str, Callable[[str], Draft]] = {
    ".txt": plain.read,
    ".md": markdown.read,
}

__all__ = ["READERS", "Draft"]

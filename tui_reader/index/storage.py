"""Whoosh's files: private to the user, mapped into memory for reading, and closed for certain."""

import contextlib
import io
import mmap
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

INDEX_NAME = "MAIN"
"""What the names of Whoosh's files begin with."""

Untyped = Any
"""An object of Whoosh's, which ships no types."""


class Storage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """The files of one index. Whoosh forgets files that it has open when something goes wrong; this does not."""

    def __init__(self, folder: Path, *, readonly: bool = False) -> None:
        super().__init__(str(folder), readonly=readonly)
        self._opened: list[Untyped] = []

    def create_file(self, name: str, *args: Untyped, **kwargs: Untyped) -> Untyped:
        """Create a file of mode 0600."""
        made = super().create_file(name, *args, **kwargs)
        self._remember(made)
        with contextlib.suppress(OSError):
            Path(self.folder, name).chmod(0o600)
        return made

    def open_file(self, name: str, **kwargs: Untyped) -> Untyped:
        """Open a file for reading."""
        with Path(self.folder, name).open("rb") as file:
            empty = file.seek(0, io.SEEK_END) == 0
            data = io.BytesIO() if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            opened = StructFile(data, name=name, **kwargs)
        self._remember(opened)
        return opened

    def _remember(self, opened: Untyped) -> None:
        self._opened = [file for file in self._opened if not file.is_closed]
        self._opened.append(opened)

    def close_files(self) -> None:
        """Close whatever is still open."""
        for file in self._opened:
            if not file.is_closed:
                with contextlib.suppress(Exception):
                    file.close()
        self._opened = []

"""The user's own editor: opening a file in it, and writing a text in it. Without a shell."""

import contextlib
import os
import shlex
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tui_reader import foreground

_ASKED = ("VISUAL", "EDITOR")
_KNOWN = ("sensible-editor", "nano", "vi")
"""Looked for in this order when the user has named none."""


class EditorError(Exception):
    """The editor cannot be used; says which, why, and what to do."""


def command(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The words that start the editor: those of VISUAL or EDITOR, else one that is there.

    Raises:
        EditorError: there is none, or the variable holds no command.
    """
    for name in _ASKED:
        given = environment.get(name, "")
        try:
            words = shlex.split(given)
        except ValueError as error:
            raise EditorError(f"{name} is “{given}”, which is no command ({error}); set it anew") from error
        if words:
            return words
    for name in _KNOWN:
        if shutil.which(name, path=environment.get("PATH")):
            return [name]
    raise EditorError("there is no editor; set EDITOR to the name of one")


def open_file(path: Path, environment: Mapping[str, str] = os.environ) -> None:
    """Open a file in the editor, and wait until it is closed.

    Raises:
        EditorError: the editor cannot be started, or did not end well.
    """
    words = command(environment)
    try:
        code = foreground.run([*words, str(path)])
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or error
        raise EditorError(
            f"the editor {words[0]} cannot be started ({cause}); set EDITOR to another"
        ) from error
    if code:
        raise EditorError(f"the editor {words[0]} ended with code {code}; nothing was taken from it")


def write_text(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Let the user change a text in the editor; the file is the user's alone, and gone afterwards.

    Raises:
        EditorError: the editor cannot be used, or what it left cannot be read.
    """
    try:
        number, name = tempfile.mkstemp(prefix="tui-reader-", suffix=".txt")
        path = Path(name)
        try:
            with os.fdopen(number, "w", encoding="utf-8", errors="replace") as file:
                file.write(text)
            open_file(path, environment)
            return path.read_text("utf-8")
        finally:
            with contextlib.suppress(OSError):
                path.unlink()
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise EditorError(f"the text cannot be read back from the editor ({cause})") from error

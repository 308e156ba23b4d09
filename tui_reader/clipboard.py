"""Copying text, near and far: by a tool of the system, by tmux, through the terminal, or into a file at last.

A tool says whether it worked. A terminal that is sent OSC 52 does not, so that the text is then kept in a file
as well, and the user is told so. What can wait for a tool must not run on the screen's thread.
"""

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tui_reader.article.text import label
from tui_reader.export import files

MOST_BYTES = 74_994
"""The longest text that OSC 52 carries: terminals take 100,000 bytes of sequence, a third of it is base64."""
FILE_NAME = "copied.txt"
_SECONDS = 2.0
_CHUNK = 76
"""GNU screen passes on only short strings."""
_WITHOUT = ("", "dumb", "linux")
"""Values of TERM whose terminals have no clipboard."""


@dataclass(frozen=True, slots=True)
class _Tool:
    """A program that takes the text from its input; it is there when one of the variables `needs` is set."""

    command: tuple[str, ...]
    needs: tuple[str, ...]
    encoding: str = "utf-8"


_TOOLS = (
    _Tool(("wl-copy",), ("WAYLAND_DISPLAY",)),
    _Tool(("xclip", "-selection", "clipboard", "-in"), ("DISPLAY",)),
    _Tool(("xsel", "--clipboard", "--input"), ("DISPLAY",)),
    _Tool(("clip.exe",), ("WSL_DISTRO_NAME", "WSL_INTEROP"), "utf-16"),
)
_MAC = _Tool(("pbcopy",), ())
_TMUX = _Tool(("tmux", "load-buffer", "-w", "-"), ("TMUX",))


def copy(
    text: str,
    write: Callable[[str], None],
    state: Path,
    *,
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> str:
    """Copy `text`, and return a sentence that says how.

    `write` sends a sequence to the terminal; `state` is the folder for the file. Near, the system's tools come
    first; over ssh they would fill the clipboard of the other machine, and the terminal comes first.
    """
    far = "SSH_CONNECTION" in environment or "SSH_TTY" in environment
    tools = list(_tools(environment, platform, far=far))
    if not far and (tool := _first_that_works(tools, text, environment)):
        return f"Copied to the clipboard by {tool}"
    if _first_that_works([_TMUX], text, environment):
        return "Copied to tmux, and to the terminal's clipboard where tmux may set it"
    size = len(_bytes(text))
    if environment.get("TERM", "") not in _WITHOUT and size <= MOST_BYTES:
        write(sequence(text, environment))
        return f"Sent to the terminal's clipboard; {_kept(text, state, 'in case it did not take it, ')}"
    if far and (tool := _first_that_works(tools, text, environment)):
        return f"Copied to the clipboard by {tool}"
    why = (
        f"Too long for the terminal's clipboard ({size:,} bytes)"
        if size > MOST_BYTES
        else "No clipboard was found"
    )
    return f"{why}; {_kept(text, state)}"


def tools_there(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> list[str]:
    """The names of the system's tools, and of tmux, that a text can be given to here."""
    return [
        tool.command[0]
        for tool in (*_tools(environment, platform, far=False), _TMUX)
        if _is_wanted(tool, environment) and _program(tool, environment)
    ]


def sequence(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """OSC 52 with the text, wrapped so that tmux and GNU screen pass it on to the terminal around them."""
    code = base64.b64encode(_bytes(text)).decode("ascii")
    if environment.get("TMUX"):
        return f"\x1bPtmux;\x1b\x1b]52;c;{code}\a\x1b\\"
    if environment.get("STY") or environment.get("TERM", "").startswith("screen"):
        pieces = [code[at : at + _CHUNK] for at in range(0, len(code), _CHUNK)]
        joined = "\x1b\\\x1bP".join(pieces)
        return f"\x1bP\x1b]52;c;{joined}\a\x1b\\"
    return f"\x1b]52;c;{code}\a"


def _tools(environment: Mapping[str, str], platform: str, *, far: bool) -> Iterator[_Tool]:
    if platform == "darwin" and not far:
        yield _MAC
    for tool in _TOOLS:
        if any(environment.get(name) for name in tool.needs):
            yield tool


def _first_that_works(tools: list[_Tool], text: str, environment: Mapping[str, str]) -> str:
    """The name of the first tool that took the text; empty when none did."""
    for tool in tools:
        if _is_wanted(tool, environment) and _run(tool, text, environment):
            return tool.command[0]
    return ""


def _is_wanted(tool: _Tool, environment: Mapping[str, str]) -> bool:
    return not tool.needs or any(environment.get(name) for name in tool.needs)


def _program(tool: _Tool, environment: Mapping[str, str]) -> str | None:
    """Where the tool's program is; one of the current folder is none."""
    program = shutil.which(tool.command[0], path=environment.get("PATH", ""))
    return program if program is not None and os.path.isabs(program) else None  # noqa: PTH117  a string from which()


def _run(tool: _Tool, text: str, environment: Mapping[str, str]) -> bool:
    program = _program(tool, environment)
    if program is None:
        return False
    try:
        done = subprocess.run(  # noqa: S603  a program of the user's PATH, without a shell; the text is its input
            [program, *tool.command[1:]],
            input=text.encode(tool.encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**environment, "LC_CTYPE": "UTF-8"} if tool is _MAC else dict(environment),
            timeout=_SECONDS,
            start_new_session=True,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _kept(text: str, state: Path, why: str = "") -> str:
    """Write the text into the file, and say so."""
    path = state / FILE_NAME
    try:
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        files.write(path, text, replace=True, private=True)
    except (OSError, files.FileError) as error:
        return label(f"the text could not be kept in a file ({error})")
    return label(f"{why}the text is in {path}")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")

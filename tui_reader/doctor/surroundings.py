"""Checks of what the program runs in: versions, extras, the terminal, room on the disk."""

import importlib.util
import platform
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

import tui_reader
from tui_reader import clipboard
from tui_reader.doctor.model import Finding
from tui_reader.paths import Places

_NAME = "tui-reader"
_PINNED = re.compile(r"([\w.-]+)==([\w.]+)$")
_LEAST_BYTES = 100 * 1024 * 1024
_MANY_COLOURS = ("256color", "truecolor", "direct", "kitty", "alacritty", "ghostty", "foot", "wezterm")
_RIVALS = ("Whoosh", "Whoosh3")
"""Other distributions that import as whoosh, and would take its place."""


def versions() -> Iterator[Finding]:
    """Whether what is installed is what the program was made for."""
    wrong = list(_wrong_versions())
    for name, wanted, found in wrong:
        yield Finding("versions", f"{name} is {found}", f"install {wanted}: pip install '{name}=={wanted}'")
    for rival in _RIVALS:
        if _version(rival):
            yield Finding("versions", f"{rival} is installed as well", f"take it away: pip uninstall {rival}")
    if not wrong:
        yield Finding(
            "versions",
            f"tui-reader {tui_reader.__version__}, Python {platform.python_version()} on {sys.platform}",
        )
    watch = importlib.util.find_spec("watchfiles") is not None
    yield Finding(
        "extras",
        "watchfiles, which sees changes of files at once"
        if watch
        else "without watchfiles: files written in place are found after a while (pip install 'tui-reader[watch]')",
    )


def terminal(environment: Mapping[str, str], encoding: str | None) -> Iterator[Finding]:
    """Whether the terminal can show the reader; nothing is asked where there is none."""
    if encoding is None:
        yield Finding("terminal", "not looked at: the output goes elsewhere")
    else:
        yield _type(environment)
        yield _letters(encoding)
    tools = clipboard.tools_there(environment)
    yield Finding(
        "clipboard",
        f"copies with {', '.join(tools)}" if tools else "no tool; copies go to the terminal, and into a file",
    )


def _type(environment: Mapping[str, str]) -> Finding:
    term = environment.get("TERM", "")
    if term in ("", "dumb"):
        return Finding(
            "terminal",
            f"TERM is “{term}”: it cannot draw the reader",
            "set TERM to what the terminal is, as xterm-256color; show --plain prints a story anywhere",
        )
    if environment.get("NO_COLOR"):
        return Finding("terminal", f"{term}, without colours, as NO_COLOR asks")
    many = environment.get("COLORTERM", "") in ("truecolor", "24bit") or any(
        word in term for word in _MANY_COLOURS
    )
    return Finding(
        "terminal", f"{term}, {'many colours' if many else 'sixteen colours: the theme terminal fits them'}"
    )


def _letters(encoding: str) -> Finding:
    if encoding.lower().replace("-", "").replace("_", "") == "utf8":
        return Finding("letters", "UTF-8")
    return Finding(
        "letters", f"the terminal's encoding is {encoding}", "set LC_ALL to one with UTF-8, as C.UTF-8"
    )


def space(places: Places) -> Iterator[Finding]:
    """Whether there is room for marks and indexes."""
    for what, folder in (("data", places.data), ("cache", places.cache)):
        there = next((path for path in (folder, *folder.parents) if path.exists()), Path("/"))
        try:
            free = shutil.disk_usage(there).free
        except OSError as error:
            yield Finding("disk", f"{folder} cannot be asked how much is free ({error.strerror})")
            continue
        said = f"{free // 2**20:,} MB are free where the {what} folder is"
        yield Finding(
            "disk", said, "" if free >= _LEAST_BYTES else "make room; nothing can be kept on a full disk"
        )


def _wrong_versions() -> Iterator[tuple[str, str, str]]:
    """Name, wanted version and installed one of what is pinned exactly and differs."""
    try:
        wanted = metadata.requires(_NAME) or []
    except metadata.PackageNotFoundError:
        return
    for line in wanted:
        if match := _PINNED.match(line):
            found = _version(match[1])
            if found != match[2]:
                yield match[1], match[2], found or "missing"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""

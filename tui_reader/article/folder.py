"""A folder of stories: which files are in it, what changed, and how one is read.

Nothing here writes. Links are not followed out of the folder, and only regular files are opened.
"""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tui_reader.article import links
from tui_reader.article import text as words
from tui_reader.article.formats import MODULES, reader
from tui_reader.article.formats.draft import Part, compose
from tui_reader.article.limits import MEGABYTE, Limits
from tui_reader.article.model import Article, ArticleError, Markup
from tui_reader.digests import digest

_LIMITS = Limits()
_NAME_IS_NO_TEXT = "the name is not valid text; rename it"
_LINK = "this is a link; links are not followed"
_TITLE_LIMIT = 400


class FileEntry(NamedTuple):
    """A story's file as the folder lists it: `key` is its path inside the library, with `/` between."""

    key: str
    file: str
    size: int
    mtime_ns: int

    @property
    def path(self) -> Path:
        """Where it lies; `file` as a path, which costs more to make than all the rest."""
        return Path(self.file)

    @property
    def id(self) -> str:
        """The article's id."""
        return article_id(self.key)


class Problem(NamedTuple):
    """A file that cannot be listed or read, and why, in words for the user; one that was `read` lacks its names and quotes only."""

    path: Path
    reason: str
    read: bool = False


def article_id(key: str) -> str:
    """Sixteen lower-case hexadecimal digits from a path inside the library (outside: the absolute path)."""
    return digest(key.encode("utf-8", "surrogateescape"))[:16]


def key_of(path: Path, root: Path | None) -> str:
    """The path inside the library, or the absolute path where the file lies outside it."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  resolve() would follow links
    if root is not None:
        with contextlib.suppress(ValueError):
            return absolute.relative_to(Path(os.path.abspath(root))).as_posix()  # noqa: PTH100
    return absolute.as_posix()


def is_story(name: str) -> bool:
    """Whether a file of this name is read as a story."""
    return not name.startswith(".") and os.path.splitext(name)[1].lower() in MODULES  # noqa: PTH122


def walk(root: Path) -> Iterator[FileEntry | Problem]:
    """Every story's file below `root`, in no promised order, and the places that cannot be listed.

    Raises:
        ArticleError: `root` is not a folder, or cannot be listed.
    """
    if not _is_text(str(root)):
        raise ArticleError(root, _NAME_IS_NO_TEXT)
    try:
        os.scandir(root).close()
    except OSError as error:
        raise ArticleError(root, f"the folder cannot be opened ({_cause(error)})") from error
    folders = [(str(root), "")]
    while folders:
        folder, prefix = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    found = look_at(entry, prefix)
                    if isinstance(found, str):
                        folders.append((entry.path, found))
                    elif found is not None:
                        yield found
        except OSError as error:
            yield cannot_open(folder, error)


def look_at(entry: os.DirEntry[str], prefix: str) -> FileEntry | Problem | str | None:
    """A file, a problem, the key prefix of a folder to go into, or None for what is no story."""
    try:
        if entry.is_dir(follow_symlinks=False):
            if entry.name.startswith("."):
                return None
            return (
                f"{prefix}{entry.name}/"
                if _is_text(entry.name)
                else Problem(Path(entry.path), _NAME_IS_NO_TEXT)
            )
        if not is_story(entry.name):
            return _link_to_folder(entry)
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return Problem(Path(entry.path), f"the file cannot be looked at ({_cause(error)})")
    if reason := _refused(entry.name, status.st_mode):
        return Problem(Path(entry.path), reason)
    return FileEntry(prefix + entry.name, entry.path, status.st_size, status.st_mtime_ns)


def _link_to_folder(entry: os.DirEntry[str]) -> Problem | None:
    """The problem of a link that leads to a folder; whoever set it expects stories there."""
    if entry.is_symlink() and not entry.name.startswith(".") and entry.is_dir():
        return Problem(Path(entry.path), _LINK)
    return None


def cannot_open(folder: str, error: OSError) -> Problem:
    """The problem of a folder that cannot be listed."""
    return Problem(Path(folder), f"the folder cannot be opened ({_cause(error)})")


def _refused(name: str, mode: int) -> str:
    """Why a file of this name and mode is not opened; empty when it may be."""
    if stat.S_ISLNK(mode):
        return _LINK
    if not stat.S_ISREG(mode):
        return "this is not a regular file"
    return "" if _is_text(name) else _NAME_IS_NO_TEXT


def read_article(path: Path, root: Path | None = None, limits: Limits = _LIMITS) -> Article:
    """Read one file as an article; its id comes from its path inside `root`.

    Raises:
        ArticleError: the file cannot be opened, is no text, is too large, or is empty.
    """
    suffix = path.suffix.lower()
    if suffix not in MODULES:
        raise ArticleError(path, f"stories are files that end in {' or '.join(MODULES)}")
    if not _is_text(str(path)):
        raise ArticleError(path, _NAME_IS_NO_TEXT)
    data = _bytes(path, limits.largest)
    try:
        text = words.clean(words.decode(data), soft_hyphens=True)
    except ValueError as error:
        raise ArticleError(path, f"{error}") from error
    draft = reader(suffix)(text)
    title, parts = draft.title, draft.parts
    if len(title) > _TITLE_LIMIT:
        title, parts = words.opening(title), (Part(title), *parts)
    body = compose(parts)
    if not body.text and not title:
        raise ArticleError(path, "the file is empty")
    key = key_of(path, root)
    return Article(
        id=article_id(key),
        title=title or words.opening(parts[0].text) or words.label(path.stem),
        date=draft.date,
        source=draft.source,
        path=Path(os.path.abspath(path)),  # noqa: PTH100  resolve() would follow links
        text=body.text,
        paragraphs=body.paragraphs,
        content_hash=digest(data)[:32],
        size=len(data),
        markup=_with_addresses(body.markup, body.text),
        soft_hyphens=body.soft_hyphens,
    )


def _with_addresses(markup: list[Markup], text: str) -> tuple[Markup, ...]:
    """The markup of a story, and the web addresses that stand in its text as such."""
    taken = {each.start for each in markup if each.kind == "link"}
    found = (each for each in links.addresses(text) if each.start not in taken)
    return tuple(sorted((*markup, *found), key=lambda each: (each.start, -each.end)))


def _bytes(path: Path, largest: int) -> bytes:
    try:
        with open(path, "rb", opener=_open) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise ArticleError(path, "this is not a regular file")
            data = file.read(largest + 1) if status.st_size <= largest else b""
    except (OSError, ValueError) as error:
        raise ArticleError(path, f"the file cannot be opened ({_cause(error)})") from error
    if max(len(data), status.st_size) > largest:
        raise ArticleError(
            path, f"the file is larger than {largest // MEGABYTE} MB; the setting largest allows more"
        )
    return data


def _open(path: str, flags: int) -> int:
    """Open without waiting: a FIFO would wait for somebody to write to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _is_text(name: str) -> bool:
    """Whether a file name holds no bytes that are no text, which Python shows as lone surrogates."""
    return name.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in name)


def _cause(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()

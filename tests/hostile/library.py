"""A library of everything that a folder of stories may hold and should not: made anew for each test."""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tui_reader.article.limits import MEGABYTE

HEAD = "date 2024-03-09 "
RIGHT_TO_LEFT = "\u202e\u2066\u2067\u202b\u202d"
ISOLATED = "\u2068"
WIDTHLESS = "\u200b\u200c\u2060\u200d"
ESCAPES = (
    "\x1b[31m\x1b[2J\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x1b]8;;http://example.com\x1b\\"
    "\x1bPq\x1b\\\x1b_x\x1b\\\x1b^x\x1b\\\x1b[?1049l\x1b[6n\x1bc\x9b31m\x9d0;owned\x9c\x90q\x9c\r\b\x7f\x0e\x0f"
)
MARKUP = "[bold red]loud[/] [@click=app.quit]quit[/] [/nothing] [link=file:///etc]x[/link] :skull: {0} %s <b>"
BODY = '"The ferry is late," said Ada Quill, who waited.'


@dataclass(frozen=True, slots=True)
class Hostile:
    """A folder with hostile files: `listed` are read as stories, `named` are not, each with a part of the reason."""

    root: Path
    listed: frozenset[str]
    named: Mapping[str, str]


def _story(title: str, body: str) -> bytes:
    return f"{HEAD}{title}\n\n{body}\n".encode("utf-8", "surrogatepass")


def _texts() -> dict[str, bytes]:
    """Files that are read as stories, by name."""
    return {
        "escapes.txt": _story(f"Escapes {ESCAPES}", f"{ESCAPES} {BODY} {ESCAPES}"),
        "escapes.md": f"---\ntitle: 'A {ESCAPES}'\nsource: \"S {ESCAPES}\"\ndate: 2024-01-01\n---\n\n{ESCAPES}{BODY}\n".encode(),
        "direction.txt": _story(f"Direction {RIGHT_TO_LEFT}{ISOLATED}", f"{RIGHT_TO_LEFT}{ISOLATED}{BODY}"),
        "widthless.txt": _story(f"Wi{WIDTHLESS}dth", f"A{WIDTHLESS}da {WIDTHLESS * 400} {BODY}"),
        "homoglyphs.txt": _story("Аdа Quіll аnd Ada Quill", f"{BODY} “No,” said Аdа Quіll."),
        "markup.txt": _story(MARKUP, f"{MARKUP} {BODY}"),
        "markup.md": f"# {MARKUP}\n\n{MARKUP} [x](javascript:alert(1)) [y](data:text/html,x)\n".encode(),
        "surrogates.txt": _story("Lone \ud800 halves", f"\udc80\ud83d {BODY}"),
        "nuls.txt": _story("N\0UL", f"A\0da \0\0 {BODY * 9}"),
        "combining.txt": _story("Zalgo", "Z" + "\u0301\u0327" * 2000 + BODY),
        "year zero.txt": b"date 0000-01-01 Year zero\n\nLong ago.\n",
        "year 9999.txt": b"date 9999-12-31 Year 9999\n\nFar ahead.\n",
        "no day.md": b"---\ntitle: No day\ndate: 2024-99-99\n---\n\nNever.\n",
        "yaml.md": b"---\ntitle: !!python/object/apply:os.system ['touch owned']\na: &a [*a, *a]\n---\n\nText.\n",
        "new\nline.txt": _story("A name of two lines", BODY),
        f"esc\x1b[31m{RIGHT_TO_LEFT}.txt": _story("A name with escapes", BODY),
        "[bold]x[@click=app.quit].txt": _story("A name with markup", BODY),
        "-rf $(touch owned);`x`.txt": _story("A name for a shell", BODY),
        "one line.txt": _story("One line", BODY[:-1] + "word " * (MEGABYTE // 40)),
    }


def make(root: Path) -> Hostile:
    """Fill a new folder, and one beside it that its links lead to."""
    root.mkdir(parents=True)
    texts = _texts()
    for name, data in texts.items():
        (root / name).write_bytes(data)
    (root / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20)
    (root / "empty.txt").write_bytes(b"")
    with (root / "gigabyte.txt").open("wb") as file:
        file.truncate(1024 * MEGABYTE)
    os.mkfifo(root / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(root / "socket.txt"))
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_bytes(_story("Secret", "Nobody may read this."))
    (root / "link out.txt").symlink_to(outside / "secret.txt")
    (root / "loop.txt").symlink_to(root / "loop.txt")
    (root / "device.txt").symlink_to("/dev/zero")
    (root / "around").symlink_to(root)
    (root / "away").symlink_to(outside)
    (root / "folder.txt").mkdir()
    return Hostile(
        root,
        frozenset(texts),
        {
            "picture.txt": "not a text file",
            "empty.txt": "empty",
            "gigabyte.txt": "larger than",
            "pipe.txt": "not a regular file",
            "socket.txt": "not a regular file",
            "link out.txt": "links are not followed",
            "loop.txt": "links are not followed",
            "device.txt": "links are not followed",
            "around": "links are not followed",
            "away": "links are not followed",
        },
    )

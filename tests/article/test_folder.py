"""Walking folders: which files are stories, which are problems, and that nothing hangs or follows links."""

import datetime
import hashlib
import os
import socket
from pathlib import Path

import pytest

from tests.article.stories import story
from tui_reader.article.folder import FileEntry, Problem, article_id, key_of, read_article, walk
from tui_reader.article.limits import Limits
from tui_reader.article.model import ArticleError


def found(root: Path) -> tuple[dict[str, FileEntry], dict[str, str]]:
    """Entries by key, and reasons by the path inside the folder."""
    seen = list(walk(root))
    entries = {entry.key: entry for entry in seen if isinstance(entry, FileEntry)}
    problems = {os.path.relpath(item.path, root): item.reason for item in seen if isinstance(item, Problem)}
    return entries, problems


def test_stories_are_found_in_all_folders_below(tmp_path: Path) -> None:
    for name in (
        "a.txt",
        "b.MD",
        "deep/er/c.md",
        "deep/folder.txt/d.txt",
        "notes.pdf",
        ".e.txt",
        ".git/f.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("date 2024-03-09 F\n\nText.")
    entries, problems = found(tmp_path)
    assert set(entries) == {"a.txt", "b.MD", "deep/er/c.md", "deep/folder.txt/d.txt"}
    assert problems == {}
    entry = entries["deep/er/c.md"]
    status = (tmp_path / "deep/er/c.md").stat()
    assert (entry.path, entry.size, entry.mtime_ns) == (
        tmp_path / "deep/er/c.md",
        status.st_size,
        status.st_mtime_ns,
    )
    assert entry.id == read_article(entry.path, tmp_path).id


def test_pipes_links_and_sockets_are_named_and_never_opened(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.txt").write_text("date 2024-03-09 Secret\n\nText.")
    os.mkfifo(root / "pipe.txt")
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    (root / "dangling.md").symlink_to(tmp_path / "nothing.md")
    (root / "loop").symlink_to(root)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(root / "socket.txt"))
    entries, problems = found(root)
    assert entries == {}
    assert set(problems) == {"pipe.txt", "link.txt", "dangling.md", "socket.txt", "loop"}
    assert "link" in problems["link.txt"]
    with pytest.raises(ArticleError, match="not a regular file"):
        read_article(root / "pipe.txt", root)


def test_names_with_line_breaks_escapes_and_other_scripts_are_read(tmp_path: Path) -> None:
    names = ["a\nb.txt", "c\x1b[31m.txt", "新聞.md", "🙂 d.txt", "-rf.txt", "e f\t.txt"]
    for name in names:
        (tmp_path / name).write_text("date 2024-03-09\n\nText.")
    entries, problems = found(tmp_path)
    assert set(entries) == set(names)
    assert problems == {}
    for entry in entries.values():
        assert read_article(entry.path, tmp_path).text.endswith("Text.")


def test_names_that_are_no_text_are_problems(tmp_path: Path) -> None:
    os.mkdir(os.fsencode(tmp_path) + b"/d\xff")  # noqa: PTH102  Path takes no bytes
    for name in (b"/bad\xff.txt", b"/d\xff/inside.txt", b"/fine.txt"):
        with open(os.fsencode(tmp_path) + name, "wb") as file:  # noqa: PTH123  the same
            file.write(b"date 2024-03-09 F\n\nText.")
    entries, problems = found(tmp_path)
    assert set(entries) == {"fine.txt"}
    assert len(problems) == 2
    assert all("not valid text" in reason for reason in problems.values())
    bad = tmp_path / os.fsdecode(b"bad\xff.txt")
    with pytest.raises(ArticleError, match="not valid text"):
        read_article(bad, tmp_path)
    with pytest.raises(ArticleError, match="not valid text"):
        list(walk(tmp_path / os.fsdecode(b"d\xff")))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    story(tmp_path, "date 2024-03-09 F\n\nText.", "locked.txt")
    (tmp_path / "locked.txt").chmod(0)
    (tmp_path / "closed").mkdir(mode=0)
    entries, problems = found(tmp_path)
    assert set(entries) == {"locked.txt"}
    assert set(problems) == {"closed"}
    with pytest.raises(ArticleError, match="permission denied"):
        read_article(tmp_path / "locked.txt", tmp_path)


def test_a_folder_that_cannot_be_listed_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for root in (tmp_path / "gone", tmp_path / "file"):
        with pytest.raises(ArticleError, match="cannot be opened"):
            list(walk(root))


def test_a_folder_that_goes_away_meanwhile_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    story(tmp_path, "date 2024-03-09 F\n\nText.")
    seen = walk(tmp_path)
    first = next(seen)
    (tmp_path / "gone").rmdir()
    rest = list(seen)
    assert isinstance(first, FileEntry)
    assert [(item.path.name, item.reason) for item in rest if isinstance(item, Problem)] == [
        ("gone", "the folder cannot be opened (no such file or directory)")
    ]


@pytest.mark.parametrize("name", ["gone.txt", "folder.txt", "a" * 300 + ".txt", "nul\0.txt", "story.pdf"])
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ArticleError) as raised:
        read_article(tmp_path / name, tmp_path)
    assert raised.value.path == tmp_path / name
    assert raised.value.reason


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(Limits().largest + 1)
    with pytest.raises(ArticleError, match="larger than 50 MB; the setting largest"):
        read_article(tmp_path / "huge.txt", tmp_path)


def test_ids_come_from_the_path_inside_the_library(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for root in (one, other):
        (root / "sub").mkdir(parents=True)
    inside = story(one / "sub", "date 2024-03-09 F\n\nText.")
    first, second = (read_article(inside.path, root) for root in (one, one / "sub" / ".." / "sub" / ".."))
    assert first.id == second.id == article_id("sub/story.txt")
    moved = story(other / "sub", "date 2024-03-09 F\n\nOther text.")
    assert read_article(moved.path, other).id == first.id
    assert read_article(moved.path, other).content_hash != first.content_hash
    outside = read_article(inside.path, other)
    assert outside.id == read_article(inside.path).id == article_id(str(inside.path)) != first.id
    assert all(letter in "0123456789abcdef" for letter in outside.id)
    assert len(outside.id) == 16


def test_keys_are_relative_to_any_root_even_that_of_the_file_system(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert key_of(path, Path("/")) == str(path)[1:]
    assert key_of(path, None) == str(path)
    assert key_of(path, tmp_path / "a") == str(path)


def test_the_content_hash_is_of_the_bytes(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfdate 2024-03-09 F\r\n\r\nText."
    assert story(tmp_path, data).content_hash == hashlib.sha256(data).hexdigest()[:32]


def test_reading_writes_nothing_into_the_folder(tmp_path: Path) -> None:
    article = story(tmp_path, "date 2024-03-09 F\n\nText.")
    before = [(path, path.stat().st_mtime_ns) for path in (tmp_path, *sorted(tmp_path.iterdir()))]
    list(walk(tmp_path))
    read_article(article.path, tmp_path)
    assert [(path, path.stat().st_mtime_ns) for path in (tmp_path, *sorted(tmp_path.iterdir()))] == before


def test_the_seed_story_is_read_whole(seed: Path) -> None:
    article = read_article(seed, seed.parent)
    assert article.date == datetime.date(2023, 4, 18)
    assert not article.title.startswith("date")
    assert len(article.paragraphs) == 10

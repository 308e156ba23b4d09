"""What hostile files come to: stories are listed, everything else is named by `index`, and nothing is followed or run."""

import json
import os
import resource
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.hostile.clean import faults
from tests.hostile.library import Hostile, make
from tests.together import Answers, call_each
from tui_reader.article.folder import Problem, read_article, walk
from tui_reader.article.limits import Limits
from tui_reader.article.model import ArticleError
from tui_reader.paths import HOME_VARIABLE, LIBRARY_VARIABLE


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    return make(tmp_path_factory.mktemp("hostile") / "stories")


def call(hostile: Hostile, *words: str) -> Answers:
    return call_each_of(hostile, [words])


def call_each_of(hostile: Hostile, commands: Sequence[Sequence[str]]) -> Answers:
    base = hostile.root.parent
    environment = {
        **os.environ,
        HOME_VARIABLE: str(base / "home"),
        LIBRARY_VARIABLE: str(hostile.root),
        "FORCE_COLOR": "1",
    }
    return call_each(commands, environment, base)


def test_every_text_is_listed_and_all_else_is_named_by_index(hostile: Hostile) -> None:
    report = json.loads(call(hostile, "index", "--json").out)
    named = {os.path.relpath(each["path"], hostile.root): each["reason"] for each in report["problems"]}
    assert set(named) == set(hostile.named)
    assert [name for name, part in hostile.named.items() if part not in named[name]] == []
    listed = [json.loads(line) for line in call(hostile, "list", "--json", "--limit", "100").out.splitlines()]
    assert {os.path.relpath(each["path"], hostile.root) for each in listed} == hostile.listed
    assert not list(hostile.root.parent.rglob("owned"))


def test_links_are_named_and_never_followed(hostile: Hostile) -> None:
    problems = {each.path.name: each.reason for each in walk(hostile.root) if isinstance(each, Problem)}
    for name in ("link out.txt", "loop.txt", "device.txt", "around", "away"):
        assert "links are not followed" in problems[name]
    assert "Secret" not in call(hostile, "list").out.decode()


def test_a_gigabyte_is_refused_without_being_read(hostile: Hostile) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ArticleError, match="larger than 50 MB"):
        read_article(hostile.root / "gigabyte.txt", hostile.root)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can make devices")
def test_a_device_is_named_and_not_opened(tmp_path: Path) -> None:
    try:
        os.mknod(tmp_path / "zero.txt", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except OSError:
        pytest.skip("no devices can be made here")
    (found,) = walk(tmp_path)
    assert isinstance(found, Problem)
    assert found.reason == "this is not a regular file"
    with pytest.raises(ArticleError, match="not a regular file"):
        read_article(tmp_path / "zero.txt", tmp_path, Limits())


@pytest.mark.parametrize("command", ["list", "index", "search ferry", "search --quotes speaker:quill"])
def test_what_commands_print_is_clean(hostile: Hostile, command: str) -> None:
    done = call(hostile, *command.split())
    assert b"Traceback" not in done.err
    assert faults(done.out + done.err) == []
    assert done.out


@pytest.mark.parametrize("how", [[], ["--plain"], ["--json"]])
def test_what_show_prints_of_each_story_is_clean(hostile: Hostile, how: list[str]) -> None:
    names = ("escapes.txt", "escapes.md", "direction.txt", "markup.txt", "surrogates.txt", "nuls.txt")
    done = call_each_of(hostile, [["show", str(hostile.root / name), *how] for name in names])
    assert (done.codes, done.err) == ([0] * len(names), b"")
    assert done.out
    assert faults(done.out) == []


def test_dates_at_the_ends_of_time_are_listed(hostile: Hostile) -> None:
    assert read_article(hostile.root / "year zero.txt").date is None
    late = read_article(hostile.root / "year 9999.txt").date
    assert late is not None
    assert late.year == 9999
    queries = ("date:9999", "after:9998", "before:0001", "date:0000", "date:9999-12-31..", "date:99999y")
    done = call_each_of(hostile, [["search", query] for query in queries])
    assert len(done.codes) == len(queries)
    assert b"Traceback" not in done.err
    first, *_ = call(hostile, "list", "--json").out.splitlines()
    assert json.loads(first)["title"] == "Year 9999"


def test_markup_and_homoglyphs_stay_as_they_are_written(hostile: Hostile) -> None:
    assert read_article(hostile.root / "markup.txt").title.startswith("[bold red]loud[/] [@click=app.quit]")
    glyphs = read_article(hostile.root / "homoglyphs.txt")
    assert "Аdа Quіll" in glyphs.text
    assert "Ada Quill" in glyphs.text

"""`shelf`: counts what is there, writes all of it to a private file, and takes it in where it is lacking."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_what_was_exported_is_there_again_after_all_was_lost(
    run: Run, home: Path, library: Path, tmp_path: Path
) -> None:
    ferry, file = library / "ferry.txt", tmp_path / "all.jsonl"
    run("bookmark", "add", ferry, "--quote", 1, "--note", "Who?")
    run("correct", ferry, "--quote", 1, "--speaker", "Tomas Berg")
    run("searches", "add", "tide", "--name", "sea")
    before = run("shelf", "--json").record
    assert (before["bookmark"], before["correction"], before["saved_search"]) == (1, 1, 1)
    assert "Wrote 3 rows to" in run("shelf", "--export", file).out
    assert file.stat().st_mode & 0o777 == 0o600
    assert run("shelf", "--export", file).code == 2
    shutil.rmtree(home / "data")
    assert run("shelf", "--json").record["bookmark"] == 0
    assert "3 rows added" in run("shelf", "--import", file).out
    assert run("shelf", "--json").record == before
    assert run("shelf", "--import", file, "--json").record == {
        "added": 0, "completed": 0, "known": 3, "problems": [],
    }  # fmt: skip
    assert "1 bookmark\n" in run("shelf").out
    assert run("shelf", "--export", "-").out == file.read_text()


def test_a_bad_line_is_named_and_the_others_are_taken_in(run: Run, library: Path, tmp_path: Path) -> None:
    run("bookmark", "add", library / "ferry.txt")
    good = run("shelf", "--export", "-").out
    (tmp_path / "all.jsonl").write_text(f'{{"table": "fish"}}\n{good}')
    answer = run("shelf", "--import", tmp_path / "all.jsonl")
    assert answer.code == 2
    assert "line 1: its table is none of the shelf's; it was left out" in answer.err
    assert "1 known already" in answer.out


def test_very_many_bad_lines_are_counted_and_the_first_ones_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "junk.jsonl"
    file.write_bytes(b"no json\n" * 499 + b"{}\n")
    for command in ("shelf", "bookmarks"):
        answer = run(command, "--import", file)
        assert answer.code == 2
        assert answer.err.count("\n") == 21
        assert f"{file}, line 20: this is no JSON object; it was left out" in answer.err
        assert "480 more lines were left out" in answer.err
        assert len(run(command, "--import", file, "--json").record["problems"]) == 500


def test_a_file_that_is_larger_than_any_export_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.cli.taking_in._LARGEST_BYTES", 1024**2)
    file = tmp_path / "large.jsonl"
    file.write_bytes(b"\n" * (1024**2 + 1))
    for command in ("shelf", "bookmarks"):
        answer = run(command, "--import", file)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == f"tui-reader: {file} has more than 1 MB; import it in parts, cut between lines\n"

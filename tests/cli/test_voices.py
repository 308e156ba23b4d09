"""`show` and `analyze`: a story with its names and voices, for people and as JSON."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tui_reader.article.folder import article_id

FIELDS = {
    "start",
    "end",
    "text",
    "speaker",
    "speaker_name",
    "speaker_start",
    "speaker_end",
    "cue",
    "rule",
    "statement",
}


def quoted(record: dict[str, Any]) -> list[tuple[str, str | None]]:
    """The quotes of a record as (words, speaker's name)."""
    return [(quote["text"], quote["speaker_name"]) for quote in record["quotes"]]


def test_analyze_gives_every_field_with_offsets_in_code_points(run: Run, library: Path) -> None:
    record = run("analyze", library / "ferry.txt", "--json").record
    text = record["text"]
    assert (record["id"], record["date"]) == (article_id("ferry.txt"), "2023-04-18")
    assert record["path"] == str(library / "ferry.txt")
    assert quoted(record) == [
        ("The landing is safe again,", "Ada Quill"),
        ("Boats will call from Friday.", "Ada Quill"),
    ]
    entities = {entity["id"]: entity for entity in record["entities"]}
    for quote in record["quotes"]:
        assert set(quote) >= FIELDS
        assert text[quote["start"] : quote["end"]] == quote["text"]
        assert entities[quote["speaker"]]["name"] == quote["speaker_name"]
        assert entities[quote["speaker"]]["type"] == "person"
    assert record["quotes"][0]["cue"] == "said"
    assert record["quotes"][0]["statement"] == record["quotes"][1]["statement"]
    assert "Tomas Berg" in {entity["name"] for entity in record["entities"]}
    for name in record["names"]:
        assert text[name["start"] : name["end"]] == name["text"]
        assert name["type"] == entities[name["entity"]]["type"]
    for entity in record["entities"]:
        assert isinstance(entity["aliases"], list)
        assert all(text[role["start"] : role["end"]] == role["text"] for role in entity["roles"])
        assert all(set(mention) == {"start", "end"} for mention in entity["mentions"])


def test_analyze_says_what_the_story_says_that_somebody_is(run: Run, library: Path) -> None:
    record = run("analyze", library / "ferry.txt", "--json").record
    (quill,) = [entity for entity in record["entities"] if entity["name"] == "Ada Quill"]
    assert [role["text"] for role in quill["roles"]] == ["the harbour master"]
    lines = run("analyze", library / "ferry.txt").out.splitlines()
    named = next(number for number, line in enumerate(lines) if line.strip().startswith("Ada Quill  named"))
    assert lines[named + 1].strip() == "the harbour master"


def test_show_gives_the_same_object_by_id_and_by_file(run: Run, library: Path) -> None:
    by_file = run("show", library / "2022" / "mill.md", "--json").record
    assert by_file == run("--json", "show", article_id("2022/mill.md")).record
    assert by_file == run("analyze", "--json", library / "2022" / "mill.md").record


def test_show_draws_names_bars_and_speakers(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    out = run("show", library / "ferry.txt").out
    lines = out.splitlines()
    first = next(line for line in lines if "The landing is safe again" in line)
    assert first.split()[:3] == ["Ada", "Quill", "▌"]
    assert all(len(line) <= 90 for line in lines)
    assert "18 Apr 2023" in out


def test_a_narrow_terminal_names_the_speaker_above_the_words(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    lines = run("show", library / "ferry.txt").out.splitlines()
    at = next(number for number, line in enumerate(lines) if "The landing" in line)
    assert lines[at - 1].strip() == "Ada Quill"
    assert all(len(line) <= 30 for line in lines)


def test_plain_names_the_speaker_before_the_words_and_draws_nothing(run: Run, library: Path) -> None:
    out = run("show", "--plain", library / "ferry.txt").out
    assert '\n\n[Ada Quill] "The landing is safe again," said Ada Quill, the harbour master.' in out
    assert not set("▌│•") & set(out)
    assert out.startswith("Council votes to reopen the ferry landing\n18 Apr 2023, 1 min, ")


def test_plain_says_in_words_that_a_speaker_is_a_guess(run: Run, library: Path) -> None:
    (library / "guess.txt").write_text(
        'date 2020-01-01 Talk\n\n"We go," said Ada Quill.\n\n"Not now."\n', "utf-8"
    )
    (first, second) = run("analyze", "--json", library / "guess.txt").record["quotes"]
    assert (first["confidence"], second["confidence"]) == ("certain", "guess")
    out = run("show", "--plain", library / "guess.txt").out
    assert f'[perhaps {second["speaker_name"]}] "Not now."' in out
    assert '[Ada Quill] "We go,"' in out


def test_colour_comes_with_a_terminal_and_goes_with_no_color(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = library / "ferry.txt"
    assert "\x1b" not in run("show", story).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;36m" in run("show", story).out
    assert "\x1b" not in run("show", "--plain", story).out
    monkeypatch.setenv("NO_COLOR", "1")
    plain = run("show", story).out
    assert "36m" not in plain
    assert "\x1b[1m" in plain


def test_a_person_reads_cast_and_quotes_with_cue_and_rule(run: Run, library: Path) -> None:
    rule = run("analyze", "--json", library / "ferry.txt").record["quotes"][0]["rule"]
    out = run("analyze", library / "ferry.txt").out
    assert "Voices\n  Ada Quill" in out
    assert f"Ada Quill  cue “said” · rule {rule}\n    “The landing is safe again,”" in out


def test_a_story_with_nothing_marked_is_fine(run: Run, library: Path) -> None:
    (library / "quiet.txt").write_text("date 2020-01-01 quiet\n\nnothing happened today.\n", "utf-8")
    for words in (("show",), ("show", "--plain"), ("analyze",)):
        assert run(*words, library / "quiet.txt").code == 0
    record = run("analyze", "--json", library / "quiet.txt").record
    assert (record["quotes"], record["names"], record["entities"]) == ([], [], [])


def test_a_story_outside_the_library_has_the_id_of_its_absolute_path(
    run: Run, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del library
    (tmp_path / "lone.txt").write_text("A story alone\n\nAlone.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    record = run("show", "lone.txt", "--json").record
    assert record["id"] == article_id((tmp_path / "lone.txt").as_posix())
    assert (record["date"], record["title"]) == (None, "A story alone")


def test_bad_files_are_named_and_the_others_are_analysed(run: Run, library: Path) -> None:
    answer = run("analyze", "--json", library / "gone.txt", library / "ferry.txt", library)
    assert answer.code == 2
    assert answer.record["title"].startswith("Council votes")
    assert answer.err.count("\n") == 2
    assert "gone.txt" in answer.err


@pytest.mark.parametrize("story", ["gone.txt", "0123456789abcdef", "."])
def test_a_story_that_is_not_there_is_named(run: Run, library: Path, story: str) -> None:
    del library
    answer = run("show", story)
    assert answer.code == (1 if story.startswith("0") else 2)
    assert answer.err.count("\n") == 1
    assert story in answer.err


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put `data` on stdin."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))


def test_jsonl_answers_line_by_line_in_order_and_strips_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["\u00ad “Go,” said Ada Quill.\n", "nothing", 'At noon\u2028"We go," said Tomas Berg.']
    feed(
        monkeypatch,
        "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)).encode(),
    )
    answer = run("analyze", "--jsonl")
    assert (answer.code, answer.err) == (0, "")
    assert [record["id"] for record in answer.records] == [0, 1, 2]
    (quote,) = answer.records[0]["quotes"]
    assert texts[0][quote["start"] : quote["end"]].strip("“”") == "Go,"
    assert quote["speaker"] == "Ada Quill"
    assert {"start", "end", "type"} == set(answer.records[0]["names"][0])
    assert answer.records[0]["names"][0]["type"] == "PERSON"
    assert answer.records[1] == {"id": 1, "quotes": [], "names": [], "mentions": []}


def test_jsonl_names_bad_lines_and_answers_the_others(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(
        monkeypatch,
        b'{"id": 1, "text": "a"}\nno json\n[]\n{"id": 2}\n{"text": 3}\n\xff\n\n{"id": 3, "text": "b"}\n',
    )
    answer = run("analyze", "--jsonl")
    assert answer.code == 2
    assert [record["id"] for record in answer.records] == [1, 3]
    assert [f"line {number} " in answer.err for number in range(1, 9)] == [
        False, True, True, True, True, True, False, False,
    ]  # fmt: skip


def test_jsonl_takes_no_files(run: Run) -> None:
    assert run("analyze", "--jsonl", "story.txt").code == 2

"""Analyses are kept for the stories looked at last, as far as there is room for them."""

from pathlib import Path

import pytest

from tui_reader.analyses import Analyses
from tui_reader.analysis import pipeline
from tui_reader.analysis.model import Analysis
from tui_reader.article.folder import read_article


@pytest.mark.parametrize(("room", "times"), [(100_000, 2), (100, 3)])
def test_a_story_looked_at_again_is_analysed_again_when_there_was_no_room_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, times: int
) -> None:
    analyze, analysed = pipeline.analyze, list[str]()

    def counted(text: str) -> Analysis:
        analysed.append(text)
        return analyze(text)

    monkeypatch.setattr(pipeline, "analyze", counted)
    monkeypatch.setattr("tui_reader.analyses._KEPT_LETTERS", room)
    stories = []
    for name in ("ferry", "seal"):
        (tmp_path / f"{name}.txt").write_text(
            f"The {name}\n\n“It is late,” said Ada Lund of the {name}. " * 5
        )
        stories.append(read_article(tmp_path / f"{name}.txt", tmp_path))
    analyses = Analyses(None)
    found = [analyses.of(story) for story in (*stories, stories[0])]
    assert len(analysed) == times
    assert found[0] == found[2]
    assert [len(each.quotes) for each in found] == [5, 5, 5]

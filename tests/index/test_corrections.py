"""What the user put right counts in the search, and only the stories concerned are indexed again."""

from tests.index.conftest import Library
from tui_reader.analysis.corrections import Correction, MergeCorrection, MuteCorrection, SpeakerCorrection
from tui_reader.analysis.pipeline import analyze
from tui_reader.article.anchor import anchor
from tui_reader.article.folder import article_id, read_article
from tui_reader.index import filling
from tui_reader.index.build import update
from tui_reader.index.model import Progress, Report
from tui_reader.index.process import UpdateProcess
from tui_reader.index.wire import Order

BRIDGE = "2023/bridge.txt"
LANE = "We will close one lane"


def said_by(library: Library, speaker: str | None) -> dict[str, list[Correction]]:
    """The correction that gives the words about the lane another speaker."""
    text = read_article(library.root / BRIDGE).text
    start = text.index(LANE)
    return {article_id(BRIDGE): [SpeakerCorrection(anchor(text, start, start + len(LANE)), speaker)]}


def test_a_corrected_speaker_is_found_and_the_wrong_one_is_not(town: Library) -> None:
    assert town.found("speaker:lindqvist lane") == [BRIDGE]
    report = town.update(corrections=said_by(town, "Maj Holm"))
    assert (report.changed, report.unchanged) == (1, 3)
    assert town.found("speaker:lindqvist") == []
    assert town.found("speaker:holm said:lane") == [BRIDGE]


def test_the_same_corrections_are_indexed_once(town: Library) -> None:
    town.update(corrections=said_by(town, "Maj Holm"))
    before = town.catalog().generation
    assert town.update(corrections=said_by(town, "Maj Holm")).unchanged == 4
    assert town.catalog().generation == before


def test_a_correction_that_is_taken_back_is_gone_from_the_index(town: Library) -> None:
    town.update(corrections=said_by(town, None))
    assert town.found("speaker:lindqvist") == []
    assert town.update().changed == 1
    assert town.found("speaker:lindqvist") == [BRIDGE]


def test_corrections_outlive_a_rebuild_and_an_edit(town: Library) -> None:
    corrections = said_by(town, "Maj Holm")
    town.update(rebuild=True, corrections=corrections)
    assert town.found("speaker:holm") == [BRIDGE]
    path = town.root / BRIDGE
    path.write_text(path.read_text("utf-8").replace("Work on", "Early work on"), "utf-8")
    town.update(corrections=corrections)
    assert town.found("early speaker:holm") == [BRIDGE]


def test_muted_and_merged_names(town: Library) -> None:
    article = article_id("2023/ferry.txt")
    town.update(corrections={article: [MuteCorrection("Ada Okafor")]})
    assert town.found("person:okafor") == ["2022/harbour.md"]
    town.update(corrections={article_id(BRIDGE): [MergeCorrection("Per Lindqvist", "Per Lindqvist")]})
    assert town.found("person:okafor") == ["2023/ferry.txt", "2022/harbour.md"]


def test_a_crew_applies_corrections_as_well(library: Library) -> None:
    for number in range(filling.ALONE + 5):
        library.story(f"{number}.txt", f"Story {number}", f"“Tide {number},” said Maj Holm.")
    text = read_article(library.root / "7.txt").text
    quote = analyze(text).quotes[0]
    mended = SpeakerCorrection(anchor(text, quote.start, quote.end), "Per Lindqvist")
    library.update(corrections={article_id("7.txt"): [mended]})
    assert library.found("speaker:lindqvist") == ["7.txt"]


def test_the_update_process_hears_of_corrections(town: Library) -> None:
    *_, report = UpdateProcess(town.root, town.folder, said_by(town, "Maj Holm")).events()
    assert isinstance(report, Report)
    assert report.changed == 1
    assert town.found("speaker:holm") == [BRIDGE]


def test_a_process_that_watches_hears_of_corrections_made_meanwhile(town: Library) -> None:
    process = UpdateProcess(town.root, town.folder, watch=True)
    events = (event for event in process.events() if not isinstance(event, Progress))
    try:
        assert isinstance(next(events), Report)
        process.order(Order("correct", corrections=said_by(town, "Maj Holm")))
        report = next(events)
    finally:
        process.stop()
    assert isinstance(report, Report)
    assert (report.changed, report.finished) == (1, True)
    assert town.found("speaker:holm") == [BRIDGE]


def test_an_update_that_knows_of_no_corrections_leaves_them_in_the_index(town: Library) -> None:
    town.update(corrections=said_by(town, "Maj Holm"))
    update(town.root, town.folder)
    assert town.found("speaker:holm") == [BRIDGE]

import json
import random
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.index.conftest import Library
from tui_reader.analysis.model import Analysis, Entity, Mention, Quote
from tui_reader.index import intake, lock, snapshot, store, view
from tui_reader.index.folding import words
from tui_reader.index.model import Chosen
from tui_reader.index.query import And, Days, Node, Not, Or, Query, Term, parse
from tui_reader.index.search import Index, IndexUnusable

_SAID = re.compile(r'"([^"]+)" said ([A-Z]\w+(?: [A-Z]\w+)*)')


def analyze(text: str) -> Analysis:
    """Every `"words" said Some Name` is a statement by a person."""
    entities: list[Entity] = []
    quotes: list[Quote] = []
    for number, match in enumerate(_SAID.finditer(text)):
        name = f"e{number}"
        mention = Mention(*match.span(2), "name", name, "test")
        entities.append(Entity(name, match[2], "person", (match[2].split()[-1],), (mention,)))
        quotes.append(
            Quote(*match.span(1), name, match[2], *match.span(2), "said", "test", "certain", number)
        )
    return Analysis(tuple(entities), tuple(quotes))


@pytest.fixture
def told(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr(intake, "analyze", analyze)
    library.story(
        "a/reform.txt",
        "Prison reform gathers pace",
        '"We need reform now," said Ada Okafor. "The ferry is late," said Per Lindqvist.',
        "2023-03-01",
    )
    library.story(
        "a/ferry.txt", "Ferry", 'Okafor was there. "Reform can wait," said Per Lindqvist.', "2022-03-01"
    )
    library.story(
        "b/old.txt", "Nothing of note", "Reform of the naïve kind. D'Amelio came at 16:30.", "2001-01-01"
    )
    library.update()
    return library


def test_words_phrases_and_either(told: Library) -> None:
    assert set(told.found("reform")) == {"a/reform.txt", "a/ferry.txt", "b/old.txt"}
    assert told.found("reform lindqvist", order="date") == ["a/reform.txt", "a/ferry.txt"]
    assert told.found('"we need reform"') == ["a/reform.txt"]
    assert told.found('"need we reform"') == []
    assert set(told.found("naive OR pace")) == {"a/reform.txt", "b/old.txt"}
    assert told.found("d'amelio 16:30") == ["b/old.txt"]
    assert told.found("reform -lindqvist") == ["b/old.txt"]
    assert told.found("-lindqvist") == ["b/old.txt"]


def test_fields_are_exact(told: Library) -> None:
    assert told.found("title:reform") == ["a/reform.txt"]
    assert told.found("person:okafor") == ["a/reform.txt"]
    assert told.found('person:"ada okafor"') == ["a/reform.txt"]
    assert told.found('person:"okafor ada"') == []
    assert set(told.found("said:reform")) == {"a/reform.txt", "a/ferry.txt"}
    assert set(told.found("mentions:lindqvist")) == {"a/reform.txt", "a/ferry.txt"}
    assert told.found("place:okafor") == []


def test_a_speaker_and_words_are_asked_of_one_statement(told: Library) -> None:
    assert told.found("speaker:okafor said:reform") == ["a/reform.txt"]
    assert told.found("speaker:lindqvist said:reform") == ["a/ferry.txt"]
    assert told.found("speaker:okafor said:ferry") == []
    assert told.found('speaker:lindqvist said:"is late"') == ["a/reform.txt"]
    assert told.found("speaker:lind* said:wai*") == ["a/ferry.txt"]


def test_days_and_folders(told: Library) -> None:
    assert told.found("reform after:2022-03-01 before:2023-03-01") == ["a/ferry.txt"]
    assert told.found("date:2001") == ["b/old.txt"]
    assert told.found("-date:2001..2022") == ["a/reform.txt"]
    assert told.found("in:b") == ["b/old.txt"]
    assert told.found("in:b/old") == []


def test_undated_stories_are_outside_of_every_span_of_days(told: Library) -> None:
    told.write("undated.txt", "Without a day\n\nReform again.")
    told.update()
    assert told.found("reform", order="date")[-1] == "undated.txt"
    assert "undated.txt" not in told.found("reform date:..2030")
    assert "undated.txt" not in told.found("reform after:0001")
    assert told.found("-after:0001") == ["undated.txt"]


def test_typing(told: Library) -> None:
    assert told.found("refo") == []
    assert len(told.found("refo", prefix_last=True)) == 3
    assert told.found("pris", prefix_last=True) == ["a/reform.txt"]
    assert told.found("speaker:oka", prefix_last=True) == ["a/reform.txt"]
    assert told.found('"need refo', prefix_last=True) == ["a/reform.txt"]
    assert told.found("d'am", prefix_last=True) == ["b/old.txt"]
    assert told.found("r", prefix_last=True) == []
    assert told.found("refo* pace") == ["a/reform.txt"]


def test_hits_say_where_they_matched(told: Library) -> None:
    fields = {hit.row.key: set(hit.fields) for hit in told.results("reform").hits}
    assert fields == {
        "a/reform.txt": {"title", "text", "said"},
        "a/ferry.txt": {"text", "said"},
        "b/old.txt": {"text"},
    }
    assert told.results("speaker:okafor").hits[0].fields == ("speaker",)


def test_headlines_weigh_more_and_new_stories_a_little(library: Library) -> None:
    library.story("text.txt", "Something else", "The lighthouse was painted white again.", "2023-01-01")
    library.story("title.txt", "The lighthouse", "It was painted white again, they say.", "2020-01-01")
    library.story("older.txt", "Something else", "The lighthouse was painted white again.", "2010-01-01")
    library.update()
    assert library.found("lighthouse") == ["title.txt", "text.txt", "older.txt"]
    assert library.found("lighthouse", order="date") == ["text.txt", "title.txt", "older.txt"]
    scores = [hit.score for hit in library.results("lighthouse").hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_a_word_that_is_repeated_counts_once(told: Library) -> None:
    once = [(hit.row.key, hit.score) for hit in told.results("reform").hits]
    assert [(hit.row.key, hit.score) for hit in told.results("reform OR " * 50 + "reform").hits] == once


def test_half_a_statement_and_its_speaker_come_before_the_same_words_apart(library: Library) -> None:
    library.story("apart.txt", "A", "Ada Quill was there. We need reform of the mill, and now.", "2020-01-02")
    library.story(
        "said.txt", "B", '"We need mill reform now," said Ada Quill. Others came and went, and left.'
    )
    library.update()
    assert library.found("quill need reform now")[0] == "said.txt"


def test_limit_total_and_filters(told: Library) -> None:
    results = told.results("reform", limit=1, order="date")
    assert [hit.row.key for hit in results.hits] == ["a/reform.txt"]
    assert results.total == 3
    assert results.complete
    assert told.results("reform", within=Chosen(frozenset(["b/old.txt", "b/sea.txt"]))).total == 1
    assert len(told.results("reform", limit=None).hits) == 3
    assert told.results("").total == 0
    assert told.results("reform", limit=0).total == 3


def test_states_are_answered_by_the_caller(told: Library) -> None:
    def states(name: str) -> Chosen:
        return Chosen(frozenset(["a/ferry.txt"]), others=name != "read")

    assert told.found("reform is:read", states=states) == ["a/ferry.txt"]
    assert set(told.found("reform -is:read", states=states)) == {"a/reform.txt", "b/old.txt"}
    assert set(told.found("is:read OR naive", states=states)) == {"a/ferry.txt", "b/old.txt"}
    assert len(told.found("reform is:read")) == len(told.found("reform -is:read")) == 3


def test_an_open_index_stays_as_it_is_while_a_writer_is_in_the_middle_of_a_commit(told: Library) -> None:
    index = Index.open(told.folder)
    before = index.generation
    told.remove("b/old.txt")
    told.update()
    (rows,) = told.folder.rglob(snapshot.ROWS)
    head, _, lines = rows.read_bytes().partition(b"\n")
    rows.write_bytes(json.dumps({**json.loads(head), "generation": 99}).encode() + b"\n" + lines)
    with lock.writer(told.folder / store.LOCK, lambda: None, lambda: True) as held:
        assert held
        assert not index.refresh()
        assert index.generation == before
        assert index.search(parse("reform")).total == 3
    assert index.refresh()
    assert index.search(parse("reform")).total == 2
    assert {hit.row.key for hit in index.search(parse("reform")).hits} == {"a/reform.txt", "a/ferry.txt"}
    index.close()


@pytest.mark.parametrize("few", [0, 256])
def test_stories_are_chosen_by_their_keys_few_or_many(
    told: Library, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "_FEW", few)
    chosen = frozenset(["a/ferry.txt", "b/old.txt", "gone.txt", "\udcff.txt"])
    assert set(told.found("reform", within=Chosen(chosen))) == {"a/ferry.txt", "b/old.txt"}
    assert told.found("reform", within=Chosen(chosen, others=True)) == ["a/reform.txt"]
    told.remove("b/old.txt")
    told.update()
    assert told.found("reform", within=Chosen(chosen)) == ["a/ferry.txt"]


def test_time_and_cancelling(told: Library) -> None:
    assert not told.results("reform", cancelled=lambda: True).complete
    assert not told.results('"we need reform"', budget=0.0).complete


def test_a_closed_index_says_so(told: Library) -> None:
    index = Index.open(told.folder)
    index.close()
    index.close()
    with pytest.raises(IndexUnusable):
        index.search(parse("reform"))


def test_closing_while_another_thread_searches(told: Library) -> None:
    index = Index.open(told.folder)
    failures: list[Exception] = []

    def search() -> None:
        try:
            for _ in range(10_000):
                index.search(parse("reform said:refo* speaker:okafor"))
        except IndexUnusable:
            return
        except Exception as error:  # noqa: BLE001  nothing else may come
            failures.append(error)

    thread = threading.Thread(target=search)
    thread.start()
    index.close()
    thread.join(10)
    assert not thread.is_alive()
    assert failures == []


def test_opening_without_an_index(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable):
        Index.open(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(IndexUnusable):
        Index.open(tmp_path / "empty")


def test_refresh_sees_commits_of_others(told: Library) -> None:
    index = Index.open(told.folder)
    assert not index.refresh()
    told.story("new.txt", "New", "Fresh reform.", "2024-01-01")
    told.update()
    assert index.refresh()
    assert index.search(parse("reform"), order="date").hits[0].row.key == "new.txt"
    index.close()


VOCABULARY = ["red", "green", "blue", "grass", "greet", "sea", "sky", "bluebell"]
DAYS = ["2020-01-05", "2020-06-30", "2021-02-02", "2022-12-31", ""]


def holds(node: Node, title: list[str], text: list[list[str]], day: str) -> bool:
    """What a query means, the slow way."""
    if isinstance(node, And):
        return all(holds(part, title, text, day) for part in node.parts)
    if isinstance(node, Or):
        return any(holds(part, title, text, day) for part in node.parts)
    if isinstance(node, Not):
        return not holds(node.part, title, text, day)
    if isinstance(node, Days):
        return day != "" and node.first <= day <= node.last
    assert isinstance(node, Term)
    places = [title] if node.field == "title" else [title, *text]
    return any(_begins(node, place[at:]) for place in places for at in range(len(place)))


def _begins(term: Term, place: list[str]) -> bool:
    found = place[: len(term.words)]
    if len(found) < len(term.words) or found[:-1] != list(term.words[:-1]):
        return False
    return found[-1].startswith(term.words[-1]) if term.prefix else found[-1] == term.words[-1]


def queries(chance: random.Random, count: int) -> Iterator[Query]:
    for _ in range(count):
        pieces = []
        for _ in range(chance.randint(1, 4)):
            word = chance.choice(VOCABULARY)
            pieces.append(
                chance.choice(
                    [
                        word,
                        f"-{word}",
                        f"title:{word}",
                        f'"{word} {chance.choice(VOCABULARY)}"',
                        f'-title:"{word} {chance.choice(VOCABULARY)}"',
                        f"{word[:2]}*",
                        f"({word} OR {chance.choice(VOCABULARY)})",
                        f"-({word} {chance.choice(VOCABULARY)})",
                        "OR",
                        chance.choice(["date:2020", "after:2021", "before:2020-06-30", "-date:2020..2021"]),
                    ]
                )
            )
        yield parse(" ".join(pieces))


def test_answers_are_those_of_the_slow_way(library: Library) -> None:
    chance = random.Random(11)  # noqa: S311  the same stories every time
    stories: dict[str, tuple[list[str], list[list[str]], str]] = {}
    for number in range(90):
        title = " ".join(chance.choices(VOCABULARY, k=3))
        text = [" ".join(chance.choices(VOCABULARY, k=chance.randint(1, 6))) for _ in range(2)]
        day = chance.choice(DAYS)
        key = f"{number}.txt"
        library.story(key, title, "\n\n".join(text), day or "????-??-??")
        stories[key] = words(title), [words(part) for part in text], day
        if number % 10 == 9:
            library.update()
        if number % 30 == 29:
            library.remove(key)
            del stories[key]
    library.update()
    index = Index.open(library.folder)
    for query in queries(chance, 400):
        expected = {key for key, story in stories.items() if query.root and holds(query.root, *story)}
        for order in ("date", "relevance"):
            results = index.search(query, limit=None, order=order)
            assert {hit.row.key for hit in results.hits} == expected, query.text
            assert results.total == len(expected)
    index.close()

"""What `Engine` promises, put to the engine that is used and to a slow one that is obviously right."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.reference import Reference, Story
from tests.index.sayings import analyze
from tui_reader.article.folder import read_article
from tui_reader.index import build, intake
from tui_reader.index.catalog import Catalog
from tui_reader.index.engine import Engine
from tui_reader.index.model import Chosen, Row
from tui_reader.index.query import parse
from tui_reader.index.search import Index
from tui_reader.index.store import IndexUnusable

TOWN = {
    "a/reform.txt": (
        "2023-03-01",
        "Prison reform gathers pace",
        '"We need reform now," said Ada Okafor. "The prisons are full." "The ferry is late," said Per Lindqvist.',
    ),
    "a/ferry.txt": ("2022-03-01", "Ferry", 'Okafor was there. "Reform can wait," said Per Lindqvist.'),
    "b/sea.txt": (
        "2021-03-01",
        "Of seals and ferries",
        '"The seals came back," said Sinéad O\'Connor. "A seal is a seal," said John Fitzgerald Smith.',
    ),
    "b/old.txt": ("", "Nothing of note", "Reform of the naïve kind. Vitamin J came at 16:30."),
}


def rows(root: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(root.rglob("*.txt")):
        yield path.relative_to(root).as_posix(), path


def write(root: Path, stories: dict[str, tuple[str, str, str]]) -> None:
    for key, (date, title, text) in stories.items():
        path = root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"date {date or '????'} {title}\n\n{text}\n", "utf-8")


def whoosh(root: Path, folder: Path) -> Engine:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "analyze", analyze)
        assert build.update(root, folder).finished
    return Index.open(folder)


def reference(root: Path, folder: Path) -> Engine:
    """Rows are those of an index, so that both engines speak of the same ones."""
    whoosh(root, folder).close()
    known = {row.key: row for row in Catalog.load(folder).rows}
    articles = {key: read_article(path, root) for key, path in rows(root)}
    return Reference(Story(known[key], each, analyze(each.text)) for key, each in articles.items())


@pytest.fixture(scope="module", params=[whoosh, reference])
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    base = tmp_path_factory.mktemp("town")
    write(base / "library", TOWN)
    engine = request.param(base / "library", base / "index")
    yield engine
    engine.close()


def found(engine: Engine, query: str, **options: object) -> list[str]:
    return [hit.row.key for hit in engine.search(parse(query), **options).hits]  # type: ignore[arg-type]


def said(engine: Engine, query: str, **options: object) -> list[str]:
    """The words of the quotes that are found."""
    answers = engine.quotes(parse(query), order="date", **options)  # type: ignore[arg-type]
    return [_text(quote.row)[quote.start : quote.end] for quote in answers]


def _text(row: Row) -> str:
    return TOWN[row.key][2]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("reform", "a/reform a/ferry b/old"),
        ("reform lindqvist", "a/reform a/ferry"),
        ('"we need reform"', "a/reform"),
        ('"need we reform"', ""),
        ("title:reform", "a/reform"),
        ("title:(reform OR ferry)", "a/reform a/ferry"),
        ("said:reform", "a/reform a/ferry"),
        ("speaker:okafor said:reform", "a/reform"),
        ("speaker:okafor said:ferry", ""),
        ("speaker:okafor said:(ferry OR full)", "a/reform"),
        ('speaker:lindqvist said:"is late"', "a/reform"),
        ("speaker:lind* said:wai*", "a/ferry"),
        ("reform -lindqvist", "b/old"),
        ("reform after:2022-03-01 before:2023-03-01", "a/ferry"),
        ("in:b", "b/sea b/old"),
        ("-after:0001", "b/old"),
    ],
)
def test_stories(town: Engine, query: str, keys: str) -> None:
    expected = [f"{key}.txt" for key in keys.split()]
    assert found(town, query, order="date") == expected
    assert sorted(found(town, query)) == sorted(expected)


@pytest.mark.parametrize(
    "query",
    [
        "person:connor",
        "person:o'connor",
        "person:oconnor",
        "person:SINEAD",
        "person:sinéad",
        'person:"s. oconnor"',
        'person:"j smith"',
        'person:"j. f. smith"',
        'person:"john smith"',
        "person:smith",
        "speaker:oconnor said:seals",
        'speaker:"j. smith" said:"a seal"',
    ],
)
def test_people_are_found_however_they_are_written(town: Engine, query: str) -> None:
    assert found(town, query) == ["b/sea.txt"]


@pytest.mark.parametrize(
    "query", ['person:"j. okafor"', "person:jsmith", 'person:"smith john"', "person:fitz"]
)
def test_nobody_else_is_found(town: Engine, query: str) -> None:
    assert found(town, query) == []


def test_a_letter_is_a_word_and_not_somebodys_initial(town: Engine) -> None:
    assert found(town, "j") == ["b/old.txt"]
    assert found(town, "f") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("speaker:okafor", ["We need reform now,", "The prisons are full."]),
        ("speaker:okafor said:reform", ["We need reform now,"]),
        ("said:reform said:prisons", ["We need reform now,", "The prisons are full."]),
        ("reform", ["We need reform now,", "Reform can wait,"]),
        ("okafor full", ["The prisons are full."]),
        ("speaker:okafor said:ferry", []),
        ("said:reform -said:prisons", ["Reform can wait,"]),
        ("said:reform -speaker:lindqvist", ["We need reform now,"]),
        ("lindqvist title:prison", ["The ferry is late,"]),
        ("said:reform before:2023", ["Reform can wait,"]),
        ('"can wait" OR smith', ["Reform can wait,", "A seal is a seal,"]),
        ("in:b", ["The seals came back,", "A seal is a seal,"]),
        ("naive", []),
        ("", []),
    ],
)
def test_quotes(town: Engine, query: str, expected: list[str]) -> None:
    assert said(town, query) == expected
    assert town.count_quotes(parse(query)) == len(expected)
    best = town.quotes(parse(query))
    assert sorted(_text(each.row)[each.start : each.end] for each in best) == sorted(expected)


def test_quotes_know_their_speaker_and_end_at_the_limit(town: Engine) -> None:
    assert [each.speaker for each in town.quotes(parse("said:reform"), order="date")] == [
        "Ada Okafor",
        "Per Lindqvist",
    ]
    assert len(said(town, "reform", limit=1)) == 1
    assert said(town, "reform", limit=0) == []
    assert said(town, "reform", cancelled=lambda: True) == []


def test_the_best_come_first(town: Engine) -> None:
    results = town.search(parse("ferry"))
    assert results.hits[0].row.key == "a/ferry.txt"
    scores = [hit.score for hit in results.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


def test_limits_views_and_states(town: Engine) -> None:
    def states(name: str) -> Chosen:
        return Chosen(frozenset(["a/ferry.txt"]), others=name != "read")

    results = town.search(parse("reform"), limit=1, order="date")
    assert ([hit.row.key for hit in results.hits], results.total, results.complete) == (
        ["a/reform.txt"],
        3,
        True,
    )
    assert town.search(parse("reform"), limit=0).total == 3
    assert town.search(parse("")).total == 0
    assert found(town, "reform", within=Chosen(frozenset(["b/old.txt", "b/sea.txt"]))) == ["b/old.txt"]
    assert found(town, "reform is:read", states=states) == ["a/ferry.txt"]
    assert found(town, "reform -is:read", order="date", states=states) == ["a/reform.txt", "b/old.txt"]
    assert len(found(town, "reform is:read")) == len(found(town, "reform -is:read")) == 3
    assert said(town, "reform is:read", states=states) == ["Reform can wait,"]
    assert said(town, "reform", within=Chosen(frozenset(["a/ferry.txt"]))) == ["Reform can wait,"]


def test_the_last_word_may_go_on(town: Engine) -> None:
    assert found(town, "pris") == []
    assert found(town, "pris", prefix_last=True) == ["a/reform.txt"]
    assert found(town, "p", prefix_last=True) == []
    assert found(town, "speaker:oka", prefix_last=True) == ["a/reform.txt"]


def test_without_time_nothing_false_is_said(town: Engine) -> None:
    assert not town.search(parse("reform"), cancelled=lambda: True).complete
    results = town.search(parse('"we need reform"'), budget=0.0)
    assert not results.complete
    assert {hit.row.key for hit in results.hits} <= {"a/reform.txt"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("lindqvits", {"lindqvist"}),
        ("speaker:okafro", {"speaker:okafor"}),
        ("refrom pace", {"reform pace"}),
        ("ferry zeppelin", {"ferry"}),
        ('"late ferry"', {"late ferry", ""}),
        ('said:"late ferry"', {"said:(late ferry)", ""}),
        ("refrom(", {"reform"}),
        ("(refrom", {"reform"}),
        ("(zeppelin OR airship) ferry", {"ferry", ""}),
        ("qqqqqqqq", {""}),
        ("", {""}),
    ],
)
def test_what_may_have_been_meant(town: Engine, query: str, expected: set[str]) -> None:
    suggested = town.suggest(parse(query))
    assert suggested in expected
    assert not parse(suggested).problems


def completions(engine: Engine, text: str) -> list[str]:
    return [text[: each.start] + each.insert + text[each.end :] for each in engine.complete(text, len(text))]


def test_completions(town: Engine) -> None:
    assert completions(town, "spe")[0] == "speaker:"
    assert completions(town, "ferry (sai")[0] == "ferry (said:"
    assert completions(town, "is:un") == ["is:unread"]
    assert completions(town, "ferry person:lind") == ['ferry person:"Per Lindqvist"']
    assert completions(town, "person:smith") == ['person:"John Fitzgerald Smith"']
    assert completions(town, "speaker:ad") == ['speaker:"Ada Okafor"']
    assert sorted(completions(town, "in:")) == ["in:a", "in:b"]
    assert completions(town, "person:zz") == []
    (lindqvist,) = town.complete("person:per", 10)
    assert (lindqvist.label, lindqvist.stories) == ("Per Lindqvist", 2)


def test_a_closed_engine_says_so(tmp_path: Path) -> None:
    write(tmp_path / "library", TOWN)
    for make in (whoosh, reference):
        engine = make(tmp_path / "library", tmp_path / "index")
        assert engine.generation
        assert not engine.refresh()
        engine.close()
        engine.close()
        asks: list[Callable[[], object]] = [
            lambda: engine.search(parse("reform")),  # noqa: B023
            lambda: list(engine.quotes(parse("reform"))),  # noqa: B023
            lambda: engine.complete("person:a", 8),  # noqa: B023
            lambda: engine.suggest(parse("refrom")),  # noqa: B023
        ]
        for ask in asks:
            with pytest.raises(IndexUnusable):
                ask()


VOCABULARY = ["red", "green", "blue", "grass", "greet", "sea", "sky", "bluebell", "a"]
PEOPLE = ["Ada Okafor", "Per Lindqvist", "Sea Green", "Ada O'Red"]
DAYS = ["2020-01-05", "2020-06-30", "2021-02-02", "2022-12-31", ""]


def _made(chance: random.Random) -> dict[str, tuple[str, str, str]]:
    def some(most: int) -> str:
        return " ".join(chance.choices(VOCABULARY, k=chance.randint(1, most)))

    def paragraph() -> str:
        if chance.random() < 0.3:
            return some(6)
        more = f'. "{some(3)}"' if chance.random() < 0.4 else ""
        return f'"{some(4)}" said {chance.choice(PEOPLE)}{more}'

    return {
        f"{chance.choice('xyz')}/{number}.txt": (
            chance.choice(DAYS),
            some(3),
            "\n\n".join(paragraph() for _ in range(chance.randint(1, 4))),
        )
        for number in range(60)
    }


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, Engine]:
    base = tmp_path_factory.mktemp("both")
    write(base / "library", _made(random.Random(11)))  # noqa: S311  the same stories every time
    return whoosh(base / "library", base / "index"), reference(base / "library", base / "other")


WORD = st.sampled_from([*VOCABULARY, "okafor", "ada", "ored", "lindqvist"])
PIECE = st.one_of(
    WORD,
    st.builds('"{} {}"'.format, WORD, WORD),
    st.builds("{}*".format, st.sampled_from(["gre", "blu", "s", "oka"])),
    st.builds("{}:{}".format, st.sampled_from(["said", "speaker", "person", "title", "mentions"]), WORD),
    st.builds("speaker:{} said:{}".format, st.sampled_from(["okafor", "per", "green"]), WORD),
    st.builds('said:"{} {}"'.format, WORD, WORD),
    st.sampled_from(
        ["date:2020", "after:2021", "before:2020-06-30", "in:x", "is:read", 'person:"a. okafor"']
    ),
    st.just("OR"),
)
QUERY = st.recursive(
    st.lists(PIECE, min_size=1, max_size=4).map(" ".join),
    lambda inner: st.one_of(
        st.builds("({}) {}".format, inner, inner),
        st.builds("-({})".format, inner),
        st.builds("{} -{}".format, inner, PIECE),
    ),
    max_leaves=4,
)


READ = frozenset(sorted(_made(random.Random(11)))[::3])  # noqa: S311  the same stories


def _is_read(name: str) -> Chosen:
    return Chosen(READ, others=name != "read")


@given(QUERY)
def test_both_engines_give_the_same_answers(both: tuple[Engine, Engine], text: str) -> None:
    query = parse(text)
    real, obvious = both
    expected = [hit.row.key for hit in obvious.search(query, limit=None, order="date", states=_is_read).hits]
    newest = real.search(query, limit=None, order="date", states=_is_read)
    best = real.search(query, limit=None, states=_is_read)
    assert [hit.row.key for hit in newest.hits] == expected
    assert sorted(hit.row.key for hit in best.hits) == sorted(expected)
    assert newest.total == best.total == len(expected)
    spoken = [(each.row.key, each.start, each.speaker) for each in obvious.quotes(query, states=_is_read)]
    dated = [
        (each.row.key, each.start, each.speaker) for each in real.quotes(query, order="date", states=_is_read)
    ]
    assert dated == spoken
    assert sorted((each.row.key, each.start) for each in real.quotes(query, states=_is_read)) == sorted(
        (key, start) for key, start, _ in spoken
    )
    assert real.count_quotes(query, states=_is_read) == len(spoken)

"""What README says of the search can be tried with the sample library."""

from pathlib import Path

import pytest

from tests.test_readme import search_examples
from tui_reader.index.build import update
from tui_reader.index.periods import NAMED
from tui_reader.index.query import Folder, State, nodes, parse
from tui_reader.index.search import Index
from tui_reader.paths import sample_library


def _is_anybodys(query: str) -> bool:
    """Whether neither the day nor the user's marks and folders decide what an example finds."""
    asked = [node for node, _ in nodes(parse(query).root)]
    relative = any(f":{name}" in query for name in NAMED) or any(
        each in query for each in ("3w", "10d", "1y")
    )
    mine = any(isinstance(node, State) or (isinstance(node, Folder) and " " in node.path) for node in asked)
    return not relative and not mine


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("samples") / "index"
    assert update(sample_library(), folder).finished
    return Index.open(folder)


@pytest.mark.parametrize("query", [each for each in search_examples() if _is_anybodys(each)])
def test_every_example_finds_something_among_the_samples(samples: Index, query: str) -> None:
    assert samples.search(parse(query)).total

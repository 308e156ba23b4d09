"""Short ways to ask for quotes and speakers."""

from collections.abc import Callable

import pytest

from tui_reader.analysis.pipeline import analyze
from tui_reader.analysis.quotes import find_quotes
from tui_reader.analysis.tokens import read

Marked = Callable[[str], list[str]]
Spoken = Callable[[str], list[tuple[str, str | None]]]


@pytest.fixture
def marked() -> Marked:
    """The stretches between marks, speech or not."""

    def ask(text: str) -> list[str]:
        return [text[span.start : span.end] for span in find_quotes(read(text))]

    return ask


@pytest.fixture
def spoken() -> Spoken:
    """The quotes that are speech, each with its speaker's name."""

    def ask(text: str) -> list[tuple[str, str | None]]:
        return [(text[quote.start : quote.end], quote.speaker_name) for quote in analyze(text).quotes]

    return ask

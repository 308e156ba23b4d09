"""Lines of runs with looks. A look says what a run is; themes say how that looks."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from tui_reader import signs
from tui_reader.paint.measure import Span, shown, whole

Role = Literal[
    "text",
    "title",
    "meta",
    "heading",
    "code",
    "person",
    "organization",
    "place",
    "label",
    "bar",
    "mark",
]
Match = Literal["", "match", "current"]


class Look(NamedTuple):
    """What a run of text is.

    `voice` is the colour of a person, 0 to 7, or -1 for none; `quoted` is True inside quotation marks;
    `emphasis` and `link` come from the file's own markup; `match` says whether a search found it; `lit` is True for what the reader's keys have stepped to;
    `marked` for what is bookmarked; `dim` for what steps back.
    """

    role: Role = "text"
    voice: int = -1
    quoted: bool = False
    emphasis: Literal["", "emphasis", "strong"] = ""
    link: bool = False
    match: Match = ""
    lit: bool = False
    dim: bool = False
    marked: bool = False


class Run(NamedTuple):
    """A stretch of one line that looks the same throughout. It holds no line breaks or control characters."""

    text: str
    look: Look = Look()


class Mark(NamedTuple):
    """A bookmarked stretch of the text, in code points, end exclusive; the whole story when `start` is -1.

    `note` is on it, and `tags` are its own.
    """

    start: int
    end: int
    note: str = ""
    tags: tuple[str, ...] = ()

    @property
    def sign(self) -> str:
        """The sign beside it: of the most that is kept with it."""
        drawn = signs.now()
        return drawn.noted if self.note else drawn.tagged if self.tags else drawn.bookmarked

    @property
    def kept(self) -> str:
        """The note and the tags in one line; empty where there are none."""
        note = [f"{signs.now().noted} {self.note}"] if self.note else []
        tags = [" ".join(f"#{tag}" for tag in self.tags)] if self.tags else []
        return signs.now().between.join(note + tags)


class Line(NamedTuple):
    """One line of the story's column.

    `label` names who begins to speak here, for the margin; `bar` is the voice of the quote on this line,
    -1 for a speaker without a colour, None where no quote is; its speaker may be a `guess`. `sign` stands beside a line where something
    bookmarked begins.
    """

    runs: tuple[Run, ...] = ()
    label: Run | None = None
    bar: int | None = None
    guess: bool = False
    sign: str = ""

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(run.text for run in self.runs)


def marked_runs(text: str, span: Span, matches: Sequence[Span], look: Look) -> tuple[Run, ...]:
    """The runs of one stretch of `text`, those that a search found looking so."""
    at, end = span
    runs: list[Run] = []
    for first, last in matches:
        start, stop = (whole(text, min(max(place, at), end), end) for place in (first, last))
        if start < stop:
            runs += [
                Run(shown(text[at:start]), look),
                Run(shown(text[start:stop]), look._replace(match="match")),
            ]
            at = stop
    runs.append(Run(shown(text[at:end]), look))
    return tuple(run for run in runs if run.text)

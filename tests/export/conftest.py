"""Bookmarks of every kind, plain ones and wild ones."""

from typing import get_args

from hypothesis import strategies as st

from tui_reader.analysis.model import Confidence
from tui_reader.article.anchor import Anchor
from tui_reader.article.text import clean, label
from tui_reader.shelf.bookmarks import KINDS, Bookmark
from tui_reader.shelf.tags import folded_tags

STORY = Bookmark(
    mark="a" * 16,
    path="/news/wall.txt",
    library="/news",
    article="b" * 16,
    content_hash="c" * 32,
    title="The wall will be raised",
    date="2024-03-09",
    created="2024-05-01T10:00:00+00:00",
)
QUOTE = STORY._replace(
    mark="d" * 16,
    kind="quote",
    passage=Anchor("We have waited long enough,", "“", "” said Ada", 74),
    speaker="Ada Quill",
    confidence="certain",
    tags=("coast", "sea-wall"),
    note="Ask her again.\n\nShe knows.",
)
GUESS = QUOTE._replace(mark="9" * 16, confidence="guess", tags=(), note="")
PASSAGE = STORY._replace(mark="e" * 16, kind="passage", passage=Anchor("Nobody\n\nobjected", "", "", 120))

# What people write, and what breaks documents: markup, line ends, formulas, controls, other scripts.
_PIECES = st.sampled_from(
    [
        *"\\`*_{}[]<>()#+-.!|~$^@&=:\"'“” \n\t\0\x1b\x85\u2028\u202e",
        "1.",
        "---",
        "```",
        "<b>",
        "&amp;",
        "\r\n",
        "a",
    ]
) | st.sampled_from(
    [
        "\n# a",
        "\n> a",
        "\n- a",
        "\n1) a",
        "a\n=\n",
        "a\n---\n",
        "\n    a",
        "[a](b)",
        "![a](b)",
        "[a]: b",
        "*a*",
        "~~a~~",
    ]
)
WILD = st.lists(_PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=4), max_size=12).map(
    "".join
)
LINES = WILD.map(label)
CONFIDENCES = st.sampled_from([None, *get_args(Confidence)])
WORDS = WILD.map(clean).filter(lambda text: bool(text.strip()))
_PATHS = st.lists(
    st.sampled_from(["a", "`b`", "-c", "d e", "=f", "é", "x\ny", "|"]), min_size=1, max_size=3
).map(lambda parts: f"/{'/'.join(parts)}.txt")


@st.composite
def bookmarks(draw: st.DrawFn) -> Bookmark:
    """Any bookmark that a shelf may hold."""
    kind = draw(st.sampled_from(KINDS))
    passage = Anchor(
        draw(WORDS), draw(WILD.map(clean)), draw(WILD.map(clean)), draw(st.integers(0, 2**31 - 1))
    )
    speaker = draw(LINES | LINES.map("{}?".format)) if kind == "quote" else ""
    return Bookmark(
        mark=f"{draw(st.integers(0, 2**64 - 1)):016x}",
        path=draw(_PATHS),
        library=draw(st.sampled_from(["", "/news"])),
        article=f"{draw(st.integers(0, 99)):016x}",
        content_hash=f"{draw(st.integers(0, 99)):032x}",
        title=draw(LINES),
        date=draw(st.sampled_from(["", "2024-03-09"]) | st.dates().map(str)),
        created=f"2024-05-01T10:00:{draw(st.integers(10, 59))}+00:00",
        kind=kind,
        passage=None if kind == "story" else passage,
        speaker=speaker,
        confidence=draw(CONFIDENCES) if speaker else None,
        tags=folded_tags(draw(st.lists(WILD, max_size=3))),
        note=draw(WILD.map(lambda text: clean(text).strip())),
    )

"""A screen as text that reads well in a diff: its letters, a sign for the style of each cell, and what the signs mean."""

import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.strip import Strip

_SIGNS = string.ascii_letters + string.digits + string.punctuation
_WEIGHTS = ("bold", "dim", "italic", "underline", "reverse", "strike")
_SEEN_ON_BLANKS = ("underline", "reverse", "strike")


@dataclass(frozen=True, slots=True)
class Picture:
    """What is on a screen: the `lines` of letters, and for each line the style of each cell, in words."""

    lines: Sequence[str]
    styles: Sequence[Sequence[str]]


def take(app: App[None]) -> Picture:
    """The screen as it is drawn now, with what shines through from the screens below."""
    drawn = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    rows: list[list[Strip]] = [list(strips) for strips in drawn.strips]  # type: ignore[union-attr]
    lines, styles = [], []
    for row in rows:
        segments = [segment for strip in row for segment in strip if not segment.control]
        lines.append("".join(segment.text for segment in segments).rstrip())
        styles.append([style for segment in segments for style in _of_cells(segment)])
    return Picture(lines, styles)


def document(pictures: Mapping[str, Picture]) -> str:
    """One screen in several themes, by their names; those with the same letters stand together."""
    alike: dict[tuple[str, ...], dict[str, Picture]] = {}
    for theme, picture in pictures.items():
        alike.setdefault(tuple(picture.lines), {})[theme] = picture
    return "\n".join(_together(group) for group in alike.values())


def _together(pictures: Mapping[str, Picture]) -> str:
    """The letters of all pictures; a sign for each cell's styles, the most frequent blank; and the styles of each sign."""
    lines, *_ = (picture.lines for picture in pictures.values())
    cells = [
        list(zip(*styles, strict=True))
        for styles in zip(*(picture.styles for picture in pictures.values()), strict=True)
    ]
    (ground, _), *_ = Counter(cell for row in cells for cell in row).most_common(1)
    met = [cell for cell in dict.fromkeys(cell for row in cells for cell in row) if cell != ground]
    signs = {ground: " "} | dict(zip(met, _SIGNS, strict=False))
    return "\n".join(
        [
            *lines,
            "",
            *("".join(signs[cell] for cell in row).rstrip() for row in cells),
            "",
            f"  {' | '.join(pictures)}",
            *(f"{sign} {' | '.join(cell)}" for cell, sign in signs.items()),
            "",
        ]
    )


def _of_cells(segment: Segment) -> Iterator[str]:
    """The style of each cell of a segment, in words."""
    style = segment.style or Style.null()
    for letter in segment.text:
        yield from [_in_words(style, blank=letter.isspace())] * cell_len(letter)


@cache
def _in_words(style: Style, *, blank: bool) -> str:
    """A style without what cannot be seen of it."""
    weights = [name for name in (_SEEN_ON_BLANKS if blank else _WEIGHTS) if getattr(style, name)]
    seen = not blank or bool(weights)
    ink = style.color.name if style.color is not None and seen else ""
    ground = f"on {style.bgcolor.name}" if style.bgcolor is not None else ""
    return " ".join([*weights, *filter(None, (ink, ground))]) or "plain"
